import { z } from 'zod';
import { count, digest, type Fields, stored } from '../fields.js';
import { bases, checks, maxEvidence, maxHolders, maxHops } from './ground-rules.js';
import { evidenceFields, holderTexts, reasonField } from './hop-details.js';
import { relationCodes } from './relations.js';
import { reliabilityCodes } from './scales.js';

/** A chain and what it is made of; everything that keeps, carries or sends one is made from this. */
export function chainShapes({ address, id, list, moment, text }: Fields) {
  /** What a holder's part rests on. */
  const evidence = z.strictObject({
    id,
    url: address.nullable(),
    excerpt: text(evidenceFields.excerpt.maxCharacters).nullable(),
    retrievedAt: moment.nullable(),
    /** SHA-256 of the excerpt in UTF-8, in hexadecimal. */
    sha256: digest.nullable(),
    /** A file that is kept by its digest; its size in bytes. */
    file: z
      .strictObject({ name: text(300), type: text(200), size: count, sha256: digest })
      .nullable(),
    /** Where in it, as typed: a page, a paragraph, a time in a recording. */
    page: text(60).nullable(),
    paragraph: text(60).nullable(),
    time: text(60).nullable(),
  });
  /** The register's rating on the day of the annotation, or one for this hop alone. */
  const rating = z.strictObject({
    reliability: z.enum(reliabilityCodes),
    at: moment,
    /** Why it differs from the register's; null where it does not, or where nobody said. */
    reason: text(reasonField.maxCharacters).nullable(),
  });
  const holder = z.strictObject({
    /** An entry of the register. */
    source: id,
    /** How the article describes it, where that differs from its name. */
    as: text(holderTexts.as.maxCharacters).nullable(),
    /** On the origin only: it saw, heard or did it itself. */
    firstHand: z.boolean(),
    basis: z.enum(bases),
    /** The desk's own wording of what was agreed. */
    terms: text(holderTexts.terms.maxCharacters).nullable(),
    check: z.enum(checks).nullable(),
    rating: rating.nullable(),
    evidence: list(evidence, maxEvidence),
  });
  const hop = z.strictObject({
    /** How the information passed on to the next hop; null on the last, which has none. */
    relation: z.enum(relationCodes).nullable(),
    /** None is an honest gap: origin not stated, or holder unknown. */
    holders: list(holder, maxHolders),
  });
  const chain: z.ZodType<Chain> = list(hop, maxHops).min(1, 'A chain has one hop at least.');
  return { evidence, rating, holder, hop, chain };
}

const shapes = chainShapes(stored);

/** What a holder says, in the order in which it is kept. */
export const holderFields = shapes.holder.keyof().options;

export interface Evidence extends z.output<typeof shapes.evidence> {}
export interface HopRating extends z.output<typeof shapes.rating> {}
/** A source in a hop, with what is said of it there. */
export interface Holder extends z.output<typeof shapes.holder> {}
/** One holder of the information, or several who passed it on together, and how it was passed on. */
export interface Hop extends z.output<typeof shapes.hop> {}
/** The ordered hops from the origin to the publisher. Never empty. */
export type Chain = readonly Hop[];
