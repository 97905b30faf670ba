import type { WordingDecision } from '../articles/wording.js';
import { listed } from '../history/words.js';
import { type ClaimOverride, type ClaimWarningCode, isAboutSame } from '../sourcing/override.js';
import { showDate } from '../text/shown-dates.js';
import { capitalised, counted, inQuotes, numberWord } from '../text/wording.js';
import type { SourcePassing } from './circular.js';
import type { ClaimFigures, ClaimPassage, StanceFigures } from './claim-figures.js';
import { type NamesSource, nameIn } from './claim-sentence.js';
import type { WordingGroup, WordingOfTwo } from './claim-wording.js';

/** What a reader of the figures should know. */
export interface ClaimWarning {
  code: ClaimWarningCode;
  /** The sources or annotations that it rests on, by id: another warning rests on others. */
  about: string[];
  sentence: string;
  /** Where wording is shared: by which two articles, as `WordingGroup` has them. */
  pairs?: readonly WordingOfTwo[];
}

/** A warning, and how an editor has set it aside; null where it stands. */
export interface StandingWarning extends ClaimWarning {
  override: ClaimOverride | null;
}

/** Each of some warnings with what an editor has set aside, as far as that was about the same. */
export function withOverrides(
  warnings: readonly ClaimWarning[],
  overrides: readonly ClaimOverride[],
): StandingWarning[] {
  return warnings.map((warning) => {
    const isOfIt = ({ code, about }: ClaimOverride) =>
      code === warning.code && isAboutSame(about, warning.about);
    return { ...warning, override: overrides.find(isOfIt) ?? null };
  });
}

/** What a warning takes of a passage; when its article was published: a year, a month, a day or a moment. */
export type WarnedPassage = Pick<
  ClaimPassage,
  'annotation' | 'publishedAt' | 'isDisputed' | 'isAdrift'
>;

/** What is to be said of how a claim is borne, of those who assert it and of those who deny it. */
export function warningsOf(
  { asserts, denies }: ClaimFigures,
  sourceOf: NamesSource,
  passages: readonly WarnedPassage[],
): ClaimWarning[] {
  const circles = [...asserts.independence.circular, ...denies.independence.circular];
  const dated = circles.length > 0 ? passages : [];
  const published = new Map(dated.map(({ annotation, publishedAt }) => [annotation, publishedAt]));
  return [
    ...singlePoint(asserts, sourceOf),
    ...circles.map((circle) =>
      circular(circle, sourceOf, (annotation) => published.get(annotation) ?? null),
    ),
    ...[...asserts.wording.undecided, ...denies.wording.undecided].map(undecidedWording),
    ...disputed(passages.filter(({ isDisputed }) => isDisputed)),
    ...changed(passages.filter(({ isAdrift }) => isAdrift)),
    ...roughly(asserts),
  ];
}

function singlePoint(
  { annotations, articles, independence }: StanceFigures,
  sourceOf: NamesSource,
): ClaimWarning[] {
  const names = independence.sharedSources.map((id) => nameIn(sourceOf(id)));
  if (names.length === 0 || annotations < 2) return [];
  const [only = '', ...others] = names;
  const isGroup = sourceOf(independence.sharedSources[0] ?? '')?.kind === 'group';
  const stand = others.length > 0 || isGroup ? 'stand' : 'stands';
  const wrong = others.length > 0 ? 'one of them is' : isGroup ? 'they are' : `${only} is`;
  const chains = annotations === 2 ? 'both chains' : `all ${numberWord(annotations)} chains`;
  const fate =
    articles === 1
      ? 'so is the article'
      : `so are ${articles === 2 ? 'both' : `all ${numberWord(articles)}`} articles`;
  const sentence = `${capitalised(listed(names))} ${stand} in ${chains} that assert it. If ${wrong} wrong, ${fate}.`;
  return [{ code: 'single point of failure', about: independence.sharedSources, sentence }];
}

function circular(
  circle: readonly SourcePassing[],
  sourceOf: NamesSource,
  publishedAt: (annotation: string) => string | null,
): ClaimWarning {
  const steps = circle.map(({ from, to, annotations }) => {
    const dates = annotations.flatMap((annotation) => publishedAt(annotation) ?? []);
    const [first] = dates.toSorted();
    const when = first === undefined ? '' : ` (${showDate(first)})`;
    const has = sourceOf(to)?.kind === 'group' ? 'have' : 'has';
    return `${nameIn(sourceOf(to))} ${has} it from ${nameIn(sourceOf(from))}${when}`;
  });
  const about = circle.map(({ from }) => from);
  return { code: 'circular reporting', about, sentence: `${capitalised(listed(steps))}.` };
}

function undecidedWording({ articles, pairs }: WordingGroup): ClaimWarning {
  const [most] = pairs;
  const titles = most?.titles.map(inQuotes) ?? [];
  const sentence =
    articles.length === 2 && most
      ? `${sharedInWords(most)}: until an editor decides, they are not counted beside each other.`
      : `${capitalised(numberWord(articles.length))} articles share wording, ${listed(titles)} among them: until an editor decides, those that do are not counted beside each other.`;
  return { code: 'shared wording', about: [...articles], sentence, pairs };
}

/** What editors decided of wording that the articles share which assert a claim, or which deny it. */
export function decidedWording({ asserts, denies }: ClaimFigures): DecidedWording[] {
  return [...asserts.wording.decided, ...denies.wording.decided].flatMap((pair) =>
    pair.decision ? [{ sentence: `${sharedInWords(pair)}.`, decision: pair.decision }] : [],
  );
}

/** That two articles share wording, and what was decided of it. */
export interface DecidedWording {
  sentence: string;
  decision: WordingDecision;
}

/** “One” and “Another” share 12 words. */
export function sharedInWords({ titles: [one, other], words }: WordingOfTwo): string {
  return `${inQuotes(one)} and ${inQuotes(other)} share ${counted(words, 'word')}`;
}

function disputed(passages: readonly WarnedPassage[]): ClaimWarning[] {
  const count = passages.length;
  if (count === 0) return [];
  const are = count === 1 ? 'annotation is' : 'annotations are';
  const sentence = `${capitalised(numberWord(count))} ${are} disputed, and counted all the same.`;
  return [{ code: 'disputed', about: passages.map(({ annotation }) => annotation), sentence }];
}

function changed(passages: readonly WarnedPassage[]): ClaimWarning[] {
  const count = passages.length;
  if (count === 0) return [];
  const [stand, are] = count === 1 ? ['stands as it was', 'is'] : ['stand as they were', 'are'];
  const sentence = `${capitalised(numberWord(count))} ${count === 1 ? 'passage' : 'passages'} no longer ${stand} marked, and ${are} counted all the same.`;
  return [
    { code: 'passage changed', about: passages.map(({ annotation }) => annotation), sentence },
  ];
}

function roughly({ independence }: StanceFigures): ClaimWarning[] {
  if (independence.exact) return [];
  const sentence =
    'There are too many chains to count exactly: the true number lies between the two, and may be either.';
  return [{ code: 'counted roughly', about: [], sentence }];
}
