/** How a counter's number is written, and what a browser puts behind it where it marks an item of a list. */
export interface NumberStyle {
  write: (value: number) => string;
  suffix: string;
}

/** The styles of CSS Counter Styles that texts of the press have; null for others. */
export function numberStyle(name: string): NumberStyle | null {
  return Object.hasOwn(styles, name) ? (styles[name] ?? null) : null;
}

const latin = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const greek = 'αβγδεζηθικλμνξοπρστυφχψω';
const hiragana =
  'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをん';
const katakana =
  'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヰヱヲン';

const romans: [number, string][] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

/** 15 and 16 are written so as not to spell a name of God. */
const hebrew: [number, string][] = [
  ...numbered('תשרק', 400, -100),
  ...numbered('צפעסנמלכ', 90, -10),
  [16, 'טז'],
  [15, 'טו'],
  [10, 'י'],
  ...numbered('טחזוהדגבא', 9, -1),
];

function numbered(letters: string, first: number, step: number): [number, string][] {
  return [...letters].map((letter, index) => [first + index * step, letter]);
}

const styles: Record<string, NumberStyle> = {
  decimal: dotted(String),
  'decimal-leading-zero': dotted((value) => String(value).padStart(2, '0')),
  ...withNames(
    'lower-alpha lower-latin',
    dotted((value) => lettered(value, latin).toLowerCase()),
  ),
  ...withNames(
    'upper-alpha upper-latin',
    dotted((value) => lettered(value, latin)),
  ),
  'lower-roman': dotted((value) => summed(value, romans, 3999).toLowerCase()),
  'upper-roman': dotted((value) => summed(value, romans, 3999)),
  'lower-greek': dotted((value) => lettered(value, greek)),
  hebrew: dotted((value) => summed(value, hebrew, 499)),
  hiragana: listed((value) => lettered(value, hiragana)),
  katakana: listed((value) => lettered(value, katakana)),
  'cjk-heavenly-stem': listed((value) => '甲乙丙丁戊己庚辛壬癸'[value - 1] ?? chinese(value)),
  'cjk-earthly-branch': listed((value) => '子丑寅卯辰巳午未申酉戌亥'[value - 1] ?? chinese(value)),
  'cjk-decimal': listed(chineseFigures),
  ...withNames(
    'cjk-ideographic simp-chinese-informal trad-chinese-informal japanese-informal',
    listed(chinese),
  ),
  ...figures('arabic-indic', '٠'),
  ...figures('persian urdu', '۰'),
  ...figures('devanagari', '०'),
  ...figures('bengali', '০'),
  ...figures('gurmukhi', '੦'),
  ...figures('gujarati', '૦'),
  ...figures('oriya', '୦'),
  ...figures('tamil', '௦'),
  ...figures('telugu', '౦'),
  ...figures('kannada', '೦'),
  ...figures('malayalam', '൦'),
  ...figures('thai', '๐'),
  ...figures('lao', '໐'),
  ...figures('tibetan', '༠'),
  ...figures('myanmar', '၀'),
  ...figures('khmer cambodian', '០'),
  ...figures('mongolian', '᠐'),
  none: { write: () => '', suffix: '' },
  ...withNames('disc circle square', { write: () => '•', suffix: '' }),
};

function dotted(write: NumberStyle['write']): NumberStyle {
  return { write, suffix: '.' };
}

function listed(write: NumberStyle['write']): NumberStyle {
  return { write, suffix: '、' };
}

function withNames(names: string, style: NumberStyle): Record<string, NumberStyle> {
  return Object.fromEntries(names.split(' ').map((name) => [name, style]));
}

function figures(names: string, zero: string): Record<string, NumberStyle> {
  const first = zero.codePointAt(0) ?? 0;
  const write = (value: number) =>
    String(value).replace(/\d/gu, (figure) => String.fromCodePoint(first + Number(figure)));
  return withNames(names, dotted(write));
}

/** 1 is the first letter, and behind the last come two; what has no letters is written in figures, as browsers do. */
function lettered(value: number, alphabet: string): string {
  if (value < 1) return String(value);
  const { length } = alphabet;
  let text = '';
  for (let rest = value; rest > 0; rest = Math.floor((rest - 1) / length)) {
    text = `${alphabet[(rest - 1) % length]}${text}`;
  }
  return text;
}

function summed(value: number, signs: readonly [number, string][], most: number): string {
  if (value < 1 || value > most) return String(value);
  let rest = value;
  let text = '';
  for (const [worth, sign] of signs) {
    while (rest >= worth) {
      text += sign;
      rest -= worth;
    }
  }
  return text;
}

function chineseFigures(value: number): string {
  return String(value).replace(/\d/gu, (figure) => '〇一二三四五六七八九'[Number(figure)] ?? '');
}

/** As it is said, up to 99; beyond, figure by figure. */
function chinese(value: number): string {
  if (value < 10 || value > 99) return chineseFigures(value);
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  return `${tens === 1 ? '' : chineseFigures(tens)}十${ones === 0 ? '' : chineseFigures(ones)}`;
}
