import type { Figure } from '../../domain/agreement/agreement.js';
import { figuresOn, type ObservedText } from '../../domain/agreement/observation.js';
import { sha256 } from '../articles/articles.js';
import { workedOnThread } from '../worker-thread.js';

/** The number of sets of figures that are kept: one for every article that is looked at in a day. */
const maxKeptSets = 200;

/** The most annotations whose figures are worked out here, in some 20 ms: less than starting a thread. */
const maxAnnotationsAtOnce = 100;

/** By what they were made from, so that nothing that changes can make them wrong; the oldest first. */
const kept = new Map<string, Promise<Figure[]>>();

/**
 * The figures on some texts. For 5,000 units they take two to four seconds, most of it resampling
 * for the intervals: they are worked out on a thread, one set after the other, and kept.
 */
export function figuresKept(texts: readonly ObservedText[]): Promise<Figure[]> {
  const found = texts.flatMap(({ people }) => people.map((person) => person.found.length));
  const size = found.reduce((sum, count) => sum + count, 0);
  if (size <= maxAnnotationsAtOnce) return Promise.resolve(figuresOn(texts));
  const key = sha256(JSON.stringify(texts));
  const figures = kept.get(key) ?? inTurn(texts);
  kept.delete(key);
  kept.set(key, figures);
  figures.catch(() => kept.delete(key));
  for (const oldest of [...kept.keys()].slice(0, -maxKeptSets)) kept.delete(oldest);
  return figures;
}

let last: Promise<unknown> = Promise.resolve();

function inTurn(texts: readonly ObservedText[]): Promise<Figure[]> {
  const figures = last.then(() => onThread(texts));
  last = figures.catch(() => {});
  return figures;
}

function onThread(texts: readonly ObservedText[]): Promise<Figure[]> {
  return workedOnThread(new URL('./agreement-worker.js', import.meta.url), texts);
}
