import type { Stance } from './claim.js';
import { type ClaimWording, claimWording, type WordingOfTwo } from './claim-wording.js';
import { differencesIn, mayMeetIn } from './go-betweens.js';
import { type Independence, independenceOf } from './independence.js';
import type { CountedChain } from './ways.js';

/** What an annotation brings to its claim, as far as figures need it. */
export interface ClaimPassage {
  annotation: string;
  article: string;
  /** When the article was published: a year, a month, a day or a moment; null where nobody said. */
  publishedAt: string | null;
  creator: string;
  stance: Stance;
  chain: CountedChain;
  isDisputed: boolean;
  /** The desk no longer stands by it. */
  isWithdrawn: boolean;
  /** Off the record: it stays inside the desk. */
  isInternal: boolean;
  /** Its passage stands nowhere in the article's newest edition. */
  isOrphan: boolean;
  /** The text has changed under it, and nobody has said yet what that means. */
  isAdrift: boolean;
  /** A blind round is open on its article: its author alone sees it. */
  isBlind: boolean;
  /** The wording that its article shares with others that bear on the claim. */
  sharedWording?: readonly WordingOfTwo[];
}

/** Those with one stance to the claim. */
export interface StanceFigures {
  annotations: number;
  articles: number;
  disputed: number;
  /** Of each chain whose origin is dark the sources that hold it; none where it is not stated. */
  darkOrigins: readonly (readonly string[])[];
  /** Of each whose origin holds dark sources beside others the dark ones; left out in figures kept before. */
  partlyDarkOrigins?: readonly (readonly string[])[] | undefined;
  /** Whether go-betweens of two chains may be one person; left out where it was not asked when figures were kept. */
  mayMeet?: boolean | undefined;
  independence: Independence;
  wording: ClaimWording;
}

/** Every source that words about some figures may name. */
export function sourcesNamedIn({ asserts, denies }: ClaimFigures): string[] {
  return [asserts, denies].flatMap(({ independence, darkOrigins, partlyDarkOrigins = [] }) => [
    ...independence.cut,
    ...independence.sharedSources,
    ...independence.witnessOrigins,
    ...independence.circular.flat().map(({ from }) => from),
    ...darkOrigins.flat(),
    ...partlyDarkOrigins.flat(),
  ]);
}

/** How a claim stands: those who deny it are a range of their own, those who question it none. */
export interface ClaimFigures {
  asserts: StanceFigures;
  denies: StanceFigures;
  questions: Pick<StanceFigures, 'annotations' | 'articles' | 'disputed'>;
}

/** Works out how a claim stands by the passages that count. */
export function figuresOf(passages: readonly ClaimPassage[]): ClaimFigures {
  const having = (stance: Stance) => passages.filter((passage) => passage.stance === stance);
  return {
    asserts: stanceFigures(having('asserts')),
    denies: stanceFigures(having('denies')),
    questions: counts(having('questions')),
  };
}

function stanceFigures(passages: readonly ClaimPassage[]): StanceFigures {
  const chains = passages.map(({ chain }) => chain);
  const origins = chains.map(({ hops: [origin = []] }) => ({
    dark: origin.filter(({ isDark }) => isDark).map(({ source }) => source),
    holders: origin.length,
  }));
  const areDifferent = differencesIn(chains);
  return {
    ...counts(passages),
    darkOrigins: origins.flatMap(({ dark, holders }) => (dark.length === holders ? [dark] : [])),
    partlyDarkOrigins: origins.flatMap(({ dark, holders }) =>
      dark.length > 0 && dark.length < holders ? [dark] : [],
    ),
    mayMeet: mayMeetIn(chains, areDifferent),
    independence: independenceOf(chains, { areDifferent }),
    wording: claimWording(
      new Map(passages.map(({ article, sharedWording = [] }) => [article, sharedWording])),
    ),
  };
}

function counts(passages: readonly ClaimPassage[]) {
  return {
    annotations: passages.length,
    articles: new Set(passages.map(({ article }) => article)).size,
    disputed: passages.filter(({ isDisputed }) => isDisputed).length,
  };
}

/** What counts inside the desk: all but what is withdrawn, and what others write in a blind round. */
export function countsInside({
  isWithdrawn,
  isBlind,
}: Pick<ClaimPassage, 'isWithdrawn' | 'isBlind'>): boolean {
  return !isWithdrawn && !isBlind;
}

/** What counts outside the desk: without what is off the record or stands nowhere any more. */
export function countsOutside(passage: ClaimPassage): boolean {
  return countsInside(passage) && !passage.isInternal && !passage.isOrphan;
}

/** Whether articles assert it, and all of them rest on one source at the most. */
export function isSingleSourced({ asserts }: ClaimFigures): boolean {
  return asserts.annotations > 0 && asserts.independence.atMost <= 1;
}

/** Whether some assert what others deny or question, or a colleague disputes one of them. */
export function isContested({ asserts, denies, questions }: ClaimFigures): boolean {
  const disputed = asserts.disputed + denies.disputed + questions.disputed;
  return (
    disputed > 0 || (asserts.annotations > 0 && denies.annotations + questions.annotations > 0)
  );
}

/** Whether some of its sources have it from one another, round in a circle. */
export function isCircular({ asserts, denies }: ClaimFigures): boolean {
  return asserts.independence.circular.length + denies.independence.circular.length > 0;
}
