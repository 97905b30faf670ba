import { z } from 'zod';
import { annotationShape } from '../../domain/annotations/model.js';
import { articleShape, editionShape } from '../../domain/articles/article.js';
import { isPublicationDate } from '../../domain/articles/written-date.js';
import { claimShape } from '../../domain/claims/claim.js';
import { carried, count } from '../../domain/fields.js';
import { sourceShape } from '../../domain/register/source.js';
import { claimWarnings } from '../../domain/sourcing/override.js';
import { event } from './transfer-events.js';

/*
 * The format `json`: a report that can be imported again, whole. What stands here is what is written
 * and what is read, made of the shapes of the domain. Positions are Unicode code points of the
 * edition that they are of; times are RFC 3339 in UTC; versions are a store's own affair and are left
 * out. Annotations that were deleted or that are off the record are not in it, the latter counted,
 * nor is their history; nor are blind rounds, while which are open nothing of their article's
 * annotations is in it.
 */

export const transferName = 'whence-report';
export const transferVersion = 3;

const { id, moment, text } = carried;

const annotation = annotationShape(carried).omit({
  version: true,
  article: true,
  noteVersion: true,
  round: true,
  deleted: true,
});

/** What stood when it came in names what is not in the file. */
const edition = editionShape(carried)
  .omit({ id: true, version: true, article: true, deskThen: true })
  .extend({ text: text(2_000_000).min(1) });

const article = articleShape(carried)
  .omit({ version: true, edition: true, counts: true })
  .extend({
    title: text(300).min(1),
    publisher: text(200).min(1),
    publishedAt: text(40)
      .refine(isPublicationDate, 'A date is a year, a month, a day or a moment.')
      .nullable(),
    language: z
      .string()
      .regex(/^[A-Za-z0-9-]{1,60}$/u, 'A language is a tag such as en-GB.')
      .nullable(),
    editions: z.array(edition).min(1, 'An article has one edition at least.'),
    annotations: z.array(annotation),
    /** How many more there are that are off the record. */
    leftOut: count,
    proposalsLeftOut: count.default(0),
    /** Whether a blind round is open, so that there is no annotation here. */
    blind: z.boolean().default(false),
    events: z.array(event),
  });

const source = sourceShape(carried).omit({ version: true, round: true, uses: true });
/** How a claim was borne when the file was made: worked out, and never taken over. */
const bearing = z.strictObject({
  sentence: text(5000),
  atLeast: count,
  atMost: count,
  exact: z.boolean(),
  /** What it was warned of; who set what aside stands among the claim’s `overrides`. */
  warnings: z
    .array(z.strictObject({ code: z.enum(claimWarnings), sentence: text(1_000_000) }))
    .optional(),
});
const claim = claimShape(carried)
  .omit({ version: true, round: true })
  .extend({ bearing: bearing.optional() });
const person = z.strictObject({ id, name: text(120).min(1) });

/** What a file is made of, piece by piece. */
export const transferShapes = {
  /** An article before its lists. */
  article: article.omit({
    editions: true,
    annotations: true,
    leftOut: true,
    proposalsLeftOut: true,
    blind: true,
    events: true,
  }),
  edition,
  annotation,
  event,
  source,
  claim,
  person,
};

/** A whole file. `format` and `formatVersion` are looked at first, so that a stranger is named. */
export const transferFile = z.strictObject({
  format: z.literal(transferName),
  formatVersion: z.literal([1, 2, transferVersion]),
  articles: z.array(article),
  sources: z.array(source),
  claims: z.array(claim),
  people: z.array(person),
  /** The report's date: that of its newest event, which is known when all have gone by. */
  date: moment.nullable(),
});

export type TransferFile = z.output<typeof transferFile>;
export type TransferArticle = TransferFile['articles'][number];

/** The edition that each annotation of an article was marked in; else the newest. */
export function editionsOf({
  annotations,
  editions,
}: Pick<TransferArticle, 'annotations' | 'editions'>): (annotation: string) => number {
  const marked = new Map(annotations.map(({ edition, id }) => [id, edition]));
  const newest = newestOf(editions);
  return (annotation) => marked.get(annotation) ?? newest;
}

/** The number of the newest edition. */
export function newestOf(editions: TransferArticle['editions']): number {
  return editions.reduce((newest, { number }) => Math.max(newest, number), 1);
}
