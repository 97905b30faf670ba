import type { Span } from '../span.js';
import type { Run } from './anchors.js';

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

/**
 * Slides each gap that one text alone has to the best of its places, changing the runs, and answers the
 * spans of the older text of which it can't be told whether they are the copy that stayed. Takes time in
 * proportion to the gaps and to what repeats beside them.
 */
export function settleGaps(was: string, now: string, runs: Run[]): Span[] {
  const doubtful: Span[] = [];
  for (let next = 1; next < runs.length; next += 1) {
    const [before, after] = [runs[next - 1] as Run, runs[next] as Run];
    const taken = { start: before.was + before.length, end: after.was };
    const put = { start: before.now + before.length, end: after.now };
    const [text, gap] = taken.start === taken.end ? [now, put] : [was, taken];
    if (gap.start === gap.end || (taken.start < taken.end && put.start < put.end)) continue;
    // What begins or ends the text may go as a whole; any other run stays, between two gaps.
    const room = {
      back: before.length - (next === 1 ? 0 : 1),
      ahead: after.length - (next === runs.length - 1 ? 0 : 1),
    };
    const { best, rivals } = placesFor(text, gap, room);
    before.length += best;
    after.was += best;
    after.now += best;
    after.length -= best;
    if (differInWords(text, gap, rivals)) doubtful.push(...doubtAbout(taken, rivals));
  }
  if (runs.at(-1)?.length === 0) runs.pop();
  if (runs[0]?.length === 0) runs.shift();
  return doubtful;
}

/** By how much a gap is best slid, and the least and most by which it could be as well. */
function placesFor(text: string, gap: Span, room: { back: number; ahead: number }) {
  const back = Math.min(room.back, maxSlideUnits);
  const ahead = Math.min(room.ahead, maxSlideUnits);
  let least = 0;
  while (-least < back && sameUnit(text, gap.start + least - 1, gap.end + least - 1)) least -= 1;
  let most = 0;
  while (most < ahead && sameUnit(text, gap.start + most, gap.end + most)) most += 1;
  let best = 0;
  let highest = -1;
  let rivals: number[] = [];
  for (let slide = least; slide <= most; slide += 1) {
    const value = edgeAt(text, gap.start + slide) + edgeAt(text, gap.end + slide);
    if (value > highest || (value === highest && Math.abs(slide) < Math.abs(best))) best = slide;
    if (value > highest) rivals = [];
    highest = Math.max(highest, value);
    if (value === highest && value >= 2 * sentenceEdge) rivals.push(slide);
  }
  return { best, rivals };
}

function sameUnit(text: string, one: number, other: number): boolean {
  return text.charCodeAt(one) === text.charCodeAt(other);
}

const endsSentence = /[.!?…؟۔।。]["”“’»)]?$/u;

function edgeAt(text: string, at: number): number {
  const before = text.charAt(at - 1);
  const after = text.charAt(at);
  if (before === '' || after === '' || before === '\n' || after === '\n') return lineEdge;
  if (/\s/u.test(after) && endsSentence.test(text.slice(Math.max(0, at - 2), at)))
    return sentenceEdge;
  const isSpace = /\s/u.test(before);
  if (isSpace && endsSentence.test(text.slice(Math.max(0, at - 3), at - 1))) return sentenceEdge;
  return isSpace ? 1 : 0;
}

/** Whether it matters where a gap is slid to: by a blank alone it does not. */
function differInWords(text: string, { start }: Span, rivals: readonly number[]): boolean {
  const [least = 0, most = 0] = [rivals[0], rivals.at(-1)];
  return /[\p{L}\p{N}]/u.test(text.slice(start + least, start + most));
}

/** Everything that is the gap, or is not, by where it is slid to. */
function doubtAbout(taken: Span, rivals: readonly number[]): Span[] {
  const [least, most] = [rivals[0], rivals.at(-1)];
  if (least === undefined || most === undefined || least === most) return [];
  return [{ start: taken.start + least, end: taken.end + most }];
}
