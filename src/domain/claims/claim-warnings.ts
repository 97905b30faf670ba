import { listed } from '../history/words.js';
import { showDate } from '../text/shown-dates.js';
import { capitalised } from '../text/wording.js';
import type { Passing } from './circular.js';
import type { ClaimFigures, StanceFigures } from './claim-figures.js';
import { type NamesSource, nameIn, numberWord } from './claim-sentence.js';

export const claimWarnings = [
  'single point of failure',
  'circular reporting',
  'disputed',
  'counted roughly',
] as const;

/** What a reader of the figures should know. */
export interface ClaimWarning {
  code: (typeof claimWarnings)[number];
  sentence: string;
}

/** When the article of an annotation was published: a year, a month, a day or a moment. */
export type PublishedAt = (annotation: string) => string | null;

/** What is to be said of how a claim is borne, of those who assert it and of those who deny it. */
export function warningsOf(
  { asserts, denies, questions }: ClaimFigures,
  sourceOf: NamesSource,
  publishedAt: PublishedAt,
): ClaimWarning[] {
  return [
    ...singlePoint(asserts, sourceOf),
    ...[...asserts.independence.circular, ...denies.independence.circular].map((circle) =>
      circular(circle, sourceOf, publishedAt),
    ),
    ...disputed(asserts.disputed + denies.disputed + questions.disputed),
    ...roughly(asserts),
  ];
}

function singlePoint(
  { annotations, articles, independence }: StanceFigures,
  sourceOf: NamesSource,
): ClaimWarning[] {
  const names = independence.sharedSources.map((id) => nameIn(sourceOf(id)));
  if (names.length === 0 || annotations < 2) return [];
  const [stand, one] = names.length === 1 ? ['stands', 'it'] : ['stand', 'one of them'];
  const chains = annotations === 2 ? 'both chains' : `all ${numberWord(annotations)} chains`;
  const fate =
    articles === 1
      ? 'so is the article'
      : `so are ${articles === 2 ? 'both' : `all ${numberWord(articles)}`} articles`;
  const sentence = `${capitalised(listed(names))} ${stand} in ${chains} that assert it. If ${one} is wrong, ${fate}.`;
  return [{ code: 'single point of failure', sentence }];
}

function circular(
  circle: readonly Passing[],
  sourceOf: NamesSource,
  publishedAt: PublishedAt,
): ClaimWarning {
  const steps = circle.map(({ from, to, annotations }) => {
    const dates = annotations.flatMap((annotation) => publishedAt(annotation) ?? []);
    const [first] = dates.toSorted();
    const when = first === undefined ? '' : ` (${showDate(first)})`;
    return `${nameIn(sourceOf(to))} has it from ${nameIn(sourceOf(from))}${when}`;
  });
  return { code: 'circular reporting', sentence: `${capitalised(listed(steps))}.` };
}

function disputed(count: number): ClaimWarning[] {
  if (count === 0) return [];
  const are = count === 1 ? 'annotation is' : 'annotations are';
  const sentence = `${capitalised(numberWord(count))} ${are} disputed, and counted all the same.`;
  return [{ code: 'disputed', sentence }];
}

function roughly({ independence }: StanceFigures): ClaimWarning[] {
  if (independence.exact) return [];
  const sentence =
    'There are too many chains to count exactly: the true number lies between the two, and may be either.';
  return [{ code: 'counted roughly', sentence }];
}
