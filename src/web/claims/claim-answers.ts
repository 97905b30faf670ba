import { z } from 'zod';
import { type ClaimInWords, tellStanding, tellStandings } from '../../desk/claims/claim-reading.js';
import { type ClaimStanding, standingForClaim } from '../../desk/claims/kept-claims.js';
import type { Desk } from '../../desk/desk.js';
import { peopleNames } from '../../desk/people/names.js';
import { type Claim, claimStates, stances } from '../../domain/claims/claim.js';
import type { ClaimFigures } from '../../domain/claims/claim-figures.js';
import { sentenceText } from '../../domain/claims/claim-sentence.js';
import { claimWarnings } from '../../domain/sourcing/override.js';
import {
  type Answer,
  momentShape,
  type People,
  personAnswer,
  personShape,
  stampAnswer,
  stampShape,
  textShape,
} from '../api/answers.js';
import { overrideAnswer, overrideShape } from '../sourcing/override-view.js';

const namedShape = z.object({ id: z.string(), name: z.string() });

/** How independent the sourcing of what asserts a claim is. */
export const independenceShape = z
  .object({
    atLeast: z.int(),
    atMost: z.int(),
    /** False where the range was widened, because the search would have been too long. */
    exact: z.boolean(),
    /** The different sources that stand first in a chain. */
    origins: z.int(),
    /** For each of the least number, the annotations with that way. */
    witnesses: z.array(z.array(z.string())),
    possibleWitnesses: z.array(z.array(z.string())),
    /** In every way: single points of failure. */
    sharedSources: z.array(namedShape),
    /** The fewest sources whose loss leaves nothing; whether none are fewer. */
    cut: z.array(namedShape),
    cutExact: z.boolean(),
    /** Each circle as who passed it on to whom, its last to its first. */
    circular: z.array(z.array(namedShape)),
    warnings: z.array(
      z.object({
        code: z.enum(claimWarnings),
        /** The sources or annotations that it rests on. */
        about: z.array(z.string()),
        sentence: z.string(),
        /** How an editor set it aside. */
        override: overrideShape.nullable(),
      }),
    ),
  })
  .meta({ id: 'Independence' });

export const claimShape = z
  .object({
    id: z.string(),
    version: z.int(),
    statement: z.string(),
    state: z.enum(claimStates),
    /** Who decided it, when and why; null while it is open. */
    decision: stampShape.extend({ reason: textShape }).nullable(),
    /** How many annotations name it, or a claim that is joined into it. */
    annotations: z.int(),
    independence: independenceShape,
    /** How many independent sources bear it, in plain words. */
    sentence: z.string(),
    /** The claim that stands for this one, where it was joined. */
    joinedInto: textShape,
    creator: personShape,
    created: momentShape,
  })
  .meta({ id: 'Claim' });
export const claimWithAnnotationsShape = claimShape
  .extend({
    annotations: z.array(
      z.object({ id: z.string(), article: z.string(), stance: z.enum(stances).nullable() }),
    ),
  })
  .meta({ id: 'ClaimWithAnnotations' });

/** Some claims as lists have them. */
export async function claimAnswers(
  desk: Desk,
  standings: readonly ClaimStanding[],
): Promise<Answer<typeof claimShape>[]> {
  const [told, people] = await Promise.all([tellStandings(desk, standings), peopleNames(desk)]);
  return standings.flatMap((standing, at) => {
    const words = told[at];
    if (!words) return [];
    const annotations = standing.passages.length;
    return [{ ...claimAnswer(standing.claim, standing, words, people), annotations }];
  });
}

/** A claim with the annotations that name it; one that is joined with how the other stands. */
export async function claimWithAnnotations(
  desk: Desk,
  claim: Claim,
): Promise<Answer<typeof claimWithAnnotationsShape>> {
  const standing = await standingForClaim(desk, claim);
  const told = await tellStanding(desk, standing);
  const answer = claimAnswer(claim, standing, told, await peopleNames(desk));
  const annotations = standing.passages.map(({ annotation: id, article, stance }) => ({
    id,
    article,
    stance,
  }));
  return { ...answer, annotations };
}

function claimAnswer(
  { id, version, statement, creator, created }: Claim,
  { claim: end, inside }: ClaimStanding,
  told: ClaimInWords,
  people: People,
): Omit<Answer<typeof claimShape>, 'annotations'> {
  // A joined one is decided with the one that stands for it.
  const { decision, state } = end;
  return {
    id,
    version,
    statement,
    state,
    decision: decision && { ...stampAnswer(decision, people), reason: decision.reason },
    independence: independenceAnswer(inside, told, people),
    sentence: sentenceText(told.sentences),
    joinedInto: end.id === id ? null : end.id,
    creator: personAnswer(creator, people),
    created,
  };
}

/**
 * How many independent witnesses assert a claim, in the API’s shape: bounds, and what ties them together by name.
 */
export function independenceAnswer(
  { asserts: { independence } }: ClaimFigures,
  { sources, warnings }: ClaimInWords,
  people: People,
): Answer<typeof independenceShape> {
  const {
    circular,
    cut,
    sharedSources,
    steps: _,
    witnessOrigins: _origins,
    ...rest
  } = independence;
  const named = (id: string) => ({ id, name: sources.get(id)?.name ?? id });
  return {
    atLeast: rest.atLeast,
    atMost: rest.atMost,
    exact: rest.exact,
    origins: rest.origins,
    witnesses: rest.witnesses,
    possibleWitnesses: rest.possibleWitnesses,
    sharedSources: sharedSources.map(named),
    cut: cut.map(named),
    cutExact: rest.cutExact,
    circular: circular.map((circle) => circle.map(({ from }) => named(from))),
    warnings: warnings.map(({ override, pairs: _pairs, ...warning }) => ({
      ...warning,
      override: override && overrideAnswer(override, people),
    })),
  };
}
