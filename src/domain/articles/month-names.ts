/* The months and days of the week as texts in many languages name them, folded: see `foldedWord`. */

const languages = (
  'en de fr es it pt nl da sv nb nn fi is et lv lt pl cs sk sl hr sr bs mk bg ru uk be ro hu el tr az sq ca gl eu ga cy ' +
  'ar ar-LB ar-MA ar-DZ ur fa fa-AF hi bn mr ne gu pa ta te kn ml id ms vi fil sw he ka hy th'
).split(' ');

interface Names {
  /** By its folded name: the number of the month, with the languages that call it so. */
  months: Map<string, Map<number, string[]>>;
  weekdays: Set<string>;
}

let names: Names | null = null;

/** Of the Gregorian calendar, as Unicode's CLDR has them; made once. */
function namesOf(): Names {
  names ??= madeNames();
  return names;
}

function madeNames(): Names {
  const made: Names = { months: new Map(), weekdays: new Set() };
  for (const language of languages) {
    for (const style of ['long', 'short'] as const) {
      for (const [month, name] of monthNames(language, style)) {
        const meanings = made.months.get(name) ?? new Map<number, string[]>();
        meanings.set(month, [...(meanings.get(month) ?? []), language]);
        made.months.set(name, meanings);
      }
      const weekday = dateFormat(language, { weekday: style });
      for (let day = 1; day <= 7; day += 1) {
        const name = weekday.format(Date.UTC(2024, 0, day));
        for (const word of name.split(/[\s-]+/u)) made.weekdays.add(foldedWord(word));
      }
    }
  }
  return made;
}

/** By itself and beside a day, as some languages bend it there; with its number from 1. */
function monthNames(language: string, style: 'long' | 'short'): [number, string][] {
  const alone = dateFormat(language, { month: style });
  const beside = dateFormat(language, { month: style, day: 'numeric', year: 'numeric' });
  return Array.from({ length: 12 }, (_, before) => {
    const date = Date.UTC(2024, before, 15);
    return [alone, beside].flatMap((format) =>
      monthsIn(format.formatToParts(date)).map((name): [number, string] => [before + 1, name]),
    );
  }).flat();
}

function monthsIn(parts: Intl.DateTimeFormatPart[]): string[] {
  const words = parts.filter(({ type }) => type === 'month').map(({ value }) => foldedWord(value));
  return words.filter((word) => /^\p{L}[\p{L}\p{M}]*$/u.test(word));
}

/**
 * How a language (BCP 47) writes dates of the Gregorian calendar, in UTC and figures of ASCII. To make one takes as long
 * as to use it a hundred times: whoever needs it often keeps it.
 */
export function dateFormat(
  language: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const fixed = { calendar: 'gregory', numberingSystem: 'latn', timeZone: 'UTC', ...options };
  return new Intl.DateTimeFormat(language, fixed);
}

/** Whether a folded word is one of a name of a day of the week, which has two in some languages. */
export function isWeekday(word: string): boolean {
  return namesOf().weekdays.has(word);
}

/** Whether a folded word names that month, from 1, in Thai alone. */
export function isThaiMonth(word: string, month: number): boolean {
  return (
    namesOf()
      .months.get(word)
      ?.get(month)
      ?.every((one) => one === 'th') ?? false
  );
}

/**
 * The month, from 1, that a folded word names; null where it names none, or one month in one language and another in
 * another, unless the language (BCP 47) decides.
 */
export function monthOf(word: string, language: string | null): number | null {
  const known = namesOf().months;
  const meanings = known.get(word) ?? known.get(word.replace(/^ב/u, ''));
  if (!meanings) return null;
  if (meanings.size === 1) return [...meanings.keys()][0] ?? null;
  const base = language?.split('-')[0];
  const own = [...meanings].filter(([, spoken]) =>
    spoken.some((one) => one.split('-')[0] === base),
  );
  return own.length === 1 ? (own[0]?.[0] ?? null) : null;
}

/** A word without its case, accents, stops, apostrophes and joiners. */
export function foldedWord(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}|[.’']|\p{Join_Control}/gu, '');
}
