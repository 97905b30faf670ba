import { z } from 'zod';
import type { ArticleReading, PrintableReading } from '../../domain/articles/article-reading.js';
import { type Chain, type Hop, summarise } from '../../domain/chain/chain.js';
import { chainShapes } from '../../domain/chain/hop.js';
import { notationOf } from '../../domain/chain/notation/print-chain.js';
import { reliabilityCodes } from '../../domain/chain/scales.js';
import { stored } from '../../domain/fields.js';
import { sourceStored } from '../../domain/register/source.js';
import { type Answer, textShape } from '../api/answers.js';

const { evidence, holder, hop, rating } = chainShapes(stored);

/** A holder as it is kept, with what the register says of its source in the place of the id. */
const holderShape = holder
  .omit({ source: true, rating: true, evidence: true })
  .extend({
    source: sourceStored
      .pick({ id: true, kind: true, unnamed: true, confidential: true })
      .extend({ name: textShape }),
    reliability: rating.shape.reliability.nullable(),
    ratedAt: rating.shape.at.nullable(),
    reason: rating.shape.reason,
    evidence: z.array(evidence.meta({ id: 'Evidence' })),
  })
  .meta({ id: 'Holder' });

const hopShape = hop
  .extend({
    holders: z.array(holderShape),
    /** Where nobody is known to have held it. */
    gap: z.enum(['not stated', 'unknown']).optional(),
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

/** A chain in the API’s shape: notation, hops in the form in which they can be sent, and counts. */
export function chainAnswer(chain: Chain, reading: PrintableReading): Answer<typeof chainShape> {
  return {
    notation: notationOf(chain, reading),
    hops: chain.map((hop, index) => hopAnswer(hop, index, reading)),
    summary: summarise(chain, (id) => reading.sources.get(id)),
  };
}

/** A hop, in the form in which one can be sent. */
function hopAnswer(
  { relation, holders }: Hop,
  index: number,
  { sources }: ArticleReading,
): Answer<typeof hopShape> {
  if (holders.length === 0) {
    return { relation, gap: index === 0 ? 'not stated' : 'unknown', holders: [] };
  }
  return {
    relation,
    holders: holders.map((holder) => {
      const { source: id, rating } = holder;
      const source = sources.get(id);
      return {
        source: {
          id,
          name: source?.name ?? null,
          kind: source?.kind ?? null,
          unnamed: source?.unnamed ?? false,
          confidential: source?.confidential ?? false,
        },
        as: holder.as,
        firstHand: holder.firstHand,
        basis: holder.basis,
        terms: holder.terms,
        check: holder.check,
        evidence: holder.evidence,
        reliability: rating?.reliability ?? null,
        ratedAt: rating?.at ?? null,
        reason: rating?.reason ?? null,
      };
    }),
  };
}
