import { z } from 'zod';
import { articleById } from '../../desk/articles/articles.js';
import type { Desk } from '../../desk/desk.js';
import { peopleNames } from '../../desk/people/people.js';
import { comparisonOf } from '../../desk/rounds/comparison.js';
import { handIn, openRound, roundById, roundsOf } from '../../desk/rounds/rounds.js';
import type { Annotation } from '../../domain/annotations/annotation.js';
import { contentParts } from '../../domain/annotations/content-parts.js';
import { groupKinds } from '../../domain/rounds/comparison.js';
import {
  type Decision,
  decisionOutcomes,
  isOpen,
  type Round,
  roundInput,
} from '../../domain/rounds/round.js';
import { answersTo } from '../annotations/annotation-answers.js';
import { type Answer, type People, person } from '../api-answers.js';
import { annotationShape, moment, person as personShape } from '../api-shapes.js';
import { bodyOf, pageOf } from '../http/api-input.js';
import type { Routes } from '../http/routes.js';

const stamp = z.object({ by: personShape, at: moment });

export const roundShape = z.object({
  id: z.string(),
  article: z.string(),
  people: z.array(
    personShape.extend({
      handedIn: moment.nullable(),
      /** Who let the round go on without them, and when. */
      excused: stamp.nullable(),
    }),
  ),
  open: z.boolean(),
  created: moment,
  creator: personShape,
  ended: stamp.nullable(),
});

export const comparisonShape = z.object({
  round: z.string(),
  /** In the order of the text. */
  groups: z.array(
    z.object({
      ids: z.array(z.string()),
      kind: z.enum(groupKinds),
      /** The parts in which they are not all alike. */
      differing: z.array(z.enum(contentParts)),
      annotations: z.array(annotationShape),
      decision: stamp
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
});

/** Blind rounds, for programs. */
export function apiRounds(routes: Routes): void {
  routes.get('/api/articles/:id/rounds', 'read', async ({ desk }, req, res) => {
    const { id } = await articleById(desk, req.params.id);
    const { items, next } = pageOf(await roundsOf(desk, id), req.query);
    const people = await peopleNames(desk);
    res.json({ items: items.map((round) => roundAnswer(round, people)), next });
  });

  routes.post(
    '/api/articles/:id/rounds',
    'hold blind rounds',
    async ({ desk, actor }, req, res) => {
      const { people } = bodyOf(roundInput, req.body);
      const round = await openRound(desk, actor, req.params.id, people);
      res.status(201).location(`/api/rounds/${round.id}`);
      res.json(roundAnswer(round, await peopleNames(desk)));
    },
  );

  routes.get('/api/rounds/:id', 'read', async ({ desk }, req, res) => {
    res.json(roundAnswer(await roundById(desk, req.params.id), await peopleNames(desk)));
  });

  routes.post('/api/rounds/:id/hand-in', 'annotate', async ({ desk, actor }, req, res) => {
    const round = await handIn(desk, actor, req.params.id);
    res.json(roundAnswer(round, await peopleNames(desk)));
  });

  routes.get('/api/rounds/:id/comparison', 'read', async ({ desk }, req, res) => {
    res.json(await comparisonAnswer(desk, req.params.id));
  });
}

function roundAnswer(round: Round, people: People): Answer<typeof roundShape> {
  const { id, article, created, creator, ended } = round;
  const stamped = (by: { by: string; at: string } | null) =>
    by && { by: person(by.by, people), at: by.at };
  return {
    id,
    article,
    people: round.people.map((part) => ({
      ...person(part.person, people),
      handedIn: part.handedIn,
      excused: stamped(part.excused),
    })),
    open: isOpen(round),
    created,
    creator: person(creator, people),
    ended: stamped(ended),
  };
}

async function comparisonAnswer(desk: Desk, id: string): Promise<Answer<typeof comparisonShape>> {
  const { round, groups, reading } = await comparisonOf(desk, id);
  const all = reading.annotations.map(({ annotation }) => annotation);
  const answers = await answersTo(desk, reading.article, all);
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
  return { outcome, kept, parts, by: person(by, people), at };
}
