import { once } from 'node:events';
import { type ComparedEditions, compareEditions } from '../../domain/articles/carrying.js';
import type { Alignment } from '../../domain/text/alignment.js';
import { startThread } from '../worker-thread.js';

/** In UTF-16 code units of both texts: shorter ones are compared in a few milliseconds. */
const maxUnitsHere = 20_000;

/** Compares two editions; long ones on a thread of its own, so that nobody waits for it. */
export async function comparedEditions(was: string, now: string): Promise<ComparedEditions> {
  if (was.length + now.length <= maxUnitsHere) return compareEditions(was, now);
  const module = new URL('./edition-worker.js', import.meta.url);
  const worker = startThread(module, { workerData: { was, now } });
  try {
    const [alignment]: Alignment[] = await once(worker, 'message');
    if (!alignment) throw new Error('The thread that compares editions said nothing.');
    return { was, now, alignment };
  } finally {
    await worker.terminate();
  }
}
