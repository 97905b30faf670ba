import { z } from 'zod';
import { isDate, webAddress } from '../articles/article.js';
import { bases, checks, longestChain } from '../chain/chain.js';
import { sentences } from '../chain/notation/faults.js';
import { relationCodes } from '../chain/relations.js';
import { confidenceCodes, credibilityCodes, reliabilityCodes } from '../chain/scales.js';
import { stances } from '../claims/claim.js';
import { sourceKinds } from '../register/source.js';
import { sourceName } from '../register/source-input.js';

const words = (max: number) => z.string().max(max, `Use at most ${max} characters.`);

/** Text that may be left out; the empty text is the same as none. */
const optionalWords = (max: number) =>
  words(max)
    .nullish()
    .transform((text) => text?.trim() || null);

const position = z.int('Positions are whole numbers of code points.').min(0);

/** A passage of the text: `exact` and what tells it from its like. Positions are code points. */
export const targetInput = z.object({
  exact: words(20_000).refine((text) => text.trim() !== '', 'Select or paste a passage.'),
  prefix: words(2000).nullish(),
  suffix: words(2000).nullish(),
  start: position.nullish(),
  end: position.nullish(),
});
export type TargetInput = z.output<typeof targetInput>;

const moment = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || null)
  .refine(
    (text) => text === null || isDate(text),
    'Give a date as year-month-day, such as 2011-03-20.',
  )
  .transform((text) => (text === null ? null : new Date(text).toISOString()));

const evidenceInput = z.object({
  url: webAddress.optional().transform((url) => url ?? null),
  excerpt: optionalWords(5000),
  retrievedAt: moment,
});

/** What notation does not say of a hop. */
const hopDetails = z.object({
  as: optionalWords(300),
  terms: optionalWords(1000),
  reason: optionalWords(1000),
  evidence: evidenceInput.nullish().transform((evidence) => evidence ?? null),
});
export type HopDetails = z.output<typeof hopDetails>;

const hop = hopDetails.extend({
  source: z.string().max(60).nullish(),
  name: sourceName.nullish().transform((name) => name || null),
  kind: z.enum(sourceKinds).nullish(),
  unnamed: z.boolean().default(false),
  /** Another source than the one that its description means in the article. */
  another: z.boolean().default(false),
  confidential: z.boolean().default(false),
  firsthand: z.boolean().default(false),
  relation: z.enum(relationCodes).nullish(),
  basis: z.enum(bases).nullish(),
  check: z.enum(checks).nullish(),
  reliability: z.enum(reliabilityCodes).nullish(),
});
export type HopInput = z.output<typeof hop>;

/** Notation has no words for these beside `?`: what was said here would be lost by an edit there. */
function saysOfNobody({ source, name, kind, basis, check, reliability, ...said }: HopInput) {
  if (source || name) return false;
  const ticked = said.unnamed || said.another || said.confidential || said.firsthand;
  return (
    ticked || Boolean(kind || check || reliability) || (basis ?? 'not stated') !== 'not stated'
  );
}

/** A hop as an array's entry: by the source's id, by its name, or neither, for an honest gap. */
const hopInput = hop.refine((sent) => !saysOfNobody(sent), sentences.gapAlone);

const hopsInput = z
  .array(hopInput)
  .min(1, 'A chain has one hop at least.')
  .max(longestChain, `A chain has at most ${longestChain} hops.`)
  .superRefine((hops, { addIssue }) => {
    for (const [index, { firsthand }] of hops.entries()) {
      if (index === 0 || !firsthand) continue;
      addIssue({ code: 'custom', path: [index, 'firsthand'], message: sentences.originOnly });
    }
  });

/** What a person must say yes to before it is saved. */
export const confirmations = ['masking', 'identity'] as const;
export type Confirmation = (typeof confirmations)[number];

const chainInput = z.union(
  [
    words(20_000).refine((line) => line.trim() !== '', 'Say where the information came from.'),
    hopsInput,
  ],
  'Give the chain as one line of notation or as a list of hops.',
);

const claimInput = z
  .union(
    [z.object({ id: z.string().max(60) }), optionalWords(1000)],
    'Give the claim as one sentence of at most 1000 characters.',
  )
  .nullish();

/** Aligned with the hops of a notation; what is absent is kept from the unchanged hop. */
const detailsInput = z.array(hopDetails.nullable()).max(longestChain).optional();

/** What a form, a program or an import sends to make or to replace an annotation's content. */
export const annotationInput = z.object({
  target: targetInput,
  chain: chainInput,
  hops: detailsInput,
  confidence: z.enum(confidenceCodes).nullish().default(null),
  credibility: z.literal(credibilityCodes).nullish().default(null),
  claim: claimInput.default(null),
  stance: z.enum(stances).nullish().default(null),
  note: optionalWords(20_000),
  confirm: z.array(z.enum(confirmations)).default([]),
});
export type AnnotationInput = z.output<typeof annotationInput>;

/** What is sent to propose something else: what is left out is proposed as it stands. */
export const proposalInput = z.object({
  target: targetInput.optional(),
  chain: chainInput.optional(),
  hops: detailsInput,
  confidence: z.enum(confidenceCodes).nullish(),
  credibility: z.literal(credibilityCodes).nullish(),
  claim: claimInput,
  stance: z.enum(stances).nullish(),
  reason: words(5000).trim().min(1, 'Say why you propose it.'),
  /** The revision that was seen; the present one unless told. */
  revision: z.int().min(1).optional(),
  confirm: z.array(z.enum(confirmations)).default([]),
});
export type ProposalInput = z.output<typeof proposalInput>;
