import {
  rightToLeftLetter,
  rightToLeftLetters,
  runsRightToLeft,
} from '../../domain/text/direction.js';
import {
  type ParagraphLook,
  paragraphProperties,
  type RunLook,
  runProperties,
} from './properties.js';
import { element, joined, text, type Xml, type XmlContent } from './xml.js';

/*
 * Words as Word's runs. Each run is of one direction, since Word sets a run's signs and numbers by what
 * the run says of itself.
 */

/** Before these no script runs from right to left. */
const beyondLatin = /[\u0590-\u{10ffff}]/u;
/** From a letter of one direction to the last before one of the other. */
const rightToLeftStretch = new RegExp(
  `[${rightToLeftLetters}](?:[^\\p{L}]*[${rightToLeftLetters}])*\\p{M}*`,
  'gu',
);
const leftToRightStretch = new RegExp(
  `(?![${rightToLeftLetters}])[\\p{L}\\p{N}](?:[^${rightToLeftLetters}]*(?![${rightToLeftLetters}])[\\p{L}\\p{N}])?\\p{M}*`,
  'gu',
);

/** Words as runs of a look, in a paragraph of that direction. */
export function runs(words: string, look: RunLook = {}, isRightToLeft = false): Xml {
  if (words === '') return joined([]);
  if (!isRightToLeft && !(beyondLatin.test(words) && rightToLeftLetter.test(words))) {
    return run(words, look);
  }
  const other = isRightToLeft ? leftToRightStretch : rightToLeftStretch;
  const pieces: Xml[] = [];
  const add = (piece: string, rightToLeft: boolean) => {
    if (piece !== '') pieces.push(run(piece, rightToLeft ? { ...look, rightToLeft } : look));
  };
  let end = 0;
  for (const { 0: stretch, index } of words.matchAll(other)) {
    add(words.slice(end, index), isRightToLeft);
    add(stretch, !isRightToLeft);
    end = index + stretch.length;
  }
  add(words.slice(end), isRightToLeft);
  return joined(pieces);
}

function run(words: string, look: RunLook): Xml {
  return element('w:r', null, runProperties(look), words.split(/([\n\t])/u).map(content));
}

function content(words: string): Xml | null {
  if (words === '\n') return element('w:br');
  if (words === '\t') return element('w:tab');
  return words === '' ? null : element('w:t', { 'xml:space': 'preserve' }, text(words));
}

/** Words in a line from left to right, behind which it goes on so whatever they end with. */
export function closed(words: string): string {
  return rightToLeftLetter.test(words) ? `${words}\u200e` : words;
}

/** Words of a paragraph, and how they look. */
export type StyledWords = string | { words: string; look: RunLook } | { xml: Xml };

/** A paragraph whose direction is that of its first letter unless it is told. */
export function paragraph(
  look: ParagraphLook,
  parts: readonly StyledWords[],
  attributes: Readonly<Record<string, string>> | null = null,
): Xml {
  const rightToLeft = look.rightToLeft ?? runsRightToLeft(plainWords(parts));
  const inside = parts.map((part): XmlContent => {
    if (typeof part === 'string') return runs(part, {}, rightToLeft);
    return 'xml' in part ? part.xml : runs(part.words, part.look, rightToLeft);
  });
  return element('w:p', attributes, paragraphProperties({ ...look, rightToLeft }), inside);
}

function plainWords(parts: readonly StyledWords[]): string {
  return parts
    .map((part) => (typeof part === 'string' ? part : 'words' in part ? part.words : ''))
    .join(' ');
}
