import { passageAddress } from '../../desk/annotations/passage-address.js';
import type {
  FoundAnnotation,
  FoundArticle,
  FoundClaim,
  FoundSource,
} from '../../desk/search/search.js';
import type { Annotation, Status } from '../../domain/annotations/annotation.js';
import { adriftIn, adriftWords } from '../../domain/annotations/carried.js';
import { type Chain, holdersIn, isInternal } from '../../domain/chain/chain.js';
import { drawnHops, type Sign } from '../../domain/chain/drawn-hops.js';
import { quoted } from '../../domain/history/words.js';
import type { Source } from '../../domain/register/source.js';
import { type ExcerptPiece, excerpt } from '../../domain/search/excerpt.js';
import { type Direction, directionOfWords } from '../../domain/text/direction.js';
import { counted, inQuotes } from '../../domain/text/wording.js';
import { asAnnotated } from '../annotations/in-context.js';
import { type LevelView, levelView } from '../annotations/level-view.js';
import { dateWords } from '../articles/date-view.js';
import { type SharingLink, sharingLink } from '../articles/shared-wording-view.js';
import { type MomentView, momentView, type Viewer } from '../page/viewer.js';
import { type SourceRow, sourceRow } from '../register/sources-view.js';

/** An article that was found; `passage` where the words stand in its text. */
export interface ArticleFound {
  href: string;
  title: ExcerptPiece[];
  publisher: ExcerptPiece[];
  byline: ExcerptPiece[] | null;
  published: MomentView | null;
  passage: ExcerptPiece[] | null;
  sharing: SharingLink | null;
}

/** A holder of a chain on one line, and how it passed it on; joined to no other at the end. */
interface LinkView {
  name: string;
  sign: Sign;
  relation: string;
  joint: 'arrow' | 'plus' | null;
}

export interface AnnotationFound {
  href: string;
  /** The quote between what stands around it in the text. */
  before: string;
  quote: ExcerptPiece[];
  direction: Direction;
  after: string;
  level: LevelView;
  status: { code: Status };
  internal: boolean;
  /** What a newer edition has made of its passage, where it no longer stands as it did. */
  adrift: string | null;
  chain: LinkView[];
  /** What else holds words that were looked for, and what it is. */
  details: { label: string; text: ExcerptPiece[] }[];
  article: string;
  at: MomentView;
}

export interface SourceFound extends SourceRow {
  /** The article that tells it from others of its description. */
  within: string | null;
  namePieces: ExcerptPiece[];
  aliasPieces: ExcerptPiece[][];
  usesWords: string;
}

export interface ClaimFound {
  id: string;
  statement: ExcerptPiece[];
  usesWords: string;
  uses: { href: string; quote: string; article: string; stance: string }[];
}

/** An article that a search found, with the words of `q` marked where they stand. */
export function articleFound(
  { article, edition, sharing }: FoundArticle,
  q: string,
  viewer: Viewer,
): ArticleFound {
  const { id, title, publisher, byline, publishedAt } = article;
  return {
    href: `/articles/${id}`,
    title: excerpt(title, q),
    publisher: excerpt(publisher, q),
    byline: byline === null ? null : excerpt(byline, q),
    published: publishedAt === null ? null : dateWords(publishedAt, viewer),
    passage: edition && excerpt(edition.text, q),
    sharing: sharingLink(id, sharing),
  };
}

/** An annotation that a search found, with the words of `q` marked in its passage, as it stood when annotated. */
export function annotationFound(
  { annotation, article, sources }: FoundAnnotation,
  q: string,
  viewer: Viewer,
): AnnotationFound {
  const { target, confidence, status, chain, created } = annotation;
  const adrift = adriftIn(annotation);
  const { before, after } = asAnnotated(target);
  return {
    href: passageAddress(annotation),
    ...{ before, after },
    quote: excerpt(target.exact, q),
    direction: directionOfWords(before + target.exact + after, article.language),
    level: levelView(confidence),
    status: { code: status },
    internal: isInternal(chain),
    adrift: adrift && adriftWords[adrift],
    chain: links(chain, sources),
    details: details(annotation, q),
    article: article.title,
    at: momentView(created, viewer),
  };
}

function links(chain: Chain, sources: ReadonlyMap<string, Source>): LinkView[] {
  const row = drawnHops(chain, (id) => sources.get(id));
  return row.map(({ name, sign, printed }, index) => {
    const next = row[index + 1];
    const joint = next ? (next.beside ? 'plus' : 'arrow') : null;
    return { name, sign, relation: printed, joint };
  });
}

function details({ note, chain, labels }: Annotation, q: string): AnnotationFound['details'] {
  const holders = holdersIn(chain);
  return [
    { label: 'Note', text: note },
    ...labels.map((text) => ({ label: 'Label', text })),
    ...holders.map(({ as }) => ({ label: 'Described as', text: as })),
    ...holders.flatMap(({ evidence }) =>
      evidence.map(({ excerpt }) => ({ label: 'Evidence', text: excerpt })),
    ),
  ]
    .map(({ label, text }) => ({ label, text: excerpt(text ?? '', q) }))
    .filter(({ text }) => text.some(({ found }) => found));
}

/** A source that a search found, with the words of `q` marked in its name and other names. */
export function sourceFound({ source, uses, within }: FoundSource, q: string): SourceFound {
  return {
    within: within === null ? null : inQuotes(within),
    ...sourceRow(source, uses),
    namePieces: excerpt(source.name, q),
    aliasPieces: source.aliases.map((alias) => excerpt(alias, q)),
    usesWords: counted(uses, 'annotation'),
  };
}

/** A claim that a search found, with the words of `q` marked and the passages that bear on it. */
export function claimFound({ claim, uses, annotations }: FoundClaim, q: string): ClaimFound {
  return {
    id: claim.id,
    statement: excerpt(claim.statement, q),
    usesWords: counted(uses, 'annotation'),
    uses: annotations.map(({ annotation, article }) => ({
      href: passageAddress(annotation),
      quote: quoted(annotation.target.exact),
      article: article.title,
      stance: annotation.stance ?? 'asserts',
    })),
  };
}
