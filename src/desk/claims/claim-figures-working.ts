import {
  type ClaimFigures,
  type ClaimPassage,
  figuresOf,
} from '../../domain/claims/claim-figures.js';
import { OneAtATime } from '../one-at-a-time.js';
import { workedOnThread } from '../worker-thread.js';

/** The figures on more passages than this take longer than another request is to wait. */
const maxPassagesAtOnce = 100;

const threads = new OneAtATime();

/** Works out how a claim stands; that of hundreds of passages on a thread, one after the other. */
export function figuresOn(passages: readonly ClaimPassage[]): Promise<ClaimFigures> {
  if (passages.length <= maxPassagesAtOnce) return Promise.resolve(figuresOf(passages));
  const module = new URL('./claim-figures-worker.js', import.meta.url);
  return threads.run(() => workedOnThread(module, passages));
}
