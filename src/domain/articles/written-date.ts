import { dateFormat, foldedWord, isThaiMonth, isWeekday, monthOf } from './month-names.js';

/** Whether a text begins with a day, of four-digit years, and can be read whole as a date. */
export function isDate(text: string): boolean {
  const day = /^(\d{4})-(\d{2})-(\d{2})/u.exec(text);
  const moment = new Date(text);
  if (!day || Number.isNaN(moment.getTime()) || !/^\d/u.test(moment.toISOString())) return false;
  const [year, month, date] = [Number(day[1]), Number(day[2]), Number(day[3])];
  return new Date(Date.UTC(year, month - 1, date)).getUTCDate() === date;
}

/** Whether a text says when something was published: a year, a month, a day or a moment. */
export function isPublicationDate(text: string): boolean {
  return /^\d{4}(?:-(?:0[1-9]|1[0-2]))?$/u.test(text) || isDate(text);
}

/**
 * A date of publication as somebody wrote it: what it says and no more, or why it can't be known
 * which day is meant.
 */
type WrittenDate =
  | { kind: 'date'; date: string }
  | { kind: 'open'; meanings: [string, string] }
  | { kind: 'none' };

const none: WrittenDate = { kind: 'none' };

/** Why a text is not taken as a date, and what to write instead. */
export function faultOfDate(read: Exclude<WrittenDate, { kind: 'date' }>): string {
  if (read.kind === 'none') return 'Give a date, such as 20 March 2011, March 2011 or 2011-03-20.';
  const [one, other] = read.meanings.map(inEnglish);
  return `This may be ${one} or ${other}: write the month as a word.`;
}

function inEnglish(day: string): string {
  return dateFormat('en-GB', { day: 'numeric', month: 'long' }).format(new Date(day));
}

/**
 * Reads a date that people or machines wrote: *20 March 2011*, *20. März 2011*, *٢٠ مارس ٢٠١١*,
 * *2011年3月20日*, *10.03.2024*, *20 III 2011*, *令和8年2月11日*, ISO 8601, RFC 5322. The answer is a year ("2011"), a month
 * ("2011-03"), a day ("2011-03-20") or, of one with a time and its zone, a moment (RFC 3339, in
 * UTC). Nothing is guessed: where the order of day and month is open, both meanings are told, and a
 * text that holds any other word is no date. The language (a BCP 47 tag) decides between months that
 * bear one name in two languages, and how figures between strokes are read. The clock and zone of
 * the machine play no part.
 */
export function readWrittenDate(written: string, language: string | null = null): WrittenDate {
  const plain = plainDigits(written.normalize('NFKC')).replace(/\s+/gu, ' ').trim();
  const text = eraYear(withoutEra(chineseFigures(plain)));
  if (text.length > maxUnits) return none;
  return iso(text) ?? figures(text, language) ?? inWords(text, language) ?? none;
}

/** In UTF-16 units: longer texts are sentences. */
const maxUnits = 100;

/** Years of the Japanese eras and of the Republic of China begin after these of ours. */
const eras: Record<string, number> = {
  明治: 1867,
  大正: 1911,
  昭和: 1925,
  平成: 1988,
  令和: 2018,
  民国: 1911,
  民國: 1911,
};

const eraBefore = new RegExp(`^(${Object.keys(eras).join('|')}) ?(元|\\d{1,3}) ?年`, 'u');

const chinese = '〇一二三四五六七八九';

/** As rulings and notices in Chinese and Japanese write it: 二〇二四年三月十日. What is counted in hundreds is left. */
function chineseFigures(text: string): string {
  return text.replace(/[○零〇一二三四五六七八九十]{1,4}(?=[年月日])/gu, (written) => {
    const [, tens, ones] = /^([二三]?)十([一二三四五六七八九]?)$/u.exec(written) ?? [];
    if (tens !== undefined)
      return `${chinese.indexOf(tens || '一')}${chinese.indexOf(ones || '〇')}`;
    if (written.includes('十')) return written;
    return written.replace(/./gu, (figure) => String(Math.max(chinese.indexOf(figure), 0)));
  });
}

/** Of years that are ours anyway. */
function withoutEra(text: string): string {
  return text.replace(/(?<=\b\d{4}) ?[ءم](?!\p{L})/gu, '');
}

/** Both calendars count months and days as ours does. */
function eraYear(text: string): string {
  return text.replace(
    eraBefore,
    (_all, era: string, year: string) =>
      `${(eras[era] ?? 0) + (year === '元' ? 1 : Number(year))}年`,
  );
}

/** Figures of every script as those of ASCII, and no marks of direction. */
function plainDigits(text: string): string {
  return text
    .replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/\p{Nd}/gu, (digit) => String(figureOf(digit)));
}

/** Unicode sets each script's ten figures one after the other. */
function figureOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return (code - zero) % 10;
}

const isoMoment =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?) ?(Z|[A-Z]{2,5}|[+-]\d{2}(?::?\d{2})?)?)?$/iu;

function iso(text: string): WrittenDate | null {
  if (/^\d{4}(?:-\d{2})?$/u.test(text)) return isPublicationDate(text) ? dated(text) : none;
  const compact = /^(\d{4})(\d{2})(\d{2})$/u.exec(text);
  if (compact) return partsOf(compact[1], compact[2], compact[3]);
  const [, day, time, zone] = isoMoment.exec(text) ?? [];
  if (day === undefined) return null;
  if (!isDate(day) || Number(day.slice(0, 4)) > lastYear) return none;
  if (time === undefined || zone === undefined) return dated(day);
  return moment(day, time.replace(',', '.').slice(0, 12), zone);
}

function moment(day: string, time: string, zone: string): WrittenDate {
  const offset = offsetOf(zone);
  const date = offset === null ? null : new Date(`${day}T${time}${offset}`);
  if (date === null || Number.isNaN(date.getTime())) return dated(day);
  const utc = date.toISOString();
  return isDate(utc) ? dated(utc) : none;
}

/** The zones that RFC 5322 knows by name, in hours from UTC. */
const namedZones: Record<string, string> = {
  Z: 'Z',
  UT: 'Z',
  UTC: 'Z',
  GMT: 'Z',
  EST: '-05:00',
  EDT: '-04:00',
  CST: '-06:00',
  CDT: '-05:00',
  MST: '-07:00',
  MDT: '-06:00',
  PST: '-08:00',
  PDT: '-07:00',
};

function offsetOf(zone: string): string | null {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})?$/u.exec(zone) ?? [];
  if (sign !== undefined) return `${sign}${hours}:${minutes ?? '00'}`;
  const name = zone.toUpperCase();
  return Object.hasOwn(namedZones, name) ? (namedZones[name] ?? null) : null;
}

function dated(date: string): WrittenDate {
  return { kind: 'date', date };
}

/** *10.03.2024*, *3/4/2024*, *2024/03/10*, *2024年3月10日*, *2024. 3. 10.*; a time behind is passed over. */
function figures(text: string, language: string | null): WrittenDate | null {
  const date = withoutWeekday(text)
    .replace(
      /[ ,T]+(?:(?:[-–|]|um|klo|kl\.|à|午前|午後|上午|下午|오전|오후) ?)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[ap]\.?m\.?| Uhr)?(?: [A-Z]{2,4})?$/iu,
      '',
    )
    .replace(
      /(?<=[日일)]) ?(?:(?:午前|午後|上午|下午|오전|오후) ?)?\d{1,2} ?[時时点點시](?: ?\d{1,2} ?[分분])?$/u,
      '',
    )
    .replace(
      /(?<=[日일]) ?(?:\([月火水木金土日一二三四五六日월화수목금토일]\)|[月火水木金土日]曜日?|(?:星期|周|週)[一二三四五六日天]|[월화수목금토일]요일)$/u,
      '',
    );
  const eastern = /^(\d{4}) ?[年년] ?(?:(\d{1,2}) ?[月월](?: ?(\d{1,2}) ?[日일])?)?$/u.exec(date);
  if (eastern) return partsOf(eastern[1], eastern[2], eastern[3]);
  const yearFirst = /^(\d{4})([/.-]) ?(\d{1,2})(?:\2 ?(\d{1,2})\.?)?$/u.exec(date);
  if (yearFirst) return partsOf(yearFirst[1], yearFirst[3], yearFirst[4]);
  const vietnamese = /^(?:ngày )?(\d{1,2}) (?:tháng|thg) (\d{1,2}),?(?: năm)? (\d{4})$/iu.exec(
    date,
  );
  if (vietnamese) return partsOf(vietnamese[3], vietnamese[2], vietnamese[1]);
  const roman = /^(\d{1,2})[. ] ?([IVX]{1,4})[. ] ?(\d{4})\.?$/u.exec(date);
  if (roman) return partsOf(roman[3], String(romanMonths.indexOf(roman[2] ?? '') + 1), roman[1]);
  const [, first, sign, second, year] =
    /^(\d{1,2})([/.-]) ?(\d{1,2})\2 ?(\d{4})(?: ?[гр]?\.)?$/u.exec(date) ?? [];
  if (first === undefined || second === undefined) return null;
  const dayFirst = partsOf(year, second, first);
  const monthFirst = partsOf(year, first, second);
  if (sign === '.') return dayFirst;
  return oneOf(dayFirst, monthFirst, language);
}

function withoutWeekday(text: string): string {
  const [first = ''] =
    /^(?:\p{L}[\p{L}\p{M}]{0,14}[.,]{0,2}[ -]){1,3}?(?=\d|ngày )/u.exec(text) ?? [];
  const words = first.split(/[ .,-]+/u).filter(Boolean);
  return words.every((word) => isWeekday(foldedWord(word))) ? text.slice(first.length) : text;
}

const romanMonths = 'I II III IV V VI VII VIII IX X XI XII'.split(' ');

/** In English the order depends on the writer's country, which a page seldom says rightly. */
function oneOf(
  dayFirst: WrittenDate,
  monthFirst: WrittenDate,
  language: string | null,
): WrittenDate {
  if (dayFirst.kind !== 'date') return monthFirst;
  if (monthFirst.kind !== 'date' || dayFirst.date === monthFirst.date) return dayFirst;
  if (language !== null && !/^en\b/iu.test(language)) {
    return isDayFirst(language) ? dayFirst : monthFirst;
  }
  return { kind: 'open', meanings: [dayFirst.date, monthFirst.date] };
}

function isDayFirst(language: string): boolean {
  const format = dateFormat(language, { day: 'numeric', month: 'numeric', year: 'numeric' });
  const order = format.formatToParts(0).map(({ type }) => type);
  return order.indexOf('day') < order.indexOf('month');
}

/** Texts of the press; what lies outside is of another calendar, or no year. */
const [firstYear, lastYear] = [1600, 2199];

function partsOf(year?: string, month?: string, day?: string): WrittenDate {
  if (Number(year) < firstYear || Number(year) > lastYear) return none;
  const parts = [year, month, day].filter((part) => part !== undefined);
  const date = parts.map((part) => part.padStart(2, '0')).join('-');
  return isPublicationDate(date) ? dated(date) : none;
}

const clock =
  /\b(\d{1,2}[:.h]\d{2}(?::\d{2})?)(?: ?([AaPp])\.?[Mm]\b\.?| ?(?:[Uu]hr|[Hh]rs|h)\b)?(?: ?\(?(Z|\p{Lu}{2,5}|[+-]\d{2}:?\d{2})(?![\p{L}\d])\)?)?/u;

/** A day or month whose month is a word. */
function inWords(text: string, language: string | null): WrittenDate | null {
  const time = clock.exec(text);
  const rest = time ? text.replace(time[0], ' ') : text;
  const tokens = rest.match(/\d+|\p{L}[\p{L}\p{M}\p{Join_Control}.’']*/gu) ?? [];
  const numbers = tokens.filter((token) => /^\d/u.test(token));
  const words = tokens.filter((token) => !/^\d/u.test(token)).map(foldedWord);
  const months = new Set(words.flatMap((word) => monthOf(word, language) ?? []));
  const [month] = months;
  const known = words.every((word) => monthOf(word, language) !== null || isFiller(word));
  if (month === undefined || months.size > 1 || !known) return null;
  const years = numbers.filter((number) => number.length === 4);
  const days = numbers.filter((number) => number.length <= 2);
  if (years.length !== 1 || days.length > 1 || years.length + days.length < numbers.length) {
    return null;
  }
  const isThai = words.some((word) => isThaiMonth(word, month));
  const day = partsOf(isThai ? yearOfThailand(years[0] ?? '') : years[0], String(month), days[0]);
  return time?.[3] && day.kind === 'date' ? atTime(day.date, time) : day;
}

/** Thailand counts from 543 years before ours, and writes ours too: what lies between is neither. */
function yearOfThailand(year: string): string {
  return Number(year) >= 2400 ? String(Number(year) - 543) : year;
}

/** A time of the twelve-hour clock is passed over: pages write it with a zone that no table knows. */
function atTime(day: string, [, time = '', half, zone = '']: RegExpExecArray): WrittenDate {
  if (half !== undefined || day.length < 'yyyy-mm-dd'.length) return dated(day);
  return moment(day, time.replace(/[.h]/u, ':').padStart(5, '0'), zone);
}

/** What stands beside a date and says nothing of which it is. */
const particles = new Set(
  (
    'of the on at a am um den der le du de del d di da dia el al em på den kl klo kello den vom st nd rd th ' +
    'er re eme ta ten uhr hrs h г год года р рік року թ ч в о ore om op à ás às as e í i klukkan gada m พ.ศ วันที่ ' +
    'published posted publié publicado pubblicato veröffentlicht publisert publicerad опубликовано'
  )
    .split(' ')
    .map(foldedWord),
);

function isFiller(word: string): boolean {
  return particles.has(word) || isWeekday(word);
}
