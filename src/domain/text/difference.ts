import { type Alignment, regionsBetween } from './alignment.js';
import { overlap, type Span } from './span.js';

/** A piece of one of two texts that are read side by side. */
interface Piece {
  text: string;
  /** *moved*: it stands at another place of the other text. */
  kind: 'same' | 'changed' | 'moved';
}

/** Some lines of two texts that stand side by side: as many as one change takes, else one. */
export interface DifferenceRow {
  was: Piece[];
  now: Piece[];
  isChanged: boolean;
}

/**
 * How two texts differ, to be read by people: by whole words, in rows of lines that belong together.
 * Takes time in proportion to both texts.
 */
export function differenceOf(
  was: string,
  now: string,
  { runs, moves }: Alignment,
): DifferenceRow[] {
  const whole = { was: { start: 0, end: was.length }, now: { start: 0, end: now.length } };
  const gaps = wholeWordGaps(was, now, regionsBetween(runs, whole));
  const away = moves.map((move) => move.was);
  const here = moves.map((move) => move.now);
  const rows = new Rows();
  let before = 0;
  for (const gap of gaps) {
    rows.same(was.slice(before, gap.was.start));
    rows.changed(piece(was, gap.was, away), piece(now, gap.now, here));
    before = gap.was.end;
  }
  rows.same(was.slice(before));
  return rows.finished();
}

interface Gap {
  was: Span;
  now: Span;
}

/** The gaps widened to the ends of the words that they cut; those that meet are one. */
function wholeWordGaps(was: string, now: string, gaps: readonly Gap[]): Gap[] {
  const widened: Gap[] = [];
  for (const [index, gap] of gaps.entries()) {
    const last = widened.at(-1);
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
      last.was.end = wide.was.end;
      last.now.end = wide.now.end;
    } else widened.push({ was: { ...wide.was }, now: { ...wide.now } });
  }
  return widened;
}

const letter = /[\p{L}\p{M}\p{N}\p{Cs}'’]/u;
/** No word that is read is longer. */
const maxWordUnits = 40;

function lettersBefore(text: string, at: number): number {
  let units = 0;
  while (units < maxWordUnits && letter.test(text.charAt(at - units - 1))) units += 1;
  return units;
}

function lettersAfter(text: string, at: number): number {
  let units = 0;
  while (units < maxWordUnits && letter.test(text.charAt(at + units))) units += 1;
  return units;
}

function cutsWord(text: string, { start, end }: Span): boolean {
  const cuts = (at: number) => letter.test(text.charAt(at - 1)) && letter.test(text.charAt(at));
  return cuts(start) || cuts(end);
}

function piece(text: string, span: Span, moved: readonly Span[]): Piece {
  const isMoved = moved.some((move) => overlap(move, span));
  return { text: text.slice(span.start, span.end), kind: isMoved ? 'moved' : 'changed' };
}

/** A piece up to its last line break, and behind it. */
function cutAtLastLine({ text, kind }: Piece) {
  const at = text.lastIndexOf('\n');
  return {
    isCut: at !== -1,
    upTo: { text: at === -1 ? '' : text.slice(0, at), kind },
    behind: { text: text.slice(at + 1), kind },
  };
}

/** Rows in the making: what is the same begins a new one with each line, what changed is kept together. */
class Rows {
  private readonly rows: DifferenceRow[] = [];
  private row: DifferenceRow = { was: [], now: [], isChanged: false };

  same(text: string): void {
    const lines = text.split('\n');
    for (const [index, line] of lines.entries()) {
      if (index > 0) this.end();
      if (line === '') continue;
      this.row.was.push({ text: line, kind: 'same' });
      this.row.now.push({ text: line, kind: 'same' });
    }
  }

  changed(was: Piece, now: Piece): void {
    const [left, right] = [cutAtLastLine(was), cutAtLastLine(now)];
    this.add(left.upTo, right.upTo);
    if (left.isCut || right.isCut) this.end();
    this.add(left.behind, right.behind);
  }

  private add(was: Piece, now: Piece): void {
    if (was.text === '' && now.text === '') return;
    this.row.isChanged = true;
    if (was.text !== '') this.row.was.push(was);
    if (now.text !== '') this.row.now.push(now);
  }

  finished(): DifferenceRow[] {
    this.end();
    return this.rows;
  }

  private end(): void {
    if (this.row.was.length > 0 || this.row.now.length > 0) this.rows.push(this.row);
    this.row = { was: [], now: [], isChanged: false };
  }
}
