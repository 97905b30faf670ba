import { z } from 'zod';
import { chainShapes } from '../chain/hop.js';
import { confidenceCodes, credibilityCodes } from '../chain/scales.js';
import { stances } from '../claims/claim.js';
import { count, type Fields, ordinal, stored } from '../fields.js';
import { maxLabelKept, maxLabels } from './labels.js';

/** What an annotation is judged and improved by: each is taken, or left, as a whole. */
export const contentParts = [
  'span',
  'chain',
  'confidence',
  'credibility',
  'claim',
  'stance',
] as const;
export type ContentPart = (typeof contentParts)[number];

/** What an annotation says, as a store keeps it or as it is carried: everything that can change. */
export function contentShape(fields: Fields) {
  const { id, list, text } = fields;
  const { chain } = chainShapes(fields);
  /** A span of an edition, described so that it can be found again. */
  const target = z
    .strictObject({
      exact: text(2_000_000).min(1),
      prefix: text(4000),
      suffix: text(4000),
      start: count,
      end: count,
    })
    .refine(({ start, end }) => start < end, 'expected the end behind the start');
  return z.strictObject({
    /** The edition in which the target's positions hold. */
    edition: ordinal,
    target,
    chain,
    confidence: z.enum(confidenceCodes).nullable(),
    credibility: z.literal(credibilityCodes).nullable(),
    /** The id of a claim. */
    claim: id.nullable(),
    stance: z.enum(stances).nullable(),
    note: text(20_000).nullable(),
    labels: list(text(maxLabelKept).min(1), maxLabels),
  });
}

const content = contentShape(stored);

export interface Content extends z.output<typeof content> {}
export interface Target extends z.output<typeof content.shape.target> {}
/** What goes with what an annotation says: a change of these alone makes no revision. */
export const besideStatement = ['note', 'labels'] as const satisfies (keyof Content)[];
/** What an annotation says, by which it is judged. */
export type Statement = Omit<Content, (typeof besideStatement)[number]>;

const { edition, target, chain, confidence, credibility, claim, stance, note, labels } =
  content.shape;
const partly = z.object({
  edition: edition.exactOptional(),
  target: target.exactOptional(),
  chain: chain.exactOptional(),
  confidence: confidence.exactOptional(),
  credibility: credibility.exactOptional(),
  claim: claim.exactOptional(),
  stance: stance.exactOptional(),
  note: note.exactOptional(),
  labels: labels.exactOptional(),
});

/** The fields of a content among the values that the history keeps; none of what is unreadable. */
export function contentIn(values: unknown): Partial<Content> {
  const read = partly.safeParse(values);
  return read.success ? read.data : {};
}

export const contentFields = Object.keys(content.shape) as readonly (keyof Content)[];

/** Something of each part that has it, in the order of the parts. */
export function byPart<S extends z.ZodType>(shape: S) {
  const optional = shape.exactOptional();
  return z.strictObject({
    span: optional,
    chain: optional,
    confidence: optional,
    credibility: optional,
    claim: optional,
    stance: optional,
  } satisfies Record<ContentPart, typeof optional>);
}
