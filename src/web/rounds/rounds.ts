import type { Response } from 'express';
import { articleById } from '../../desk/articles/articles.js';
import { annotators, unableToAnnotate } from '../../desk/people/colleagues.js';
import { peopleNames } from '../../desk/people/names.js';
import { comparisonOf } from '../../desk/rounds/comparison.js';
import { openRoundOn } from '../../desk/rounds/open-rounds.js';
import { decideOnce } from '../../desk/rounds/round-decisions.js';
import { undoDecision } from '../../desk/rounds/round-undoing.js';
import { excuse, handIn, openRound, roundById, roundsOf } from '../../desk/rounds/rounds.js';
import { parse } from '../../domain/parse.js';
import { may } from '../../domain/rights.js';
import {
  awaited,
  type DecisionInput,
  decisionInput,
  isOpen,
  type Round,
  roundInput,
} from '../../domain/rounds/round.js';
import { isolatedName } from '../../domain/text/direction.js';
import { listShape, sendMade } from '../api/answers.js';
import { pageOf, pageQuery } from '../api/api-input.js';
import { textField } from '../forms/form-fields.js';
import { confirmedIn } from '../forms/questions.js';
import { formWork, type RefusedForm } from '../forms/sent-form.js';
import type { Context } from '../http/context.js';
import type { RouteRequest, Routes } from '../http/routes.js';
import { redirectWith, undoBy } from '../page/flash.js';
import { localPath, withQuery } from '../page/links.js';
import { viewerOf } from '../page/viewer.js';
import { atItsGroup, comparisonView } from './comparison-view.js';
import { comparisonAnswer, comparisonShape, roundAnswer, roundShape } from './round-answers.js';
import { roundView } from './round-view.js';

/** Blind rounds: opened on an article, handed in, and compared when all have done so. */
export function rounds(routes: Routes): void {
  routes.get('/articles/:id/rounds', 'read', (context, req, res) =>
    showAll(context, res, req.params.id),
  );
  routes.post('/articles/:id/rounds', 'hold blind rounds', open);
  routes.get('/rounds/:id', 'read', (context, req, res) =>
    showOne(context, res, req.params.id, { only: textField(req.query, 'only') }),
  );
  routes.post('/rounds/:id/hand-in', 'annotate', async ({ desk, actor }, req, res) => {
    const round = await handIn(desk, actor, req.params.id);
    const message = isOpen(round)
      ? 'Handed in. Your annotations are shown beside the others’ once all have handed in.'
      : 'Handed in. You were the last: here is what was found.';
    redirectWith(req, res, `/rounds/${round.id}`, { message });
  });
  routes.post(
    '/rounds/:id/people/:person/excuse',
    'hold blind rounds',
    async ({ desk, actor }, req, res) => {
      const { id, person } = req.params;
      const round = await excuse(desk, actor, id, person);
      const name = (await peopleNames(desk)).get(person) ?? person;
      const message = isOpen(round)
        ? `The round goes on without ${isolatedName(name)}.`
        : `The round has ended without ${isolatedName(name)}: here is what was found.`;
      redirectWith(req, res, `/rounds/${round.id}`, { message });
    },
  );
  deciding(routes);
  forPrograms(routes);
  oneForPrograms(routes);
}

function deciding(routes: Routes): void {
  routes.post('/rounds/:id/decisions', 'hold blind rounds', async (context, req, res) => {
    const { id } = req.params;
    await formWork(
      req,
      res,
      async () => {
        const said = parse(decisionInput, decisionIn(req.body));
        const input = { ...said, confirm: confirmedIn(req.body) };
        await decideOnce(context.desk, context.actor, id, input);
        const back = wayBack(req.body, id);
        const [annotation] = input.ids;
        const undo = undoBy(withQuery(`/rounds/${id}/decisions/undo`, { annotation, back }));
        redirectWith(req, res, back, { message: `Decided: ${input.outcome}.`, undo });
      },
      (refused) => showOne(context, res, id, { refused }),
    );
  });
  routes.post('/rounds/:id/decisions/undo', 'hold blind rounds', async (context, req, res) => {
    const { id } = req.params;
    await formWork(
      req,
      res,
      async () => {
        const sent = { ...req.query, ...Object(req.body) };
        await undoDecision(context.desk, context.actor, id, textField(sent, 'annotation'));
        redirectWith(req, res, wayBack(sent, id), { message: 'The decision is taken back.' });
      },
      (refused) => showOne(context, res, id, { refused }),
    );
  });
}

function forPrograms(routes: Routes): void {
  routes.get(
    '/api/articles/:id/rounds',
    {
      right: 'read',
      summary: 'The blind rounds on an article, the newest first',
      query: pageQuery,
      answer: listShape(roundShape),
    },
    async ({ desk }, req, res) => {
      const { id } = await articleById(desk, req.params.id);
      const { items, next } = pageOf(await roundsOf(desk, id), req.query);
      const people = await peopleNames(desk);
      res.json({ items: items.map((round) => roundAnswer(round, people)), next });
    },
  );

  routes.post(
    '/api/articles/:id/rounds',
    {
      right: 'hold blind rounds',
      summary: 'Opens a blind round on an article for people, by their ids',
      body: roundInput,
      answer: roundShape,
      makes: true,
      conflict: 'A round on this article is open.',
    },
    async ({ desk, actor, body }, req, res) => {
      const round = await openRound(desk, actor, req.params.id, body.people);
      sendMade(res, `/api/rounds/${round.id}`, roundAnswer(round, await peopleNames(desk)));
    },
  );
}

function oneForPrograms(routes: Routes): void {
  routes.get(
    '/api/rounds/:id',
    { right: 'read', summary: 'A blind round', answer: roundShape },
    async ({ desk }, req, res) => {
      res.json(roundAnswer(await roundById(desk, req.params.id), await peopleNames(desk)));
    },
  );

  routes.post(
    '/api/rounds/:id/hand-in',
    {
      right: 'annotate',
      summary: 'Hands in one’s own part of a round; the last one ends it',
      answer: roundShape,
      conflict: 'This part of the round is closed already.',
      again: async ({ desk }, { id = '' }, res) => {
        res.json(roundAnswer(await roundById(desk, id), await peopleNames(desk)));
      },
    },
    async ({ desk, actor }, req, res) => {
      const round = await handIn(desk, actor, req.params.id);
      res.json(roundAnswer(round, await peopleNames(desk)));
    },
  );

  routes.get(
    '/api/rounds/:id/comparison',
    {
      right: 'read',
      summary: 'What was found in a round, side by side',
      answer: comparisonShape,
      conflict: 'The round, or another one on its article, is open.',
    },
    async ({ desk }, req, res) => {
      res.json(await comparisonAnswer(desk, req.params.id));
    },
  );
}

function wayBack(body: unknown, id: string): string {
  return localPath(textField(body, 'back') || `/rounds/${id}`);
}

/** One of several taken whole is a button of its own, which leaves aside what else is chosen. */
function decisionIn(body: unknown): Record<keyof DecisionInput, unknown> {
  const sent: Readonly<Record<string, unknown>> = Object(body);
  const whole = textField(body, 'whole');
  return {
    ids: [sent.ids ?? []].flat(),
    outcome: whole === '' ? sent.outcome : 'resolved',
    base: whole || null,
    parts: whole === '' ? sent.parts : undefined,
  };
}

async function open(
  context: Context,
  req: RouteRequest<'/articles/:id/rounds'>,
  res: Response,
): Promise<void> {
  const { desk, actor } = context;
  const people: unknown = [Reflect.get(Object(req.body), 'people') ?? []].flat();
  await formWork(
    req,
    res,
    async () => {
      const input = parse(roundInput, { people });
      const round = await openRound(desk, actor, req.params.id, input.people);
      const message = 'The blind round is open: from now on each sees only their own annotations.';
      redirectWith(req, res, `/rounds/${round.id}`, { message });
    },
    (refused) => showAll(context, res, req.params.id, refused, people),
  );
}

async function showAll(
  context: Context,
  res: Response,
  id: string,
  refused: RefusedForm | null = null,
  chosen: unknown = [],
): Promise<void> {
  const { desk, actor } = context;
  const { title } = await articleById(desk, id);
  const people = await peopleNames(desk);
  const viewer = viewerOf(context);
  const views = (await roundsOf(desk, id)).map((round) => roundView(round, people, viewer));
  const mayOpen = may(actor, 'hold blind rounds') && !(await openRoundOn(desk, id));
  const isChosen = (person: string) => Array.isArray(chosen) && chosen.includes(person);
  const choices = (mayOpen ? await annotators(desk) : []).map(({ id, name }) => ({
    ...{ id, name },
    chosen: isChosen(id),
  }));
  res.render('rounds/index', { article: { id, title }, rounds: views, mayOpen, choices, refused });
}

/** The state of a round that is open, else what was found in it. */
async function showOne(
  context: Context,
  res: Response,
  id: string,
  { only = '', refused = null }: { only?: string; refused?: RefusedForm | null } = {},
): Promise<void> {
  const { desk } = context;
  const round = await roundById(desk, id);
  const article = await articleById(desk, round.article);
  const viewer = viewerOf(context);
  const comparison = (await isCompared(context, round)) ? await comparisonOf(desk, id) : null;
  const unable = isOpen(round) ? await unableToAnnotate(desk, awaited(round)) : undefined;
  const again = refused && comparison ? atItsGroup(refused, comparison) : refused;
  res.render('rounds/show', {
    article: { id: article.id, title: article.title },
    round: roundView(round, await peopleNames(desk), viewer, unable),
    comparison: comparison && comparisonView(comparison, only, viewer, again),
    refused: again,
  });
}

async function isCompared({ desk }: Context, round: Round): Promise<boolean> {
  return !isOpen(round) && !(await openRoundOn(desk, round.article));
}
