import { inRuns } from '../../domain/annotations/number-runs.js';
import {
  type ArticleReading,
  type PlacedAnnotation,
  spanOf,
} from '../../domain/articles/article-reading.js';
import {
  blockFinder,
  classOfBlock,
  levelOfBlock,
  type TextBlock,
} from '../../domain/articles/text-block.js';
import { isInternal } from '../../domain/chain/chain.js';
import { type Direction, directionOf, directionOfWords } from '../../domain/text/direction.js';
import {
  followsAtOnce,
  hullOf,
  type NamedSpan,
  nextLine,
  overlappingRuns,
  type Paragraph,
  paragraphParts,
  paragraphSegments,
  paragraphsOver,
  type Segment,
} from '../../domain/text/segments.js';
import { overlap, type Span } from '../../domain/text/span.js';
import { stacking } from '../../domain/text/stacking.js';
import { type LevelClass, levelClass } from '../annotations/level-view.js';

/** The underline and tint of one annotation over one piece. */
interface LineView {
  id: string;
  class: string;
  /** Where the annotation begins: what links to its passage lead to. */
  anchor: boolean;
}

/** A piece of text with the annotations over it; lists of ids are joined by spaces. */
interface MarkView {
  ids: string;
  first: string;
  last: string;
  /** Those whose status is more than *unreviewed*. */
  reviewed: string;
  disputed: string;
  /** How many lie over it; 0 for one, which needs no saying. */
  count: number;
  /** The numbers of those that end here. */
  numbers: string;
  /** Those of them that may leave the desk on paper, where some may not. */
  printed: string | null;
  class: string;
  /** The ids of the cards that tell of it; a trace has none. */
  cards: string;
  lines: LineView[];
}

interface PieceView {
  text: string;
  mark: MarkView | null;
}

interface ParagraphView {
  /** UTF-16. */
  start: number;
  /**
   * *tight*: only a line break parts it from the line before; *kept*: its white space is shown; what
   * the block is in which it stands, where that is known.
   */
  class: string;
  /** Of a heading: 2 to 6, for the article's title is the first. */
  level: number | null;
  /** Where that is not the text's: none of its letters runs as the text does. */
  direction: Direction | null;
  pieces: PieceView[];
  gap: string;
}

/** An edition's text; lead, pieces and gaps in their order are the text exactly. */
export interface TextView {
  /** The number of the edition. */
  edition: number;
  language: string | null;
  direction: Direction;
  lead: string;
  paragraphs: ParagraphView[];
}

/** The text with its marks. Those that `shown` refuses are left as a faint trace. */
export function textView(
  reading: ArticleReading,
  shown: (placed: PlacedAnnotation) => boolean,
): TextView {
  const { parts, ...frame } = textParts(reading, shown);
  return { ...frame, paragraphs: [...parts].flat() };
}

/** The text with its marks, some paragraphs at a time, so that others have their turn in between. */
export function textParts(
  reading: ArticleReading,
  shown: (placed: PlacedAnnotation) => boolean,
): Omit<TextView, 'paragraphs'> & { parts: Generator<ParagraphView[]> } {
  const { text } = reading.edition;
  const { language } = reading.article;
  return {
    edition: reading.edition.number,
    language,
    direction: directionOf(language),
    lead: text.slice(0, nextLine(text, 0)),
    parts: partsOf(text, new Marks(reading, shown)),
  };
}

function* partsOf(text: string, marks: Marks): Generator<ParagraphView[]> {
  const spaced = text.includes('\n\n');
  for (const part of paragraphParts(text, marks.items())) yield drawn(text, marks, part, spaced);
}

/** Annotations of an article with their numbers: those of all of them, where no others are told. */
export type NumberedReading = Pick<ArticleReading, 'article' | 'edition' | 'annotations'> & {
  numbers?: ReadonlyMap<string, number>;
};

/**
 * The paragraphs that hold a part of one of the spans, as they stand in the view of the whole text,
 * drawn without the rest of it.
 */
export function paragraphsAt(reading: NumberedReading, spans: readonly Span[]): ParagraphView[] {
  const { text } = reading.edition;
  const marks = new Marks(reading, () => true);
  const runs = overlappingRuns(marks.items());
  const wanted = spans.flatMap((span) => paragraphsOver(text, span));
  const starts = new Set(wanted.map(({ start }) => start));
  const touched = runs.filter((run) => wanted.some((line) => overlap(hullOf(run), line)));
  const drawnLines = [...wanted, ...touched.flatMap((run) => paragraphsOver(text, hullOf(run)))];
  const { paragraphs } = paragraphSegments(text, touched.flat(), inOrderOnce(drawnLines));
  return drawn(text, marks, paragraphs, text.includes('\n\n')).filter(({ start }) =>
    starts.has(start),
  );
}

function inOrderOnce(lines: readonly Span[]): Span[] {
  const known = new Map(lines.map((line) => [line.start, line]));
  return [...known.values()].sort((one, other) => one.start - other.start);
}

function drawn(
  text: string,
  marks: Marks,
  part: readonly Paragraph[],
  spaced: boolean,
): ParagraphView[] {
  return part.map((paragraph) => {
    const block = marks.blockAt(paragraph.start);
    const words = text.slice(paragraph.start, paragraph.end);
    return {
      start: paragraph.start,
      class: [
        spaced && followsAtOnce(text, paragraph) && 'tight',
        /\s\s|\t|^\s/u.test(words) && 'kept',
        classOfBlock(block),
      ]
        .filter(Boolean)
        .join(' '),
      level: levelOfBlock(block),
      direction: marks.directionOf(words),
      pieces: piecesOf(text, paragraph, marks),
      gap: paragraph.gap,
    };
  });
}

function piecesOf(text: string, { segments }: Paragraph, marks: Marks): PieceView[] {
  return segments.map((segment) => ({
    text: text.slice(segment.start, segment.end),
    mark: marks.over(segment),
  }));
}

interface MarkedAnnotation extends NamedSpan {
  number: number;
  level: LevelClass;
  reviewed: boolean;
  disputed: boolean;
  faint: boolean;
  /** Off the record: it stays inside the desk. */
  internal: boolean;
}

type Stack = ReadonlyMap<string, number>;

/** What is drawn over the lines of an edition's text: its annotations, and what its blocks are. */
class Marks {
  readonly blockAt: (place: number) => TextBlock | null;
  private readonly language: string | null;
  private readonly marked = new Map<string, MarkedAnnotation>();
  private readonly stack = stacking((id) => this.marked.get(id)?.level ?? 'none');

  constructor(
    { article, edition, annotations, numbers }: NumberedReading,
    shown: (placed: PlacedAnnotation) => boolean,
  ) {
    this.blockAt = blockFinder(edition.blocks);
    this.language = article.language;
    let number = 0;
    for (const placed of annotations) {
      number += 1;
      const span = spanOf(placed);
      if (!span) continue;
      const { id, chain, confidence, status } = placed.annotation;
      this.marked.set(id, {
        id,
        start: span.start,
        end: span.end,
        number: numbers?.get(id) ?? number,
        level: levelClass(confidence),
        reviewed: status !== 'unreviewed',
        disputed: status === 'disputed',
        faint: !shown(placed),
        internal: isInternal(chain),
      });
    }
  }

  items(): NamedSpan[] {
    return [...this.marked.values()];
  }

  /** The direction of a paragraph where that is not the text's. */
  directionOf(words: string): Direction | null {
    const direction = directionOfWords(words, this.language);
    return direction === directionOf(this.language) ? null : direction;
  }

  over(segment: Segment): MarkView | null {
    const { ids } = segment;
    const first = ids[0];
    if (first === undefined) return null;
    const stack = this.stack(segment);
    return ids.length === 1 ? this.overOne(first, segment, stack) : this.overMany(segment, stack);
  }

  /** Most lie alone: for those no lists are walked. */
  private overOne(id: string, { starts, ends }: Segment, stack: Stack): MarkView {
    const marked = this.marked.get(id);
    const ended = ends.length > 0 && marked ? String(marked.number) : '';
    return {
      ids: id,
      first: starts.length > 0 ? id : '',
      last: ends.length > 0 ? id : '',
      reviewed: marked?.reviewed ? id : '',
      disputed: marked?.disputed ? id : '',
      count: 0,
      numbers: ended,
      printed: marked?.internal ? '' : null,
      class: marked?.level ?? '',
      cards: marked?.faint ? '' : `annotation-${id}`,
      lines: [this.line(id, stack.get(id), starts.length > 0)],
    };
  }

  private overMany({ ids, starts, ends }: Segment, stack: Stack): MarkView {
    const level = this.marked.get(ids[0] ?? '')?.level ?? '';
    const internal = ids.some((id) => this.marked.get(id)?.internal);
    return {
      ids: joined(ids),
      first: joined(starts),
      last: joined(ends),
      reviewed: joined(ids, (id) => this.marked.get(id)?.reviewed && id),
      disputed: joined(ids, (id) => this.marked.get(id)?.disputed && id),
      count: ids.length > 1 ? ids.length : 0,
      numbers: inRuns(ends.flatMap((id) => this.marked.get(id)?.number ?? [])),
      printed: internal ? inRuns(ends.flatMap((id) => this.printed(id) ?? [])) : null,
      class: level,
      cards: joined(ids, (id) => !this.marked.get(id)?.faint && `annotation-${id}`),
      lines: ids.map((id) => this.line(id, stack.get(id), starts.includes(id))),
    };
  }

  private printed(id: string): number | undefined {
    const marked = this.marked.get(id);
    return marked?.internal ? undefined : marked?.number;
  }

  private line(id: string, place: number | undefined, anchor: boolean): LineView {
    const marked = this.marked.get(id);
    const level = marked ? ` ${marked.level}` : '';
    const stack = place ? ` stack-${place}` : '';
    const faint = marked?.faint ? ' faint' : '';
    const internal = marked?.internal ? ' off-record' : '';
    return { id, class: `line${level}${stack}${faint}${internal}`, anchor };
  }
}

/** A word for each id, as far as there is one, between spaces; made for every piece of a text. */
function joined(
  ids: readonly string[],
  wordFor: (id: string) => string | number | false | undefined = (id) => id,
): string {
  let words = '';
  for (const id of ids) {
    const word = wordFor(id);
    if (word) words += words === '' ? word : ` ${word}`;
  }
  return words;
}
