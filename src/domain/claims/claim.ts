import { z } from 'zod';
import { type Fields, ordinal, stampOf, stored } from '../fields.js';
import { overrideShapes } from '../sourcing/override.js';

export const stances = ['asserts', 'denies', 'questions'] as const;
/** How an annotation stands to its claim. */
export type Stance = (typeof stances)[number];

export const claimStates = ['open', 'confirmed', 'refuted', 'undecided'] as const;

/** A statement that annotations, in one article or in many, assert, deny or question. */
export function claimShape(fields: Fields) {
  const { id, moment, text } = fields;
  const stamp = stampOf(fields);
  return z.strictObject({
    id,
    version: ordinal,
    statement: text(1000).min(1),
    state: z.enum(claimStates),
    created: moment,
    creator: id,
    /** The open blind round in which it was entered: until it ends, its creator alone sees it. */
    round: id.nullable().default(null),
    /** When its state was decided, by whom and why; null while it is open. */
    decision: z
      .strictObject({ ...stamp, reason: text(5000).nullable() })
      .nullable()
      .default(null),
    /** The claim with which it was found to be one. */
    joined: z
      .strictObject({ into: id, ...stamp })
      .nullable()
      .default(null),
    /** The warnings that editors have set aside. */
    ...overrideShapes(fields).claimFields,
  });
}

export const claimStored = claimShape(stored);
export interface Claim extends z.output<typeof claimStored> {}

/** What a claim has when it is made, beside its wording. */
export const newClaim = {
  version: 1,
  state: 'open',
  round: null,
  decision: null,
  joined: null,
  overrides: [],
} satisfies Partial<Claim>;
