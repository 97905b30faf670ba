import type { Response } from 'express';
import {
  annotationById,
  createAnnotation,
  deleteAnnotation,
  reviseAnnotation,
  type Saved,
} from '../../desk/annotations/annotations.js';
import { articleById } from '../../desk/articles/articles.js';
import type { Desk } from '../../desk/desk.js';
import { etag } from '../../domain/annotations/annotation.js';
import { annotationInput } from '../../domain/annotations/annotation-input.js';
import { Problem } from '../../domain/problem.js';
import { bodyWithTarget, pageAsked } from '../http/api-input.js';
import type { Asked, Routes } from '../http/routes.js';
import { answersTo, answerTo, orCurrent } from './annotation-answers.js';

/** Annotations, for programs. */
export function apiAnnotations(routes: Routes): void {
  routes.get('/api/articles/:id/annotations', 'read', async ({ desk }, req, res) => {
    const article = await articleById(desk, req.params.id);
    const query = { key: article.id, ...pageAsked(req.query) };
    const { items, next } = await desk.store.find('annotations', 'article', query);
    res.json({ items: await answersTo(desk, article, items), next });
  });

  routes.post('/api/articles/:id/annotations', 'annotate', async ({ desk, actor }, req, res) => {
    const saved = await createAnnotation(
      desk,
      actor,
      req.params.id,
      bodyWithTarget(annotationInput, req.body),
    );
    res.status(201).location(`/api/annotations/${saved.annotation.id}`);
    await answerSaved(desk, res, saved);
  });

  routes.get('/api/annotations/:id', 'read', async ({ desk }, req, res) => {
    const annotation = await annotationById(desk, req.params.id);
    res.set('ETag', etag(annotation)).json(await answerTo(desk, annotation));
  });

  routes.put('/api/annotations/:id', 'annotate', async ({ desk, actor }, req, res) => {
    const { id } = req.params;
    const seen = tagSeen(req);
    const saved = await orCurrent(desk, id, () =>
      reviseAnnotation(desk, actor, id, bodyWithTarget(annotationInput, req.body), seen),
    );
    await answerSaved(desk, res, saved);
  });

  routes.delete('/api/annotations/:id', 'annotate', async ({ desk, actor }, req, res) => {
    const { id } = req.params;
    const seen = tagSeen(req);
    await orCurrent(desk, id, () => deleteAnnotation(desk, actor, id, seen));
    res.status(204).end();
  });
}

function tagSeen(req: Pick<Asked, 'get'>): string {
  const seen = req.get('if-match');
  if (seen !== undefined) return seen;
  throw new Problem(
    'precondition-required',
    'Say which state you saw: send its ETag in the header If-Match.',
  );
}

async function answerSaved(desk: Desk, res: Response, saved: Saved): Promise<void> {
  const { annotation, warnings, newSources } = saved;
  const answer = await answerTo(desk, annotation);
  const made = newSources.map(({ id, name }) => ({ id, name }));
  res.set('ETag', etag(annotation)).json({ ...answer, warnings, newSources: made });
}
