import { faultOfDate, readWrittenDate } from '../../domain/articles/written-date.js';
import { urlOf, webAddressOf } from '../../domain/web-address.js';

/** The fields that describe an article. */
export type Field = 'title' | 'publisher' | 'byline' | 'url' | 'publishedAt' | 'language';

/** A value that was found, and where, in words for whoever checks it. */
export interface FoundValue {
  value: string;
  from: string;
}

/** What a file says of its article; a field that nothing was found for is missing. */
export interface DescribedArticle {
  fields: Partial<Record<Field, FoundValue>>;
  /** What could not be decided, a sentence each. */
  notes: string[];
}

/** What a file says of one field, in the order in which it is believed. */
export type FieldCandidates = Record<Field, FoundValue[]>;

/**
 * Of several candidates for each field the first that can be used: an address that leads somewhere, a
 * language that is one, a date that says which day it is, a title that is not just the site's name.
 * Without a language, addresses relative to `base` are resolved.
 */
export function firstUsable(
  candidates: FieldCandidates,
  base: string | null = null,
): DescribedArticle {
  const publisher = firstOf(candidates.publisher, tidy);
  const language = firstOf(candidates.language, languageIn);
  const url = firstOf(candidates.url, (text) => addressIn(text, base));
  const byline = firstOf(candidates.byline, bylineIn);
  const site = publisher?.value ?? null;
  const title =
    firstOf(candidates.title, (text) => titleIn(text, site)) ?? firstOf(candidates.title, tidy);
  const { publishedAt, notes } = dateOf(candidates.publishedAt, language?.value ?? null);
  const found = { title, publisher, byline, url, publishedAt, language };
  const entries = Object.entries(found).filter(([, value]) => value !== null);
  return { fields: Object.fromEntries(entries), notes };
}

function firstOf(
  candidates: readonly FoundValue[],
  use: (text: string) => string,
): FoundValue | null {
  for (const { value, from } of candidates) {
    const used = use(value);
    if (used !== '') return { value: used, from };
  }
  return null;
}

/** In UTF-16 units: no field takes more. */
const maxUnits = 2000;

/** A text on one line, at most 2000 UTF-16 units of it. */
export function tidy(text: string): string {
  return text
    .slice(0, maxUnits * 2)
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, maxUnits);
}

function languageIn(found: string): string {
  const tag = tidy(found).replaceAll('_', '-').split(/[,;]/u)[0]?.trim() ?? '';
  if (!/^[a-z]{2,3}(?:-|$)/iu.test(tag)) return '';
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? '';
  } catch {
    return '';
  }
}

function addressIn(found: string, base: string | null): string {
  const text = tidy(found);
  if (text === '') return '';
  const url = urlOf(text) ?? (base === null ? null : urlOf(text, base));
  return (url && webAddressOf(urlOf(text) ? text : url.href)) ?? '';
}

/** "By" in the languages of the press, as it stands before a name. */
const by =
  /^(?:(?:written |reported |story |text )?by|von|par|por|di|de|door|av|af|ved|kirjoittanut|autor(?:a|in|ka)?|auteur|szerző|yazan|автор|текст|بقلم|كتبت?|تحریر|از|نوشته|द्वारा|文|記者|作者|取材)(?:\s*[:：・]\s*|\s*[·–—-]?\s+)/iu;

function bylineIn(found: string): string {
  const text = tidy(found);
  if (/^https?:\/\//iu.test(text) || /^@/u.test(text)) return '';
  return text
    .replace(by, '')
    .replace(/^(?:by|von|par|بقلم)$/iu, '')
    .slice(0, 300);
}

/** A title without the site's name behind or before it; "" for the site's name alone. */
function titleIn(found: string, site: string | null): string {
  const text = tidy(found);
  if (site === null) return text;
  if (alike(text, site)) return '';
  const parts = text.split(/ [|–—·•:»«-] | \| /u);
  if (parts.length < 2) return text;
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  if (alike(last, site))
    return text.slice(0, text.length - last.length).replace(/\s*[|–—·•:»«-]\s*$/u, '');
  if (alike(first, site)) return text.slice(first.length).replace(/^\s*[|–—·•:»«-]\s*/u, '');
  // Behind a ministry's name stands that of the portal. Each separator is three characters long.
  const middle = parts.findIndex((part) => alike(part, site));
  return middle < 0 ? text : text.slice(0, parts.slice(0, middle).join('   ').length);
}

function alike(one: string, other: string): boolean {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\d]+/gu, '')
      .replace(/^the/u, '');
  return plain(one) !== '' && plain(one) === plain(other);
}

const maxShownUnits = 100;

function dateOf(candidates: readonly FoundValue[], language: string | null) {
  const notes: string[] = [];
  const unread: string[] = [];
  for (const { value, from } of candidates) {
    const read = readWrittenDate(tidy(value), language);
    if (read.kind === 'date') return { publishedAt: { value: read.date, from }, notes: [] };
    if (read.kind === 'open') {
      notes.push(`Its date is given as ${tidy(value)}. ${faultOfDate(read)}`);
    } else if (/\p{Nd}/u.test(value)) unread.push(tidy(value).slice(0, maxShownUnits));
  }
  if (notes.length === 0 && unread[0] !== undefined) {
    notes.push(
      `Its date is given as ${unread[0]}, which can’t be read for sure: give it yourself.`,
    );
  }
  return { publishedAt: null, notes: notes.slice(0, 1) };
}
