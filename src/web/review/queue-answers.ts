import { z } from 'zod';
import { newestEditionOf } from '../../desk/articles/articles.js';
import type { Desk } from '../../desk/desk.js';
import { peopleNames } from '../../desk/people/names.js';
import type { QueueItem, queueFor } from '../../desk/review/queue.js';
import { type Reason, reasonCodes } from '../../domain/review/queue.js';
import {
  type AnnotationAnswer,
  annotationShape,
  answersTo,
} from '../annotations/annotation-answers.js';
import {
  type Answer,
  momentShape,
  type People,
  personAnswer,
  personShape,
} from '../api/answers.js';

/** Why something waits for whoever asks; `by` and `at` say who brought it about, and when. */
const reasonShape = z
  .object({
    code: z.enum(reasonCodes),
    words: z.string(),
    by: personShape.nullable(),
    at: momentShape.nullable(),
    due: z.string().nullable(),
  })
  .meta({ id: 'QueueReason' });
export const queueShape = z.object({
  items: z.array(annotationShape.extend({ reasons: z.array(reasonShape) })),
  next: z.string().nullable(),
  total: z.int(),
  /** The open blind rounds that wait for whoever asks; not among the items. */
  rounds: z.array(
    z.object({
      id: z.string(),
      article: z.string(),
      by: personShape,
      at: momentShape,
      /** Whether their own part is awaited. */
      own: z.boolean(),
      /** For editors: who is awaited and can't hand in any more, and why. */
      unable: z.array(z.object({ person: personShape, why: z.string() })),
    }),
  ),
  /** How many there are of each reason, each annotation under its most urgent. */
  counts: z.object(Object.fromEntries(reasonCodes.map((code) => [code, z.int()]))),
});

/** A page of a queue. */
export async function queueAnswer(
  desk: Desk,
  queue: Awaited<ReturnType<typeof queueFor>>,
): Promise<Answer<typeof queueShape>> {
  const people = await peopleNames(desk);
  const answers = await answersById(desk, queue.items);
  const items = queue.items.flatMap(({ annotation, reasons }) => {
    const answer = answers.get(annotation.id);
    const given = reasons.map((reason) => reasonAnswer(reason, people));
    return answer ? [{ ...answer, reasons: given }] : [];
  });
  const rounds = queue.rounds.map(({ id, article, creator, created, isOwn, unable }) => ({
    own: isOwn,
    unable: [...unable].map(([person, why]) => ({ person: personAnswer(person, people), why })),
    id,
    article,
    by: personAnswer(creator, people),
    at: created,
  }));
  return { ...queue, items, rounds };
}

function reasonAnswer({ by, ...reason }: Reason, people: People) {
  return { ...reason, by: by === null ? null : personAnswer(by, people) };
}

/** Article by article: each is read once. */
async function answersById(
  desk: Desk,
  items: readonly QueueItem[],
): Promise<ReadonlyMap<string, AnnotationAnswer>> {
  const articles = [...new Set(items.map(({ annotation }) => annotation.article))];
  const answers = articles.map((id) => {
    const annotations = items.map((item) => item.annotation).filter((each) => each.article === id);
    return answersTo(desk, newestEditionOf(desk, id), annotations);
  });
  return new Map((await Promise.all(answers)).flat().map((answer) => [answer.id, answer]));
}
