import type { Claim, Stance } from '../claims/claim.js';

/** Below this number of decided claims a share says nothing, and none is shown. */
const minDecided = 5;

/** How often a source was right, of the claims that came through it and were decided. */
export interface TrackRecord {
  held: number;
  decided: number;
  /** The share that held, and between what it lies with 95 % confidence; null from fewer than five. */
  share: { atLeast: number; is: number; atMost: number } | null;
}

/** What came through a source: an annotation of its claim, and how it stands to that. */
interface ClaimThrough {
  claim: Pick<Claim, 'id' | 'state'>;
  stance: Stance | null;
}

/**
 * The track record of a source. A claim counts once, however many annotations name it. What was
 * asserted held if the claim was confirmed, what was denied if it was refuted; questions and claims
 * that came through it both ways say nothing of it.
 */
export function trackRecord(through: Iterable<ClaimThrough>): TrackRecord {
  const right = new Map<string, boolean | null>();
  for (const { claim, stance } of through) {
    const was = wasRight(claim, stance);
    if (was === null) continue;
    const before = right.get(claim.id);
    right.set(claim.id, before === undefined || before === was ? was : null);
  }
  const decided = [...right.values()].filter((each) => each !== null);
  const held = decided.filter((each) => each).length;
  const share = decided.length < minDecided ? null : shareOf(held, decided.length);
  return { held, decided: decided.length, share };
}

function wasRight({ state }: ClaimThrough['claim'], stance: Stance | null): boolean | null {
  if (stance === 'questions' || (state !== 'confirmed' && state !== 'refuted')) return null;
  return (stance === 'denies') === (state === 'refuted');
}

function shareOf(held: number, decided: number) {
  const { lower, upper } = wilsonInterval(held, decided);
  return { atLeast: lower, is: held / decided, atMost: upper };
}

/** Of the normal distribution, for 95 % confidence. */
const z95 = 1.959963984540054;

/**
 * Between what the share in a whole lies with 95 % confidence, of which so many of a sample had what
 * is asked for: the score interval of Wilson (1927), without correction for continuity. From 0 to 1;
 * of nothing, everything is possible.
 */
export function wilsonInterval(
  successes: number,
  trials: number,
): { lower: number; upper: number } {
  if (trials === 0) return { lower: 0, upper: 1 };
  const square = z95 ** 2;
  const middle = successes + square / 2;
  const spread = z95 * Math.sqrt((successes * (trials - successes)) / trials + square / 4);
  const bounded = (share: number) => Math.min(1, Math.max(0, share));
  return {
    lower: bounded((middle - spread) / (trials + square)),
    upper: bounded((middle + spread) / (trials + square)),
  };
}
