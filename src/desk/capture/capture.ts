import { Problem } from '../../domain/problem.js';
import { webAddressOf } from '../../domain/web-address.js';
import { decodePage, decodeText } from './decoding.js';
import type { ReadPage } from './page-reader.js';
import { readPage } from './page-reading.js';

/** An article as a file gives it: every field as a form shows it, empty where nothing was found. */
export interface Draft {
  title: string;
  publisher: string;
  byline: string;
  url: string;
  publishedAt: string;
  language: string;
  text: string;
  /** What whoever checks the draft should know about how it was read. */
  notes: string[];
}

/** A file as it was uploaded; of its name, only the ending counts. */
export interface CapturedFile {
  name: string;
  bytes: Uint8Array;
}

/** By the ending of a file's name. */
const kinds = [
  ['txt', 'text'],
  ['text', 'text'],
  ['md', 'markdown'],
  ['markdown', 'markdown'],
  ['html', 'html'],
  ['htm', 'html'],
  ['xhtml', 'html'],
] as const;

/**
 * Reads the article that a text, Markdown or HTML file holds. Nothing is kept, run or fetched.
 * Throws *unsupported* for any other file, *invalid* for one without text or too hard to read; all
 * at the field `file`. The text is as it was found: it has not been cleaned yet.
 */
export async function capture(file: CapturedFile): Promise<Draft> {
  const kind = kindOf(file.name);
  if (!kind) throw unsupported('Whence reads files that end in .txt, .md or .html.');
  const { text: source, note } = kind === 'html' ? decodePage(file.bytes) : decodeText(file.bytes);
  if (isBinary(source)) throw unsupported('This file holds no text that can be read.');
  if (source.trim() === '') throw Problem.field('file', 'This file is empty.');
  const draft = kind === 'text' ? plain(source) : draftOf(await readPage({ kind, source }));
  if (draft.text.trim() === '') throw Problem.field('file', 'No text was found in this file.');
  return { ...draft, notes: note === null ? draft.notes : [note, ...draft.notes] };
}

function kindOf(name: string) {
  const ending = /\.(\w+)$/u.exec(name)?.[1]?.toLowerCase();
  return kinds.find(([known]) => known === ending)?.[1];
}

function unsupported(message: string): Problem {
  return new Problem('unsupported', message, [{ field: 'file', message }]);
}

/** A stray control character happens in texts; in other files one byte in ten is one. */
const maxControlShare = 0.01;

function isBinary(text: string): boolean {
  if (text.startsWith('%PDF-')) return true;
  const controls = text.match(/(?![\t\n\v\f\r])\p{Cc}/gu)?.length ?? 0;
  return controls > 1 && controls > text.length * maxControlShare;
}

function plain(text: string): Draft {
  const unknown = { title: '', publisher: '', byline: '', url: '', publishedAt: '', language: '' };
  return { ...unknown, text, notes: [] };
}

/** What a page says of its article, as far as it can be used. */
export function draftOf(page: ReadPage): Draft {
  return {
    title: tidy(page.title),
    publisher: tidy(page.publisher),
    byline: tidy(page.byline),
    url: webAddressOf(tidy(page.url)) ?? '',
    publishedAt: dateIn(page.published),
    language: languageIn(page.language),
    text: page.text,
    notes: page.recognised
      ? []
      : ['No article could be told from the rest of this page: its whole text is here.'],
  };
}

function tidy(text: string | null): string {
  return text?.replace(/\s+/gu, ' ').trim() ?? '';
}

function languageIn(found: string | null): string {
  try {
    return Intl.getCanonicalLocales(tidy(found).replaceAll('_', '-'))[0] ?? '';
  } catch {
    return '';
  }
}

/**
 * A date as found, as the form takes it: a moment that names its zone whole, of any other the day
 * that it writes.
 */
function dateIn(found: string | null): string {
  const text = tidy(found);
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return '';
  if (/^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:?\d{2})$/u.test(text)) return date.toISOString();
  const written = /^\d{4}-\d{2}-\d{2}/u.exec(text)?.[0];
  return written ?? dayOf(date);
}

/** The day in the zone in which the date was read, which is this machine's. */
function dayOf(date: Date): string {
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return parts.map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0')).join('-');
}
