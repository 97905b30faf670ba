import { z } from 'zod';
import { statuses } from '../domain/annotations/annotation.js';
import { bases, checks } from '../domain/chain/chain.js';
import { relationCodes } from '../domain/chain/relations.js';
import { confidenceCodes, credibilityCodes, reliabilityCodes } from '../domain/chain/scales.js';
import { stances } from '../domain/claims/claim.js';
import { eventActions, subjectKinds } from '../domain/history/event.js';
import { sourceKinds } from '../domain/register/source.js';
import { settlementOutcomes } from '../domain/review/settlement.js';

/*
 * What the API answers. The presenters are typed by these, the description of the API is made from
 * them, and the tests hold real answers against them. Moments are RFC 3339, in UTC; positions and
 * lengths are in Unicode code points.
 */

export const person = z.object({ id: z.string(), name: z.string() });
export const moment = z.iso.datetime();
const text = z.string().nullable();

export const articleShape = z.object({
  id: z.string(),
  version: z.int(),
  title: z.string(),
  publisher: z.string(),
  byline: text,
  url: text,
  publishedAt: text,
  language: text,
  edition: z.object({
    number: z.int(),
    sha256: z.string(),
    length: z.int(),
    capturedAt: moment,
  }),
  /** How many are present, and how many of those nobody has judged. */
  annotations: z.int(),
  unreviewed: z.int(),
  creator: person,
  created: moment,
});
export const articleWithTextShape = articleShape.extend({ text: z.string() });

const hopShape = z.object({
  source: text,
  name: text,
  kind: z.enum(sourceKinds).nullable(),
  unnamed: z.boolean(),
  confidential: z.boolean(),
  as: text,
  firsthand: z.boolean(),
  relation: z.enum(relationCodes).nullable(),
  basis: z.enum(bases),
  terms: text,
  check: z.enum(checks).nullable(),
  reliability: z.enum(reliabilityCodes).nullable(),
  ratedAt: moment.nullable(),
  reason: text,
  evidence: z
    .object({ url: text, excerpt: text, retrievedAt: moment.nullable(), sha256: text })
    .nullable(),
});

const chainShape = z.object({
  notation: z.string(),
  hops: z.array(hopShape),
  summary: z.object({
    hops: z.int(),
    origin: z.enum(['stated', 'unnamed', 'confidential', 'not stated']),
    weakest: z.object({ hop: z.int(), reliability: z.enum(reliabilityCodes) }).nullable(),
    unnamed: z.int(),
    confidential: z.int(),
    unknown: z.int(),
    onTrust: z.int(),
    internal: z.boolean(),
  }),
});

/** A settlement closes the revision that it names. */
export const settlementShape = z.object({
  outcome: z.enum(settlementOutcomes.map(({ code }) => code)),
  reason: z.string(),
  revision: z.int(),
  by: person,
  at: moment,
});

const targetShape = z.object({
  exact: z.string(),
  prefix: z.string(),
  suffix: z.string(),
  start: z.int(),
  end: z.int(),
});

export const annotationShape = z.object({
  id: z.string(),
  version: z.int(),
  revision: z.int(),
  article: z.string(),
  edition: z.int(),
  target: targetShape,
  placement: z.enum(['exact', 'moved', 'changed', 'ambiguous', 'missing']),
  chain: chainShape,
  confidence: z.enum(confidenceCodes).nullable(),
  credibility: z.literal(credibilityCodes).nullable(),
  claim: z.object({ id: z.string(), statement: z.string() }).nullable(),
  stance: z.enum(stances).nullable(),
  note: text,
  status: z.enum(statuses),
  /** How many verdicts of each kind stand, on the whole and on parts, of whatever revision. */
  verdicts: z.object({ agree: z.int(), dispute: z.int(), unsure: z.int() }),
  settlement: settlementShape.nullable(),
  /** The blind round during which it was made. */
  round: text,
  creator: person,
  /** Whose words stand in it beside its creator's. */
  contributors: z.array(person),
  created: moment,
  modified: moment,
});
export const savedAnnotationShape = annotationShape.extend({
  warnings: z.array(z.string()),
  newSources: z.array(z.object({ id: z.string(), name: z.string() })),
});

export const sourceShape = z.object({
  id: z.string(),
  version: z.int(),
  name: z.string(),
  kind: z.enum(sourceKinds).nullable(),
  unnamed: z.boolean(),
  confidential: z.boolean(),
  aliases: z.array(z.string()),
  affiliation: text,
  reliability: z.enum(reliabilityCodes).nullable(),
  ratings: z.array(
    z.object({
      reliability: z.enum(reliabilityCodes),
      at: moment,
      by: person,
      reason: text,
    }),
  ),
  /** How many annotations name it. */
  annotations: z.int(),
  creator: person,
  created: moment,
});

export const claimShape = z.object({
  id: z.string(),
  version: z.int(),
  statement: z.string(),
  state: z.enum(['open']),
  /** How many annotations name it. */
  annotations: z.int(),
  creator: person,
  created: moment,
});
export const claimWithAnnotationsShape = claimShape.extend({
  annotations: z.array(
    z.object({ id: z.string(), article: z.string(), stance: z.enum(stances).nullable() }),
  ),
});

export const eventShape = z.object({
  id: z.string(),
  at: moment,
  by: person,
  action: z.enum(eventActions),
  subject: z.object({ kind: z.enum(subjectKinds), id: z.string() }),
  article: text,
  /** The fields that changed. */
  fields: z.array(z.string()),
  /** What happened, in words. */
  sentence: z.string(),
});

/** A problem, as RFC 9457 has it. */
export const problemShape = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })),
});
