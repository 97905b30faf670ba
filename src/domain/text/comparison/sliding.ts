import type { Span } from '../span.js';
import { isSpaceUnit } from '../white-space.js';
import type { EqualRun } from './anchors.js';

/*
 * Where a text says the same twice in a row and one of the two was taken out (or put in), the runs
 * alone don't say which: the gap between them may slide. It is set where a line, a sentence or a word
 * ends, and what lies on it where several such places are as good is in doubt.
 */

/** Farther than this no gap is slid: what repeats for longer is in doubt anyway. */
const maxSlideUnits = 4096;

/** How good an edge is to take something out at: the end of a line, of a sentence, of a word, none. */
const lineEdge = 3;
const sentenceEdge = 2;

/** Spans of two texts, in their order, of which it can't be told whether they are the copy that stayed. */
export interface Doubtful {
  was: Span[];
  now: Span[];
}

/**
 * Slides each gap that one text alone has to the best of its places, changing the runs, and answers
 * of which spans it can't be told whether they are the copy that stayed. Takes time in
 * proportion to the gaps and to what repeats beside them.
 */
export function settleGaps(was: string, now: string, runs: EqualRun[]): Doubtful {
  const doubtful: Doubtful = { was: [], now: [] };
  const last = runs.at(-1);
  // What was put in or taken out where a text ends has a run behind it, too: an empty one.
  if (last && (endOf(last, 'was') < was.length || endOf(last, 'now') < now.length))
    runs.push({ length: 0, was: was.length, now: now.length });
  for (let next = 1; next < runs.length; next += 1) settleGap(was, now, runs, next, doubtful);
  if (runs.at(-1)?.length === 0) runs.pop();
  if (runs[0]?.length === 0) runs.shift();
  return doubtful;
}

function endOf(run: EqualRun, side: 'was' | 'now'): number {
  return run[side] + run.length;
}

/** Slides the gap before a run, and tells what is in doubt. */
function settleGap(
  was: string,
  now: string,
  runs: EqualRun[],
  next: number,
  doubtful: Doubtful,
): void {
  const before = runs[next - 1] as EqualRun;
  const after = runs[next] as EqualRun;
  const isTaken = endOf(before, 'was') < after.was;
  if (isTaken === endOf(before, 'now') < after.now) return;
  const text = isTaken ? was : now;
  const start = endOf(before, isTaken ? 'was' : 'now');
  const end = isTaken ? after.was : after.now;
  // Most gaps can't be slid at all.
  if (
    text.charCodeAt(start) !== text.charCodeAt(end) &&
    text.charCodeAt(start - 1) !== text.charCodeAt(end - 1)
  )
    return;
  // What begins or ends the text may go as a whole; any other run stays, between two gaps.
  const back = before.length - (next === 1 ? 0 : 1);
  const ahead = after.length - (next === runs.length - 1 ? 0 : 1);
  const least = -commonBefore(text, start, end, Math.min(back, maxSlideUnits));
  const most = commonFrom(text, start, end, Math.min(ahead, maxSlideUnits));
  if (least === most) return;
  const { best, rivals } = placesFor(text, { start, end }, { least, most });
  before.length += best;
  after.was += best;
  after.now += best;
  after.length -= best;
  if (!differInWords(text, start, rivals)) return;
  for (const side of ['was', 'now'] as const) {
    const gap = { start: endOf(before, side) - best, end: after[side] - best };
    doubtful[side].push(...doubtAbout(gap, rivals));
  }
}

/** How many units before two places are the same, up to so many. */
function commonBefore(text: string, one: number, other: number, most: number): number {
  let units = 0;
  while (units < most && text.charCodeAt(one - 1 - units) === text.charCodeAt(other - 1 - units))
    units += 1;
  return units;
}

/** How many units from two places on are the same, up to so many. */
function commonFrom(text: string, one: number, other: number, most: number): number {
  let units = 0;
  while (units < most && text.charCodeAt(one + units) === text.charCodeAt(other + units))
    units += 1;
  return units;
}

/**
 * By how much a gap is best slid, of what is possible, and by how much it could be as well: to equal edges, and where
 * it is a copy of what stands beside it, to any ends of sentences.
 */
function placesFor(text: string, gap: Span, { least, most }: { least: number; most: number }) {
  let best = 0;
  let highest = -1;
  const isCopy = gap.end - gap.start <= most - least;
  let rivals: number[] = [];
  for (let slide = least; slide <= most; slide += 1) {
    const value = edgeAt(text, gap.start + slide) + edgeAt(text, gap.end + slide);
    if (value > highest || (value === highest && Math.abs(slide) < Math.abs(best))) best = slide;
    if (value > highest && !isCopy) rivals = [];
    highest = Math.max(highest, value);
    if ((isCopy || value === highest) && value >= 2 * sentenceEdge) rivals.push(slide);
  }
  return { best, rivals };
}

/** Whether a line or a sentence begins or ends at a place. */
export function isSentenceEdge(text: string, at: number): boolean {
  return edgeAt(text, at) >= sentenceEdge;
}

function edgeAt(text: string, at: number): number {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  if (at === 0 || at === text.length || before === lineBreak || after === lineBreak)
    return lineEdge;
  if (isSpaceUnit(after) && endsSentence(text, at)) return sentenceEdge;
  if (!isSpaceUnit(before)) return 0;
  return endsSentence(text, at - 1) ? sentenceEdge : 1;
}

const lineBreak = 0x0a;
const endMarks = '.!?…؟۔।。';
const closingMarks = '"”“’»)';

/** Whether a sentence ends with what stands right before a place. */
function endsSentence(text: string, at: number): boolean {
  const last = text.charAt(at - 1);
  if (last === '') return false;
  if (endMarks.includes(last)) return true;
  const mark = closingMarks.includes(last) ? text.charAt(at - 2) : '';
  return mark !== '' && endMarks.includes(mark);
}

/** Whether it matters where a gap is slid to: by a blank alone it does not. */
function differInWords(text: string, start: number, rivals: readonly number[]): boolean {
  const [least = 0, most = 0] = [rivals[0], rivals.at(-1)];
  return /[\p{L}\p{N}]/u.test(text.slice(start + least, start + most));
}

/** Everything that is the gap, or is not, by where it is slid to: what it holds in any case is none of it. */
function doubtAbout(taken: Span, rivals: readonly number[]): Span[] {
  const [least, most] = [rivals[0], rivals.at(-1)];
  if (least === undefined || most === undefined || least === most) return [];
  const first = { start: taken.start + least, end: taken.start + most };
  const last = { start: taken.end + least, end: taken.end + most };
  return first.end < last.start ? [first, last] : [{ start: first.start, end: last.end }];
}
