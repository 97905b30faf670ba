import { type ComparedEditions, compareEditions } from '../../domain/articles/carrying.js';
import { Problem } from '../../domain/problem.js';
import type { Alignment } from '../../domain/text/comparison/alignment.js';
import { AtOnce } from '../at-once.js';
import { workedOnThread } from '../worker-thread.js';

/** In UTF-16 code units of both texts: shorter ones are compared in a few milliseconds. */
const maxUnitsHere = 20_000;

/** The longest texts take a second or two, on a thread of its own that has to start first. */
const comparingMs = 30_000;
const maxMemoryMb = 512;

/** Each comparison of long texts takes a thread of its own. */
const comparisons = new AtOnce(
  2,
  'Two comparisons of long texts are under way for you. Wait until one is done.',
);

/**
 * Compares two editions for a person; long ones on a thread of its own, so that nobody waits for it, and
 * two at once at most. Throws *too-many* for a third, *too-large* where it takes too long.
 */
export async function comparedEditions(
  person: string,
  was: string,
  now: string,
  limitMs = comparingMs,
): Promise<ComparedEditions> {
  if (was.length + now.length <= maxUnitsHere) return compareEditions(was, now);
  const module = new URL('./edition-worker.js', import.meta.url);
  const refusal = () =>
    new Problem('too-large', 'These two texts take too long to compare. Nothing was saved.');
  const alignment = await comparisons.run(person, () =>
    workedOnThread<Alignment>(module, { was, now }, { limitMs, maxMemoryMb, refusal }),
  );
  return { was, now, alignment };
}
