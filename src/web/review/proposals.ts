import type { Response } from 'express';
import { annotationById } from '../../desk/annotations/annotations.js';
import { printable, readingOf } from '../../desk/articles/article-reading.js';
import { articleById } from '../../desk/articles/articles.js';
import { annotationWith } from '../../desk/review/proposal-decisions.js';
import { makeProposal } from '../../desk/review/proposals.js';
import { type Annotation, etag, isCurrent } from '../../domain/annotations/annotation.js';
import { proposalInput } from '../../domain/annotations/annotation-input.js';
import { demandToDo } from '../../domain/rights.js';
import { orCurrent } from '../annotations/annotation-answers.js';
import { type FormPage, sendFormPage } from '../annotations/annotation-editing.js';
import { annotationFormView, type FormPlace } from '../annotations/annotation-form-view.js';
import { formOf, proposalOf, readForm } from '../annotations/annotation-forms.js';
import { differencesOf, merge } from '../annotations/annotation-versions.js';
import { savedMessage } from '../annotations/saved-annotation.js';
import { listShape, oneOf, sendMade } from '../api/answers.js';
import { pageOf, pageQuery } from '../api/api-input.js';
import { formWork } from '../forms/sent-form.js';
import type { Context } from '../http/context.js';
import { renderToText } from '../http/responses.js';
import type { RouteRequest, Routes } from '../http/routes.js';
import { undoBy } from '../page/flash.js';
import { withQuery } from '../page/links.js';
import { formAnchor } from './form-anchors.js';
import {
  madeProposalShape,
  proposalAnswer,
  proposalShape,
  proposalsAnswer,
} from './proposal-answers.js';
import { answerReviewed, backIn } from './review-forms.js';

/**
 * Proposals: read, and made with the annotation's form. What becomes of one stands in
 * proposal-decisions.ts.
 */
export function proposals(routes: Routes): void {
  routes.get('/annotations/:id/proposals/new', 'propose', async (context, req, res) => {
    await sendFormPage(context, res, await proposing(context, req.params.id, backIn(req)));
  });
  routes.get('/annotations/:id/proposals/form', 'propose', async (context, req, res) => {
    const { place, stored, reading } = await proposing(context, req.params.id, '');
    const form = annotationFormView(place, stored, reading);
    res.send(await renderToText(res, 'annotations/annotation-form', { form }));
  });
  routes.post('/annotations/:id/proposals', 'propose', make);
  forPrograms(routes);
}

type OfAnnotation = RouteRequest<'/annotations/:id/proposals'>;

async function make(context: Context, req: OfAnnotation, res: Response): Promise<void> {
  const { desk, actor } = context;
  const { id } = req.params;
  const asked = await proposing(context, id, backIn(req));
  // A proposal says nothing of note and labels, which are its author's.
  const { note, labels } = asked.stored;
  const form = { ...readForm(req.body), note, labels };
  const { revision, seen } = asked.stored;
  const hasMoved =
    (form.revision !== '' && form.revision !== revision) ||
    (form.seen !== '' && !isCurrent(asked.annotation, form.seen));
  const differences = differencesOf(form, asked.stored);
  await formWork(
    req,
    res,
    async () => {
      const merged = merge(form, asked.stored);
      const unlike = differencesOf(merged, asked.stored).map(({ field }) => field);
      const made = await makeProposal(desk, actor, id, proposalOf(merged, unlike), form.seen);
      const { annotation, proposal, warnings } = made;
      const more = { proposal: proposal.id };
      answerReviewed(req, res, {
        annotation,
        message: savedMessage('Proposed.', made),
        warnings,
        undo: undoBy(withQuery(`/proposals/${proposal.id}/withdrawal`, { back: backIn(req) })),
        at: formAnchor.proposal(proposal.id),
        more,
      });
    },
    (refused) => {
      // Field by field, nothing that a colleague wrote meanwhile is proposed away unseen.
      const versions = hasMoved || form.choosing !== '' ? differences : [];
      const take = hasMoved ? {} : form.take;
      const again = { ...form, take, revision, seen };
      return sendFormPage(context, res, { ...asked, stored: again }, refused, versions);
    },
  );
}

async function proposing(
  context: Context,
  id: string,
  back: string,
): Promise<FormPage & { annotation: Annotation }> {
  const annotation = await annotationById(context.desk, id);
  demandToDo(context.actor, 'propose something else', annotation);
  const article = await articleById(context.desk, annotation.article);
  const reading = await printable(
    context.desk,
    await readingOf(context.desk, article, [annotation]),
  );
  const revision = String(annotation.revision);
  return {
    annotation,
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

function forPrograms(routes: Routes): void {
  routes.get(
    '/api/annotations/:id/proposals',
    {
      right: 'read',
      summary: 'What was proposed in an annotation’s place, the earliest first',
      query: pageQuery,
      answer: listShape(proposalShape),
    },
    async ({ desk }, req, res) => {
      const annotation = await annotationById(desk, req.params.id);
      const { items, next } = pageOf(annotation.proposals, req.query);
      res.json({ items: await proposalsAnswer(desk, annotation, items), next });
    },
  );

  routes.post(
    '/api/annotations/:id/proposals',
    {
      right: 'propose',
      summary: 'Proposes something else; what is left out is proposed as it stands',
      body: proposalInput,
      answer: madeProposalShape,
      makes: true,
      conflict:
        'It is not clear which passage (`candidates`) or which source (`sources`) is meant, the revision has moved on (`current`), or something is to be said yes to first (`confirm`).',
    },
    async ({ desk, actor, body }, req, res) => {
      const { id } = req.params;
      const { annotation, proposal, newSources, warnings } = await orCurrent(desk, id, () =>
        makeProposal(desk, actor, id, body),
      );
      const answer = await proposalAnswer(desk, annotation, proposal);
      const made = newSources.map(({ id, name }) => ({ id, name }));
      sendMade(res, `/api/proposals/${proposal.id}`, { ...answer, warnings, newSources: made });
    },
  );

  routes.get(
    '/api/proposals/:id',
    { right: 'read', summary: 'A proposal', answer: proposalShape },
    async ({ desk }, req, res) => {
      const { id } = req.params;
      const annotation = await annotationWith(desk, id);
      const proposal = oneOf(annotation.proposals, id, 'proposal');
      res.json(await proposalAnswer(desk, annotation, proposal));
    },
  );
}
