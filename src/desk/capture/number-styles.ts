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

type Signs = readonly (readonly [worth: number, sign: string])[];

const romans: Signs = [
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
const hebrew: Signs = [
  ...byPlaces('אבגדהוזחטי').map(([worth, sign]) => [worth * 1000, `${sign}׳`] as const),
  ...byPlaces('יכלמנסעפצקרשת', 10).filter(([worth]) => worth > 10),
  ...numbered(['יט', 'יח', 'יז', 'טז', 'טו'], 19),
  [10, 'י'],
  ...byPlaces('אבגדהוזחט'),
];
const armenian = byPlaces('ԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔ');
const georgian = byPlaces('აბგდევზჱთიკლმნჲოპჟრსტჳფქღყშჩცძწჭხჴჯჰჵ');
/** The one before ten, hundred and thousand is not said. */
const japanese: Signs = ['千', '百', '十', ''].flatMap((unit, place) =>
  numbered(
    [...'九八七六五四三二一'].map((figure) => (figure === '一' && unit ? unit : figure + unit)),
    9,
  ).map(([figure, sign]) => [figure * 10 ** (3 - place), sign] as const),
);

/** Signs of numbers that follow each other, the largest first. */
function numbered(signs: readonly string[], largest: number): Signs {
  return signs.map((sign, index) => [largest - index, sign]);
}

/** Nine letters for each place, from 1, 10, 100 on; those of most worth first. */
function byPlaces(letters: string, first = 1): Signs {
  return [...letters]
    .map((letter, at) => [((at % 9) + 1) * first * 10 ** Math.floor(at / 9), letter] as const)
    .reverse();
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
  hebrew: dotted((value) => summed(value, hebrew, 10_999)),
  ...withNames(
    'armenian upper-armenian',
    dotted((value) => summed(value, armenian, 9999)),
  ),
  'lower-armenian': dotted((value) => summed(value, armenian, 9999).toLowerCase()),
  georgian: dotted((value) => summed(value, georgian, 19_999)),
  hiragana: listed((value) => lettered(value, hiragana)),
  katakana: listed((value) => lettered(value, katakana)),
  'cjk-heavenly-stem': listed(
    (value) => '甲乙丙丁戊己庚辛壬癸'[value - 1] ?? chineseFigures(value),
  ),
  'cjk-earthly-branch': listed(
    (value) => '子丑寅卯辰巳午未申酉戌亥'[value - 1] ?? chineseFigures(value),
  ),
  'cjk-decimal': listed(chineseFigures),
  ...withNames('cjk-ideographic simp-chinese-informal trad-chinese-informal', listed(chinese)),
  'japanese-informal': listed((value) =>
    value < 1 || value > 9999 ? chineseFigures(value) : summed(value, japanese, 9999),
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

function summed(value: number, signs: Signs, most: number): string {
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
  if (value < 0) return String(value);
  return String(value).replace(/\d/gu, (figure) => '〇一二三四五六七八九'[Number(figure)] ?? '');
}

/** As it is said, up to 9,999: one nought for all between two figures, none at the end, and no one before the ten of 10 to 19. */
function chinese(value: number): string {
  if (value < 1 || value > 9999) return chineseFigures(value);
  const figures = [...String(value)];
  const said = figures.map((figure, at) =>
    figure === '0'
      ? '零'
      : chineseFigures(Number(figure)) + ('十百千'[figures.length - at - 2] ?? ''),
  );
  const text = said.join('').replace(/零+/gu, '零').replace(/零$/u, '');
  return value >= 10 && value < 20 ? text.slice(1) : text;
}
