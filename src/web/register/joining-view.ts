import { type JoiningPreview, maxPreviewed } from '../../desk/register/joining-preview.js';
import type { LikelyDuplicate } from '../../desk/register/likely-duplicates.js';
import { reliabilityWords } from '../../domain/chain/scales.js';
import { rangeWords } from '../../domain/claims/claim-sentence.js';
import { likenessWords } from '../../domain/register/likeness.js';
import type { Source } from '../../domain/register/source.js';
import { counted } from '../../domain/text/wording.js';
import type { QuestionView } from '../forms/questions.js';
import { kindAndPlace, type SourceLink, sourceLink } from './sources-view.js';

/** What joining some entries would change, as its page shows it. */
interface JoiningPage {
  entries: (SourceLink & { about: string; uses: string; rating: RatingOption | null })[];
  into: string;
  /** Those whose ratings may hold from now on; empty where there is nothing to choose. */
  ratings: (RatingOption & { id: string; name: string })[];
  /** As in "12 annotations in 3 articles rest on them". */
  effect: string;
  /** The claims whose count changes: "2 to 3", "1". */
  claims: { id: string; statement: string; before: string; after: string }[];
  /** How many others meet in it and count as before. */
  unchanged: number;
  /** Whose name would stand beside it: "Confidential source 1", "in 2 annotations, with discussion and history". */
  named: { name: string; places: string }[];
  /** What must be said yes to before they are joined. */
  questions: readonly QuestionView[];
  obstacle: string | null;
}

interface RatingOption {
  code: string;
  words: string;
}

/**
 * What becomes one entry if sources are joined: their ratings, of which one is to be chosen where they differ, and
 * the claims that count otherwise then. `titles` are of the articles that tell alike ones apart; `questions` what must be
 * said yes to first.
 */
export function joiningPage(
  preview: JoiningPreview,
  titles: ReadonlyMap<string, string>,
  questions: readonly QuestionView[],
): JoiningPage {
  const entries = preview.entries.map(({ source, rating, annotations }) => ({
    ...sourceLink(source),
    about: kindAndPlace(source, titles),
    uses: counted(annotations, 'annotation'),
    rating: rating && {
      code: rating.reliability,
      words: reliabilityWords(rating.reliability).toLowerCase(),
    },
  }));
  const rated = entries.flatMap(({ id, name, rating }) =>
    rating ? [{ ...rating, id, name }] : [],
  );
  const isChoice = new Set(entries.map(({ rating }) => rating?.code)).size > 1;
  const changed = preview.claims.filter(
    ({ before, after }) => rangeWords(before) !== rangeWords(after),
  );
  const most = preview.annotations >= maxPreviewed ? ' or more' : '';
  return {
    entries,
    into: entries[0]?.id ?? '',
    ratings: isChoice ? rated : [],
    effect: `${counted(preview.annotations, 'annotation')}${most} in ${counted(preview.articles, 'article')}`,
    claims: changed.map(({ claim, before, after }) => ({
      id: claim.id,
      statement: claim.statement,
      before: rangeWords(before),
      after: rangeWords(after),
    })),
    unchanged: preview.claims.length - changed.length,
    named: preview.named.map(({ source, places }) => ({ name: source.name, places })),
    questions,
    obstacle: preview.obstacle,
  };
}

/** The page on which somebody says with what an entry is one. */
interface SameAsPage {
  source: SourceLink;
  alike: (SourceLink & { about: string })[];
  found: (SourceLink & { about: string })[];
  q: string;
}

/** Which sources may be the same as this one: those that look alike, and those found by `q`; `titles` as above. */
export function sameAsPage(
  source: Source,
  alike: readonly LikelyDuplicate[],
  found: readonly Source[],
  q: string,
  titles: ReadonlyMap<string, string>,
): SameAsPage {
  return {
    source: sourceLink(source),
    alike: alike.map(({ other, why }) => ({
      ...sourceLink(other),
      about: `${kindAndPlace(other, titles)}, ${likenessWords[why]}`,
    })),
    found: found.map((other) => ({ ...sourceLink(other), about: kindAndPlace(other, titles) })),
    q,
  };
}
