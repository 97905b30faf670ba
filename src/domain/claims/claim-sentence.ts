import { listed } from '../history/words.js';
import type { Source } from '../register/source.js';
import { capitalised, numberWord } from '../text/wording.js';
import type { ClaimFigures, StanceFigures } from './claim-figures.js';

/** What a part of the sentence counts: where the witnesses of its number are shown. */
export type CountedInSentence =
  | 'asserts'
  | 'independent'
  | 'possible'
  | 'denies'
  | 'denying-independent'
  | 'questions';

/** A part of a sentence; where it is a number, what it counts. */
export interface SentencePart {
  text: string;
  counts: CountedInSentence | null;
}

/** What of a source a sentence needs to name it. */
export type NamedSource = Pick<Source, 'name' | 'kind' | 'unnamed' | 'confidential'>;
export type NamesSource = (id: string) => NamedSource | undefined;

/**
 * How many independent sources bear a claim, in plain words: "Five articles, one independent source:
 * all rest on Laura Hickey, through the US embassy cable." In parts, so that each number can lead to
 * what it counts; what denies and questions the claim are sentences behind it.
 */
export function claimSentences(figures: ClaimFigures, sourceOf: NamesSource): SentencePart[][] {
  return [
    assertion(figures, sourceOf),
    denial(figures.denies, sourceOf),
    question(figures.questions.articles),
  ].filter(({ length }) => length > 0);
}

/** The same as one text. */
export function sentenceText(sentences: readonly (readonly SentencePart[])[]): string {
  return sentences.map((parts) => parts.map(({ text }) => text).join('')).join(' ');
}

const plain = (text: string): SentencePart => ({ text, counts: null });

function assertion({ asserts, denies, questions }: ClaimFigures, sourceOf: NamesSource) {
  if (asserts.articles > 0) {
    const range = rangeParts(asserts, ['independent', 'possible']);
    const support = supportOf(asserts, sourceOf);
    return [
      { text: capitalised(articlesWords(asserts.articles)), counts: 'asserts' as const },
      plain(', '),
      ...range,
      plain(support === null ? '.' : `: ${support}.`),
    ];
  }
  const others = denies.articles + questions.articles;
  return [plain(others === 0 ? 'No article speaks of it.' : 'No article asserts it.')];
}

function denial(denies: StanceFigures, sourceOf: NamesSource): SentencePart[] {
  const { articles, annotations } = denies;
  if (articles === 0) return [];
  const verb = articles === 1 ? 'denies' : 'deny';
  const denying: [CountedInSentence, CountedInSentence] = [
    'denying-independent',
    'denying-independent',
  ];
  const many: SentencePart[] =
    annotations === 1 && denies.independence.atMost === 1
      ? []
      : [plain(', on '), ...rangeParts(denies, denying, ['', ' to '])];
  const support = supportOf(denies, sourceOf);
  return [
    { text: capitalised(articlesWords(articles)), counts: 'denies' },
    plain(` ${verb} it`),
    ...many,
    plain(support === null ? '.' : `: ${support}.`),
  ];
}

function question(articles: number): SentencePart[] {
  if (articles === 0) return [];
  const verb = articles === 1 ? 'questions' : 'question';
  return [
    { text: capitalised(articlesWords(articles)), counts: 'questions' },
    plain(` ${verb} it.`),
  ];
}

/** A range in figures: "2 to 3", "1". */
export function rangeWords({
  atLeast,
  atMost,
}: Pick<StanceFigures['independence'], 'atLeast' | 'atMost'>): string {
  return atLeast === atMost ? String(atLeast) : `${atLeast} to ${atMost}`;
}

/** One is said of any way: where nobody knows who began it, even that one may not be. */
export function isNoneKnown({ darkOrigins, annotations }: StanceFigures): boolean {
  return darkOrigins.length === annotations;
}

/** "one independent source", "at most one independent source", "between one and three independent sources". */
function rangeParts(
  figures: StanceFigures,
  [least, most]: [CountedInSentence, CountedInSentence],
  [from, to]: [string, string] = ['between ', ' and '],
): SentencePart[] {
  const { atLeast, atMost, exact } = figures.independence;
  const noun = (count: number) => `independent ${count === 1 ? 'source' : 'sources'}`;
  const widened = exact ? [] : [plain(' (too many chains to count exactly)')];
  if (atLeast < atMost) {
    return [
      plain(from),
      { text: numberWord(atLeast), counts: least },
      plain(to),
      { text: `${numberWord(atMost)} ${noun(atMost)}`, counts: most },
      ...widened,
    ];
  }
  return [
    ...(isNoneKnown(figures) ? [plain('at most ')] : []),
    { text: `${numberWord(atLeast)} ${noun(atLeast)}`, counts: least },
    ...widened,
  ];
}

/** What all of it rests on, or why no closer number can be said; null where there is nothing to add. */
function supportOf(figures: StanceFigures, sourceOf: NamesSource): string | null {
  const { atLeast, atMost, sharedSources, witnessOrigins } = figures.independence;
  if (sharedSources.length > 0) return restsOn(figures, sourceOf);
  if (atLeast < atMost) return whyUnsure(figures, sourceOf);
  if (unstatedIn(figures) === figures.annotations) return noneStated(figures.annotations);
  if (atMost === 1) {
    const them = figures.articles === 1 ? 'its passages' : 'them';
    return `no two of ${them} are independent of each other`;
  }
  if (witnessOrigins.length > maxNamed) return null;
  return listed(witnessOrigins.map((id) => nameIn(sourceOf(id))));
}

/** More names than this are not read in a sentence. */
const maxNamed = 3;

function restsOn(figures: StanceFigures, sourceOf: NamesSource): string {
  const { articles, independence } = figures;
  const names = independence.sharedSources.map((id) => nameIn(sourceOf(id)));
  const [first = '', ...others] = names;
  const last = others.at(-1);
  const who = articles === 1 ? 'it' : articles === 2 ? 'both' : 'all';
  const one = articles === 1;
  const through = last === undefined ? '' : `, through ${last}`;
  if (independence.isOriginShared) {
    return `${who} ${one ? 'rests' : 'rest'} on ${first}${notNamed(independence.sharedSources[0], sourceOf)}${through}`;
  }
  const open = unstatedIn(figures) > 0 ? `, and ${originsOpen(figures)}` : '';
  return `${who} ${one ? 'comes' : 'come'} through ${listed(names.slice(0, maxNamed))}${open}`;
}

/** How many passages state no origin at all, not even an unnamed one. */
function unstatedIn({ darkOrigins }: StanceFigures): number {
  return darkOrigins.filter(({ length }) => length === 0).length;
}

function originsOpen(figures: StanceFigures): string {
  const unstated = unstatedIn(figures);
  const { annotations, articles } = figures;
  if (unstated < annotations) {
    const state = unstated === 1 ? 'does not state its origin' : 'do not state their origin';
    return `${numberWord(unstated)} of ${numberWord(annotations)} passages ${state}`;
  }
  return articles === 1 ? 'does not state its origin' : noneStated(articles);
}

function notNamed(id: string | undefined, sourceOf: NamesSource): string {
  const source = id === undefined ? undefined : sourceOf(id);
  if (!source?.unnamed || source.confidential) return '';
  return source.kind === 'group' ? ', who are not named' : ', who is not named';
}

function noneStated(count: number): string {
  if (count === 1) return 'it does not state its origin';
  return count === 2 ? 'neither states its origin' : 'none states its origin';
}

/** Why the range is one: how many passages begin with nobody, or with somebody who is not named. */
function whyUnsure(figures: StanceFigures, sourceOf: NamesSource): string | null {
  const { darkOrigins, partlyDarkOrigins = [], independence } = figures;
  const origins = darkOrigins.map((ids) => ids.map(sourceOf));
  const known = origins.filter(({ length }) => length > 0);
  const unknown = origins.length - known.length;
  const state = unknown === 1 ? 'does not state its origin' : 'do not state their origin';
  const said = listed([...passagesWords(unknown, state), ...restingWords(known)]);
  const sharing = sharingWords(figures);
  const mayMeet = figures.mayMeet ?? sharing === null;
  // Each such passage may add one source; what is open beyond that, other things leave open.
  const isMoreOpen = independence.atMost - independence.atLeast > origins.length;
  if (said !== '' && !isMoreOpen) return said;
  const meeting =
    said === ''
      ? 'those who passed it on are not all named, and may be one person'
      : 'those who passed others on may be one person';
  const beside = restingWords(partlyDarkOrigins.map((ids) => ids.map(sourceOf)));
  const others =
    mayMeet || sharing !== null
      ? [mayMeet ? meeting : '', sharing ?? '']
      : beside.map((words) => `${words} beside named ones`);
  const open = [said, ...others].filter((each) => each !== '');
  if (open.length > 0) return open.join(', and ');
  return independence.exact ? meeting : null;
}

/** How many passages rest on unnamed sources, and how many on confidential ones. */
function restingWords(origins: readonly (NamedSource | undefined)[][]): string[] {
  const isConfidential = (origin: (typeof origins)[number]) =>
    origin.every((source) => source?.confidential);
  const confidential = origins.filter(isConfidential);
  const unnamed = origins.filter((origin) => !isConfidential(origin));
  return [
    ...passagesWords(unnamed.length, restWords(unnamed, 'unnamed')),
    ...passagesWords(confidential.length, restWords(confidential, 'confidential')),
  ];
}

/** How many of the articles share their wording with another of them, undecided; null where none does. */
function sharingWords({ articles, wording }: StanceFigures): string | null {
  const sharing = wording.undecided.reduce((sum, group) => sum + group.articles.length, 0);
  if (sharing === 0) return null;
  const which = sharing === articles ? 'the articles' : `${numberWord(sharing)} of the articles`;
  return `${which} share wording`;
}

function passagesWords(count: number, words: string): string[] {
  if (count === 0) return [];
  return [`${numberWord(count)} ${count === 1 ? 'passage' : 'passages'} ${words}`];
}

/** "rests on an unnamed source", "rests on unnamed sources" where there are several or a group. */
function restWords(origins: readonly (NamedSource | undefined)[][], word: string): string {
  const [only, ...others] = origins.flat();
  const isOne = others.length === 0 && only?.kind !== 'group';
  const rest = origins.length === 1 ? 'rests' : 'rest';
  if (!isOne) return `${rest} on ${word} sources`;
  return `${rest} on ${word === 'unnamed' ? 'an' : 'a'} ${word} source`;
}

function articlesWords(count: number): string {
  return `${numberWord(count)} ${count === 1 ? 'article' : 'articles'}`;
}

/** Begins with an article, a number or a possessive: it needs no article. */
const isDetermined =
  /^(?:an?|the|one|two|three|four|five|six|seven|eight|nine|ten|some|several|many|few|both|another|his|her|its|their|\d)\b|^\S+[’']s? /iu;

const isLatin = /^[^\p{L}]*\p{Script=Latin}/u;

/** A name as it stands in a sentence: "the US embassy cable", "Laura Hickey"; one in other letters takes no "the". */
export function nameIn(source: NamedSource | undefined): string {
  if (!source) return 'a source no longer here';
  const { name, kind, unnamed, confidential } = source;
  const isThing = kind === 'document' || (unnamed && !confidential && kind !== 'group');
  return isThing && isLatin.test(name) && !isDetermined.test(name) ? `the ${name}` : name;
}
