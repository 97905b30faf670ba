import { listed } from '../../domain/history/words.js';
import { clustersIn } from '../../domain/text/span.js';

/*
 * Letters for which no font is at hand. What sets the document names each of them; here they are given
 * names that can be set.
 */

/** The scripts in which people write today, and older ones that are quoted; by their Unicode names. */
const scriptNames = [
  ...[
    'Latin',
    'Cyrillic',
    'Greek',
    'Arabic',
    'Hebrew',
    'Devanagari',
    'Han',
    'Hiragana',
    'Katakana',
  ],
  ...[
    'Hangul',
    'Thai',
    'Bengali',
    'Tamil',
    'Telugu',
    'Gujarati',
    'Gurmukhi',
    'Kannada',
    'Malayalam',
  ],
  ...[
    'Sinhala',
    'Khmer',
    'Lao',
    'Myanmar',
    'Tibetan',
    'Georgian',
    'Armenian',
    'Ethiopic',
    'Mongolian',
  ],
  ...['Bopomofo', 'Yi', 'Cherokee', 'Canadian_Aboriginal', 'Syriac', 'Thaana', 'Nko', 'Tifinagh'],
  ...['Oriya', 'Adlam', 'Vai', 'Javanese', 'Balinese', 'Coptic', 'Gothic', 'Runic', 'Braille'],
] as const;

/** Scripts that stand mixed in one line, and ones that people know by their language. */
const knownAs: Record<string, string> = {
  Han: 'Chinese or Japanese',
  Hiragana: 'Chinese or Japanese',
  Katakana: 'Chinese or Japanese',
  Bopomofo: 'Chinese or Japanese',
  Hangul: 'Korean',
};

const scripts = scriptNames.map((name) => ({
  name: knownAs[name] ?? name.replaceAll('_', ' '),
  pattern: new RegExp(`\\p{Script=${name}}`, 'u'),
}));

/** Stops, brackets and wide forms, which stand among letters of these scripts. */
const eastAsianSigns = /[\p{Script_Extensions=Han}\u3000-\u303f\uff01-\uffee]/u;

/** Pictures, and what of them may be missing alone: letters of flags, the colour of a skin. */
const emoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}/u;

/** What a letter is called that cannot be set: by its script, as emoji, or as a sign. */
function scriptOf(letter: string): string {
  const script = scripts.find(({ pattern }) => pattern.test(letter));
  if (script) return script.name;
  if (eastAsianSigns.test(letter)) return 'Chinese or Japanese';
  return emoji.test(letter) ? 'emoji' : 'other signs';
}

/** Joins letters, or says nothing by itself; it is never missing alone. */
const joiner = /\p{Default_Ignorable_Code_Point}/u;

/**
 * The letters among which a fault of the compiler says that one has no font: in its words, "the text `"漢"` could
 * not be displayed". It names a letter together with its marks, of which any may be the one. Empty where it is a
 * fault of another kind.
 */
export function lettersIn(fault: string): string[] {
  const found = new Set<string>();
  for (const [, quoted = ''] of fault.matchAll(/the text `\\"(.+?)\\"` could not be displayed/gu)) {
    const text = quoted.replace(/\\+u\{([0-9a-f]+)\}/gu, (_, hex: string) =>
      String.fromCodePoint(Number.parseInt(hex, 16)),
    );
    for (const letter of text) found.add(letter);
  }
  const plain = [...found].filter((letter) => !joiner.test(letter));
  return plain.length > 0 ? plain : [...found];
}

/**
 * Which of the letters that are named together no font has: those that are not in the fonts here, else marks, which
 * no font may have together with their letter.
 */
export function likeliest(
  named: readonly string[],
  doubtful: readonly string[],
): readonly string[] {
  const unsure = named.filter((letter) => doubtful.includes(letter));
  const marks = named.filter((letter) => /\p{M}/u.test(letter));
  const rare = marks.filter((mark) => mark < '\u0300' || mark > '\u036f');
  return [unsure, rare, marks].find((letters) => letters.length > 0) ?? [];
}

/** The letters for which those that cannot be set, alone or with their marks, are missing. */
export function lettersOf(unset: readonly string[], doubtful: readonly string[]): string[] {
  return unset.flatMap((part) => likeliest([...part], doubtful));
}

/** Somebody's words with a name in brackets where letters are missing, such as "[Thai]". */
export function withoutLetters(text: string, missing: ReadonlySet<string>): string {
  let words = '';
  /** The script that was named last, and the white space behind it. */
  let run: string | null = null;
  let space = '';
  for (const segment of clustersIn(text)) {
    const letters = [...segment];
    const unset = letters.filter((letter) => missing.has(letter)).join('');
    if (unset !== '') {
      const script = scriptOf(unset);
      // A letter stays, where only a mark on it has no font.
      const left = missing.has(letters[0] ?? '')
        ? ''
        : letters.filter((letter) => !missing.has(letter)).join('');
      if (run !== script || left !== '') words += `${space}${left}[${script}]`;
      [run, space] = [script, ''];
    } else if (run !== null && segment.trim() === '') space += segment;
    else {
      words += space + segment;
      [run, space] = [null, ''];
    }
  }
  return words + space;
}

/** What a report and whoever asks for it are told of the letters that it does not have. */
export function missingWords(missing: ReadonlySet<string>): string[] {
  if (missing.size === 0) return [];
  const names = [...new Set([...missing].map(scriptOf))].sort();
  return [
    `No font for ${listed(names)} is at hand: what is written so stands as its name in brackets.`,
  ];
}
