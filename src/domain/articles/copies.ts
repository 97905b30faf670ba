import type { Span } from '../text/span.js';
import { wordsOf } from '../text/turning/sentence-words.js';
import {
  type NumberedSentences,
  numberSentences,
  placesOf,
  sentencesOver,
  standsAt,
} from './numbered-sentences.js';

/*
 * Where a sentence stands several times in one of two texts, only what stands beside it tells which of the older copies is
 * which of the newer ones. A comparison keeps as much as it can in the same order, and so takes one copy for another where
 * that one went or moved.
 */

interface Texts {
  older: NumberedSentences;
  newer: NumberedSentences;
}

/** A sentence, or the first of some, of the older text, and one of the newer that reads the same. */
interface Pair {
  was: number;
  now: number;
}

/** How much of what stood on either side of a passage stands there still. */
interface Support {
  before: number;
  behind: number;
  /** So many sentences beyond it on both sides are the same, one after the other. */
  reach: number;
}

/** What stands in more places than this is not compared with each of them. */
const maxCopies = 24;

/** What a sentence beside it says for a place, in the same line or in another, and how many beyond that say more. */
const inLine = { beside: 8, mostBeyond: 2 };
const inNextLine = { beside: 2, mostBeyond: 1 };

/** The same where the text begins or ends there, too. */
const besideNothing = 2;

/** The same of one where lines are broken in another way. */
const besideBreak = 1;

/** So much more has to speak for one place than for another. */
const leastLead = 2;

/** Where as much speaks for two places, and in a row of copies, so many sentences on each side are compared at most. */
const maxReach = 64;

/** So many of its words a sentence keeps that was edited. */
const leastShared = 3 / 4;

/**
 * Prepares telling whether a passage of the older text that reads the same at a place of the newer one may be another
 * copy there, or that place another one's. Takes time in proportion to the texts, and a bounded time for each.
 */
export function doubtingCopies(was: string, now: string): (span: Span, placed: Span) => boolean {
  const known = new Map<string, number>();
  const texts = { older: numberSentences(was, known), newer: numberSentences(now, known) };
  const supportOf = supports(texts);
  const rows = { older: rowsIn(texts.older), newer: rowsIn(texts.newer) };
  const isOneOfRow = ({ was, now }: Pair) =>
    rows.older[was] !== rows.newer[now] && areNearOthers(texts, { was, now });
  return (span, placed) => {
    const [before, after] = [sentencesOver(texts.older, span), sentencesOver(texts.newer, placed)];
    const count = before.end - before.start;
    const sought = texts.older.numbers.slice(before.start, before.end);
    const own = { was: before.start, now: after.start };
    if (count !== after.end - after.start || !standsAt(texts.newer, own.now, sought)) return false;
    const copies = { was: placesOf(texts.older, sought), now: placesOf(texts.newer, sought) };
    const most = Math.max(copies.was.length, copies.now.length);
    if (most === 1) return false;
    if (count === 1 && isOneOfRow(own)) return true;
    if (most <= maxCopies) return isRivalled(own, copies, count, supportOf);
    const { before: left, behind: right } = supportOf(own, count);
    return Math.min(left, right) < inNextLine.beside;
  };
}

/** Whether another copy may stand at a place as well as the one that was put there, or that one elsewhere. */
function isRivalled(
  own: Pair,
  copies: { was: readonly number[]; now: readonly number[] },
  count: number,
  supportOf: (pair: Pair, count: number) => Support,
): boolean {
  const support = supportOf(own, count);
  // As many copies as before, of which it is the same one.
  const isInOrder =
    sum(support) > 0 &&
    copies.was.length === copies.now.length &&
    copies.was.indexOf(own.was) === copies.now.indexOf(own.now);
  const isAsGood = (pair: Pair) => {
    const other = supportOf(pair, count);
    return isInOrder ? leads(other, support) : !leads(support, other);
  };
  const weightOf = (pair: Pair) => weighed(supportOf(pair, count));
  // A copy for which more speaks elsewhere is no rival, nor is a place for which more speaks for another copy.
  const isAnother = (was: number) => {
    const weight = weightOf({ was, now: own.now });
    return !copies.now.some((now) => now !== own.now && weightOf({ was, now }) > weight);
  };
  const isElsewhere = (now: number) => {
    const weight = weightOf({ was: own.was, now }) + leastLead;
    return !copies.was.some((was) => was !== own.was && weightOf({ was, now }) >= weight);
  };
  return (
    copies.was.some(
      (was) => was !== own.was && isAsGood({ was, now: own.now }) && isAnother(was),
    ) ||
    copies.now.some((now) => now !== own.now && isAsGood({ was: own.was, now }) && isElsewhere(now))
  );
}

/** Whether clearly more speaks for one pair than for another. */
function leads(one: Support, other: Support): boolean {
  const isMore = sum(one) >= sum(other) + leastLead;
  const isNoLess = one.before >= other.before && one.behind >= other.behind;
  return isNoLess ? isMore || one.reach > other.reach : isMore && sum(one) >= 2 * sum(other);
}

/** What speaks for a pair, and where that is the same, how far on both sides. */
function weighed(support: Support): number {
  return sum(support) + support.reach / (2 * maxReach + 1);
}

function sum({ before, behind }: Pick<Support, 'before' | 'behind'>): number {
  return before + behind;
}

/** Prepares telling what speaks for a place of some sentences; each pair is compared once. */
function supports(texts: Texts): (pair: Pair, count: number) => Support {
  const sides = { before: besides(texts, -1), behind: besides(texts, 1) };
  return ({ was, now }, count) => {
    const before = sides.before({ was, now });
    const behind = sides.behind({ was: was + count - 1, now: now + count - 1 });
    return { before: before.weight, behind: behind.weight, reach: before.reach + behind.reach };
  };
}

function besides(texts: Texts, step: Step) {
  const known = new Map<number, { weight: number; reach: number }>();
  return (pair: Pair) => {
    const key = pair.was * texts.newer.numbers.length + pair.now;
    const told = known.get(key) ?? {
      weight: beside(texts, pair, step),
      reach: alike(texts, pair, step, maxReach),
    };
    known.set(key, told);
    return told;
  };
}

type Step = 1 | -1;

/** What the sentences on one side of two say for it that they are the same. */
function beside({ older, newer }: Texts, pair: Pair, step: Step): number {
  const [was, now] = [pair.was + step, pair.now + step];
  const [one, other] = [older.numbers[was], newer.numbers[now]];
  if (one === undefined && other === undefined) return besideNothing;
  const isBroken = isBreakBeside(older, was, step);
  const isBrokenAlike = isBroken === isBreakBeside(newer, now, step);
  const weight = isBroken ? inNextLine : inLine;
  if (one === other)
    return isBrokenAlike
      ? weight.beside + alike({ older, newer }, { was, now }, step, weight.mostBeyond)
      : besideBreak;
  const isEdited = isBrokenAlike && sharesWords(older.words[was], newer.words[now]);
  if (isEdited) return weight.beside / 2;
  if (isBroken && isBrokenAlike) return besideBreak;
  const isOneMore = isBrokenAlike && isNextInLine({ older, newer }, { was, now }, step);
  return isOneMore ? weight.beside / 2 : 0;
}

/** Whether a line goes on the same beyond one sentence that was put in, or taken out. */
function isNextInLine({ older, newer }: Texts, { was, now }: Pair, step: Step): boolean {
  const goesOn = (all: NumberedSentences, at: number, number: number | undefined) =>
    number !== undefined &&
    number === all.numbers[at + step] &&
    !isBreakBeside(all, at + step, step);
  return goesOn(newer, now, older.numbers[was]) || goesOn(older, was, newer.numbers[now]);
}

/** Whether a line ends between a sentence and the one from which a step led to it. */
function isBreakBeside({ opens }: NumberedSentences, at: number, step: Step): boolean {
  return opens[step === 1 ? at : at + 1] === true;
}

/** How many sentences beyond two are the same, one after the other. */
function alike({ older, newer }: Texts, { was, now }: Pair, step: Step, most: number): number {
  let steps = 0;
  while (steps < most) {
    const next = step * (steps + 1);
    const number = older.numbers[was + next];
    if (number === undefined || number !== newer.numbers[now + next]) break;
    steps += 1;
  }
  return steps;
}

/** Whether a sentence is what another has become by being edited. */
function sharesWords(was: string | undefined, now: string | undefined): boolean {
  if (was === undefined || now === undefined) return false;
  const [words, others] = [wordsOf(was), wordsOf(now)];
  const left = new Map<string, number>();
  for (const word of words) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of others) {
    const times = left.get(word) ?? 0;
    if (times > 0) shared += 1;
    left.set(word, times - 1);
  }
  return shared >= Math.max(words.length, others.length) * leastShared;
}

/** How many copies of each sentence stand in a row in its line. */
function rowsIn({ numbers, opens }: NumberedSentences): number[] {
  const rows = new Array<number>(numbers.length);
  for (let [first, end] = [0, 1]; first < numbers.length; first = end, end += 1) {
    while (opens[end] === false && numbers[end] === numbers[first]) end += 1;
    rows.fill(end - first, first, end);
  }
  return rows;
}

/** Whether copies of a sentence, edited ones among them, came or went where it stands, or are too many to be told. */
function areNearOthers({ older, newer }: Texts, { was, now }: Pair): boolean {
  const near = nearCopies(newer, now);
  return near === null || near !== nearCopies(older, was);
}

/**
 * How many copies of a sentence follow each other, edited ones among them, with no more than one other between; null where
 * they go on and on.
 */
function nearCopies({ numbers, words, opens }: NumberedSentences, at: number): number | null {
  let near = 1;
  for (const step of [-1, 1] as const) {
    let others = 0;
    for (let next = at + step; others <= 1 && numbers[next] !== undefined; next += step) {
      if (others > 0 && opens[step === 1 ? next : next + 1]) break;
      if (Math.abs(next - at) > maxReach) return null;
      const isCopy = numbers[next] === numbers[at] || sharesWords(words[next], words[at]);
      near += isCopy ? 1 : 0;
      others = isCopy ? 0 : others + 1;
    }
  }
  return near;
}
