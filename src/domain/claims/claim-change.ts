import { z } from 'zod';
import type { Stamp } from '../annotations/model.js';
import { line } from '../fields.js';
import { Problem } from '../problem.js';
import { type Claim, claimStates } from './claim.js';

const statement = line(1000).pipe(z.string().min(1, 'Say what is claimed, in one sentence.'));

/** What is sent to enter a claim. */
export const claimInput = z.object({ statement });

/** What is sent to put a claim right, or to decide it. */
export const claimChangeInput = z.object({
  statement,
  state: z.enum(claimStates, `A claim is ${claimStates.join(', ')}.`).default('open'),
  reason: line(5000)
    .nullish()
    .transform((reason) => reason || null),
});
export type ClaimChangeInput = z.output<typeof claimChangeInput>;

/** What is sent to join a claim with another. */
export const claimJoiningInput = z.object({
  into: z.string('Name the claim, by its id.').min(1, 'Name the claim, by its id.').max(60),
  confirm: z.array(z.enum(['identity'])).optional(),
});
export type ClaimJoiningInput = z.output<typeof claimJoiningInput>;

/** A claim as it was put right, and what of it changed. */
interface ClaimChange {
  claim: Claim;
  /** With who had decided it, and when. */
  before: ClaimSaid & { decided?: Stamp };
  after: ClaimSaid;
}
type ClaimSaid = Partial<Pick<Claim, 'statement' | 'state'> & { reason: string | null }>;

/**
 * A claim reworded or decided; null where nothing changes. A decision bears its reason, who made it
 * and when (`stamp`); a claim that is open again bears none. Throws *invalid* for a decision without a reason.
 */
export function changeClaim(
  claim: Claim,
  { statement, state, reason }: ClaimChangeInput,
  stamp: { at: string; by: string },
): ClaimChange | null {
  if (state !== 'open' && reason === null) {
    throw Problem.field('reason', `Say why it is ${state}.`);
  }
  const isReworded = statement !== claim.statement;
  const was = claim.decision?.reason ?? null;
  const said = state === 'open' ? null : reason;
  const isDecided = state !== claim.state || said !== was;
  if (!isReworded && !isDecided) return null;
  const decision = state === 'open' ? null : { ...stamp, reason };
  return {
    claim: { ...claim, statement, ...(isDecided && { state, decision }) },
    before: {
      ...(isReworded && { statement: claim.statement }),
      ...(isDecided && { state: claim.state, reason: was, ...stampOf(claim) }),
    },
    after: { ...(isReworded && { statement }), ...(isDecided && { state, reason }) },
  };
}

function stampOf({ decision }: Claim): { decided?: Stamp } {
  return decision ? { decided: { at: decision.at, by: decision.by } } : {};
}

/**
 * A claim that is one with another from now on; `way` leads from that other one to its end. Throws
 * *invalid* for what can never be joined, *conflict* where something has to be undone before.
 */
export function joinClaim(
  claim: Claim,
  way: readonly Claim[],
  stamp: { at: string; by: string },
): Claim {
  const [into] = way;
  if (!into || into.id === claim.id) throw Problem.field('into', 'A claim is itself already.');
  if (claim.round !== null || into.round !== null) {
    const sentence = 'A claim of a blind round can be joined when the round has ended.';
    throw Problem.field('into', sentence);
  }
  if (claim.joined !== null) {
    throw new Problem('conflict', 'This claim is joined already: part it first.');
  }
  if (way.some(({ id }) => id === claim.id)) {
    throw new Problem('conflict', 'The other claim is joined into this one already.');
  }
  return { ...claim, joined: { into: into.id, ...stamp } };
}

/** A claim that stands for itself again. Throws *conflict*. */
export function partClaim(claim: Claim): Claim {
  if (claim.joined !== null) return { ...claim, joined: null };
  throw new Problem('conflict', 'This claim is not joined into another.');
}
