import { Problem } from '../domain/problem.js';
import type { Change, Commit } from '../store/store.js';
import type { Desk } from './desk.js';

/** As many as save one document at the same moment can all get their turn. */
const attempts = 30;

/**
 * Works out changes from what stands now and commits them; where something else was written in
 * between, works them out again. What the work throws ends it: it checks its own conditions anew
 * each time. Nothing is written where there are no changes: then the answer is null.
 */
export async function commitAgain(
  desk: Desk,
  work: () => Promise<readonly Change[]>,
): Promise<Commit | null> {
  const { commit } = await commitWorked(desk, async () => ({ changes: await work() }));
  return commit;
}

/** The same for work that comes to more than changes: answers with what was worked out last. */
export async function commitWorked<W extends { changes: readonly Change[] }>(
  desk: Desk,
  work: () => Promise<W>,
): Promise<{ worked: W; commit: Commit | null }> {
  for (let attempt = 1; ; attempt++) {
    const worked = await work();
    if (worked.changes.length === 0) return { worked, commit: null };
    try {
      return { worked, commit: await desk.store.commit(worked.changes) };
    } catch (error) {
      const conflict = error instanceof Problem && error.code === 'conflict';
      if (!conflict || attempt === attempts) throw error;
    }
  }
}
