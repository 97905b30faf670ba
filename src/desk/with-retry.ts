import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '../domain/problem.js';
import type { Change, Commit, CommitBasis, DocumentName } from '../store/store.js';
import { asStored } from './as-stored.js';
import type { Desk } from './desk.js';
import { type Beginning, lastHeeded, NameGone } from './gone-names.js';
import { holdSaves, untilLetGo } from './held-saves.js';
import { withoutGoneNames } from './register/masking/late-saves.js';
import { Turn } from './turns.js';

/** So often others of another process may come first; those of this one wait for each other. */
const maxConflicts = 50;
const maxPauseMs = 50;
/** After so many, others of this process wait for a barrier. */
const maxBarrierConflicts = 3;

/**
 * Works out changes from what stands now and commits them; where something else was written in
 * between, works them out again. What the work throws ends it: it checks its own conditions anew
 * each time. Nothing is written where there are no changes: then the answer is null.
 */
export async function commitWithRetry(
  desk: Desk,
  work: () => Promise<readonly Change[]>,
): Promise<Commit | null> {
  const { commit } = await commitPlanned(desk, async () => ({ changes: await work() }));
  return commit;
}

/**
 * The same for what rests on what stands now alone, and on nothing that was read before: where a name went meanwhile that
 * nobody here knows, it is worked out anew.
 */
export async function commitAnew(
  desk: Desk,
  work: () => Promise<readonly Change[]>,
): Promise<Commit | null> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await commitWithRetry({ ...desk, begun: null }, work);
    } catch (fault) {
      if (!(fault instanceof NameGone) || tries === maxConflicts) throw fault;
    }
  }
}

/** The basis of a barrier that does not come: without changes, it lets others go. */
const noBarrier: CommitBasis = { since: 0, isBarrier: true };

interface Planned {
  changes: readonly Change[];
  /** The documents that the changes name, of which it matters whether they are still there. */
  named?: readonly DocumentName[];
  /** Where it is a barrier, the number of the last commit that it has heeded: see `Store.commit`. */
  barrierSince?: number;
}

/**
 * Commits the changes of a piece of work, works it out again when they were stale, and answers with
 * what was worked out last, and with those of the documents that it names that may be gone by then. However many save
 * one document at one moment, each gets its turn: in one process they wait in a queue, and among processes the first of
 * each queue contend. Who loses to other processes again and again is told so, as *conflict*. Work must not commit so
 * by itself: it would wait for itself. A name that went out of the desk since the request began is taken out of what it
 * writes, and of the answer; where that can't be known, as it went in another process, nothing is saved, which is told
 * as *conflict*.
 */
export async function commitPlanned<W extends Planned>(
  desk: Desk,
  work: () => Promise<W>,
): Promise<{ worked: W; commit: Commit | null; gone: readonly DocumentName[] }> {
  const begun = desk.begun ?? desk.goneNames.begin();
  const turn = new Turn(desk.whole);
  let letGo = () => {};
  let areOthersHeld = false;
  try {
    for (let conflicts = 0; conflicts < maxConflicts; ) {
      const worked = await work();
      if (worked.changes.length === 0) return { worked, commit: null, gone: [] };
      const places = placesOf(worked.changes);
      // Where another has its turn, what was worked out here will not stand.
      const isTurn = turn.take(places);
      const commit = isTurn ? await committed(desk, begun, worked, turn) : null;
      // Who was held back may have the turn that is waited for.
      letGo();
      if (commit) {
        areOthersHeld = false;
        const gone = commit.gone ?? worked.named ?? [];
        if (begun.moment.next === null) return { worked, commit, gone };
        return { worked: asStored(worked, worked.changes, commit.changes), commit, gone };
      }
      if (!isTurn) {
        await turn.wait(places);
        continue;
      }
      conflicts += 1;
      await pause(Math.random() * Math.min(2 ** conflicts, maxPauseMs));
      const isBarrier = worked.barrierSince !== undefined;
      areOthersHeld = isBarrier;
      if (isBarrier && conflicts >= maxBarrierConflicts) letGo = holdSaves(desk.whole);
    }
  } finally {
    letGo();
    turn.leave();
    if (areOthersHeld) await desk.store.commit([], [], noBarrier).catch(() => {});
  }
  throw new Problem(
    'conflict',
    'Many others are changing the same at this moment, and came first each time. Nothing was saved: save again in a minute.',
  );
}

/** What a commit may find changed by others: the documents that it replaces, removes or names. */
function placesOf(changes: readonly Change[]): string[] {
  return changes.flatMap(({ do: verb, in: collection, doc }) =>
    verb === 'insert' && collection !== 'nameWitnesses' ? [] : [`${collection}/${doc.id}`],
  );
}

/** The commit; null where it met another, with a turn at the place where that was. */
async function committed(
  desk: Desk,
  begun: Beginning,
  planned: Planned,
  turn: Turn,
): Promise<Commit | null> {
  const { named, barrierSince } = planned;
  if (barrierSince === undefined) await untilLetGo(desk.whole);
  const since = barrierSince ?? lastHeeded(begun);
  const basis: CommitBasis = { since, isBarrier: barrierSince !== undefined };
  try {
    const changes = await withoutGoneNames(desk, begun, planned.changes);
    return await desk.store.commit(changes, named, basis);
  } catch (error) {
    const isMet = error instanceof Problem && error.code === 'conflict';
    if (!isMet || error instanceof NameGone) throw error;
    const { in: collection, id, index, barrier } = error.details;
    if (barrier) {
      await hearOfBarrier(desk, begun, basis);
      return basis.isBarrier ? null : committed(desk, begun, planned, turn);
    }
    const place = `${collection}/${index ?? id}`;
    if (!turn.take([place])) await turn.wait([place]);
    return null;
  }
}

/** Hears what went out of the desk by the barrier that was met. Throws *conflict* where that is not known here. */
async function hearOfBarrier(
  desk: Desk,
  begun: Beginning,
  { since, isBarrier }: CommitBasis,
): Promise<void> {
  await desk.goneNames.caughtUp();
  if (!isBarrier && lastHeeded(begun) <= since) throw new NameGone();
}
