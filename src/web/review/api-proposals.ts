import type { Response } from 'express';
import { annotationById } from '../../desk/annotations/annotations.js';
import { readingOf } from '../../desk/articles/article-reading.js';
import { articleById } from '../../desk/articles/articles.js';
import type { Desk } from '../../desk/desk.js';
import {
  acceptProposal,
  annotationWith,
  declineProposal,
  makeProposal,
  withdrawProposal,
} from '../../desk/review/proposals.js';
import { type Annotation, etag } from '../../domain/annotations/annotation.js';
import { proposalInput } from '../../domain/annotations/annotation-input.js';
import { acceptanceInput, type Proposal } from '../../domain/review/proposal.js';
import { answerTo, codePoints, orCurrent } from '../annotations/annotation-answers.js';
import { bodyOf, bodyWithTarget, pageOf } from '../http/api-input.js';
import type { Routes } from '../http/routes.js';
import { refusalBody } from './api-review-bodies.js';
import { proposalAnswer } from './review-answers.js';

/** Proposals, for programs. */
export function apiProposals(routes: Routes): void {
  routes.get('/api/annotations/:id/proposals', 'read', async ({ desk }, req, res) => {
    const annotation = await annotationById(desk, req.params.id);
    const { items, next } = pageOf(annotation.proposals, req.query);
    res.json({ items: await answersTo(desk, annotation, items), next });
  });

  routes.post('/api/annotations/:id/proposals', 'propose', async ({ desk, actor }, req, res) => {
    const { id } = req.params;
    const { annotation, proposal, newSources, warnings } = await orCurrent(desk, id, () =>
      makeProposal(desk, actor, id, bodyWithTarget(proposalInput, req.body)),
    );
    const [answer] = await answersTo(desk, annotation, [proposal]);
    const made = newSources.map(({ id, name }) => ({ id, name }));
    res.status(201).json({ ...answer, warnings, newSources: made });
  });

  decisions(routes);
}

function decisions(routes: Routes): void {
  routes.post('/api/proposals/:id/acceptance', 'annotate', async ({ desk, actor }, req, res) => {
    const { id } = req.params;
    const accepted = bodyOf(acceptanceInput, req.body);
    const of = await annotationWith(desk, id);
    const annotation = await orCurrent(desk, of.id, () =>
      acceptProposal(desk, actor, id, accepted),
    );
    res.set('ETag', etag(annotation)).json(await answerTo(desk, annotation));
  });

  routes.post('/api/proposals/:id/refusal', 'annotate', async ({ desk, actor }, req, res) => {
    const { id } = req.params;
    const declined = await declineProposal(desk, actor, id, bodyOf(refusalBody, req.body));
    await answerDecided(desk, res, declined, id);
  });

  routes.post('/api/proposals/:id/withdrawal', 'propose', async ({ desk, actor }, req, res) => {
    const { id } = req.params;
    await answerDecided(desk, res, await withdrawProposal(desk, actor, id), id);
  });
}

async function answerDecided(desk: Desk, res: Response, annotation: Annotation, id: string) {
  const decided = annotation.proposals.filter((proposal) => proposal.id === id);
  const [answer] = await answersTo(desk, annotation, decided);
  res.json(answer);
}

async function answersTo(desk: Desk, annotation: Annotation, proposals: readonly Proposal[]) {
  const article = await articleById(desk, annotation.article);
  const reading = await readingOf(desk, article, [annotation]);
  const editions = proposals.map(({ content }) => content.edition);
  const indexes = await codePoints(desk, reading, editions);
  return proposals.flatMap((proposal) => {
    const index = indexes.get(proposal.content.edition);
    return index ? [proposalAnswer(proposal, annotation, reading, index)] : [];
  });
}
