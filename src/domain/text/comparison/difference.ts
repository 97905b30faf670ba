import { countBelow } from '../../binary-search.js';
import type { Span } from '../span.js';
import { type Alignment, regionsBetween } from './alignment.js';
import type { EqualRun, RegionPair } from './anchors.js';

/** A piece of one of two texts that are read side by side. */
interface Piece {
  text: string;
  /** *moved*: it stands at another place of the other text. */
  kind: 'same' | 'changed' | 'moved';
}

/** Some lines of two texts that stand side by side: as many as one change takes, else one. */
interface DifferenceRow {
  was: Piece[];
  now: Piece[];
  isChanged: boolean;
}

/** What is shown of a difference, and what is not. */
export interface Difference {
  rows: (DifferenceRow & {
    /** How many unchanged rows stand before it and are not shown. */ skipped: number;
  })[];
  /** How many unchanged rows stand behind the last. */
  skipped: number;
  /** Whether there are more than were asked for. */
  isCut: boolean;
}

/**
 * How two texts differ, to be read by people: by whole words, in rows of lines that belong together; all
 * of them, or those alone that changed, up to so many. Takes time in proportion to both texts, and yields
 * between short pieces of work.
 */
export function* differenceInTurns(
  was: string,
  now: string,
  alignment: Alignment,
  { which, maxRows }: { which: 'all' | 'changed'; maxRows: number },
): Generator<undefined, Difference> {
  const rows: Difference['rows'] = [];
  let skipped = 0;
  for (const row of allRows(was, now, alignment)) {
    yield;
    if (row === null) continue;
    if (which === 'changed' && !row.isChanged) skipped += 1;
    else if (rows.length === maxRows) return { rows, skipped: 0, isCut: true };
    else {
      rows.push({ ...row, skipped });
      skipped = 0;
    }
  }
  return { rows, skipped, isCut: false };
}

/** The rows, each when it is asked for; null in between, where a row takes long. */
function* allRows(
  was: string,
  now: string,
  { runs, moves }: Alignment,
): Generator<DifferenceRow | null> {
  const whole = { was: { start: 0, end: was.length }, now: { start: 0, end: now.length } };
  const gaps = wholeWordGaps(was, now, regionsBetween(runs, whole));
  const moved = moves.map(({ core, runs }) => ({
    core,
    gaps: [...wholeWordGaps(was, now, gapsIn(runs))],
  }));
  const piecesOfWas = piecesWith(
    was,
    moved.map(({ core, gaps }) => ({ span: core.was, gaps: gaps.map((gap) => gap.was) })),
  );
  const piecesOfNow = piecesWith(
    now,
    moved.map(({ core, gaps }) => ({ span: core.now, gaps: gaps.map((gap) => gap.now) })),
  );
  const rows = new Rows();
  let before = 0;
  for (const gap of gaps) {
    yield* rows.same(was, { start: before, end: gap.was.start });
    yield* rows.changed(piecesOfWas(gap.was), piecesOfNow(gap.now));
    before = gap.was.end;
    yield null;
  }
  yield* rows.same(was, { start: before, end: was.length });
  yield* rows.finished();
}

/** What lies between runs, not before nor behind them. */
function gapsIn(runs: readonly EqualRun[]): RegionPair[] {
  const [first, last] = [runs[0], runs.at(-1)];
  if (!first || !last) return [];
  return regionsBetween(runs, {
    was: { start: first.was, end: last.was + last.length },
    now: { start: first.now, end: last.now + last.length },
  });
}

/** The gaps widened to the ends of the words that they cut; those that meet are one. */
function* wholeWordGaps(
  was: string,
  now: string,
  gaps: readonly RegionPair[],
): Generator<RegionPair> {
  let last: RegionPair | null = null;
  for (const [index, gap] of gaps.entries()) {
    const room = gap.was.start - (last?.was.end ?? 0);
    const back = Math.min(room, lettersBefore(was, gap.was.start));
    const next = gaps[index + 1]?.was.start ?? was.length;
    const ahead = Math.min(next - gap.was.end, lettersAfter(was, gap.was.end));
    const isCut = cutsWord(was, gap.was) || cutsWord(now, gap.now);
    const wide = isCut
      ? {
          was: { start: gap.was.start - back, end: gap.was.end + ahead },
          now: { start: gap.now.start - back, end: gap.now.end + ahead },
        }
      : gap;
    if (last && last.was.end >= wide.was.start) {
      last = {
        was: { start: last.was.start, end: wide.was.end },
        now: { start: last.now.start, end: wide.now.end },
      };
      continue;
    }
    if (last) yield last;
    last = wide;
  }
  if (last) yield last;
}

/** Chinese and Japanese part no words: each sign stands for itself. */
const letter =
  /(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{M}\p{N}\p{Cs}'’]/u;
/** No word that is read is longer. */
const maxWordUnits = 40;

/** Whether a unit belongs to a word or a figure, as the point in 1.4 does. */
function isInWord(text: string, at: number): boolean {
  if (letter.test(text.charAt(at))) return true;
  return /[.,]/u.test(text.charAt(at)) && isDigit(text, at - 1) && isDigit(text, at + 1);
}

function isDigit(text: string, at: number): boolean {
  return /\p{N}/u.test(text.charAt(at));
}

function lettersBefore(text: string, at: number): number {
  let units = 0;
  while (units < maxWordUnits && isInWord(text, at - units - 1)) units += 1;
  return units;
}

function lettersAfter(text: string, at: number): number {
  let units = 0;
  while (units < maxWordUnits && isInWord(text, at + units)) units += 1;
  return units;
}

function cutsWord(text: string, { start, end }: Span): boolean {
  return cutsAt(text, start) || cutsAt(text, end);
}

function cutsAt(text: string, at: number): boolean {
  return isInWord(text, at - 1) && isInWord(text, at);
}

/** A stretch that moved, and what of it was changed on the way. */
interface MovedStretch {
  span: Span;
  gaps: readonly Span[];
}

/** Cuts spans of a text into what moved and what changed. */
function piecesWith(text: string, moved: readonly MovedStretch[]): (span: Span) => Piece[] {
  const moves = moved.toSorted((one, other) => one.span.start - other.span.start);
  const starts = moves.map((move) => move.span.start);
  return (span) => {
    const pieces: Piece[] = [];
    let from = span.start;
    const add = (end: number, kind: Piece['kind']) => {
      if (end > from) pieces.push({ text: text.slice(from, end), kind });
      from = Math.max(from, end);
    };
    const first = Math.max(0, countBelow(starts, span.start + 1) - 1);
    for (let at = first; at < countBelow(starts, span.end); at += 1) {
      const { gaps, span: whole } = moves[at] as MovedStretch;
      const move = wholeWordsIn(text, whole);
      const end = Math.min(move.end, span.end);
      if (end <= Math.max(move.start, from)) continue;
      add(move.start, 'changed');
      for (const gap of gaps) {
        add(Math.min(gap.start, end), 'moved');
        add(Math.min(gap.end, end), 'changed');
      }
      add(end, 'moved');
    }
    add(span.end, 'changed');
    return pieces;
  };
}

/** A span without the parts of words at its ends, and without what belongs to the sentence before it. */
function wholeWordsIn(text: string, { start, end }: Span): Span {
  let from = cutsAt(text, start) ? start + lettersAfter(text, start) : start;
  while (from < end && /[\s.,;:!?…”»)\]]/u.test(text.charAt(from))) from += 1;
  return { start: from, end: cutsAt(text, end) ? end - lettersBefore(text, end) : end };
}

/** Pieces up to the last line break in them, and behind it. */
function cutAtLastLine(pieces: readonly Piece[]) {
  const cut = pieces.findLastIndex(({ text }) => text.includes('\n'));
  const piece = pieces[cut];
  if (!piece) return { isCut: false, upTo: [], behind: pieces };
  const at = piece.text.lastIndexOf('\n');
  return {
    isCut: true,
    upTo: [...pieces.slice(0, cut), { ...piece, text: piece.text.slice(0, at) }],
    behind: [{ ...piece, text: piece.text.slice(at + 1) }, ...pieces.slice(cut + 1)],
  };
}

/**
 * Pieces; of those that break lines and are blank else, beside what can be read, the blanks alone: a mark would stand there
 * without a word.
 */
function withoutBareBreaks(pieces: readonly Piece[], before: readonly Piece[]): Piece[] {
  const isRead = before.length > 0 || pieces.some(({ text }) => /\S/u.test(text));
  return pieces
    .map((piece): Piece => {
      if (!isRead || !/^\s*\n\s*$/u.test(piece.text)) return piece;
      return { text: piece.text.replaceAll('\n', ''), kind: 'same' };
    })
    .filter(({ text }) => text !== '');
}

/** Rows in the making: what is the same begins a new one with each line, what changed is kept together. */
class Rows {
  private row: DifferenceRow = { was: [], now: [], isChanged: false };

  *same(text: string, { start, end }: Span): Generator<DifferenceRow> {
    for (let from = start; from <= end; ) {
      const lineBreak = text.indexOf('\n', from);
      const to = lineBreak === -1 ? end : Math.min(lineBreak, end);
      if (to > from) {
        const line: Piece = { text: text.slice(from, to), kind: 'same' };
        this.row.was.push(line);
        this.row.now.push(line);
      }
      if (to === end) return;
      yield* this.finished();
      from = to + 1;
    }
  }

  *changed(was: readonly Piece[], now: readonly Piece[]): Generator<DifferenceRow> {
    const [left, right] = [cutAtLastLine(was), cutAtLastLine(now)];
    this.add(left.upTo, right.upTo);
    if (left.isCut || right.isCut) yield* this.finished();
    this.add(left.behind, right.behind);
  }

  /** The row that is in the making, if there is anything in it. */
  *finished(): Generator<DifferenceRow> {
    if (this.row.was.length > 0 || this.row.now.length > 0) yield this.row;
    this.row = { was: [], now: [], isChanged: false };
  }

  private add(was: readonly Piece[], now: readonly Piece[]): void {
    const left = withoutBareBreaks(was, this.row.was);
    const right = withoutBareBreaks(now, this.row.now);
    this.row.isChanged ||= [...left, ...right].some(({ kind }) => kind !== 'same');
    this.row.was.push(...left);
    this.row.now.push(...right);
  }
}
