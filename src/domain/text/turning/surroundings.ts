import { finished } from '../../finished.js';
import { isCapital, isLetter, isNumeral, isSmall } from '../letters.js';
import { mayQuote, quotationsIn } from '../shared-wording/quotations.js';
import type { Span } from '../span.js';
import { isSpaceUnit } from '../white-space.js';

/*
 * What a passage says depends on its sentence, and inside a quotation on its sentence there and on who is quoted: so
 * much of the text is its surroundings, never more than its own paragraph.
 */

/** Further from a passage than this nothing is looked at. */
const reachUnits = 1000;

/** No short sentence is longer. */
const shortUnits = 60;

/** So much shows of whom a sentence is. */
const openingUnits = 20;

/** What stands before and after a span in its sentence, and around its quotation. */
export interface Surroundings {
  before: string;
  after: string;
  /** So many units of what stands before it lead to its sentence and are none of it. */
  leading?: number;
  /** From where to where they reach. */
  whole: Span;
  /** Whether it stands between quotation marks that it does not hold itself. */
  quoted: boolean;
  /** How its sentence begins, also where that is a part of it. */
  opening: string;
  /** What stands right before its sentence, as much as a short one has. */
  justBefore: () => string;
  /** The sentence before its own, or nothing where its own is the first. */
  preceding: () => string;
  /** So many sentences behind its own, or all where there are fewer. */
  following: (most: number) => string[];
  /** On which sides no more is known than this, though the sentence goes on. */
  cut?: { before: boolean; after: boolean };
}

/**
 * The surroundings of a span, in its line, or also beyond breaks within its paragraph; takes time in
 * proportion to that, bounded.
 */
export function surroundingsOf(
  text: string,
  span: Span,
  reach: 'line' | 'paragraph' = 'line',
): Surroundings {
  const line = around(text, span, reach === 'line' ? '\n' : '\n\n');
  const quotation = quotationAround(text, span, line);
  if (quotation) return surroundingsInQuotation(text, span, quotation, line);
  const whole = sentenceAround(text, span, line);
  return {
    before: text.slice(whole.start, span.start),
    after: text.slice(span.end, whole.end),
    whole,
    quoted: false,
    opening: text.slice(whole.start, whole.start + openingUnits),
    justBefore: () => text.slice(Math.max(line.start, whole.start - shortUnits), whole.start),
    preceding: () => sentenceEndingAt(text, whole.start, line),
    following: followingIn(text, whole.end, line),
  };
}

/** Whether a span's paragraph goes on beyond its line. */
export function isWithinLongerParagraph(text: string, span: Span): boolean {
  const [line, paragraph] = [around(text, span, '\n'), around(text, span, '\n\n')];
  return paragraph.start < line.start || paragraph.end > line.end;
}

function sentenceEndingAt(text: string, end: number, line: Span): string {
  if (end <= line.start) return '';
  return text.slice(sentenceAround(text, { start: end - 1, end }, line).start, end);
}

/** The sentences of a line, each with the space behind it. */
export function sentencesIn(line: string): string[] {
  return followingIn(line, 0, { start: 0, end: line.length })(Number.POSITIVE_INFINITY);
}

/** As many sentences from a place on as are asked for, each found once. */
function followingIn(text: string, start: number, line: Span): Surroundings['following'] {
  const found: string[] = [];
  let at = start;
  return (most) => {
    while (at < line.end && found.length < most) {
      const end = endOfSentence(text, at, line.end);
      found.push(text.slice(at, end));
      at = end;
    }
    return found.slice(0, most);
  };
}

/** Stands for other sentences of a quotation, between that of a passage and those who are quoted. */
const others = ' — ';

function surroundingsInQuotation(
  text: string,
  span: Span,
  { start, end, speaker }: Quotation,
  line: Span,
): Surroundings {
  const sentence = sentenceAround(text, { start, end }, line);
  const isNamed =
    hasLetter(text, sentence.start, start) || hasLetter(text, end, sentence.end) || !speaker;
  const whole = isNamed ? sentence : { start: speaker.start, end: sentence.end };
  const own = sentenceAround(text, span, { start: start + 1, end });
  const isFirst = own.start === start + 1;
  const isLast = !hasLetter(text, own.end, end);
  return {
    before: isFirst
      ? text.slice(whole.start, span.start)
      : text.slice(whole.start, start + 1) + others + text.slice(own.start, span.start),
    after: isLast
      ? text.slice(span.end, whole.end)
      : text.slice(span.end, own.end) + others + text.slice(end, whole.end),
    whole,
    quoted: true,
    opening: text.slice(whole.start, whole.start + openingUnits),
    justBefore: () => text.slice(Math.max(line.start, whole.start - shortUnits), whole.start),
    preceding: () => sentenceEndingAt(text, whole.start, line),
    following: followingIn(text, whole.end, line),
  };
}

function hasLetter(text: string, start: number, end: number): boolean {
  return /[\p{L}\p{N}]/u.test(text.slice(start, end));
}

function around(text: string, span: Span, parting: string): Span {
  const start = Math.max(0, span.start - reachUnits);
  const end = Math.min(text.length, span.end + reachUnits);
  const [before, after] = [text.slice(start, span.start), text.slice(span.end, end)];
  let opens = before.lastIndexOf(parting);
  while (opens > 0 && isWithinSentence(text, start + opens))
    opens = before.lastIndexOf(parting, opens - 1);
  let closes = after.indexOf(parting);
  while (closes !== -1 && isWithinSentence(text, span.end + closes))
    closes = after.indexOf(parting, closes + 1);
  return {
    start: opens === -1 ? start : start + opens + parting.length,
    end: closes === -1 ? end : span.end + closes,
  };
}

/** Words with which no sentence and no heading ends. */
const leadingOn = new Set(
  `of the a an in at to by for from with and or de la le les du des et der die das den dem und von im van het een en el
  los las y del di il da do dos das og och av af på`.split(/\s+/u),
);

/** No longer word leads on. */
const leadingUnits = 8;

/**
 * Whether a line breaks off where its sentence goes on: before a small letter, with no mark behind it, or behind a word
 * that leads on.
 */
function isWithinSentence(text: string, at: number): boolean {
  if (isSmall(text, at + 1)) {
    const last = text[at - 1] === ' ' ? at - 2 : at - 1;
    if (text[last] === ',' || isLetter(text, last) || isNumeral(text, last)) return true;
  }
  if (text[at + 1] === '\n') return false;
  const last = /\s(\S+) ?$/u.exec(text.slice(Math.max(0, at - leadingUnits), at))?.[1];
  return last !== undefined && leadingOn.has(last);
}

/** Whether a line ends within a span of a text, and not in the middle of a sentence. */
export function endsLine(text: string, { start, end }: Span): boolean {
  const within = text.slice(start, end);
  let at = within.indexOf('\n');
  while (at !== -1 && isWithinSentence(text, start + at)) at = within.indexOf('\n', at + 1);
  return at !== -1;
}

interface Quotation extends Span {
  /** What stands between it and another one before it, where that is one sentence's end: “…,” she said. “…” */
  speaker: Span | null;
}

/** The quotation in which a span stands, its marks included; null outside any. */
function quotationAround(text: string, span: Span, line: Span): Quotation | null {
  const words = text.slice(line.start, line.end);
  if (!mayQuote(words)) return null;
  let speaker: Span | null = null;
  for (const found of finished(quotationsIn(words))) {
    const [start, end] = [line.start + found.start, line.start + found.end];
    if (start < span.start && span.start < end) {
      const isOne = speaker !== null && endOfSentence(text, speaker.start, line.end) === start;
      return {
        start,
        end: Math.max(span.end, end),
        speaker: speaker && isOne ? { ...speaker, end: start } : null,
      };
    }
    speaker = { start: end, end };
  }
  return null;
}

function sentenceAround(text: string, span: Span, line: Span): Span {
  let start = span.start;
  while (start > line.start && !endsSentence(text, start - 1)) start -= 1;
  return { start, end: endOfSentence(text, span.end, line.end, span.start) };
}

/** Where the sentence ends in which a place lies, the space behind it included. */
function endOfSentence(text: string, place: number, most: number, least = place): number {
  let end = place;
  while (end < most && !(end > least && endsSentence(text, end - 1))) end += 1;
  return end;
}

/** Those that have a vowel, or stand behind a figure. */
const abbreviations = new Set(
  `APPROX BSPW CA CO COL CORP CAPT DOTT DRA EXMO GEB GEN GOV INC INKL MAJ MESSRS MIO MLN MLLE MME MMES MRD PROF REP REV
  SEN SIG SRA UD UDS VS ИМ МЛН МЛРД ПРОФ ТЫС УЛ`.split(/\s+/u),
);

/** A short word without a vowel is one, as is a street in German. */
const withoutVowel = /^[bcdfghjklmnpqrstvwxzбвгджзклмнпрстфхцчшщ]{2,4}$|str$/u;

/** A sentence hardly begins with a figure: behind a word of so many letters, or one more and a capital, it goes on. */
const beforeFigure = 3;

/** What a unit is to the end of a sentence: a mark that ends it before a blank, or stands between that and the blank, or ends it alone. */
const ending = 1;
const closing = 2;
const endingAlone = 3;
const marks = new Uint8Array(2 ** 16);
for (const [units, kind] of [
  ['.!?…؟۔।॥', ending],
  ['"”“’»)]', closing],
  ['。！？', endingAlone],
] as const)
  for (const unit of units) marks[unit.charCodeAt(0)] = kind;

const fullStop = 0x2e;

/** No more units before a blank are looked at. */
const markUnits = 12;

/**
 * Whether a sentence ends with the unit at a place, the space behind it counted to neither. It is asked of each unit, and
 * most are no blank behind a mark.
 */
function endsSentence(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit > 0x2fff) return marks[unit] === endingAlone;
  return isSpaceUnit(unit) && marks[text.charCodeAt(at - 1)] !== 0 && endsBefore(text, at);
}

function endsBefore(text: string, blank: number): boolean {
  const from = Math.max(0, blank - markUnits);
  let mark = blank - 1;
  while (mark >= from && marks[text.charCodeAt(mark)] === closing) mark -= 1;
  if (mark < from || marks[text.charCodeAt(mark)] !== ending) return false;
  const next = text.slice(blank + 1, blank + 1 + markUnits);
  if (isSmall(next, 0)) return false;
  return text.charCodeAt(mark) !== fullStop || !goesOn(text.slice(from, mark), next);
}

/** In German a full stop makes of a number behind such a word a place in a row: “am 12. Mai”, “der 3. Senat”. */
const beforeOrdinal = new Set(
  'am der die das den dem des vom zum zur im beim ab seit bis jede jedem jeden jeder jedes'.split(
    ' ',
  ),
);

/** No place in a row has more digits. */
const ordinalDigits = 3;

const month =
  /^(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)/u;

/** Whether a sentence goes on behind a full stop and before no small letter, by the word before it and what begins the next. */
function goesOn(before: string, next: string): boolean {
  if (isNumeral(before, before.length - 1)) return isOrdinal(before) || month.test(next);
  const word = wordBefore(before, before.length);
  const letters = [...word];
  if (isNumeral(next, 0)) {
    const most = isCapital(word, 0) ? beforeFigure + 1 : beforeFigure;
    return letters.length > 0 && letters.length <= most;
  }
  const rest = before.slice(0, before.length - word.length);
  return !/['’]$/u.test(rest) && isAbbreviation(letters, rest);
}

/** The letters that end at a place. */
function wordBefore(text: string, end: number): string {
  let from = end;
  while (isLetter(text, from - 1)) from -= 1;
  return text.slice(from, end);
}

function isOrdinal(before: string): boolean {
  let from = before.length;
  while (isNumeral(before, from - 1)) from -= 1;
  if (before.length - from > ordinalDigits || !isSpaceUnit(before.charCodeAt(from - 1)))
    return false;
  return beforeOrdinal.has(wordBefore(before, from - 1).toLowerCase());
}

function isAbbreviation(letters: readonly string[], before: string): boolean {
  const word = letters.join('');
  const [first = '', second] = letters;
  if (abbreviations.has(word.toUpperCase())) return true;
  // “5 km”, “0.6 s”
  const isUnit = /\S\s?$/u.test(before) && isNumeral(before, before.trimEnd().length - 1);
  if (letters.length === 1) return !(isUnit && isSmall(word, 0));
  // “EE. UU.”
  if (letters.length === 2 && first === second && isCapital(first, 0)) return true;
  return !isUnit && isSmall(word, word.length - 1) && withoutVowel.test(word.toLowerCase());
}
