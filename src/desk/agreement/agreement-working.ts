import type { Figure } from '../../domain/agreement/agreement.js';
import { figuresOn, type ObservedText } from '../../domain/agreement/observation.js';
import { OneAtATime } from '../one-at-a-time.js';
import { RecentResults } from '../recent-results.js';
import { workedOnThread } from '../worker-thread.js';

/** The most annotations whose figures are worked out here, in some 20 ms: less than starting a thread. */
const maxAnnotationsAtOnce = 100;

/** Sets of figures: one for every article that is looked at in a day. */
const kept = new RecentResults<Figure[]>(200);
const threads = new OneAtATime();

/**
 * The figures on some texts. For 5,000 units they take two to four seconds, most of it resampling
 * for the intervals: they are worked out on a thread, one set after the other, and kept.
 */
export function figuresKept(texts: readonly ObservedText[]): Promise<Figure[]> {
  const found = texts.flatMap(({ people }) => people.map((person) => person.found.length));
  const size = found.reduce((sum, count) => sum + count, 0);
  if (size <= maxAnnotationsAtOnce) return Promise.resolve(figuresOn(texts));
  const module = new URL('./agreement-worker.js', import.meta.url);
  return kept.of(texts, () => threads.run(() => workedOnThread(module, texts)));
}
