import { z } from 'zod';
import {
  carried,
  count,
  digest,
  type Fields,
  line,
  ordinal,
  sha256Pattern,
  stored,
} from '../fields.js';
import { cleanText } from '../text/text.js';
import { deskThenShape } from './desk-then.js';
import { blockShape } from './text-block.js';
import { faultOfDate, readWrittenDate } from './written-date.js';

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

/** One immutable state of an article's text. A text is never changed; a new edition is added. */
export function editionShape(fields: Fields) {
  const { id, moment, text } = fields;
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
    blocks: z.array(blockShape({ text })).default([]),
    /** For the report of the edition before it: what stood when this one came in. */
    deskThen: deskThenShape(fields).optional(),
  });
}

export const editionStored = editionShape(stored);
export interface Edition extends z.output<typeof editionStored> {}
export type DeskThen = NonNullable<Edition['deskThen']>;

/** The id of an edition, which follows from its article and number. */
export function editionId(article: string, number: number): string {
  return `${article}.${number}`;
}

/** How long a text may be, in UTF-16 code units: some 300,000 words. */
export const maxTextUnits = 2_000_000;

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

/** An optional address of the web: http or https, so that a link never runs anything; made valid. */
export const webAddress = optional(line(2000).pipe(carried.address));

/** Any date that people write, as far as it says which; see `readWrittenDate`. */
const publicationDate = optional(
  line(100).transform((text, context) => {
    const read = readWrittenDate(text);
    if (read.kind === 'date') return read.date;
    context.addIssue({ code: 'custom', message: faultOfDate(read) });
    return z.NEVER;
  }),
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
    .transform((text) => cleanText(text).text)
    .refine(
      (text) => text.length <= maxTextUnits,
      `Use at most ${maxTextUnits.toLocaleString('en')} characters.`,
    )
    .refine((text) => text.trim() !== '', 'Paste the article’s text.'),
});
export type ArticleInput = z.output<typeof articleInput>;

const named = 'An edition is named by its number, from 1, or its SHA-256.';

/** What a person or a program sends to bring in a new edition of an article. */
export const editionInput = z.object({
  text: articleInput.shape.text,
  note: optional(
    z
      .string()
      .transform((text) => cleanText(text).text.trim())
      .pipe(z.string().max(20_000, 'Use at most 20,000 characters.')),
  ),
  /**
   * The edition that it corrects: it is refused where another is the newest by now. A number can come again when an
   * edition is taken back, the digest of a text can't.
   */
  after: z
    .union([z.int(named).min(1, named), z.string(named).regex(sha256Pattern, named)], named)
    .nullish(),
});
export type EditionInput = z.output<typeof editionInput>;

/** The next edition of an article, and the article that knows of it. */
export function nextEdition(
  article: Article,
  { text, note }: Pick<EditionInput, 'text' | 'note'>,
  made: Pick<Edition, 'blocks' | 'length' | 'sha256'> & { at: string; by: string },
): { article: Article; edition: Edition } {
  const { at, by, ...described } = made;
  const number = article.edition + 1;
  const edition = {
    id: editionId(article.id, number),
    version: 1,
    article: article.id,
    number,
    text,
    ...described,
    capturedAt: at,
    capturedBy: by,
    note,
  };
  return { article: { ...article, edition: number }, edition };
}

/** An article and its first edition; the text's digest, the id and the moment are handed in. */
export function newArticle(
  input: ArticleInput,
  made: Pick<Edition, 'blocks' | 'length' | 'sha256'> & { id: string; at: string; by: string },
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
    blocks: made.blocks,
  };
  return { article, edition };
}
