import { z } from 'zod';
import { statuses } from '../../domain/annotations/annotation.js';
import { sourceKinds } from '../../domain/register/source.js';
import {
  address,
  content,
  count,
  happened,
  id,
  moment,
  rating,
  subject,
  text,
} from './transfer-content.js';
import { review, reviewEvents } from './transfer-review.js';

/*
 * The format `json`: a report that can be imported again, whole. What stands here is what is written
 * and what is read. Positions are Unicode code points of the edition that an annotation names; times
 * are RFC 3339 in UTC; versions are a store's own affair and are left out. Annotations that were deleted
 * or that are off the record are not in it, the latter counted, nor is their history; nor are blind
 * rounds, while which are open nothing of their article's annotations is in it.
 *
 * Version 1 had nothing of reviewing; it is read as a file in which nobody has reviewed anything.
 */

export const transferName = 'whence-report';
export const transferVersion = 2;

const annotation = content.extend({
  id,
  revision: count.min(1),
  status: z.enum(statuses),
  creator: id,
  created: moment,
  modified: moment,
  modifiedBy: id,
  ...review,
});

const details = z.record(text(60), z.union([text(2000), z.number(), z.null()])).nullable();

const event = z.discriminatedUnion('action', [
  z.strictObject({
    ...happened,
    action: z.enum(['article.added', 'article.changed']),
    subject: subject('article'),
    before: details,
    after: details,
  }),
  z.strictObject({
    ...happened,
    action: z.enum([
      'annotation.created',
      'annotation.revised',
      'annotation.deleted',
      'annotation.restored',
    ]),
    subject: subject('annotation'),
    before: content.partial().nullable(),
    after: content.partial().nullable(),
  }),
  ...reviewEvents,
]);

const edition = z.strictObject({
  number: count.min(1),
  text: text(2_000_000).min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/u, 'A SHA-256 is 64 hexadecimal digits.'),
  length: count,
  capturedAt: moment,
  capturedBy: id,
  note: text(20_000).nullable(),
});

const article = z.strictObject({
  id,
  title: text(300).min(1),
  publisher: text(200).min(1),
  byline: text(300).nullable(),
  url: address.nullable(),
  publishedAt: z.union([z.iso.date(), moment]).nullable(),
  language: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,60}$/u, 'A language is a tag such as en-GB.')
    .nullable(),
  created: moment,
  creator: id,
  editions: z.array(edition).min(1, 'An article has one edition at least.'),
  annotations: z.array(annotation),
  /** How many more there are that are off the record. */
  leftOut: count,
  proposalsLeftOut: count.default(0),
  /** Whether a blind round is open, so that there is no annotation here. */
  blind: z.boolean().default(false),
  events: z.array(event),
});

const source = z.strictObject({
  id,
  name: text(200).min(1),
  kind: z.enum(sourceKinds).nullable(),
  unnamed: z.boolean(),
  confidential: z.boolean(),
  aliases: z.array(text(200)).max(50),
  affiliation: id.nullable(),
  ratings: z.array(rating.extend({ by: id })),
  created: moment,
  creator: id,
});

const claim = z.strictObject({
  id,
  statement: text(1000).min(1),
  state: z.literal('open'),
  created: moment,
  creator: id,
});

/** A whole file. `format` and `formatVersion` are looked at first, so that a stranger is named. */
export const transferFile = z.strictObject({
  format: z.literal(transferName),
  formatVersion: z.literal([1, transferVersion]),
  /** The report's date: that of its newest event. */
  date: moment.nullable(),
  articles: z.array(article),
  sources: z.array(source),
  claims: z.array(claim),
  people: z.array(z.strictObject({ id, name: text(120).min(1) })),
});

export type TransferFile = z.output<typeof transferFile>;
export type TransferArticle = TransferFile['articles'][number];

/** The edition that each annotation of an article was marked in; else the newest. */
export function editionsOf({
  annotations,
  editions,
}: Pick<TransferArticle, 'annotations' | 'editions'>): (annotation: string) => number {
  const marked = new Map(annotations.map(({ edition, id }) => [id, edition]));
  return (annotation) => marked.get(annotation) ?? newestOf(editions);
}

/** The number of the newest edition. */
export function newestOf(editions: TransferArticle['editions']): number {
  return Math.max(...editions.map(({ number }) => number));
}
