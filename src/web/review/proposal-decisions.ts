import type { Response } from 'express';
import type { Desk } from '../../desk/desk.js';
import { confirmField } from '../../desk/register/questions.js';
import {
  acceptProposal,
  annotationWith,
  declineProposal,
  reopenProposal,
  withdrawProposal,
} from '../../desk/review/proposal-decisions.js';
import { type Annotation, etag } from '../../domain/annotations/annotation.js';
import { parse } from '../../domain/parse.js';
import { acceptanceInput, refusalInput } from '../../domain/review/proposal.js';
import { annotationShape, answerTo, orCurrent } from '../annotations/annotation-answers.js';
import { withBareClaim } from '../annotations/saved-annotation.js';
import { oneOf } from '../api/answers.js';
import { severalIn, textFields } from '../forms/form-fields.js';
import { confirmedIn } from '../forms/questions.js';
import type { Context } from '../http/context.js';
import { seeOther } from '../http/responses.js';
import type { AnswerAgain, RouteRequest, Routes } from '../http/routes.js';
import { undoBy } from '../page/flash.js';
import { withQuery } from '../page/links.js';
import { formAnchor } from './form-anchors.js';
import { proposalAnswer, proposalShape } from './proposal-answers.js';
import { answerReviewed, backIn, reviewWork, revisionIn } from './review-forms.js';

/** What becomes of a proposal: it is taken over, declined or withdrawn. */
export function proposalDecisions(routes: Routes): void {
  routes.get('/proposals/:id', 'read', leadToProposal);
  routes.post('/proposals/:id/acceptance', 'annotate', accept);
  routes.post('/proposals/:id/refusal', 'annotate', decline);
  routes.post('/proposals/:id/withdrawal', 'propose', withdraw);
  routes.post('/proposals/:id/reopening', 'annotate', reopen);
  forPrograms(routes);
}

type OfProposal = RouteRequest<'/proposals/:id/acceptance'>;

/** A proposal stands on the page of its annotation. */
async function leadToProposal(
  { desk }: Context,
  { params }: RouteRequest<'/proposals/:id'>,
  res: Response,
): Promise<void> {
  const { id } = await annotationWith(desk, params.id);
  seeOther(res, `/annotations/${id}#${formAnchor.proposal(params.id)}`);
}

async function accept(context: Context, req: OfProposal, res: Response): Promise<void> {
  const proposal = req.params.id;
  const before = await annotationWith(context.desk, proposal);
  const at = formAnchor.proposal(proposal);
  await reviewWork(context, req, res, { id: before.id, at }, async () => {
    const chosen = { parts: severalIn(req.body, 'parts'), revision: revisionIn(req) };
    const input = { ...parse(acceptanceInput, chosen), confirm: confirmedIn(req.body) };
    const annotation = await acceptProposal(context.desk, context.actor, proposal, input);
    const message = await withBareClaim(context.desk, 'Taken over.', before, annotation);
    answerReviewed(req, res, { annotation, message, undo: undoing(req), at });
  });
}

async function decline(context: Context, req: OfProposal, res: Response): Promise<void> {
  const proposal = req.params.id;
  const { id } = await annotationWith(context.desk, proposal);
  const at = formAnchor.proposal(proposal);
  await reviewWork(context, req, res, { id, at }, async () => {
    const { reason } = parse(refusalInput, textFields(req.body, 'reason'));
    const refusal = { reason, confirm: confirmedIn(req.body) };
    const annotation = await declineProposal(context.desk, context.actor, proposal, refusal);
    answerReviewed(req, res, { annotation, message: 'Proposal declined.', undo: undoing(req), at });
  });
}

async function withdraw(context: Context, req: OfProposal, res: Response): Promise<void> {
  const proposal = req.params.id;
  const { id } = await annotationWith(context.desk, proposal);
  const at = formAnchor.proposal(proposal);
  await reviewWork(context, req, res, { id, at }, async () => {
    const annotation = await withdrawProposal(context.desk, context.actor, proposal);
    answerReviewed(req, res, {
      annotation,
      message: 'Proposal withdrawn.',
      undo: undoing(req),
      at,
    });
  });
}

async function reopen(context: Context, req: OfProposal, res: Response): Promise<void> {
  const proposal = req.params.id;
  const { desk, actor } = context;
  const before = await annotationWith(desk, proposal);
  const at = formAnchor.proposal(proposal);
  await reviewWork(context, req, res, { id: before.id, at }, async () => {
    const annotation = await reopenProposal(desk, actor, proposal);
    const done = 'Undone: the proposal is open again.';
    const message = await withBareClaim(desk, done, before, annotation);
    answerReviewed(req, res, { annotation, message, at });
  });
}

function undoing(req: OfProposal) {
  return undoBy(withQuery(`/proposals/${req.params.id}/reopening`, { back: backIn(req) }));
}

function forPrograms(routes: Routes): void {
  routes.post(
    '/api/proposals/:id/acceptance',
    {
      right: 'annotate',
      summary: 'Takes a proposal over, whole or the named parts',
      body: acceptanceInput.extend(confirmField),
      answer: annotationShape,
      etag: true,
      conflict:
        'It is decided already, nothing of it is left to take, what is taken was changed since (`moved`, `current`) and `revision` is not the present one, or something is to be said yes to first (`confirm`).',
      again: async ({ desk }, { id = '' }, res) =>
        sendAnnotation(desk, await annotationWith(desk, id), res),
    },
    async ({ desk, actor, body }, req, res) => {
      const { id } = req.params;
      const of = await annotationWith(desk, id);
      const annotation = await orCurrent(desk, of.id, () => acceptProposal(desk, actor, id, body));
      await sendAnnotation(desk, annotation, res);
    },
  );

  decliningForPrograms(routes);
}

function decliningForPrograms(routes: Routes): void {
  routes.post(
    '/api/proposals/:id/refusal',
    {
      right: 'annotate',
      summary: 'Declines a proposal',
      body: refusalInput.extend(confirmField),
      answer: proposalShape,
      conflict: 'It is decided already, or something is to be said yes to first (`confirm`).',
      again: sendDecidedAgain,
    },
    async ({ desk, actor, body }, req, res) => {
      const { id } = req.params;
      res.json(await decidedAnswer(desk, await declineProposal(desk, actor, id, body), id));
    },
  );

  routes.post(
    '/api/proposals/:id/withdrawal',
    {
      right: 'propose',
      summary: 'Takes one’s own proposal back',
      answer: proposalShape,
      conflict: 'It is decided already.',
      again: sendDecidedAgain,
    },
    async ({ desk, actor }, req, res) => {
      const { id } = req.params;
      res.json(await decidedAnswer(desk, await withdrawProposal(desk, actor, id), id));
    },
  );
}

const sendDecidedAgain: AnswerAgain = async ({ desk }, { id = '' }, res) => {
  res.json(await decidedAnswer(desk, await annotationWith(desk, id), id));
};

async function sendAnnotation(desk: Desk, annotation: Annotation, res: Response): Promise<void> {
  res.set('ETag', etag(annotation)).json(await answerTo(desk, annotation));
}

function decidedAnswer(desk: Desk, annotation: Annotation, id: string) {
  return proposalAnswer(desk, annotation, oneOf(annotation.proposals, id, 'proposal'));
}
