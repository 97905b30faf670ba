import { z } from 'zod';
import { webAddress } from '../articles/article.js';
import { isDate } from '../articles/written-date.js';
import { agree } from '../chain/chain-agreement.js';
import { maxEvidence, maxHolders, maxHops, tooManyHops } from '../chain/ground-rules.js';
import { chainShapes } from '../chain/hop.js';
import { eachText } from '../chain/hop-details.js';
import { sentences } from '../chain/notation/faults.js';
import type { ParsedNotation } from '../chain/notation/notation.js';
import { relationCodes } from '../chain/relations.js';
import { confidenceCodes, credibilityCodes, reliabilityCodes } from '../chain/scales.js';
import { stances } from '../claims/claim.js';
import { faultWords } from '../fault-words.js';
import { carried, leftOut, line, optionalWords, words } from '../fields.js';
import { faultsOf } from '../parse.js';
import { sourceName } from '../register/source-input.js';
import { sourceKinds } from '../register/source-kind.js';
import { labelsInput } from './labels-input.js';

const position = z.int('Positions are whole numbers of code points.').min(0);

/** A passage of the text: `exact` and what tells it from its like. Positions are code points. */
export const targetInput = z.object({
  exact: words(20_000).refine((text) => text.trim() !== '', 'Select or paste a passage.'),
  prefix: words(2000).nullish(),
  suffix: words(2000).nullish(),
  start: position.nullish(),
  end: position.nullish(),
  /** The number of the edition in which it was read; the newest unless told. */
  edition: z.int('An edition is named by its number, from 1.').min(1).nullish(),
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

const holder = chainShapes(carried).holder.shape;
const piece = chainShapes(carried).evidence.shape;

/**
 * A piece of evidence as it is sent. One that the annotation has already is meant by its id, and
 * keeps what is not sent; what the program works out is taken and ignored.
 */
const evidenceInput = z.strictObject({
  id: piece.id.optional(),
  url: webAddress.optional(),
  excerpt: leftOut(piece.excerpt).optional(),
  retrievedAt: moment.optional(),
  page: leftOut(piece.page).optional(),
  paragraph: leftOut(piece.paragraph).optional(),
  time: leftOut(piece.time).optional(),
  sha256: z.unknown().optional(),
  file: z.unknown().optional(),
});
export type EvidenceInput = z.output<typeof evidenceInput>;

/** One piece of evidence may stand for a list of it. */
const evidenceList = z
  .preprocess(
    (sent) => (Array.isArray(sent) ? sent : [sent ?? []].flat()),
    z.array(evidenceInput).max(maxEvidence, `A holder has at most ${maxEvidence} of these.`),
  )
  .default([]);

/** What notation does not say of a holder. */
const details = {
  ...eachText((name) => leftOut(holder[name])),
  reason: leftOut(chainShapes(carried).rating.shape.reason),
  evidence: evidenceList,
};
const holderDetails = z.strictObject(details);
export type HolderDetails = z.output<typeof holderDetails>;

const register = {
  name: sourceName.nullish().transform((name) => name || null),
  kind: z.enum(sourceKinds).nullish(),
  unnamed: z.boolean().default(false),
  /** Another source than the one that its description means in the article. */
  another: z.boolean().default(false),
  confidential: z.boolean().default(false),
};
const sourceId = z.string().max(60);

/** A holder as it is sent: its source by id, or by name; what the program works out is ignored. */
const holderInput = z
  .strictObject({
    ...details,
    ...register,
    source: z.union([sourceId, z.strictObject({ id: sourceId.nullish(), ...register })]).nullish(),
    firstHand: z.boolean().optional(),
    firsthand: z.boolean().optional(),
    basis: leftOut(holder.basis.nullable()),
    check: leftOut(holder.check),
    reliability: z.enum(reliabilityCodes).nullish(),
    ratedAt: z.unknown().optional(),
  })
  .transform(({ source, firstHand, firsthand, ratedAt: _, ...sent }) => {
    const named = typeof source === 'string' ? { ...sent, id: source } : { ...sent, ...source };
    return {
      ...sent,
      source: named.id || null,
      name: named.name ?? sent.name,
      kind: named.kind ?? null,
      unnamed: named.unnamed,
      another: named.another,
      confidential: named.confidential,
      firstHand: firstHand ?? firsthand ?? false,
      basis: sent.basis ?? 'not stated',
      reliability: sent.reliability ?? null,
    };
  });
export type HolderInput = z.output<typeof holderInput>;

/** Notation has no words for these beside `?`, and a gap no place where they could be kept. */
function saysOfNobody({ source: _, name: _name, basis, evidence, ...said }: HolderInput): boolean {
  return basis !== 'not stated' || evidence.length > 0 || Object.values(said).some(Boolean);
}

function isNobody({ source, name }: HolderInput): boolean {
  return source === null && name === null;
}

const hopOfHolders = z
  .strictObject({
    relation: z.enum(relationCodes).nullish(),
    holders: z
      .array(holderInput.refine((sent) => !isNobody(sent), 'Name the source, or leave this out.'))
      .max(maxHolders, `A hop has at most ${maxHolders} holders.`),
    gap: z.unknown().optional(),
  })
  .refine(({ holders, gap = null }) => gap === null || holders.length === 0, {
    path: ['gap'],
    message: 'A hop has holders, or it is a gap: leave one of them out.',
  });

export type HopInput = z.output<typeof hopOfHolders>;

/** An entry of a list of hops: with its holders, or flat with the one that it has. */
export const hopInput = z.preprocess(withHolders, hopOfHolders);

function withHolders(sent: unknown, context: z.RefinementCtx): unknown {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return sent;
  if ('holders' in sent) return sent;
  if ('gap' in sent) return { ...sent, holders: [] };
  const { relation = null, ...flat }: { relation?: unknown } = sent;
  const read = holderInput.safeParse(flat, { error: faultWords });
  if (!read.success) {
    for (const { field, message } of read.error.issues.flatMap(faultsOf)) {
      context.addIssue({ code: 'custom', path: field === '' ? [] : field.split('.'), message });
    }
    return z.NEVER;
  }
  if (!isNobody(read.data)) return { relation, holders: [flat] };
  if (saysOfNobody(read.data)) context.addIssue(sentences.gapAlone);
  return { relation, holders: [] };
}

/** The hops of a chain, each read by this; what is so of all of them together is looked at here. */
function hopsOf(hop: z.ZodType<HopInput>) {
  return z
    .array(hop)
    .min(1, 'A chain has one hop at least.')
    .max(maxHops, tooManyHops)
    .superRefine((hops, { addIssue }) => {
      for (const [index, { holders }] of hops.slice(1).entries()) {
        if (!holders.some(({ firstHand }) => firstHand)) continue;
        const path = [index + 1, 'firstHand'];
        addIssue({ code: 'custom', path, message: sentences.originOnly });
      }
    });
}

/** What a person must say yes to before it is saved. */
export const confirmations = ['masking', 'identity', 'gone', 'look-alike', 'one-name'] as const;
export type Confirmation = (typeof confirmations)[number];

const notationInput = words(20_000).refine(
  (line) => line.trim() !== '',
  'Say where the information came from.',
);

const disagreeing =
  'The notation and the hops of this chain say different things: send one of them, or both alike.';

function chainOf(hop: z.ZodType<HopInput>) {
  const hopsInput = hopsOf(hop);
  /** As it is answered, with a line and a list that say the same; what was worked out is ignored. */
  const answeredChain = z
    .strictObject({
      notation: notationInput.optional(),
      hops: hopsInput.optional(),
      summary: z.unknown().optional(),
    })
    .refine(({ hops, notation }) => hops !== undefined || notation !== undefined)
    .refine(({ hops, notation }) => !hops || !notation || agree(notation, hops), {
      path: ['notation'],
      message: disagreeing,
    })
    .transform(({ hops, notation = '' }) => hops ?? notation);
  return z.union([notationInput, hopsInput, answeredChain], {
    error: ({ input }) =>
      Array.isArray(input) && input.length > maxHops
        ? tooManyHops
        : 'Give the chain as one line of notation or as a list of hops.',
  });
}

const chainInput = chainOf(hopInput);
/** A chain of which each hop has been read by `hopInput`, one by one: a long one would hold others up. */
export const chainOfReadHops = chainOf(z.custom<HopInput>());

const claimInput = z
  .union(
    [z.object({ id: z.string().max(60) }), line(1000).transform((text) => text || null)],
    'Give the claim as one sentence of at most 1000 characters.',
  )
  .nullish();

/** Aligned with the holders and gaps of a notation; what is absent is kept from the unchanged one. */
const detailsInput = z
  .array(holderDetails.nullable())
  .max(maxHops * maxHolders)
  .optional();

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
  labels: labelsInput.default([]),
  confirm: z.array(z.enum(confirmations)).default([]),
});
export type AnnotationInput = z.output<typeof annotationInput> &
  SeenNames & {
    /** The chain's notation as it was read, where somebody has read it already. */
    notation?: ParsedNotation | undefined;
  };

/** What a page knows of the names in the chain that it sends. */
interface SeenNames {
  /** Those that the register had when they were chosen or typed. */
  registered?: readonly string[] | undefined;
}

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
export type ProposalInput = z.output<typeof proposalInput> & SeenNames;
