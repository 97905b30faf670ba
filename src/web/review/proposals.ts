import type { Response } from 'express';
import { annotationById } from '../../desk/annotations/annotations.js';
import { readingOf } from '../../desk/articles/article-reading.js';
import { articleById } from '../../desk/articles/articles.js';
import {
  acceptProposal,
  annotationWith,
  declineProposal,
  makeProposal,
  withdrawProposal,
} from '../../desk/review/proposals.js';
import { type Annotation, etag } from '../../domain/annotations/annotation.js';
import type { Reading } from '../../domain/articles/article-reading.js';
import { parse } from '../../domain/parse.js';
import { Problem } from '../../domain/problem.js';
import { acceptanceInput, refusalInput } from '../../domain/review/proposal.js';
import { annotationFormView, type FormPlace } from '../annotations/annotation-form-view.js';
import {
  type AnnotationForm,
  formOf,
  proposalOf,
  readForm,
} from '../annotations/annotation-forms.js';
import { type Difference, differencesOf, merge } from '../annotations/annotation-versions.js';
import { viewerOf } from '../articles/article.js';
import type { Context } from '../http/context.js';
import { wantsJson } from '../http/errors.js';
import { formWork, sendProblem } from '../http/problems.js';
import type { Asked, Routes } from '../http/routes.js';
import {
  answerReviewed,
  backIn,
  confirmedIn,
  reviewWork,
  revisionIn,
  severalIn,
  wordsIn,
} from './review-forms.js';
import { mayPropose } from './verdicts-view.js';

/** Proposals: made with the annotation's form; taken over, declined and withdrawn. */
export function proposals(routes: Routes): void {
  routes.get('/annotations/:id/proposals/new', 'propose', async (context, req, res) => {
    sendForm(res, await proposing(context, req.params.id, backIn(req)));
  });
  routes.post('/annotations/:id/proposals', 'propose', make);
  routes.post('/proposals/:id/acceptance', 'annotate', accept);
  routes.post('/proposals/:id/refusal', 'annotate', decline);
  routes.post('/proposals/:id/withdrawal', 'propose', withdraw);
}

type OfAnnotation = Asked<'/annotations/:id/proposals'>;
type OfProposal = Asked<'/proposals/:id/acceptance'>;

async function make(context: Context, req: OfAnnotation, res: Response): Promise<void> {
  const { desk, actor } = context;
  const { id } = req.params;
  const asked = await proposing(context, id, backIn(req));
  // A proposal says nothing of the note, which is its author's.
  const form = { ...readForm(req.body), note: asked.stored.note };
  const hasMoved = form.revision !== '' && form.revision !== asked.stored.revision;
  const differences = differencesOf(form, asked.stored);
  await formWork(
    res,
    async () => {
      const merged = merge(form, asked.stored);
      const unlike = differencesOf(merged, asked.stored).map(({ field }) => field);
      const made = await makeProposal(desk, actor, id, proposalOf(merged, unlike));
      const { annotation, proposal, newSources, warnings } = made;
      const named = newSources.map(({ name }) => name).join(', ');
      const message = `Proposed.${named && ` New in the register: ${named}.`}`;
      const more = { proposal: proposal.id };
      answerReviewed(req, res, { annotation, message, warnings, at: anchor(proposal.id), more });
    },
    (_faults, problem) => {
      if (wantsJson(req)) return sendProblem(res, problem);
      // Field by field, nothing that a colleague wrote meanwhile is proposed away unseen.
      const versions = hasMoved || form.choosing !== '' ? differences : [];
      const take = hasMoved ? {} : form.take;
      const again = { ...form, take, revision: asked.stored.revision };
      sendForm(res, { ...asked, stored: again }, problem, versions);
    },
  );
}

async function accept(context: Context, req: OfProposal, res: Response): Promise<void> {
  const about = req.params.id;
  const { id } = await annotationWith(context.desk, about);
  await reviewWork(context, req, res, { id, form: 'proposal', about }, async () => {
    const chosen = { parts: severalIn(req.body, 'parts'), revision: revisionIn(req) };
    const input = parse(acceptanceInput, chosen);
    const annotation = await acceptProposal(context.desk, context.actor, about, input);
    answerReviewed(req, res, { annotation, message: 'Taken over.', at: anchor(about) });
  });
}

async function decline(context: Context, req: OfProposal, res: Response): Promise<void> {
  const about = req.params.id;
  const { id } = await annotationWith(context.desk, about);
  await reviewWork(context, req, res, { id, form: 'proposal', about }, async () => {
    const { reason } = parse(refusalInput, { reason: wordsIn(req, 'reason') });
    const said = { reason, confirm: confirmedIn(req) };
    const annotation = await declineProposal(context.desk, context.actor, about, said);
    answerReviewed(req, res, { annotation, message: 'Proposal declined.', at: anchor(about) });
  });
}

async function withdraw(context: Context, req: OfProposal, res: Response): Promise<void> {
  const about = req.params.id;
  const { id } = await annotationWith(context.desk, about);
  await reviewWork(context, req, res, { id, form: 'proposal', about }, async () => {
    const annotation = await withdrawProposal(context.desk, context.actor, about);
    answerReviewed(req, res, { annotation, message: 'Proposal withdrawn.', at: anchor(about) });
  });
}

function anchor(proposal: string): string {
  return `proposal-${proposal}`;
}

interface Proposing {
  place: FormPlace;
  stored: AnnotationForm;
  reading: Reading;
}

async function proposing(context: Context, id: string, back: string): Promise<Proposing> {
  const annotation = await annotationById(context.desk, id);
  if (!mayPropose(annotation, viewerOf(context))) {
    throw new Problem('forbidden', 'This annotation is yours: change it instead.');
  }
  const article = await articleById(context.desk, annotation.article);
  const reading = await readingOf(context.desk, article, [annotation]);
  const revision = String(annotation.revision);
  return {
    place: placeOf(annotation, back),
    stored: { ...formOf(annotation, reading, etag(annotation)), revision },
    reading,
  };
}

function placeOf({ id }: Annotation, back: string): FormPlace {
  return {
    id: `proposal-form-${id}`,
    action: `/annotations/${id}/proposals`,
    heading: 'Propose something else',
    submit: 'Propose it',
    proposes: true,
    back: back || `/annotations/${id}`,
  };
}

function sendForm(
  res: Response,
  { place, stored, reading }: Proposing,
  problem: Problem | null = null,
  versions: readonly Difference[] = [],
): void {
  const form = annotationFormView(place, stored, reading, problem, versions);
  const { id, title, publisher } = reading.article;
  res.render('annotations/form', { form, article: { id, title, publisher } });
}
