import type { Response } from 'express';
import { z } from 'zod';
import type { Desk } from '../../desk/desk.js';
import { peopleNames } from '../../desk/people/people.js';
import { entryTag } from '../../desk/register/entry-changes.js';
import { countUses, standingFor } from '../../desk/register/joined.js';
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
    description: textShape,
    /** Of an unnamed source: the article whose description it is. */
    article: textShape,
    /** The entry that stands for this one, where it was joined. */
    joinedInto: textShape,
    /** How many annotations name it, under whichever of the entries that are joined into it. */
    annotations: z.int(),
    creator: personShape,
    created: momentShape,
  })
  .meta({ id: 'Source' });

/** Entries that may be one source. */
export const doubleShape = z
  .object({ name: z.string(), article: textShape, sources: z.array(sourceShape) })
  .meta({ id: 'Double' });

/** Answers with an entry, and with the tag of its state. */
export async function sendSource(desk: Desk, res: Response, source: Source): Promise<void> {
  res.set('ETag', entryTag(source)).json(await answerTo(desk, source));
}

export async function answerTo(desk: Desk, source: Source): Promise<SourceAnswer> {
  const annotations = await countUses(desk.store, source);
  const [end] = source.joined ? await standingFor(desk.store, [source]) : [];
  return sourceAnswer(
    source,
    { annotations, joinedInto: end?.id ?? null },
    await peopleNames(desk),
  );
}

export function answersTo(desk: Desk, sources: readonly Source[]): Promise<SourceAnswer[]> {
  return Promise.all(sources.map((source) => answerTo(desk, source)));
}

type SourceAnswer = Answer<typeof sourceShape>;

function sourceAnswer(
  source: Source,
  { annotations, joinedInto }: Pick<SourceAnswer, 'annotations' | 'joinedInto'>,
  people: People,
): SourceAnswer {
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
    description: source.description,
    article: source.article,
    joinedInto,
    annotations,
    creator: personAnswer(source.creator, people),
    created: source.created,
  };
}
