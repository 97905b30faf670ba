import { indexOfLastAtMost } from '../../binary-search.js';
import type { Span } from '../span.js';
import { type EqualRun, type RegionPair, regionOf, uniqueRuns } from './anchors.js';
import { indexed } from './indexed-text.js';

/*
 * What was taken out of a text at one place and put in at another. What was taken out anywhere is
 * compared with what was put in anywhere, once; places that go on in step are one stretch. So the work
 * is in proportion to both, however many stretches there are.
 */

/** What is shorter is found anywhere by chance, so it did not move. */
export const shortestGapUnits = 20;
const anchorUnits = 12;

/** So much reads the same in a stretch that moved, or half of all that was taken out there or put in. */
const tellingUnits = 40;

/** What lies farther apart than this is not one stretch. */
const maxUnitsApart = 256;

/** At most this many places in a row that are elsewhere, by chance, don't break a stretch. */
const maxStrays = 4;

/** No correction moves more stretches; of more, the longest are taken. */
const maxStretches = 1000;

/** A stretch that moved, and around it what may belong to it. */
export interface MovedStretch extends RegionPair {
  /** As far as it reads the same, but for small changes in it; cores may overlap. */
  core: RegionPair;
}

/**
 * The stretches that some regions of two texts have in common across the regions, in the order of the
 * older text. No place of the older text lies in more than two of them. Takes time in proportion to the
 * regions.
 */
export function movedStretches(
  was: string,
  now: string,
  regions: readonly RegionPair[],
  count: (units: number) => void,
): MovedStretch[] {
  const out = collected(
    was,
    regions.map((region) => region.was),
  );
  const put = collected(
    now,
    regions.map((region) => region.now),
  );
  const whole = regionOf(0, out.text.length, 0, put.text.length);
  count(out.text.length + put.text.length);
  const anchors = uniqueRuns(indexed(out.text), indexed(put.text), whole, anchorUnits).map((run) =>
    anchorAt(run, out.spanAt(run.was), put.spanAt(run.now)),
  );
  const longest = chainsOf(anchors)
    .filter(isTelling)
    .sort((one, other) => other.kept - one.kept)
    .slice(0, maxStretches);
  return widened(longest).map((stretch) => ({ ...stretch, core: grown(was, now, stretch.core) }));
}

/** A stretch as far as the texts go on the same beside it, also where that was not taken out. */
function grown(was: string, now: string, core: RegionPair): RegionPair {
  let before = 0;
  while (before < maxUnitsApart && sameAt(core.was.start - before - 1, core.now.start - before - 1))
    before += 1;
  let after = 0;
  while (after < maxUnitsApart && sameAt(core.was.end + after, core.now.end + after)) after += 1;
  return {
    was: { start: core.was.start - before, end: core.was.end + after },
    now: { start: core.now.start - before, end: core.now.end + after },
  };

  function sameAt(one: number, other: number): boolean {
    return one >= 0 && one < was.length && was.charAt(one) === now.charAt(other);
  }
}

/** Some spans of a text, one after the other, with a line break between. */
function collected(text: string, spans: readonly Span[]) {
  const long = spans.filter(({ start, end }) => end - start >= shortestGapUnits);
  const starts: number[] = [];
  let length = 0;
  for (const { start, end } of long) {
    starts.push(length);
    length += end - start + 1;
  }
  return {
    text: long.map(({ start, end }) => text.slice(start, end)).join('\n'),
    /** The span in which a place lies, and where in the text that place is. */
    spanAt: (place: number) => {
      const index = indexOfLastAtMost(starts, place);
      const span = long[index] as Span;
      return { span, place: span.start + place - (starts[index] ?? 0) };
    },
  };
}

/** Places that go on in step, within what was taken out at one place and put in at another. */
interface Chain {
  /** How many units read the same. */
  kept: number;
  core: RegionPair;
  gap: RegionPair;
}

interface PlaceInSpan {
  span: Span;
  place: number;
}

/** A run as a chain of one, cut where what was taken out or put in there ends. */
function anchorAt({ length }: EqualRun, was: PlaceInSpan, now: PlaceInSpan): Chain {
  const kept = Math.min(length, was.span.end - was.place, now.span.end - now.place);
  return {
    kept,
    core: {
      was: { start: was.place, end: was.place + kept },
      now: { start: now.place, end: now.place + kept },
    },
    gap: { was: was.span, now: now.span },
  };
}

function chainsOf(anchors: readonly Chain[]): Chain[] {
  const chains: Chain[] = [];
  for (let at = 0; at < anchors.length; at += 1) {
    const chain = anchors[at] as Chain;
    chains.push(chain);
    for (let next = at + 1; next <= at + maxStrays && next < anchors.length; next += 1) {
      const anchor = anchors[next] as Chain;
      if (!goesOn(chain, anchor)) continue;
      chain.kept += anchor.kept;
      chain.core.was.end = anchor.core.was.end;
      chain.core.now.end = anchor.core.now.end;
      at = next;
    }
  }
  return chains;
}

function goesOn(chain: Chain, next: Chain): boolean {
  if (chain.gap.was !== next.gap.was || chain.gap.now !== next.gap.now) return false;
  const apart = [
    next.core.was.start - chain.core.was.end,
    next.core.now.start - chain.core.now.end,
  ];
  return apart.every((units) => units >= 0 && units <= maxUnitsApart);
}

function isTelling({ kept, gap: { was, now } }: Chain): boolean {
  const least = Math.min(was.end - was.start, now.end - now.start) / 2;
  return kept >= Math.min(tellingUnits, Math.max(shortestGapUnits, least));
}

/** Each with what lies beside it and in no other, as much as it is itself at most. */
function widened(chains: readonly Chain[]): MovedStretch[] {
  const [was, now] = [roomFor(chains, 'was'), roomFor(chains, 'now')];
  return chains
    .map((chain) => ({
      was: was.get(chain) ?? chain.core.was,
      now: now.get(chain) ?? chain.core.now,
      core: chain.core,
    }))
    .sort((one, other) => one.core.was.start - other.core.was.start);
}

function roomFor(chains: readonly Chain[], side: 'was' | 'now'): Map<Chain, Span> {
  const ordered = chains.toSorted((one, other) => one.core[side].start - other.core[side].start);
  const room = new Map<Chain, Span>();
  let taken = 0;
  for (const [index, chain] of ordered.entries()) {
    const [core, gap] = [chain.core[side], chain.gap[side]];
    const next = ordered[index + 1]?.core[side].start ?? gap.end;
    room.set(chain, {
      start: Math.min(core.start, Math.max(taken, gap.start, core.start - chain.kept + 1)),
      end: Math.max(core.end, Math.min(next, gap.end, core.end + chain.kept - 1)),
    });
    taken = Math.max(taken, core.end);
  }
  return room;
}
