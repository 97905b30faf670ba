import { beginningOf } from '../../text/clipping.js';
import { relations } from '../relations.js';
import { type NotationSpan, withPlainSigns } from './scan.js';
import { wordOf, words } from './words.js';

/** What is wrong at a place in a line of notation, and what was expected there. */
export interface Fault {
  /** Counted from 1 in Unicode code points; one past the end where something is missing there. */
  column: number;
  /** The place again, zero-based, in UTF-16 code units. */
  at: number;
  message: string;
}

/** A fault whose column has not been counted yet. */
export type Flaw = Omit<Fault, 'column'>;

/** The faults in the order of the line, with their columns. */
export function withColumns(line: string, flaws: readonly Flaw[]): Fault[] {
  const inOrder = [...flaws].sort((one, other) => one.at - other.at);
  let column = 1;
  let counted = 0;
  return inOrder.map(({ at, message }) => {
    column += [...line.slice(counted, at)].length;
    counted = at;
    return { column, at, message };
  });
}

/** The words at which a fault stands, in UTF-16 units; where something is missing, what stands before it. */
export function faultStretch(line: string, { at }: Pick<Fault, 'at'>): NotationSpan {
  const [word = ''] = /^[^\s>\-–—[\]()]+/u.exec(withPlainSigns(line.slice(at))) ?? [];
  if (word !== '') return { start: at, end: at + word.length };
  const [mark = ''] = /^\S+/u.exec(line.slice(at)) ?? [];
  if (mark !== '') return { start: at, end: at + mark.length };
  const { length } = line.slice(0, at).trimEnd();
  const [last = ''] = /\S+$/u.exec(line.slice(Math.max(length - 60, 0), length)) ?? [];
  return { start: length - last.length, end: length };
}

/** What was expected, in an editor's words. */
export const sentences = {
  empty:
    'A chain needs at least one hop: the name of who had the information, or ? where it is not stated.',
  arrowFirst: 'A chain can’t begin with an arrow: a name, or ?, is expected before it.',
  arrowLast: 'A chain can’t end with an arrow: a name, or ?, is expected after it.',
  arrowTwice: 'A name, or ?, is expected between two arrows.',
  plusAlone:
    'A name is expected on both sides of +, which stands between those who passed it on together.',
  arrowTouches:
    'An arrow needs a space on both sides; a name that holds an arrow stands in straight double quotes.',
  arrowToLeft:
    'Write the origin first: each arrow points from who had it to whoever had it next. A name that holds an arrow stands in straight double quotes.',
  arrowTorn:
    'An arrow is whole and has its head, as in -told->; a name that looks like a part of one stands in straight double quotes.',
  arrowExpected: 'An arrow to the next hop, or the end of the chain, is expected here.',
  tooMany: (most: number) => `A chain has at most ${most} hops: it has to end before this one.`,
  tooManyHolders: (most: number) =>
    `A hop has at most ${most} holders: one more stands here, after +.`,
  nameBefore: (character: string) => `A name, or ?, is expected before “${character}”.`,
  nameInQuotes: 'A name is expected between the quotation marks.',
  nameTooLong: (most: number) => `A name has at most ${most} characters.`,
  quoteIt: (character: string) =>
    `A name that holds ${character} stands in straight double quotes${character === '"' ? ', as in "Jim \\"Jo\\" Bell"' : ''}.`,
  quoteOpen: 'The quotation mark opened here is not closed.',
  bracketOpen: 'The bracket opened here is not closed.',
  parenthesisOpen: 'The parenthesis opened here is not closed.',
  gapAlone:
    'An unknown holder, ?, stands alone: to say more of it, describe it, as in: senior official (unnamed).',
  gapBeside:
    'An unknown holder, ?, stands alone in its hop: beside others that are known, leave it out.',
  id: 'The first characters of an entry’s id are expected after #; a name that holds # stands in straight double quotes.',
  reliability: 'A letter from A to F is expected in the brackets, as in [B].',
  partTwice: 'A hop has at most one #id and one [reliability]: keep one.',
  repeated: (word: string) => `“${word}” stands twice: keep one.`,
  contradiction: (one: string, other: string) =>
    `“${one}” and “${other}” contradict each other: keep one.`,
  originOnly: '“first-hand” is for the origin only, the first hop of a chain.',
  unshowable: 'A character that can’t be shown stands here; delete it.',
  unknownWord,
  unknownRelation,
} as const;

const wordList = words.map(({ word }) => word);
const relationList = relations.map(({ printed }) => printed).filter((printed) => printed !== '');

function unknownWord(text: string): string {
  const known = `Words in parentheses are ${wordList.join(', ')}; a name with parentheses stands in straight double quotes.`;
  return text === ''
    ? `A word is expected here. ${known}`
    : `${notOne(text, 'of the words', wordList)} ${known}`;
}

/** Whether a text is a word that stands in parentheses, or so like one that it is meant for it. */
export function isLikeWord(text: string): boolean {
  return wordOf(text) !== undefined || nearest(text.toLowerCase(), wordList) !== null;
}

function unknownRelation(text: string): string {
  const known = `Use ${relationList.join(', ')}, or a bare arrow where it is not known.`;
  return `${notOne(text, 'of the relations', [...relationList, ...relations.map(({ code }) => code)])} ${known}`;
}

function notOne(text: string, which: string, known: readonly string[]): string {
  const near = nearest(text.toLowerCase(), known);
  const hint = near === null ? '' : ` Did you mean “${near}”?`;
  return `“${clip(text)}” is not one ${which}.${hint}`;
}

/** A text as a sentence about it quotes it. */
export function clip(text: string): string {
  return beginningOf(text, 40);
}

/** The known word that is at most a third of the typed one's letters away, the closest; or null. */
export function nearest(typed: string, known: readonly string[]): string | null {
  let found: string | null = null;
  // One slip in three letters is a typing error; beyond that a suggestion would be a guess.
  let least = typed.length / 3;
  for (const word of known) {
    // Words whose lengths differ by more than that can't be so near, however long the typed one is.
    if (Math.abs(word.length - typed.length) > least) continue;
    const distance = editDistance(typed, word);
    if (distance > least || (found !== null && distance === least)) continue;
    found = word;
    least = distance;
  }
  return found;
}

/** Levenshtein's distance: how many letters to add, drop or change. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const letter of a) {
    const above = row;
    row = [(above[0] ?? 0) + 1];
    for (const [column, other] of [...b].entries()) {
      const changed = (above[column] ?? 0) + (letter === other ? 0 : 1);
      row.push(Math.min(changed, (above[column + 1] ?? 0) + 1, (row[column] ?? 0) + 1));
    }
  }
  return row.at(-1) ?? 0;
}
