import { type Half, halfOf } from '../documents.js';
import type { State } from '../memory/state.js';
import type { Head, JournalEntry, JournalText } from './journal-text.js';

/** Why a journal is not carried out, from its first line that can't be; null: none can. */
export interface JournalFault {
  line: number | null;
  fault: string;
}

/**
 * Carries out on a state what stands in its journal and not yet in the snapshots that it was read
 * from, each of which holds the commits up to its own number. Stops at the first line that is
 * damaged or does not follow, and returns it; null where all of it was carried out. `nameOf` names
 * a snapshot for that answer.
 */
export function replay(
  state: State,
  journal: JournalText,
  held: Readonly<Record<Half, number>>,
  nameOf: (half: Half) => string,
): JournalFault | null {
  const { head, entries, damage } = journal;
  if (head === null) return damage;
  const early = earlySnapshot(head, held, nameOf);
  if (early) return { line: null, fault: early };
  for (const { commit, line } of entries) {
    const changes = commit.changes.filter((change) => commit.number > held[halfOf(change.in)]);
    if (state.retake({ number: commit.number, changes })) continue;
    return { line, fault: 'it does not follow from what stands before it' };
  }
  if (damage) return damage;
  const late = lateSnapshot(head, entries, held, nameOf);
  return late === null ? null : { line: null, fault: late };
}

/** A snapshot of before the journal was begun, such as a copy that was put back beside it. */
function earlySnapshot(
  head: Head,
  held: Readonly<Record<Half, number>>,
  nameOf: (half: Half) => string,
): string | null {
  const half = (['public', 'private'] as const).find((each) => held[each] < head[each]);
  if (half === undefined) return null;
  return `it goes on from commit ${head[half]} of ${nameOf(half)}, which holds commit ${held[half]}`;
}

/** A snapshot of another desk, or of a time after the journal. */
function lateSnapshot(
  { after }: Head,
  entries: readonly JournalEntry[],
  held: Readonly<Record<Half, number>>,
  nameOf: (half: Half) => string,
): string | null {
  const last = entries.at(-1)?.commit.number ?? after;
  const half = (['public', 'private'] as const).find((each) => held[each] > last);
  if (half === undefined) return null;
  return `it ends with commit ${last}, and ${nameOf(half)} holds commit ${held[half]}`;
}
