import type { Annotation } from '../../domain/annotations/annotation.js';
import { type ArticleReading, spanOf } from '../../domain/articles/article-reading.js';
import { wordEnd, wordStart } from '../../domain/text/clipping.js';
import {
  type BoundsPiece,
  boundsDifference,
} from '../../domain/text/comparison/bounds-difference.js';
import { type Direction, directionOfWords } from '../../domain/text/direction.js';
import type { Span } from '../../domain/text/span.js';
import { inContext } from './in-context.js';

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

/** A passage as it was marked, and where it stands in the edition that is shown, if that is sure. */
interface BoundPassage {
  exact: string;
  span: Span | null;
}

/** The passage of an annotation that is read, or of a version of it. */
export function boundPassage({ id, target }: Annotation, reading: ArticleReading): BoundPassage {
  const placed = reading.annotations.find(({ annotation }) => annotation.id === id);
  return { exact: target.exact, span: placed ? spanOf(placed) : null };
}

/** The bounds of one passage and of another, as they stand in the edition that is shown. */
export function boundsView(
  was: BoundPassage,
  is: BoundPassage,
  { article, edition }: Pick<ArticleReading, 'article' | 'edition'>,
): BoundsView {
  const { text } = edition;
  const [before, after] = [was.span, is.span];
  if (!before || !after) {
    const direction = directionOfWords(`${was.exact} ${is.exact}`, article.language);
    return { kind: 'apart', direction, was: was.exact, is: is.exact };
  }
  const start = Math.min(before.start, after.start);
  const end = Math.max(before.end, after.end);
  const direction = directionOfWords(text.slice(start, end), article.language);
  const pieces = boundsDifference(before, after).flatMap((piece) => pieceViews(text, piece));
  const around = inContext(text, { start, end }, surroundingUnits);
  return { kind: 'in text', direction, before: around.before, pieces, after: around.after };
}

function pieceViews(text: string, { kind, start, end }: BoundsPiece): PieceView[] {
  const whole = text.slice(start, end);
  if (kind !== 'between' || whole.length <= maxCharactersBetween) return [{ kind, text: whole }];
  return [
    { kind, text: whole.slice(0, wordEnd(whole, surroundingUnits)) },
    { kind: 'gap', text: ' … ' },
    { kind, text: whole.slice(wordStart(whole, whole.length - surroundingUnits)) },
  ];
}
