import { isFiltering } from '../domain/annotations/annotation-filter.js';
import type { ReportScope } from './report-scope.js';

/** A title of some sixty letters is known again; longer names are cut off by programs anyway. */
const maxSlugCharacters = 60;

/** File systems take 255 bytes; what it is of, date, number and extension, and a copy's "(1)", go with it. */
const maxNameBytes = 160;

/** What tells a report's file from others on the same: whom it is for, and of what it is a part. */
interface NamedFor {
  scope: ReportScope;
  /** Of the newest event that it tells: RFC 3339. */
  date: string | null;
  extension: string;
}

/**
 * A name for a report's file: ASCII letters, digits and hyphens that every system and every header
 * takes, such as "london-thought-an-accord-was-ready-with-the-record-2011-03-20.html". Of a title in
 * another script nothing may be left: see `titledName`.
 */
export function plainName(title: string, { scope, date, extension }: NamedFor): string {
  const letters = title
    .normalize('NFKD')
    .replace(/['’\p{M}]/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-');
  const kept = inWholeWords(letters, letters.slice(0, maxSlugCharacters));
  const name = kept.replace(/^-+|-+$/gu, '') || 'report';
  return `${[name, ...wordsOf(scope), ...dayOf(date)].join('-').replaceAll(' ', '-')}.${extension}`;
}

/**
 * A report's file name with the title's own letters, for those who can show them. What no file system takes,
 * line breaks, and signs that turn the direction of reading about (and could show "exe.txt" for
 * "txt.exe") are left out.
 */
export function titledName(title: string, { scope, date, extension }: NamedFor): string {
  const name = ownLetters(title) || 'report';
  return `${[name, ...wordsOf(scope), ...dayOf(date)].join(' ')}.${extension}`;
}

/**
 * A folder for one of several articles, such as "007-London-thought-an-accord-was-ready". The number,
 * with as many digits as the last has, keeps them in their order, and apart where a file system takes
 * two titles for the same or reserves one for itself.
 */
export function folderName(title: string, number: number, last: number): string {
  const digits = String(number).padStart(String(last).length, '0');
  return [digits, ...ownLetters(title).split(' ')].filter(Boolean).join('-');
}

/** A title's own letters as far as every file system takes them. */
function ownLetters(title: string): string {
  const words = title.replace(/[\p{C}\p{Z}<>:"/\\|?*%]+/gu, ' ').trim();
  let letters = '';
  let [count, bytes] = [0, 0];
  for (const { segment } of new Intl.Segmenter().segment(words)) {
    count += 1;
    bytes += Buffer.byteLength(segment);
    if (count > maxSlugCharacters || bytes > maxNameBytes) break;
    letters += segment;
  }
  return inWholeWords(words, letters).replace(/^[.\s]+|[.\s]+$/gu, '');
}

/** The beginning of a text without a word that it cuts off, unless that is most of it. */
function inWholeWords(whole: string, beginning: string): string {
  const cutsWord = beginning.length < whole.length && !/^[ -]/u.test(whole.slice(beginning.length));
  const end = cutsWord ? beginning.search(/[ -][^ -]*$/u) : beginning.length;
  return end > beginning.length / 2 ? beginning.slice(0, end) : beginning;
}

/** What has names that are for the desk alone says so: it looks like the one that may leave the house. */
function wordsOf({ audience, filter, annotations, rows, edition }: ReportScope): string[] {
  return [
    audience === 'record' ? 'with the record' : 'for readers',
    ...(edition === undefined ? [] : [`edition ${edition}`]),
    ...(annotations || isFiltering(filter) ? ['selection'] : []),
    ...(rows ? [rows] : []),
  ];
}

function dayOf(date: string | null): string[] {
  return date === null ? [] : [date.slice(0, 10)];
}
