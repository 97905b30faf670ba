import { z } from 'zod';
import { carried, count, digest, type Fields, ordinal, stored } from '../fields.js';
import { cleanText } from '../text/text.js';

/** A text under examination. Its text stands in its editions. */
export function articleShape(fields: Fields) {
  const { address, id, moment, text } = fields;
  return z.strictObject({
    id,
    version: ordinal,
    title: text(300),
    publisher: text(200),
    byline: text(300).nullable(),
    url: address.nullable(),
    /** A year, a month, a day ("2011-03-20") or a moment (RFC 3339, UTC): what is known. */
    publishedAt: text(40).nullable(),
    /** BCP 47. */
    language: text(60).nullable(),
    /** The number of its newest edition. */
    edition: ordinal,
    created: moment,
    creator: id,
    /** A text of the desk's own that is checked before it goes out. */
    manuscript: z.boolean().default(false),
    /** How many annotations it has, by status; null: not kept yet. */
    counts: z.record(z.string(), count).nullable().default(null),
  });
}

export const articleStored = articleShape(stored);
export interface Article extends z.output<typeof articleStored> {}

const blockKinds = [
  'heading',
  'paragraph',
  'list item',
  'quotation',
  'caption',
  'table row',
] as const;

/** One immutable state of an article's text. A text is never changed; a new edition is added. */
export function editionShape({ id, moment, text }: Fields) {
  return z.strictObject({
    /** The article's id and the number, joined by a full stop: see `editionId`. */
    id: z.string().min(1),
    version: ordinal,
    article: id,
    number: ordinal,
    text: text(2_000_000),
    /** SHA-256 of the text in UTF-8, in hexadecimal. */
    sha256: digest,
    /** In Unicode code points. */
    length: count,
    capturedAt: moment,
    capturedBy: id,
    note: text(20_000).nullable(),
    /** What each stretch of the text is; positions as a target's. */
    blocks: z
      .array(
        z.strictObject({
          start: count,
          end: count,
          kind: z.enum(blockKinds),
          /** Of a heading. */
          level: z.int().min(1).max(6).nullable().exactOptional(),
          /** Of a list item, as it stood before the text: "3.". */
          marker: text(40).nullable(),
        }),
      )
      .default([]),
  });
}

export const editionStored = editionShape(stored);
export interface Edition extends z.output<typeof editionStored> {}

export function editionId(article: string, number: number): string {
  return `${article}.${number}`;
}

/** How long a text may be, in UTF-16 code units: some 300,000 words. */
export const maxTextUnits = 2_000_000;

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

/** Whether a text says when something was published: a year, a month, a day or a moment. */
export function isPublicationDate(text: string): boolean {
  return /^\d{4}(?:-(?:0[1-9]|1[0-2]))?$/u.test(text) || isDate(text);
}

/** An optional address of the web: http or https, so that a link never runs anything; made valid. */
export const webAddress = optional(line(2000).pipe(carried.address));

const publicationDate = optional(
  line(40)
    .refine(isPublicationDate, 'Give a date as year-month-day, such as 2011-03-20.')
    .transform((text) => (text.length <= 10 ? text : new Date(text).toISOString())),
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
    .max(maxTextUnits, `Use at most ${maxTextUnits.toLocaleString('en')} characters.`)
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
    manuscript: false,
    counts: null,
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
    blocks: [],
  };
  return { article, edition };
}
