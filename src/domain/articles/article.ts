import { z } from 'zod';
import { cleanText } from '../text/text.js';

/** A published text under examination. Its text stands in its editions. */
export interface Article {
  id: string;
  version: number;
  title: string;
  publisher: string;
  byline: string | null;
  /** http or https. */
  url: string | null;
  /** A day ("2011-03-20") or a moment (RFC 3339, UTC). */
  publishedAt: string | null;
  /** BCP 47. */
  language: string | null;
  /** The number of its newest edition, from 1. */
  edition: number;
  created: string;
  creator: string;
}

/** One immutable state of an article's text. A text is never changed; a new edition is added. */
export interface Edition {
  /** The article's id and the number, joined by a full stop: see `editionId`. */
  id: string;
  version: number;
  article: string;
  number: number;
  text: string;
  /** SHA-256 of the text in UTF-8, in hexadecimal. */
  sha256: string;
  /** In Unicode code points. */
  length: number;
  capturedAt: string;
  capturedBy: string;
  note: string | null;
}

export function editionId(article: string, number: number): string {
  return `${article}.${number}`;
}

/** How long a text may be, in UTF-16 code units: some 300,000 words. */
export const longestText = 2_000_000;

const line = (max: number) =>
  z
    .string()
    .transform((text) => text.replace(/\s+/gu, ' ').trim())
    .pipe(z.string().max(max, `Use at most ${max} characters.`));

const optional = <S extends z.ZodType<unknown, string>>(schema: S) =>
  z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? null : (value ?? null)),
    schema.nullable(),
  );

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  return ['http:', 'https:'].includes(new URL(text).protocol);
}

/** Registered languages have two or three letters: "English" is well formed, but no language. */
function isLanguageTag(text: string): boolean {
  if (!/^[a-z]{2,3}(?:-|$)/iu.test(text)) return false;
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}

/** Whether a text begins with a day, of four-digit years, and can be read whole as a date. */
export function isDate(text: string): boolean {
  const day = /^(\d{4})-(\d{2})-(\d{2})/u.exec(text);
  const moment = new Date(text);
  if (!day || Number.isNaN(moment.getTime()) || !/^\d/u.test(moment.toISOString())) return false;
  const [year, month, date] = [Number(day[1]), Number(day[2]), Number(day[3])];
  return new Date(Date.UTC(year, month - 1, date)).getUTCDate() === date;
}

/** An optional address of the web: http or https, so that a link never runs anything. */
export const webAddress = optional(
  line(2000).refine(isWebAddress, 'Give a web address that begins with http:// or https://.'),
);

const publicationDate = optional(
  line(40)
    .refine(isDate, 'Give a date as year-month-day, such as 2011-03-20.')
    .transform((text) => (text.length === 10 ? text : new Date(text).toISOString())),
);

/** What describes an article, apart from its text. */
export const articleDetails = z.object({
  title: line(300).pipe(z.string().min(1, 'Give the article’s title.')),
  publisher: line(200).pipe(z.string().min(1, 'Name the publisher.')),
  byline: optional(line(300)),
  url: webAddress,
  publishedAt: publicationDate,
  language: optional(
    line(60).refine(isLanguageTag, 'Give a language tag, such as en, en-GB or ar.'),
  ),
});
export type ArticleDetails = z.output<typeof articleDetails>;

/** What a person or a program sends to add an article; the text comes out cleaned. */
export const articleInput = articleDetails.extend({
  text: z
    .string()
    .max(longestText, `Use at most ${longestText.toLocaleString('en')} characters.`)
    .transform((text) => cleanText(text).text)
    .refine((text) => text.trim() !== '', 'Paste the article’s text.'),
});
export type ArticleInput = z.output<typeof articleInput>;

/** An article and its first edition; the text's digest, the id and the moment are handed in. */
export function newArticle(
  input: ArticleInput,
  made: { id: string; at: string; by: string; sha256: string; length: number },
): { article: Article; edition: Edition } {
  const { text, ...details } = input;
  const article = {
    id: made.id,
    version: 1,
    ...details,
    edition: 1,
    created: made.at,
    creator: made.by,
  };
  const edition = {
    id: editionId(made.id, 1),
    version: 1,
    article: made.id,
    number: 1,
    text,
    sha256: made.sha256,
    length: made.length,
    capturedAt: made.at,
    capturedBy: made.by,
    note: null,
  };
  return { article, edition };
}
