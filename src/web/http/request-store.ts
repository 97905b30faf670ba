import type { Response } from 'express';
import { Problem } from '../../domain/problem.js';
import { type Store, storeWith } from '../../store/store.js';

declare global {
  namespace Express {
    interface Response {
      /** Whether what the request wanted to have saved has been saved by now. */
      isSaved?: () => boolean;
    }
  }
}

/**
 * The store as one request works on it, which remembers whether its last commit was acknowledged. What
 * is read after that, to draw the answer, may fail without anything having failed to be saved.
 */
export function requestStore(store: Store): { store: Store; isSaved: () => boolean } {
  let saved = false;
  const commit: Store['commit'] = async (...asked) => {
    saved = false;
    const commit = await store.commit(...asked);
    saved = asked[0].length > 0;
    return commit;
  };
  return { store: storeWith(store, { commit }), isSaved: () => saved };
}

/**
 * Whether a fault came after what was asked had been saved: the database went away, or we failed, while
 * the answer was made, or what was saved is gone again. What a Problem says otherwise is about the
 * request itself.
 */
export function isFaultAfterSave(res: Response, fault: unknown): boolean {
  if (!res.isSaved?.()) return false;
  return !(fault instanceof Problem) || fault.code === 'unavailable' || isGone(fault);
}

/** Whether a fault says that something is not there, which behind a save means that others have taken it away since. */
export function isGone(fault: unknown): boolean {
  return fault instanceof Problem && fault.code === 'not-found';
}
