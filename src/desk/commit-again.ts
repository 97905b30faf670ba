import { Problem } from '../domain/problem.js';
import type { Change, Commit } from '../store/store.js';
import type { Desk } from './desk.js';

const attempts = 5;

/**
 * Works out changes from what stands now and commits them; where something else was written in
 * between, works them out again. What the work throws ends it: it checks its own conditions anew
 * each time. Nothing is written where there are no changes: then the answer is null.
 */
export async function commitAgain(
  desk: Desk,
  work: () => Promise<readonly Change[]>,
): Promise<Commit | null> {
  for (let attempt = 1; ; attempt++) {
    const changes = await work();
    if (changes.length === 0) return null;
    try {
      return await desk.store.commit(changes);
    } catch (error) {
      const conflict = error instanceof Problem && error.code === 'conflict';
      if (!conflict || attempt === attempts) throw error;
    }
  }
}
