import type { Target } from '../../domain/annotations/annotation.js';
import type { ArticleReading } from '../../domain/articles/article-reading.js';
import {
  type BoundsPiece,
  boundsDifference,
} from '../../domain/text/comparison/bounds-difference.js';
import { type Direction, directionOf } from '../../domain/text/direction.js';
import { find } from '../../domain/text/quotes/find.js';
import type { Span } from '../../domain/text/span.js';

/** How two passages differ, in their text; or both, where one of them is not in this edition. */
export type BoundsView = { direction: Direction } & (
  | { kind: 'in text'; before: string; pieces: PieceView[]; after: string }
  | { kind: 'apart'; was: string; is: string }
);

interface PieceView {
  kind: BoundsPiece['kind'] | 'gap';
  text: string;
}

/** How much of the text stands around the passages, in UTF-16 code units. */
const surroundingUnits = 90;
/** The longest text between two passages that is shown whole, in characters; of more, its ends are. */
const maxCharactersBetween = 400;

/** The bounds of one passage and of another, as they stand in the edition that is shown. */
export function boundsView(
  was: Target,
  is: Target,
  { article, edition }: Pick<ArticleReading, 'article' | 'edition'>,
): BoundsView {
  const direction = directionOf(article.language);
  const { text } = edition;
  const spans = [spanIn(text, was), spanIn(text, is)] as const;
  const [before, after] = spans;
  if (!before || !after) return { kind: 'apart', direction, was: was.exact, is: is.exact };
  const start = Math.min(before.start, after.start);
  const end = Math.max(before.end, after.end);
  return {
    kind: 'in text',
    direction,
    before: leading(
      text.slice(Math.max(0, start - surroundingUnits), start),
      start > surroundingUnits,
    ),
    pieces: boundsDifference(before, after).flatMap((piece) => pieceViews(text, piece)),
    after: trailing(text.slice(end, end + surroundingUnits), end + surroundingUnits < text.length),
  };
}

function spanIn(text: string, target: Target): Span | null {
  const placement = find(text, target, { start: target.start, end: target.end });
  return 'span' in placement ? placement.span : null;
}

function pieceViews(text: string, { kind, start, end }: BoundsPiece): PieceView[] {
  const whole = text.slice(start, end);
  if (kind !== 'between' || whole.length <= maxCharactersBetween) return [{ kind, text: whole }];
  const [first, last] = [whole.slice(0, surroundingUnits), whole.slice(-surroundingUnits)];
  return [
    { kind, text: trailing(first, true) },
    { kind: 'gap', text: ' … ' },
    { kind, text: leading(last, true) },
  ];
}

function leading(text: string, isCut: boolean): string {
  return isCut ? text.replace(/^\S*\s/u, '… ') : text;
}

function trailing(text: string, isCut: boolean): string {
  return isCut ? text.replace(/\s\S*$/u, ' …') : text;
}
