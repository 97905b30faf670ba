import type { Response } from 'express';
import { annotationById } from '../../desk/annotations/annotations.js';
import type { Desk } from '../../desk/desk.js';
import { peopleNames } from '../../desk/people/names.js';
import { confirmField } from '../../desk/register/questions.js';
import { giveVerdict, withdrawVerdict } from '../../desk/review/verdicts.js';
import { judgedWords } from '../../domain/annotations/part-words.js';
import { parse } from '../../domain/parse.js';
import { type JudgedPart, type VerdictCode, verdictInput } from '../../domain/review/verdict.js';
import { orCurrent } from '../annotations/annotation-answers.js';
import { showAnnotation } from '../annotations/annotation-page.js';
import { listShape, oneOf, sendMade } from '../api/answers.js';
import { pageOf, pageQuery } from '../api/api-input.js';
import { textField, textFields } from '../forms/form-fields.js';
import { confirmedIn } from '../forms/questions.js';
import { undoneForm } from '../forms/sent-form.js';
import { undoable } from '../history/undoing.js';
import { wantsJson } from '../http/bodies.js';
import type { Context } from '../http/context.js';
import type { RouteRequest, Routes } from '../http/routes.js';
import { flash, undoBy } from '../page/flash.js';
import { withQuery } from '../page/links.js';
import { formAnchor } from './form-anchors.js';
import { verdictAnswer, verdictShape } from './review-answers.js';
import { answerReviewed, backIn, reviewWork, revisionIn, waitingAfter } from './review-forms.js';
import { wayBack } from './review-page.js';
import { didWords } from './verdicts-view.js';

/** An annotation, or a part of it, is judged, and a verdict is taken back. */
export function verdicts(routes: Routes): void {
  routes.post('/annotations/:id/verdicts', 'judge', give);

  routes.post(
    '/annotations/:id/verdicts/:verdict/withdrawal',
    'judge',
    async (context, req, res) => {
      const { id, verdict } = req.params;
      const undo = [textField(req.body, 'undo'), textField(req.query, 'undo')].includes('yes');
      const at = formAnchor.verdict;
      await reviewWork(context, req, res, { id, at }, async () => {
        const { desk, actor } = context;
        const withdraw = () => withdrawVerdict(desk, actor, id, verdict, { undo });
        const back = wayBack(id, backIn(req));
        const isOnOwnPage = back === '' && !wantsJson(req);
        const typed = undo && isOnOwnPage ? await typedFor(desk, id, verdict) : null;
        const subject = { kind: 'annotation' as const, id };
        const { done, ...again } = await undoable(context, subject, withdraw, back);
        const message = undo ? 'Your verdict is undone.' : 'Your verdict is withdrawn.';
        const waiting = await waitingAfter(context, req);
        // What is undone is done once more by hand, as everywhere.
        if (typed) {
          flash(req, { message, at: `/annotations/${id}` });
          return showAnnotation(context, res, id, undoneForm(at, typed));
        }
        const told = { annotation: done, message, ...(!undo && again) };
        answerReviewed(req, res, { ...told, back, more: { waiting } });
      });
    },
  );
  forPrograms(routes);
  oneForPrograms(routes);
}

/** What was typed for a verdict, as its form takes it; null for one without words. */
async function typedFor(desk: Desk, id: string, verdictId: string) {
  const { verdicts } = await annotationById(desk, id);
  const { verdict, on, comment } = verdicts.find((each) => each.id === verdictId) ?? {};
  return comment && verdict && on ? { verdict, on, comment } : null;
}

function forPrograms(routes: Routes): void {
  routes.get(
    '/api/annotations/:id/verdicts',
    {
      right: 'read',
      summary: 'The verdicts that stand, the earliest first',
      query: pageQuery,
      answer: listShape(verdictShape),
    },
    async ({ desk }, req, res) => {
      const annotation = await annotationById(desk, req.params.id);
      const { items, next } = pageOf(annotation.verdicts, req.query);
      const people = await peopleNames(desk);
      res.json({ items: items.map((verdict) => verdictAnswer(verdict, annotation, people)), next });
    },
  );

  routes.post(
    '/api/annotations/:id/verdicts',
    {
      right: 'judge',
      summary: 'Reviews an annotation or a part of it, in the place of one’s earlier verdict on it',
      body: verdictInput.safeExtend(confirmField),
      answer: verdictShape,
      makes: true,
      conflict:
        'The revision has moved on (`current`), or something is to be said yes to first (`confirm`).',
    },
    async ({ desk, actor, body }, req, res) => {
      const { id } = req.params;
      const { annotation, verdict } = await orCurrent(desk, id, () =>
        giveVerdict(desk, actor, id, body),
      );
      const answer = verdictAnswer(verdict, annotation, await peopleNames(desk));
      sendMade(res, `/api/annotations/${id}/verdicts/${verdict.id}`, answer);
    },
  );
}

function oneForPrograms(routes: Routes): void {
  routes.get(
    '/api/annotations/:id/verdicts/:verdict',
    { right: 'read', summary: 'A verdict that stands', answer: verdictShape },
    async ({ desk }, req, res) => {
      const annotation = await annotationById(desk, req.params.id);
      const verdict = oneOf(annotation.verdicts, req.params.verdict, 'verdict');
      res.json(verdictAnswer(verdict, annotation, await peopleNames(desk)));
    },
  );

  routes.delete(
    '/api/annotations/:id/verdicts/:verdict',
    { right: 'judge', summary: 'Takes one’s own verdict back' },
    async ({ desk, actor }, req, res) => {
      await withdrawVerdict(desk, actor, req.params.id, req.params.verdict);
      res.status(204).end();
    },
  );
}

async function give(
  context: Context,
  req: RouteRequest<'/annotations/:id/verdicts'>,
  res: Response,
): Promise<void> {
  const { id } = req.params;
  const sent = textFields(req.body, 'verdict', 'on', 'proposal');
  const on = sent.on || 'whole';
  const at = formAnchor.verdict;
  await reviewWork(context, req, res, { id, at }, async () => {
    const { desk, actor } = context;
    const typed = { verdict: sent.verdict, on, comment: textField(req.body, 'comment') };
    const input = parse(verdictInput, { ...typed, revision: revisionIn(req) });
    const beside = { confirm: confirmedIn(req.body), proposal: sent.proposal };
    const given = await giveVerdict(desk, actor, id, { ...input, ...beside });
    const { annotation, verdict, warnings } = given;
    answerReviewed(req, res, {
      annotation,
      message: messageOf(input, sent.proposal !== ''),
      warnings,
      undo: undoBy(undoing(id, verdict.id, backIn(req))),
      ...(wantsJson(req) ? {} : { draftOf: `verdict:${id}` }),
      more: { verdict: verdict.id, waiting: await waitingAfter(context, req) },
    });
  });
}

/** Where a verdict is undone, which leads back to the same place. */
function undoing(id: string, verdict: string, back: string): string {
  return withQuery(`/annotations/${id}/verdicts/${verdict}/withdrawal`, { undo: 'yes', back });
}

function messageOf(
  { verdict, on }: { verdict: VerdictCode; on: JudgedPart },
  withProposal: boolean,
): string {
  return `You ${didWords(verdict, 'you', judgedWords(on))}.${withProposal ? ' Your proposal stands below.' : ''}`;
}
