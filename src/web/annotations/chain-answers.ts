import { z } from 'zod';
import type { Reading } from '../../domain/articles/article-reading.js';
import { bases, type Chain, checks, type Hop, summarise } from '../../domain/chain/chain.js';
import { notationOf } from '../../domain/chain/notation/print-chain.js';
import { relationCodes } from '../../domain/chain/relations.js';
import { reliabilityCodes } from '../../domain/chain/scales.js';
import { sourceKinds } from '../../domain/register/source.js';
import { type Answer, momentShape, textShape } from '../http/answers.js';

const hopShape = z
  .object({
    source: textShape,
    name: textShape,
    kind: z.enum(sourceKinds).nullable(),
    unnamed: z.boolean(),
    confidential: z.boolean(),
    as: textShape,
    firsthand: z.boolean(),
    relation: z.enum(relationCodes).nullable(),
    basis: z.enum(bases),
    terms: textShape,
    check: z.enum(checks).nullable(),
    reliability: z.enum(reliabilityCodes).nullable(),
    ratedAt: momentShape.nullable(),
    reason: textShape,
    evidence: z
      .object({
        url: textShape,
        excerpt: textShape,
        retrievedAt: momentShape.nullable(),
        sha256: textShape,
      })
      .nullable(),
  })
  .meta({ id: 'Hop' });

export const chainShape = z
  .object({
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
  })
  .meta({ id: 'Chain' });

export function chainAnswer(chain: Chain, reading: Reading): Answer<typeof chainShape> {
  return {
    notation: notationOf(chain, reading),
    hops: chain.map((hop) => hopAnswer(hop, reading)),
    summary: summarise(chain, (id) => reading.sources.get(id)),
  };
}

/** A hop, in the form in which one can be sent. */
function hopAnswer(hop: Hop, { sources }: Reading): Answer<typeof hopShape> {
  const source = hop.source === null ? undefined : sources.get(hop.source);
  return {
    source: hop.source,
    name: source?.name ?? null,
    kind: source?.kind ?? null,
    unnamed: source?.unnamed ?? false,
    confidential: source?.confidential ?? false,
    as: hop.as,
    firsthand: hop.firsthand,
    relation: hop.relation,
    basis: hop.basis,
    terms: hop.terms,
    check: hop.check,
    reliability: hop.rating?.reliability ?? null,
    ratedAt: hop.rating?.at ?? null,
    reason: hop.rating?.reason ?? null,
    evidence: hop.evidence,
  };
}
