import { z } from 'zod';
import { bases, checks, longestChain } from '../../domain/chain/chain.js';
import { relationCodes } from '../../domain/chain/relations.js';
import { confidenceCodes, credibilityCodes, reliabilityCodes } from '../../domain/chain/scales.js';
import { stances } from '../../domain/claims/claim.js';

/* What the format `json` says of an annotation's content, and the small shapes that it is made of. */

// Ids become parts of addresses and of markup: they hold nothing that means something there.
export const id = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,60}$/u, 'An id is made of letters, digits, - and _.');
export const moment = z.iso.datetime('A moment is written like 2011-03-20T14:05:00.000Z.');
export const text = (max: number) => z.string().max(max, `This is longer than ${max} characters.`);
export const count = z.int().min(0);

export const address = text(2000).refine(
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

export const rating = z.strictObject({
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

export const content = z.strictObject({
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

/** What every event says. */
export const happened = { id, at: moment, by: id };
export const subject = (kind: 'article' | 'annotation') =>
  z.strictObject({ kind: z.literal(kind), id });
