import { type ComparedEditions, compareEditions } from '../../domain/articles/carrying.js';
import { Problem } from '../../domain/problem.js';
import { AtOnce } from '../at-once.js';
import { KeptWorker } from '../kept-worker.js';
import { isOverrun, startThread } from '../worker-thread.js';
import { type PackedAlignment, unpacked } from './packed-alignment.js';

/** What the thread is asked to compare. */
export interface TextPair {
  was: string;
  now: string;
}

/** In UTF-16 code units of both texts: shorter ones are compared in a few milliseconds. */
const maxUnitsHere = 20_000;

/** The longest texts take a second or two; a desk that gets an edition a day keeps its thread. */
const bounds = { taskMs: 30_000, idleMs: 86_400_000 };
const resourceLimits = { maxOldGenerationSizeMb: 512 };

/** Of longer texts, in code units of both, so much is left behind that the thread isn't kept. */
const maxKeptUnits = 1_000_000;

const module = new URL('./edition-worker.js', import.meta.url);
const threads = new KeptWorker<TextPair, PackedAlignment>(
  () => startThread(module, { resourceLimits }),
  bounds,
);

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
  limitMs = bounds.taskMs,
): Promise<ComparedEditions> {
  const units = was.length + now.length;
  if (units <= maxUnitsHere) return compareEditions(was, now);
  const alignment = await comparisons.run(person, async () => {
    try {
      return await threads.answer({ was, now }, { limitMs, isLast: units > maxKeptUnits });
    } catch (error) {
      throw isOverrun(error) ? tooLarge(error) : error;
    }
  });
  return { was, now, alignment: unpacked(alignment) };
}

/** In UTF-16 code units: enough that a thread is as quick afterwards as it gets, some three times. */
const practisedUnits = 50_000;
const practisedTimes = 3;

/** Whether editions of such a text are compared on a thread. */
export function needsThread({ length }: { length: number }): boolean {
  return 2 * length > maxUnitsHere;
}

/**
 * Gets a thread ready to compare a text, if a thread is what it takes: on it the text, or its beginning, is compared with
 * a copy in which each seventh letter is gone or others. To start and to become quick takes a thread longer than to compare.
 */
export async function readyToCompare(text: string): Promise<void> {
  if (!needsThread(text)) return;
  const was = text.slice(0, practisedUnits);
  const now = was.replace(/(.{6})./gu, (_, kept: string, at) => (at % 2 ? kept : `${kept}xy`));
  await threads.ready(Array.from({ length: practisedTimes }, () => ({ was, now })));
}

function tooLarge(cause: unknown): Problem {
  const problem = new Problem(
    'too-large',
    'These two texts take too long to compare. Nothing was saved.',
  );
  problem.cause = cause;
  return problem;
}
