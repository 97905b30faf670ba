import { z } from 'zod';
import type { Desk } from '../../desk/desk.js';
import { comparisonOf } from '../../desk/rounds/comparison.js';
import type { Annotation } from '../../domain/annotations/annotation.js';
import { contentParts } from '../../domain/annotations/content-parts.js';
import { groupKinds } from '../../domain/rounds/comparison.js';
import { type Decision, decisionOutcomes, isOpen, type Round } from '../../domain/rounds/round.js';
import { annotationShape, answersTo } from '../annotations/annotation-answers.js';
import {
  type Answer,
  momentShape,
  type People,
  personAnswer,
  personShape,
  stampAnswer,
  stampShape,
} from '../api/answers.js';

export const roundShape = z
  .object({
    id: z.string(),
    article: z.string(),
    people: z.array(
      personShape.extend({
        handedIn: momentShape.nullable(),
        /** Who let the round go on without them, and when. */
        excused: stampShape.nullable(),
      }),
    ),
    open: z.boolean(),
    created: momentShape,
    creator: personShape,
    ended: stampShape.nullable(),
  })
  .meta({ id: 'Round' });

export const comparisonShape = z
  .object({
    round: z.string(),
    /** In the order of the text. */
    groups: z.array(
      z.object({
        ids: z.array(z.string()),
        kind: z.enum(groupKinds),
        /** The parts in which they are not all alike. */
        differing: z.array(z.enum(contentParts)),
        annotations: z.array(annotationShape),
        decision: stampShape
          .extend({
            outcome: z.enum(decisionOutcomes),
            /** The annotation that stands for all of them. */
            kept: z.string().nullable(),
            /** By part, the annotation from which it was taken, where that is not the kept one. */
            parts: z.partialRecord(z.enum(contentParts), z.string()),
          })
          .nullable(),
      }),
    ),
  })
  .meta({ id: 'Comparison' });

/** A round of blind annotating in the API’s shape: who takes part, and how far each is. */
export function roundAnswer(round: Round, people: People): Answer<typeof roundShape> {
  const { id, article, created, creator, ended } = round;
  return {
    id,
    article,
    people: round.people.map((part) => ({
      ...personAnswer(part.person, people),
      handedIn: part.handedIn,
      excused: part.excused && stampAnswer(part.excused, people),
    })),
    open: isOpen(round),
    created,
    creator: personAnswer(creator, people),
    ended: ended && stampAnswer(ended, people),
  };
}

/**
 * What the people of a round annotated, side by side, in the API’s shape.
 * @throws Problem `not-found` for a round that is not there, `conflict` while a round is open on its article.
 */
export async function comparisonAnswer(
  desk: Desk,
  id: string,
): Promise<Answer<typeof comparisonShape>> {
  const { round, groups, reading } = await comparisonOf(desk, id);
  const all = reading.annotations.map(({ annotation }) => annotation);
  const answers = await answersTo(desk, reading, all);
  const answerOf = new Map(answers.map((answer) => [answer.id, answer]));
  const answered = ({ id: own }: Annotation) => answerOf.get(own) ?? [];
  return {
    round: round.id,
    groups: groups.map(({ ids, kind, differing, annotations, decision }) => ({
      ...{ ids, kind, differing },
      annotations: annotations.flatMap(answered),
      decision: decision && decisionAnswer(decision, reading.people),
    })),
  };
}

function decisionAnswer({ outcome, kept, parts, by, at }: Decision, people: People) {
  return { outcome, kept, parts, by: personAnswer(by, people), at };
}
