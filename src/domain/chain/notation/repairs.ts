import { printedRelation, relationCodes } from '../relations.js';
import { type Fault, nearest } from './faults.js';
import { parseHops } from './parse.js';
import { commas, type NotationSpan, nextArrow, withPlainSigns } from './scan.js';
import { words } from './words.js';

/** What may be done about a fault: in a button's words, and the line as it is then. */
interface Repair {
  words: string;
  line: string;
}

const outerCommas = new RegExp(`^[\\s${commas}]+|[\\s${commas}]+$`, 'gu');
const commaFirst = new RegExp(`^\\s*[${commas}]\\s*`, 'u');
const commaLast = new RegExp(`(?:[${commas}]\\s*|\\s+)$`, 'u');
const firstWord = new RegExp(`^[^${commas}()]{1,60}`, 'u');
const opensWords = new RegExp(`\\((?:[^()]*[${commas}])?\\s*$`, 'u');

/** More than these nobody would weigh against each other. */
const maxRepairs = 2;

const relationWords = relationCodes.map((code) => printedRelation(code)).filter(Boolean);
const holderWords = words.map(({ word }) => word);

/**
 * How a fault of a line can be mended, the likeliest first; none where nothing is sure to mend it.
 * Each repair leaves fewer faults than there were, and touches no more than the fault's own place.
 */
export function repairsOf(line: string, fault: Fault): Repair[] {
  const { length } = parseHops(line).faults;
  const isMended = (repair: Repair) => parseHops(repair.line).faults.length < length;
  return [...tries(line, fault)].filter(isMended).slice(0, maxRepairs);
}

/** All that may help, each by what it puts in the place of what. */
function* tries(line: string, { at }: Fault): Generator<Repair> {
  const put = (text: string, { start, end }: NotationSpan, said: string) => ({
    words: said,
    line: line.slice(0, start) + text + line.slice(end),
  });
  const plain = withPlainSigns(line);
  const arrow = arrowAt(plain, at);
  const word = arrow ? null : enclosedWord(plain, at);
  const known = arrow ? relationWords : holderWords;
  const typed = arrow?.relation ?? (word && line.slice(word.start, word.end));
  const near = typed ? nearest(typed.toLowerCase(), known) : null;
  if (arrow && near) yield put(`-${near}->`, arrow, `Write “${near}”`);
  if (arrow?.relation) yield put('->', arrow, 'It is not known how');
  if (word && near) yield put(near, word, `Write “${near}”`);
  yield* [')', ']', '"'].map((close) => closed(line, at, close));
  const touching = { start: at, end: arrowEnd(line, at) };
  yield put(` ${line.slice(at, touching.end)} `, touching, 'Put a space on both sides');
  const extra = arrow?.relation ? null : leftOut(plain, at, word);
  if (extra) yield put('', extra, `Leave out “${said(line, extra)}”`);
  if (!/^\s*(?:$|[-=–—>→])/u.test(line.slice(at))) return;
  const gap = at === 0 ? 'The origin is not stated' : 'The holder is not known';
  yield put(/(?:^|\s)$/u.test(line.slice(0, at)) ? '? ' : ' ? ', { start: at, end: at }, gap);
}

function said(line: string, { start, end }: NotationSpan): string {
  return line.slice(start, end).replace(outerCommas, '');
}

/** What can go without a name going with it: what is said in brackets, an arrow, a lone #. */
function leftOut(line: string, at: number, word: NotationSpan | null): NotationSpan | null {
  const { start, end } = word ?? wholePart(line, at);
  if (start === end) return null;
  const [before, after] = [line.slice(0, start), line.slice(end)];
  const [closing = ''] = /^\s*\)/u.exec(after) ?? [];
  const [opening = ''] = /\s*\(\s*$/u.exec(before.slice(-20)) ?? [];
  if (word && opening && closing) {
    return { start: start - opening.length, end: end + closing.length };
  }
  const [comma = ''] = commaFirst.exec(after) ?? [];
  if (word && opening && comma) return { start, end: end + comma.length };
  return { start: start - (commaLast.exec(before.slice(-20))?.[0].length ?? 0), end };
}

function wholePart(line: string, at: number): NotationSpan {
  const start = /[[(]/u.test(line.charAt(at - 1)) ? at - 1 : at;
  const part = /^(?:\([^()>→]{0,200}\)|\[[^[\]>→]{0,200}\]|#|[-=–—>→]{1,8}(?=\s|$))/u;
  const [found = ''] = part.exec(line.slice(start, start + 210)) ?? [];
  return { start, end: start + found.length };
}

/** Closes what was opened at a place, before the next arrow. */
function closed(line: string, at: number, close: string): Repair {
  const end = nextArrow(line, at)?.start ?? line.length;
  const inside = line.slice(0, end).trimEnd();
  const repaired = `${inside}${close} ${line.slice(end)}`.trimEnd();
  return { words: `Close it with ${close}`, line: repaired };
}

function arrowAt(line: string, at: number) {
  for (let arrow = nextArrow(line, 0); arrow; arrow = nextArrow(line, arrow.end)) {
    if (arrow.start <= at && at < arrow.end) return arrow;
    if (arrow.start > at) return null;
  }
  return null;
}

/** The word in parentheses that begins at a place, beside others. */
function enclosedWord(line: string, at: number): NotationSpan | null {
  const [word = ''] = firstWord.exec(line.slice(at, at + 61)) ?? [];
  const isEnclosed = opensWords.test(line.slice(Math.max(at - 210, 0), at));
  if (!isEnclosed || word.trim() === '') return null;
  return { start: at, end: at + word.trimEnd().length };
}

function arrowEnd(line: string, at: number): number {
  const [arrow = ''] = /^[-=–—]{0,3}[>→]+/u.exec(line.slice(at, at + 8)) ?? [];
  return at + arrow.length;
}
