import type { Response } from 'express';
import { z } from 'zod';
import type { Desk } from '../../desk/desk.js';
import { peopleNames } from '../../desk/people/names.js';
import { countUsesOfEach, withWays } from '../../desk/register/joined.js';
import { versionTag } from '../../desk/version-tag.js';
import { reliabilityCodes } from '../../domain/chain/scales.js';
import { endOf } from '../../domain/register/joining.js';
import { likenesses } from '../../domain/register/likeness.js';
import { currentRating, type Source, sourceStored } from '../../domain/register/source.js';
import { type Answer, type People, personAnswer, personShape, textShape } from '../api/answers.js';

export const sourceShape = sourceStored
  .omit({ round: true, joined: true, uses: true })
  .extend({
    reliability: z.enum(reliabilityCodes).nullable(),
    ratings: z.array(sourceStored.shape.ratings.element.extend({ by: personShape })),
    /** The entries of which an editor has said that they are other sources. */
    differsFrom: z.array(z.string()),
    /** The entry that stands for this one, where it was joined. */
    joinedInto: textShape,
    /** How many annotations name it, under whichever of the entries that are joined into it. */
    annotations: z.int(),
    creator: personShape,
  })
  .meta({ id: 'Source' });

/** Entries that may be one source. */
export const duplicatesShape = z
  .object({ name: z.string(), article: textShape, sources: z.array(sourceShape) })
  .meta({ id: 'Double' });

/** Two entries that may be one source by their likeness. */
export const pairShape = z
  .object({ why: z.enum(likenesses), sources: z.array(sourceShape) })
  .meta({ id: 'LikelyDouble' });

/** Answers with an entry, and with the tag of its state. */
export async function sendSource(desk: Desk, res: Response, source: Source): Promise<void> {
  res.set('ETag', versionTag(source)).json(await answerTo(desk, source));
}

/** A source in the API’s shape, with its uses and what it was joined into. */
export async function answerTo(desk: Desk, source: Source): Promise<SourceAnswer> {
  const [answer] = await answersTo(desk, [source]);
  if (!answer) throw new Error('One source has one answer.');
  return answer;
}

/** The answers to some sources, in a number of readings that does not grow with them. */
export async function answersTo(desk: Desk, sources: readonly Source[]): Promise<SourceAnswer[]> {
  const [uses, known, people] = await Promise.all([
    countUsesOfEach(desk.store, sources),
    withWays(desk.store, sources),
    peopleNames(desk),
  ]);
  return sources.map((source) => {
    const end = endOf(source, (id) => known.get(id));
    const joinedInto = end.id === source.id ? null : end.id;
    return sourceAnswer(source, { annotations: uses.get(source.id) ?? 0, joinedInto }, people);
  });
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
    differsFrom: source.differsFrom ?? [],
    joinedInto,
    annotations,
    creator: personAnswer(source.creator, people),
    created: source.created,
  };
}
