import { indexOfLastAtMost } from '../binary-search.js';
import type { Span } from './span.js';

/*
 * The one table of what makes no difference between two spellings. Passages, names and search each
 * say, at the end, which of the folds they take and in which order.
 */

/** A text made easier to match, that knows what each stretch of it stood for. */
interface FoldedText {
  text: string;
  /** The span of the original text that a span of the folded text stands for. */
  toOriginal(span: Span): Span;
}

interface Fold {
  /** Puts one unit for another: all that is quick in a text of very many lines. */
  units?: (text: string) => string;
  /** Finds a unit without which a text is left as it is. */
  concerns?: RegExp;
  /** What the fold looks for then, and what it puts in its place. */
  pattern: RegExp;
  form: (stretch: string) => string;
}

/** Soft hyphens, joiners, marks of direction, variation selectors: what a page doesn't show. */
export const invisible = '\\p{Default_Ignorable_Code_Point}';

/** Each unit of white space as a space. Splitting is what is quick in a text of very many lines. */
function withPlainSpace(text: string): string {
  return text
    .split('\n')
    .join(' ')
    .replace(/[^\S ]/gu, ' ');
}

const nothing = /(?!)/gu;

const beyondAscii = /[\u0080-\uffff]/;

/** Any unit but for the letters of Latin scripts, none of them a mark, and the commonest signs. */
const uncommon = /[\u00ad\u0250-\u200f\u2028-\uffff]/;

/** A fold that puts one unit for another, and nothing else. */
function units(variants: RegExp, form: string, concerns: { concerns?: RegExp } = {}): Fold {
  return {
    ...concerns,
    units: (text) => text.replace(variants, form),
    pattern: nothing,
    form: (stretch) => stretch,
  };
}

/** A letter with its marks, Hangul and Kirat Rai in their parts, and the signs that Unicode has twice. */
const composed = new RegExp(
  [
    '[^\\p{M}\\s]\\p{M}+',
    '[\\uAC00-\\uD7A3]?[\\u1100-\\u11FF]+',
    '[\\u0340-\\u0344\\u0374-\\u0387\\u0958-\\u0A5E\\u0B5C\\u0B5D\\u0F43-\\u0FB9]',
    '[\\u1F71-\\u2001\\u2126-\\u212B\\u2329-\\u232A\\u2ADC\\uF900-\\uFAD9\\uFB1D-\\uFB4E]',
    '[\\u{16D63}-\\u{16D6A}]+',
    '[\\u{1D15E}-\\u{1D1C0}\\u{2F800}-\\u{2FA1D}]',
  ].join('|'),
  'gu',
);

/**
 * Accents, points and vowel signs of the scripts that can be read without them. Other scripts'
 * marks are letters in all but name, and so are the voicing marks of kana.
 */
const accents =
  /(?![\u3099\u309A])(?=[\p{sc=Inherited}\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Syriac}])\p{Mn}|\p{Me}|\u0640/gu;

const everything = /.+/gsu;

const folds = {
  invisible: { concerns: uncommon, pattern: new RegExp(`${invisible}+`, 'gu'), form: () => '' },
  space: { units: withPlainSpace, pattern: / {2,}/gu, form: () => ' ' },
  apostrophes: units(/[‘’‚‛′‵ʹʻʼʽʾʿˈꞌꞋ´`‹›＇՚׳]/gu, "'"),
  quotes: units(/[“”„‟″«»〝〞＂״]/gu, '"', { concerns: beyondAscii }),
  dashes: units(/[‐‑‒–—―−⁃⸺⸻֊־᠆﹘﹣－]/gu, '-', { concerns: beyondAscii }),
  ellipses: { concerns: beyondAscii, pattern: /…/gu, form: () => '...' },
  /** Composed and decomposed letters. */
  composition: {
    concerns: uncommon,
    pattern: composed,
    form: (stretch) => stretch.normalize('NFC'),
  },
  decomposition: {
    concerns: beyondAscii,
    pattern: everything,
    form: (stretch) => stretch.normalize('NFKD'),
  },
  /** Letters that a font joined, as in *ﬁ*, and the shapes of Arabic letters within a word. */
  ligatures: {
    concerns: uncommon,
    pattern: /[\uFB00-\uFDFF\uFE70-\uFEFC]/gu,
    form: (stretch) => stretch.normalize('NFKC'),
  },
  /** Ligatures, wide and narrow letters, superscripts: what Unicode holds to be the same. */
  compatibility: {
    concerns: beyondAscii,
    pattern: everything,
    form: (stretch) => stretch.normalize('NFKC'),
  },
  /** Drawn as a space, as nothing, or as a longer line between two Arabic letters. */
  fillers: {
    concerns: uncommon,
    pattern: /[\u2800\uFFF9-\uFFFB\u0640]/gu,
    form: (character) => (character === '\u2800' ? ' ' : ''),
  },
  accents: { concerns: uncommon, pattern: accents, form: () => '' },
  lowerCase: { pattern: everything, form: (stretch) => stretch.toLowerCase() },
  /** By way of capitals, so that ß and ẞ are ss, ı is i, and a Greek s is one wherever it stands. */
  case: {
    pattern: everything,
    form: (stretch) =>
      stretch.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFD'),
  },
  /** Turkish İ: in lower case the dot is set on the i a second time. */
  dots: {
    concerns: uncommon,
    pattern: /i\p{M}+/gu,
    form: (stretch) => stretch.replaceAll('\u0307', ''),
  },
} as const satisfies Record<string, Fold>;

export type FoldName = keyof typeof folds;

/** A passage that is compared as browsers and word processors leave it: white space alone. */
export const copiedFolds = ['space'] as const;

/** A passage that is compared by what can be seen. Letters, digits and case make a difference. */
export const passageFolds = [
  'invisible',
  'ligatures',
  'composition',
  'apostrophes',
  'quotes',
  'dashes',
  'ellipses',
  'space',
] as const;

/** Names that are one. Those of signs come twice, since compatibility makes more of them. */
export const nameFolds = [
  'invisible',
  'apostrophes',
  'quotes',
  'compatibility',
  'apostrophes',
  'quotes',
  'dashes',
  'case',
  'dots',
  'composition',
  'space',
] as const;

/** Names that are compared by their looks: letters as they are drawn, and nothing that can't be seen. */
export const lookAlikeFolds = [
  'invisible',
  'apostrophes',
  'quotes',
  'compatibility',
  'apostrophes',
  'quotes',
  'dashes',
  'fillers',
  'space',
] as const;

/** Wordings that are one: a unique key, which must tell apart all that it ever told apart. */
export const wordingFolds = ['compatibility', 'lowerCase', 'space'] as const;

/** Words that are found by one another. Signs part words, and need no fold. */
export const searchFolds = [
  'decomposition',
  'accents',
  'invisible',
  'case',
  'accents',
  'composition',
] as const;

/** The text with these folds made, one after the other. */
export function fold(text: string, names: readonly FoldName[]): string {
  // What the folds put into a text of ASCII is ASCII too.
  const isAscii = !beyondAscii.test(text);
  let folded = text;
  for (const name of names) {
    const { units, concerns, pattern, form }: Fold = folds[name];
    // Patterns of many letters take long to be made: most texts need none.
    if (concerns && (isAscii || !concerns.test(folded))) continue;
    folded = (units?.(folded) ?? folded).replace(pattern, form);
  }
  return folded;
}

/** Folds a text in which places are looked for: with the way from a folded span to the original. */
export function foldKeepingPlaces(text: string, names: readonly FoldName[]): FoldedText {
  const whole: FoldedText = { text, toOriginal: (span) => span };
  return names.reduce((before, name) => {
    const { text: folded, toOriginal } = foldOnce(before.text, folds[name]);
    return { text: folded, toOriginal: (span) => before.toOriginal(toOriginal(span)) };
  }, whole);
}

/** In UTF-16 units; folding this many takes a millisecond, whatever they are. */
const foldedAtOnceUnits = 4096;

/**
 * The same as `foldKeepingPlaces` comes to, for those who let others have their turn: it yields
 * between short pieces of work.
 */
export function* foldInParts(
  text: string,
  names: readonly FoldName[],
  atOnceUnits = foldedAtOnceUnits,
): Generator<undefined, FoldedText> {
  const parts: FoldedText[] = [];
  const starts = { folded: [0], original: [0] };
  for (let start = 0; start < text.length; ) {
    const end = independentFrom(text, start + atOnceUnits);
    const part = foldKeepingPlaces(text.slice(start, end), names);
    parts.push(part);
    starts.folded.push((starts.folded.at(-1) ?? 0) + part.text.length);
    starts.original.push(end);
    start = end;
    yield;
  }
  const originOf = (at: number, side: 'start' | 'end') => {
    const place = indexOfLastAtMost(starts.folded, at);
    const local = at - (starts.folded[place] ?? 0);
    const span = parts[place]?.toOriginal({ start: local, end: local + 1 });
    return (starts.original[place] ?? 0) + (span?.[side] ?? 0);
  };
  return {
    text: parts.map((part) => part.text).join(''),
    toOriginal: ({ start, end }) => ({
      start: originOf(start, 'start'),
      end: originOf(end - 1, 'end'),
    }),
  };
}

/** Letters, digits and signs that no fold joins with what is before them; parts of Hangul are. */
const independent = /^(?:[!-~]|\p{So}|(?!\p{sc=Hangul}|[\u{16D40}-\u{16D7F}])\p{L})/u;

/** The first offset from that one on at which a text can be cut without another outcome of any fold. */
function independentFrom(text: string, offset: number): number {
  for (let at = offset; at < text.length; at += 1) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    // A vowel sign of Arabic that stands alone is a letter, and folds to a space with the sign on it.
    if (independent.test(character) && independent.test(character.normalize('NFKD'))) return at;
  }
  return text.length;
}

function foldOnce(text: string, { units, pattern, form }: Fold): FoldedText {
  // Behind each stretch whose length was changed, the offsets at which both texts go on.
  const resumed = { folded: [0], original: [0] };
  let drift = 0;
  const folded = (units?.(text) ?? text).replace(pattern, (stretch: string, at: number) => {
    const put = form(stretch);
    if (put.length !== stretch.length) {
      drift += put.length - stretch.length;
      resumed.folded.push(at + stretch.length + drift);
      resumed.original.push(at + stretch.length);
    }
    return put;
  });
  const originOf = (at: number) => {
    const place = indexOfLastAtMost(resumed.folded, at);
    const plain = at - (resumed.folded[place] ?? 0) + (resumed.original[place] ?? 0);
    // Of a form that is longer than what it stands for, every unit comes from that.
    return Math.min(plain, (resumed.original[place + 1] ?? text.length) - 1);
  };
  return {
    text: folded,
    // Not the next unit's origin: after a run of white space that would take the whole run in.
    toOriginal: ({ start, end }) => ({ start: originOf(start), end: originOf(end - 1) + 1 }),
  };
}
