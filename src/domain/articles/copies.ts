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

/** Where as much speaks for two places, so many sentences on each side are compared at most. */
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
  return (span, placed) => {
    const [before, after] = [sentencesOver(texts.older, span), sentencesOver(texts.newer, placed)];
    const count = before.end - before.start;
    const sought = texts.older.numbers.slice(before.start, before.end);
    const own = { was: before.start, now: after.start };
    if (count !== after.end - after.start || !standsAt(texts.newer, own.now, sought)) return false;
    const copies = { was: placesOf(texts.older, sought), now: placesOf(texts.newer, sought) };
    const most = Math.max(copies.was.length, copies.now.length);
    if (most === 1) return false;
    if (count === 1 && isOneOfRow(texts, own)) return true;
    if (most <= maxCopies) return isRivalled(texts, own, copies, count, supportOf);
    const { before: left, behind: right } = supportOf(own, count);
    return Math.min(left, right) < inNextLine.beside;
  };
}

/** Whether another copy may stand at a place as well as the one that was put there, or that one elsewhere. */
function isRivalled(
  texts: Texts,
  own: Pair,
  copies: { was: readonly number[]; now: readonly number[] },
  count: number,
  supportOf: (pair: Pair, count: number) => Support,
): boolean {
  const weightOf = (pair: Pair) => sum(supportOf(pair, count));
  const support = supportOf(own, count);
  // As many copies as before, of which it is the same one.
  const isInOrder =
    sum(support) > 0 &&
    copies.was.length === copies.now.length &&
    copies.was.indexOf(own.was) === copies.now.indexOf(own.now);
  const isAsGood = (pair: Pair) => {
    const other = supportOf(pair, count);
    const isMore = sum(support) >= sum(other) + leastLead;
    if (isMore && sum(support) >= 2 * sum(other)) return false;
    if (support.before < other.before || support.behind < other.behind) return true;
    const lead = reachOf(texts, own, count) - reachOf(texts, pair, count);
    return !isMore && (lead < 0 || (lead === 0 && !isInOrder));
  };
  // A copy that is better placed elsewhere is no rival.
  const another = copies.was
    .filter((was) => was !== own.was && isAsGood({ was, now: own.now }))
    .some((was) => {
      const least = weightOf({ was, now: own.now });
      return !copies.now.some((now) => now !== own.now && weightOf({ was, now }) > least);
    });
  if (another) return true;
  return copies.now
    .filter((now) => now !== own.now && isAsGood({ was: own.was, now }))
    .some((now) => {
      const least = weightOf({ was: own.was, now }) + leastLead;
      return !copies.was.some((was) => was !== own.was && weightOf({ was, now }) >= least);
    });
}

function sum({ before, behind }: Support): number {
  return before + behind;
}

/** Prepares telling what speaks for a place of some sentences; each pair is compared once. */
function supports(texts: Texts): (pair: Pair, count: number) => Support {
  const known = { before: new Map<number, number>(), behind: new Map<number, number>() };
  const supportBeside = (side: 'before' | 'behind', { was, now }: Pair) => {
    const key = was * texts.newer.numbers.length + now;
    const support = known[side].get(key) ?? beside(texts, { was, now }, stepTo(side));
    known[side].set(key, support);
    return support;
  };
  return (first, count) => ({
    before: supportBeside('before', first),
    behind: supportBeside('behind', { was: first.was + count - 1, now: first.now + count - 1 }),
  });
}

type Step = 1 | -1;

function stepTo(side: 'before' | 'behind'): Step {
  return side === 'before' ? -1 : 1;
}

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
  return isEdited ? weight.beside / 2 : 0;
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

function reachOf(texts: Texts, { was, now }: Pair, count: number): number {
  const last = { was: was + count - 1, now: now + count - 1 };
  return alike(texts, { was, now }, -1, maxReach) + alike(texts, last, 1, maxReach);
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

/** Whether a sentence stands in a row of copies of it in a line, of which one came or went. */
function isOneOfRow({ older, newer }: Texts, { was, now }: Pair): boolean {
  return (
    rowAt(older, was) !== rowAt(newer, now) && nearCopies(older, was) !== nearCopies(newer, now)
  );
}

/** How many copies of a sentence stand in a row in its line. */
function rowAt({ numbers, opens }: NumberedSentences, at: number): number {
  let [first, last] = [at, at];
  while (!opens[first] && numbers[first - 1] === numbers[at]) first -= 1;
  while (opens[last + 1] === false && numbers[last + 1] === numbers[at]) last += 1;
  return last - first + 1;
}

/** How many copies of a sentence follow each other, edited ones among them, with no more than one other between. */
function nearCopies({ numbers, words }: NumberedSentences, at: number): number {
  let near = 1;
  for (const step of [-1, 1] as const) {
    let others = 0;
    for (let next = at + step; others <= 1 && numbers[next] !== undefined; next += step) {
      const isCopy = numbers[next] === numbers[at] || sharesWords(words[next], words[at]);
      near += isCopy ? 1 : 0;
      others = isCopy ? 0 : others + 1;
    }
  }
  return near;
}
