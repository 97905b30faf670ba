import { z } from 'zod';
import { statuses } from '../domain/annotation.js';
import { bases, checks, longestChain } from '../domain/chain.js';
import { stances } from '../domain/claim.js';
import { relationCodes } from '../domain/relations.js';
import { confidenceCodes, credibilityCodes, reliabilityCodes } from '../domain/scales.js';
import { sourceKinds } from '../domain/source.js';

/*
 * The format `json`: a report that can be imported again, whole. What stands here is what is written
 * and what is read. Positions are Unicode code points of the edition that an annotation names; times
 * are RFC 3339 in UTC; versions are a store's own affair and are left out. Annotations that were deleted
 * or that are off the record are not in it, the latter counted, nor is their history.
 */

export const transferName = 'whence-report';
export const transferVersion = 1;

// Ids become parts of addresses and of markup: they hold nothing that means something there.
const id = z.string().regex(/^[A-Za-z0-9_-]{1,60}$/u, 'An id is made of letters, digits, - and _.');
const moment = z.iso.datetime('A moment is written like 2011-03-20T14:05:00.000Z.');
const text = (max: number) => z.string().max(max, `This is longer than ${max} characters.`);
const count = z.int().min(0);

const address = text(2000).refine(
  (url) => URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol),
  'A web address begins with http:// or https://.',
);

const target = z.strictObject({
  exact: text(2_000_000).min(1),
  prefix: text(4000),
  suffix: text(4000),
  start: count,
  end: count,
});

const rating = z.strictObject({
  reliability: z.enum(reliabilityCodes),
  at: moment,
  reason: text(1000).nullable(),
});

const evidence = z.strictObject({
  url: address.nullable(),
  excerpt: text(5000).nullable(),
  retrievedAt: moment.nullable(),
  sha256: text(64).nullable(),
});

const hop = z.strictObject({
  source: id.nullable(),
  as: text(300).nullable(),
  firsthand: z.boolean(),
  relation: z.enum(relationCodes).nullable(),
  basis: z.enum(bases),
  terms: text(1000).nullable(),
  check: z.enum(checks).nullable(),
  rating: rating.nullable(),
  evidence: evidence.nullable(),
});

const content = z.strictObject({
  edition: count.min(1),
  target,
  chain: z
    .array(hop)
    .min(1, 'A chain has one hop at least.')
    .max(longestChain, `A chain has at most ${longestChain} hops.`),
  confidence: z.enum(confidenceCodes).nullable(),
  credibility: z.literal(credibilityCodes).nullable(),
  claim: id.nullable(),
  stance: z.enum(stances).nullable(),
  note: text(20_000).nullable(),
});

const annotation = content.extend({
  id,
  revision: count.min(1),
  status: z.enum(statuses),
  creator: id,
  created: moment,
  modified: moment,
  modifiedBy: id,
});

const happened = { id, at: moment, by: id };
const subject = (kind: 'article' | 'annotation') => z.strictObject({ kind: z.literal(kind), id });
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
  formatVersion: z.literal(transferVersion),
  /** The report's date: that of its newest event. */
  date: moment.nullable(),
  articles: z.array(article),
  sources: z.array(source),
  claims: z.array(claim),
  people: z.array(z.strictObject({ id, name: text(120).min(1) })),
});

export type TransferFile = z.output<typeof transferFile>;
export type TransferArticle = TransferFile['articles'][number];
export type TransferAnnotation = TransferArticle['annotations'][number];

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
