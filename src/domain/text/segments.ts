import { demandInside, type Span } from './span.js';

/** A span with a name of its own, such as an annotation's. */
export interface Item extends Span {
  id: string;
}

/** A piece of a text over which the same items lie from end to end. */
export interface Segment extends Span {
  /** In the order of their starts, the longer first, then by id. */
  ids: string[];
  /** Those of the ids whose first piece this is. */
  starts: string[];
  /** Those of the ids whose last piece this is. */
  ends: string[];
}

/** A line of a text with something to see on it, and the white space up to the next such line. */
export interface Paragraph extends Span {
  segments: Segment[];
  gap: string;
}

type Piece = Omit<Segment, 'starts' | 'ends'>;

/**
 * Flattens overlapping items into a run of segments that covers a text of that length, each
 * touching the next and differing from it in ids. An empty item lies over nothing. Ids are taken to
 * be unique. Throws RangeError for an item outside the text.
 */
export function segments(length: number, items: readonly Item[]): Segment[] {
  const all = pieces(length, items);
  return all.map(withBounds(all));
}

/**
 * A text as paragraphs, each with its segments, cut at its ends. `lead` is the white space before
 * the first one; lead, segments and gaps in their order give the text exactly. An item that lies
 * only over white space between paragraphs is in no segment; a snapped span never does.
 */
export function paragraphSegments(
  text: string,
  items: readonly Item[],
): { lead: string; paragraphs: Paragraph[] } {
  const lines = paragraphs(text);
  const runs = splitBy(lines, pieces(text.length, items, lines));
  const toSegment = withBounds(runs.flat());
  return {
    lead: text.slice(0, lines[0]?.start),
    paragraphs: lines.map((line, place) => ({
      ...line,
      segments: (runs[place] ?? []).map(toSegment),
      gap: text.slice(line.end, lines[place + 1]?.start),
    })),
  };
}

/** The lines of a text that hold more than white space, without their line breaks. */
export function paragraphs(text: string): Span[] {
  return [...text.matchAll(/[^\n]+/gu)]
    .filter(([line]) => /\S/u.test(line))
    .map(({ index, 0: line }) => ({ start: index, end: index + line.length }));
}

/** The segments but for their bounds; none reaches over an end of one of the `cuts`. */
function pieces(length: number, items: readonly Item[], cuts: readonly Span[] = []): Piece[] {
  for (const item of items) demandInside(item, length);
  const coming = items.filter((item) => item.start < item.end).sort(inOrder);
  const ends = [...coming, ...cuts].flatMap(({ start, end }) => [start, end]);
  const bounds = [...new Set([0, length, ...ends])].sort((one, other) => one - other);
  let next = 0;
  // Items are taken in by their start, so those that lie over a place always stand in order.
  let active: Item[] = [];
  return bounds.slice(1).map((end, place) => {
    const start = bounds[place] ?? 0;
    active = active.filter((item) => item.end > start);
    for (let item = coming[next]; item?.start === start; item = coming[next]) {
      active.push(item);
      next += 1;
    }
    return { start, end, ids: active.map(({ id }) => id) };
  });
}

/** Compares items by their start, the longer first, then by id. */
export function inOrder(one: Item, other: Item): number {
  return one.start - other.start || other.end - one.end || (one.id < other.id ? -1 : 1);
}

/** For each line the pieces that lie in it; both come in the order of the text. */
function splitBy(lines: readonly Span[], all: readonly Piece[]): Piece[][] {
  let next = 0;
  const skipTo = (offset: number) => {
    while ((all[next]?.start ?? offset) < offset) next += 1;
    return next;
  };
  return lines.map((line) => all.slice(skipTo(line.start), skipTo(line.end)));
}

/** Makes a piece a segment that knows which of its ids begin and end with it among all the pieces. */
function withBounds(all: readonly Piece[]): (piece: Piece) => Segment {
  const first = new Map<string, Piece>();
  const last = new Map<string, Piece>();
  for (const piece of all) {
    for (const id of piece.ids) {
      if (!first.has(id)) first.set(id, piece);
      last.set(id, piece);
    }
  }
  return (piece) => ({
    ...piece,
    starts: piece.ids.filter((id) => first.get(id) === piece),
    ends: piece.ids.filter((id) => last.get(id) === piece),
  });
}
