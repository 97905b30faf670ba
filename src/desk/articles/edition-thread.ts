import {
  type CarriedPlacement,
  type ComparedEditions,
  carrier,
  compareEditions,
} from '../../domain/articles/carrying.js';
import { dayMs } from '../../domain/durations.js';
import { once } from '../../domain/once.js';
import { Problem } from '../../domain/problem.js';
import type { Span } from '../../domain/text/span.js';
import { ConcurrencyLimit } from '../concurrency-limit.js';
import { KeptWorker } from '../kept-worker.js';
import { isOverrun, startThread } from '../worker-thread.js';
import { type PackedAlignment, unpacked } from './packed-alignment.js';

/** What the thread is asked to compare, and which spans of the older text to carry over, by the words of what language. */
export interface EditionTask {
  was: string;
  now: string;
  language: string | null;
  spans: readonly Span[];
}

/** What the thread answers; the placements in the order of the spans. */
export interface EditionAnswer {
  alignment: PackedAlignment;
  placements: CarriedPlacement[];
}

/** Two editions, compared, and where a span of the older stands in the newer. */
export interface CarriedSpans {
  compared: ComparedEditions;
  carry: (span: Span) => CarriedPlacement;
}

/** In UTF-16 code units of both texts: shorter ones are compared in a few milliseconds. */
const maxUnitsHere = 20_000;

/** More spans than these are carried over where they are asked for: no edition is refused for how much is annotated. */
const maxSpansThere = 5_000;

/** The longest texts take a second or two; a desk that gets an edition a day keeps its thread. */
const bounds = { taskMs: 30_000, idleMs: dayMs };
const resourceLimits = { maxOldGenerationSizeMb: 512 };

/** Of longer texts, in code units of both, so much is left behind that the thread isn't kept. */
const maxKeptUnits = 1_000_000;

const module = new URL('./edition-worker.js', import.meta.url);
const threads = new KeptWorker<EditionTask, EditionAnswer>(
  () => startThread(module, { resourceLimits }),
  bounds,
);

/** Each comparison of long texts takes a thread of its own. */
const comparisons = new ConcurrencyLimit(
  2,
  'Two comparisons of long texts are under way for you. Wait until one is done.',
);

/** Compares two editions for a person. Throws as `carriedSpans` does. */
export async function comparedEditions(
  person: string,
  was: string,
  now: string,
): Promise<ComparedEditions> {
  const task = { was, now, language: null, spans: [] };
  return (await carriedSpans(person, task)).compared;
}

/**
 * Compares two editions for a person and carries spans over; with long ones on a thread of its own, so that nobody waits
 * for it, and two at once at most. Spans that were not named may be carried over afterwards, too. Throws *too-many* for a
 * third, *too-large* where it takes too long.
 */
export async function carriedSpans(
  person: string,
  { was, now, language, spans }: EditionTask,
  limitMs = bounds.taskMs,
): Promise<CarriedSpans> {
  if (was.length + now.length <= maxUnitsHere)
    return carriedBy(compareEditions(was, now), language);
  const named = spans.slice(0, maxSpansThere).map(({ start, end }) => ({ start, end }));
  const task = { was, now, language, spans: named };
  const { alignment, placements } = await comparisons.run(person, () => onThread(task, limitMs));
  const known = new Map(named.map((span, at) => [keyOf(span), placements[at]]));
  return carriedBy({ was, now, alignment: unpacked(alignment) }, language, known);
}

/** Carries over by what is known already, and by the comparison else. */
function carriedBy(
  compared: ComparedEditions,
  language: string | null,
  known = new Map<string, CarriedPlacement | undefined>(),
): CarriedSpans {
  const carry = once(() => carrier(compared, language));
  return { compared, carry: (span) => known.get(keyOf(span)) ?? carry()(span) };
}

function keyOf({ start, end }: Span): string {
  return `${start} ${end}`;
}

async function onThread(task: EditionTask, limitMs: number): Promise<EditionAnswer> {
  const isLast = task.was.length + task.now.length > maxKeptUnits;
  try {
    return await threads.answer(task, { limitMs, isLast });
  } catch (error) {
    throw isOverrun(error) ? tooLarge(error) : error;
  }
}

/** In UTF-16 code units: of more, practice takes longer and makes a thread hardly quicker. */
const practisedUnits = 50_000;

/** Of so many letters one is another in each practice: few letters, for which much is compared; more, for which passages are judged. */
const practisedRates = [7, 20, 40];

/** In each practice, how long the spans are that are carried over, and how far apart. */
const practisedSpan = { units: 20, apart: 600 };

/** Whether editions of such a text are compared on a thread. */
export function needsThread({ length }: { length: number }): boolean {
  return 2 * length > maxUnitsHere;
}

/**
 * Gets a thread ready to compare a text and to carry spans over, if a thread is what it takes: on it the text, or its
 * beginning, is compared with copies in which letters are gone or others. To start and to become quick takes a thread
 * longer than to compare.
 */
export async function readyToCompare(text: string): Promise<void> {
  if (!needsThread(text)) return;
  const was = text.slice(0, practisedUnits);
  const { units, apart } = practisedSpan;
  const spans = Array.from({ length: Math.floor(was.length / apart) }, (_, at) => ({
    start: at * apart,
    end: at * apart + units,
  }));
  await threads.ready(
    practisedRates.map((rate) => ({ was, now: changedAt(rate, was), language: null, spans })),
  );
}

/** A text of which one letter in so many is gone, or others. */
function changedAt(rate: number, text: string): string {
  const each = new RegExp(`(.{${rate - 1}}).`, 'gsu');
  return text.replace(each, (_, kept: string, at) => (at % 2 ? kept : `${kept}xy`));
}

function tooLarge(cause: unknown): Problem {
  const problem = new Problem(
    'too-large',
    'These two texts take too long to compare. Nothing was saved.',
  );
  problem.cause = cause;
  return problem;
}
