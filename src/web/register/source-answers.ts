import { z } from 'zod';
import { reliabilityCodes } from '../../domain/chain/scales.js';
import { currentRating, type Source, sourceKinds } from '../../domain/register/source.js';
import {
  type Answer,
  momentShape,
  type People,
  personAnswer,
  personShape,
  textShape,
} from '../http/answers.js';

export const sourceShape = z
  .object({
    id: z.string(),
    version: z.int(),
    name: z.string(),
    kind: z.enum(sourceKinds).nullable(),
    unnamed: z.boolean(),
    confidential: z.boolean(),
    aliases: z.array(z.string()),
    affiliation: textShape,
    reliability: z.enum(reliabilityCodes).nullable(),
    ratings: z.array(
      z.object({
        reliability: z.enum(reliabilityCodes),
        at: momentShape,
        by: personShape,
        reason: textShape,
      }),
    ),
    /** How many annotations name it. */
    annotations: z.int(),
    creator: personShape,
    created: momentShape,
  })
  .meta({ id: 'Source' });

export function sourceAnswer(
  source: Source,
  annotations: number,
  people: People,
): Answer<typeof sourceShape> {
  return {
    id: source.id,
    version: source.version,
    name: source.name,
    kind: source.kind,
    unnamed: source.unnamed,
    confidential: source.confidential,
    aliases: source.aliases,
    affiliation: source.affiliation,
    reliability: currentRating(source)?.reliability ?? null,
    ratings: source.ratings.map((rating) => ({ ...rating, by: personAnswer(rating.by, people) })),
    annotations,
    creator: personAnswer(source.creator, people),
    created: source.created,
  };
}
