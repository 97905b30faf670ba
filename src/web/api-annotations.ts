import type { Response } from 'express';
import {
  annotationById,
  createAnnotation,
  deleteAnnotation,
  reviseAnnotation,
  type Saved,
} from '../desk/annotations.js';
import { articleById, editionOf } from '../desk/articles.js';
import type { Desk } from '../desk/desk.js';
import { readingOf } from '../desk/reading.js';
import { type Annotation, etag } from '../domain/annotation.js';
import { type AnnotationInput, annotationInput, targetInput } from '../domain/annotation-input.js';
import type { Article } from '../domain/article.js';
import { Problem } from '../domain/problem.js';
import type { Reading } from '../domain/reading.js';
import { type CodePointIndex, codePointIndex } from '../domain/span.js';
import { bodyOf, demandKnownFields, pageAsked } from './api-input.js';
import { annotationAnswer } from './api-present.js';
import type { Asked, Routes } from './routes.js';

/** Annotations, for programs. */
export function apiAnnotations(routes: Routes): void {
  routes.get('/api/articles/:id/annotations', 'read', async ({ desk }, req, res) => {
    const article = await articleById(desk, req.params.id);
    const query = { key: article.id, ...pageAsked(req.query) };
    const { items, next } = await desk.store.find('annotations', 'article', query);
    res.json({ items: await answersTo(desk, article, items), next });
  });

  routes.post('/api/articles/:id/annotations', 'annotate', async ({ desk, actor }, req, res) => {
    const saved = await createAnnotation(desk, actor, req.params.id, contentIn(req.body));
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
      reviseAnnotation(desk, actor, id, contentIn(req.body), seen),
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

/** Hops may bear what was only worked out (`ratedAt`, a digest): an answer's can be sent again. */
function contentIn(body: unknown): AnnotationInput {
  demandKnownFields(annotationInput, body);
  const target: unknown = Reflect.get(Object(body), 'target');
  if (target !== undefined) demandKnownFields(targetInput, target, 'target');
  return bodyOf(annotationInput, body);
}

function tagSeen(req: Pick<Asked, 'get'>): string {
  const seen = req.get('if-match');
  if (seen !== undefined) return seen;
  throw new Problem(
    'precondition-required',
    'Say which state you saw: send its ETag in the header If-Match.',
  );
}

/** What stands now goes with the answer to who was too late, as any other answer has it. */
async function orCurrent<T>(desk: Desk, id: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'stale') throw error;
    const current = await answerTo(desk, await annotationById(desk, id));
    throw new Problem('stale', error.message, error.fields, { current });
  }
}

async function answerSaved(desk: Desk, res: Response, saved: Saved): Promise<void> {
  const { annotation, warnings, newSources } = saved;
  const answer = await answerTo(desk, annotation);
  const made = newSources.map(({ id, name }) => ({ id, name }));
  res.set('ETag', etag(annotation)).json({ ...answer, warnings, newSources: made });
}

async function answerTo(desk: Desk, annotation: Annotation) {
  const article = await articleById(desk, annotation.article);
  const [answer] = await answersTo(desk, article, [annotation]);
  return answer;
}

async function answersTo(desk: Desk, article: Article, annotations: readonly Annotation[]) {
  const reading = await readingOf(desk, article, annotations);
  const indexes = await codePoints(desk, reading);
  return reading.annotations.flatMap((placed) => {
    const index = indexes.get(placed.annotation.edition);
    return index ? [annotationAnswer(placed, reading, index)] : [];
  });
}

/** By number, the editions of which a reading has annotations: positions are those in one's own. */
async function codePoints(
  desk: Desk,
  { article, edition, annotations }: Reading,
): Promise<ReadonlyMap<number, CodePointIndex>> {
  const indexes = new Map<number, CodePointIndex>();
  for (const number of new Set(annotations.map(({ annotation }) => annotation.edition))) {
    const { text } = number === edition.number ? edition : await editionOf(desk, article, number);
    indexes.set(number, codePointIndex(text));
  }
  return indexes;
}
