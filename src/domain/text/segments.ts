import { demandInside, overlap, type Span } from './span.js';

/** A span with a name of its own, such as an annotation's. */
export interface NamedSpan extends Span {
  id: string;
}

/** A piece of a text over which the same items lie from end to end. */
export interface Segment extends Span {
  /** In the order of their starts, the longer first, then by id. */
  ids: readonly string[];
  /** Those of the ids whose first piece this is. */
  starts: readonly string[];
  /** Those of the ids whose last piece this is. */
  ends: readonly string[];
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
export function segments(length: number, items: readonly NamedSpan[]): Segment[] {
  return withBounds(pieces(length, items));
}

/**
 * A text as paragraphs, each with its segments, cut at its ends. `lead` is the white space before
 * the first one; lead, segments and gaps in their order give the text exactly. An item that lies
 * only over white space between paragraphs is in no segment; a snapped span never does. Of `lines`
 * that are not all of the text's, only these are parted, as if nothing lay over the others.
 */
export function paragraphSegments(
  text: string,
  items: readonly NamedSpan[],
  lines: readonly Span[] = paragraphs(text),
): { lead: string; paragraphs: Paragraph[] } {
  const runs = splitBy(lines, withBounds(within(lines, pieces(text.length, items, lines))));
  return {
    lead: text.slice(0, lines[0]?.start),
    paragraphs: lines.map(({ start, end }, place) => ({
      start,
      end,
      segments: runs[place] ?? [],
      gap: text.slice(end, nextLine(text, end)),
    })),
  };
}

/** In UTF-16 units: some hundred lines of the shortest, which are drawn in a few milliseconds. */
const partUnits = 2048;

/**
 * The paragraphs of a text with their segments, some hundred at a time, each made when it is asked
 * for. The items come in the order of `bySpan`; no part ends within a run of them that overlap.
 */
export function* paragraphParts(text: string, items: readonly NamedSpan[]): Generator<Paragraph[]> {
  const runs = overlappingRuns(items);
  let next = 0;
  for (let start = 0; start < text.length; ) {
    let end = lineEnd(text, Math.min(start + partUnits, text.length));
    const over: NamedSpan[] = [];
    for (let run = runs[next]; run && hullOf(run).start < end; run = runs[next]) {
      over.push(...run);
      end = Math.max(end, lineEnd(text, hullOf(run).end));
      next += 1;
    }
    yield paragraphSegments(text, over, paragraphsOver(text, { start, end })).paragraphs;
    start = end;
  }
}

/** Where the line ends in which that place lies, behind its line break. */
function lineEnd(text: string, place: number): number {
  const lineBreak = text.indexOf('\n', place - 1);
  return lineBreak === -1 ? text.length : lineBreak + 1;
}

/** Items in the order of the text by the runs in which they overlap. */
export function overlappingRuns(items: readonly NamedSpan[]): NamedSpan[][] {
  const runs: NamedSpan[][] = [];
  let end = 0;
  for (const item of items) {
    if (item.start >= end) runs.push([]);
    runs.at(-1)?.push(item);
    end = Math.max(end, item.end);
  }
  return runs;
}

/** The span that a run of items takes from end to end. */
export function hullOf(run: readonly NamedSpan[]): Span {
  const end = run.reduce((last, item) => Math.max(last, item.end), 0);
  return { start: run[0]?.start ?? 0, end };
}

/** The lines of a text that hold more than white space, without their line breaks. */
export function paragraphs(text: string): Span[] {
  return paragraphsOver(text, { start: 0, end: text.length });
}

/** Those of a text's paragraphs that hold a part of a span; the rest of the text is not looked at. */
export function paragraphsOver(text: string, { start, end }: Span): Span[] {
  if (end <= start) return [];
  const from = start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1;
  const to = text.indexOf('\n', end - 1);
  const lines = text.slice(from, to === -1 ? text.length : to);
  return [...lines.matchAll(/[^\n]+/gu)]
    .filter(([line]) => /\S/u.test(line))
    .map(({ index, 0: line }) => ({ start: from + index, end: from + index + line.length }))
    .filter((line) => overlap(line, { start, end }));
}

/** Whether nothing but one line break stands between a paragraph and the one before it. */
export function followsAtOnce(text: string, { start }: Span): boolean {
  if (start < 2) return false;
  const before = text.slice(text.lastIndexOf('\n', start - 2) + 1, start - 1);
  return /\S/u.test(before);
}

/** Where the next line begins that holds more than white space; the end where there is none. */
export function nextLine(text: string, end: number): number {
  const white = /\S/gu;
  white.lastIndex = end;
  const next = white.exec(text)?.index;
  return next === undefined ? text.length : text.lastIndexOf('\n', next) + 1;
}

/** The segments but for their bounds; none reaches over an end of one of the `cuts`. */
function pieces(length: number, items: readonly NamedSpan[], cuts: readonly Span[] = []): Piece[] {
  for (const item of items) demandInside(item, length);
  const coming = items.filter((item) => item.start < item.end).sort(bySpan);
  const ends = [0, length];
  for (const { start, end } of coming) ends.push(start, end);
  for (const { start, end } of cuts) ends.push(start, end);
  const bounds = inAscending(ends);
  let next = 0;
  // Items are taken in by their start, so those that lie over a place always stand in order.
  let active: NamedSpan[] = [];
  let ids: readonly string[] = [];
  const all: Piece[] = [];
  for (let place = 1; place < bounds.length; place += 1) {
    const start = bounds[place - 1] ?? 0;
    const before = active;
    if (active.some((item) => item.end <= start))
      active = active.filter((item) => item.end > start);
    for (let item = coming[next]; item?.start === start; item = coming[next]) {
      active = [...active, item];
      next += 1;
    }
    if (active !== before) ids = active.map(({ id }) => id);
    all.push({ start, end: bounds[place] ?? length, ids });
  }
  return all;
}

/** Places in a text, each once, sorted as an array of numbers is that need not ask for each two. */
function inAscending(places: readonly number[]): Uint32Array {
  const sorted = new Uint32Array(places).sort();
  return sorted.filter((place, at) => place !== sorted[at - 1]);
}

/** Compares items by their start, the longer first, then by id. */
export function bySpan(one: NamedSpan, other: NamedSpan): number {
  return one.start - other.start || other.end - one.end || (one.id < other.id ? -1 : 1);
}

/** Those of the pieces that lie in one of the lines; both come in the order of the text. */
function within(lines: readonly Span[], all: readonly Piece[]): Piece[] {
  let place = 0;
  return all.filter(({ start }) => {
    while ((lines[place]?.end ?? Number.POSITIVE_INFINITY) <= start) place += 1;
    return (lines[place]?.start ?? Number.POSITIVE_INFINITY) <= start;
  });
}

/** For each line the segments that lie in it; both come in the order of the text. */
function splitBy(lines: readonly Span[], all: readonly Segment[]): Segment[][] {
  let next = 0;
  return lines.map(({ end }) => {
    const first = next;
    while ((all[next]?.start ?? end) < end) next += 1;
    return all.slice(first, next);
  });
}

/** The bounds of most pieces, over which nothing begins or ends: one array for all of them. */
const none: readonly string[] = [];

/** The pieces as segments that know which of their ids begin and end with them. */
function withBounds(all: readonly Piece[]): Segment[] {
  const last = new Map<string, Piece>();
  for (const piece of all) for (const id of piece.ids) last.set(id, piece);
  const begun = new Set<string>();
  return all.map((piece) => {
    const { start, end, ids } = piece;
    const starts = those(ids, (id) => !begun.has(id));
    for (const id of starts) begun.add(id);
    return { start, end, ids, starts, ends: those(ids, (id) => last.get(id) === piece) };
  });
}

/** As `filter`, without a list of its own where it is none or all of one, as with most pieces. */
function those(ids: readonly string[], isMeant: (id: string) => boolean): readonly string[] {
  const [only] = ids;
  if (only === undefined) return none;
  if (ids.length > 1) return ids.filter(isMeant);
  return isMeant(only) ? ids : none;
}
