import { z } from 'zod';
import type { ReadMap } from '../../desk/map/maps.js';
import { checks } from '../../domain/chain/ground-rules.js';
import { relationCodes } from '../../domain/chain/relations.js';
import { confidenceCodes, reliabilityCodes } from '../../domain/chain/scales.js';
import { stances } from '../../domain/claims/claim.js';
import { waySentences } from '../../domain/map/way-sentences.js';
import { sourceKinds } from '../../domain/register/source.js';
import type { Answer } from '../api/answers.js';

/** A map as programs get it: the graph, and every way as a sentence. */
export const mapShape = z
  .object({
    stations: z.array(
      z.object({
        id: z.string(),
        /** The entries of the register that it stands for: none for a gap, several where it is folded. */
        sources: z.array(z.string()),
        name: z.string(),
        /** What it is; null for a gap, and where nobody said or it is confidential. */
        kind: z.enum(sourceKinds).nullable(),
        unnamed: z.boolean(),
        confidential: z.boolean(),
        reliability: z.enum(reliabilityCodes).nullable(),
        annotations: z.array(z.string()),
        /** It stands in every chain that asserts, before its end. */
        everywhere: z.boolean(),
      }),
    ),
    stretches: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        /** Whether it is part of a circle. */
        circular: z.boolean(),
        passages: z.array(
          z.object({
            annotation: z.string(),
            confidence: z.enum(confidenceCodes).nullable(),
            stance: z.enum(stances),
            check: z.enum(checks).nullable(),
            relation: z.enum(relationCodes).nullable(),
          }),
        ),
      }),
    ),
    ways: z.array(z.object({ annotation: z.string(), sentence: z.string() })),
    /** How many passages more there are than are on it. */
    left: z.int(),
  })
  .meta({ id: 'Map' });

/** A provenance map in the API’s shape: its places, the ways between them, and sentences that say the same. */
export function mapAnswer({ map, left }: ReadMap): Answer<typeof mapShape> {
  const sentences = waySentences(map);
  return {
    stations: map.nodes.map(
      ({ shape, isDashed, isNeck, letter, id, sources, name, annotations }) => ({
        ...{ id, sources: [...sources], name },
        kind: sourceKinds.find((kind) => kind === shape) ?? null,
        unnamed: isDashed,
        confidential: shape === 'confidential',
        reliability: letter,
        annotations: [...annotations],
        everywhere: isNeck,
      }),
    ),
    stretches: map.edges.map(({ from, to, isCircular, strands }) => ({
      ...{ from, to, circular: isCircular },
      passages: strands.map(({ annotation, level, stance, check, relation }) => ({
        ...{ annotation, confidence: level, stance, check, relation },
      })),
    })),
    ways: map.passages.map(({ annotation }, at) => ({
      annotation,
      sentence: sentences[at]?.sentence ?? '',
    })),
    left,
  };
}
