import type { Annotation, Status } from '../annotations/annotation.js';
import { judgedWords } from '../annotations/part-words.js';
import { agreeing, disputes } from './status.js';
import { hopNumber, type JudgedPart } from './verdict.js';

/**
 * What follows the word of a status wherever it is shown, as in "by 2 colleagues", "at hop 2", "and
 * upheld"; null where there is no more to say.
 */
export function statusAside(annotation: Annotation): string | null {
  return asides[annotation.status](annotation);
}

const asides: Record<Status, (annotation: Annotation) => string | null> = {
  unreviewed: () => null,
  agreed: (annotation) => {
    const { length } = agreeing(annotation);
    return length === 1 ? 'by a colleague' : `by ${length} colleagues`;
  },
  disputed: (annotation) => {
    const places = [...new Set(disputes(annotation).map(({ on }) => placeOf(on)))];
    return places.length === 0 || places.includes('') ? null : places.join(', ');
  },
  settled: ({ settlement }) => settlement && `and ${settlement.outcome}`,
};

/** Where a dispute is; empty for the whole. */
function placeOf(on: JudgedPart): string {
  if (on === 'whole') return '';
  const words = judgedWords(on);
  return hopNumber(on) === null ? `in ${words.replace(/^the /u, 'its ')}` : `at ${words}`;
}
