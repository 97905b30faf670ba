import type { Response } from 'express';
import { allInOrder } from '../../desk/all-in-order.js';
import {
  type AnnotationSaved,
  annotationById,
  createAnnotation,
  reviseAnnotation,
} from '../../desk/annotations/annotations.js';
import { deleteAnnotation, deleteOnce, restoreOnce } from '../../desk/annotations/deleting.js';
import { readingOf } from '../../desk/articles/article-reading.js';
import { articleById, editionOf, newestEditionOf } from '../../desk/articles/articles.js';
import { readAround } from '../../desk/articles/passage-reading.js';
import { placedIn } from '../../desk/articles/placements.js';
import type { Desk } from '../../desk/desk.js';
import { etag } from '../../domain/annotations/annotation.js';
import { annotationInput } from '../../domain/annotations/annotation-input.js';
import { Problem } from '../../domain/problem.js';
import { listShape } from '../api/answers.js';
import { pageAsked, pageQuery } from '../api/api-input.js';
import { newAnnotation } from '../articles/article-page-view.js';
import { paragraphFragments } from '../articles/paragraph-fragments.js';
import { textField } from '../forms/form-fields.js';
import { formWork } from '../forms/sent-form.js';
import { wantsJson } from '../http/bodies.js';
import type { Context } from '../http/context.js';
import type { RouteRequest, Routes } from '../http/routes.js';
import { redirectWith, undoBy } from '../page/flash.js';
import { withQuery } from '../page/links.js';
import {
  annotationShape,
  answersTo,
  answerTo,
  orCurrent,
  savedAnnotationShape,
} from './annotation-answers.js';
import { sendFormPage } from './annotation-editing.js';
import { inputOf, readForm } from './annotation-forms.js';
import { showAnnotation } from './annotation-page.js';
import { answerSaved, spansOf, withBareClaim } from './saved-annotation.js';

/**
 * Annotations: made, shown, deleted and restored, by plain forms, scripts and programs. The form in
 * which one is changed stands in annotation-editing.ts.
 */
export function annotations(routes: Routes): void {
  routes.post('/articles/:id/annotations', 'annotate', create);
  routes.get('/annotations/:id', 'read', (context, req, res) =>
    showAnnotation(context, res, req.params.id),
  );
  routes.ahead('/annotations/:id', (desk, { params }) => annotationById(desk, params.id));
  routes.post('/annotations/:id/deletion', 'annotate', remove);
  routes.post('/annotations/:id/restoration', 'annotate', bringBack);
  forPrograms(routes);
  changingForPrograms(routes);
}

type AskedOne = RouteRequest<'/annotations/:id'>;

async function create(context: Context, req: AskedOne, res: Response): Promise<void> {
  const { desk, actor } = context;
  const form = readForm(req.body);
  const { id } = req.params;
  await formWork(
    req,
    res,
    async () => {
      const saved = await createAnnotation(desk, actor, id, inputOf(form));
      await answerSaved(context, req, res, {
        saved,
        message: 'Annotation saved.',
        status: 201,
        was: null,
        undo: withQuery(`/annotations/${saved.annotation.id}/deletion`, {
          seen: etag(saved.annotation),
        }),
      });
    },
    async (refused) => {
      const reading = await readingOf(desk, await articleById(desk, id), []);
      await sendFormPage(
        context,
        res,
        { place: newAnnotation(id), stored: form, reading },
        refused,
      );
    },
  );
}

async function remove(context: Context, req: AskedOne, res: Response): Promise<void> {
  const { desk, actor } = context;
  const seen = readForm(req.body).seen || textField(req.query, 'seen');
  const annotation = await deleteOnce(desk, actor, req.params.id, seen || undefined);
  const message = await withBareClaim(desk, 'Annotation deleted.', annotation, annotation);
  const undo = `/annotations/${annotation.id}/restoration`;
  if (!wantsJson(req)) {
    const done = { message, undo: undoBy(undo) };
    return redirectWith(req, res, `/articles/${annotation.article}`, done);
  }
  const article = await articleById(desk, annotation.article);
  const edition = await editionOf(desk, article);
  const spans = spansOf(await placedIn(article, edition, [annotation]));
  const around = await readAround(desk, article, edition, spans);
  const paragraphs = await paragraphFragments(res, around, spans);
  res.json({ id: annotation.id, message, paragraphs, undo });
}

async function bringBack(context: Context, req: AskedOne, res: Response): Promise<void> {
  const annotation = await restoreOnce(context.desk, context.actor, req.params.id);
  const article = await articleById(context.desk, annotation.article);
  const saved = { annotation, newSources: [], newClaim: null, warnings: [], article, known: {} };
  const message = 'Annotation restored.';
  await answerSaved(context, req, res, { saved, message, status: 200, was: null });
}

/** What a program is answered 409 for when it sends an annotation. */
const conflict =
  'It is not clear which passage (`candidates`) or which source (`sources`) is meant, something is to be said yes to first (`confirm`), or one’s part of a blind round is handed in.';

/** A page of an article's annotations, with its text. */
async function annotationsAsked(desk: Desk, { params, query }: Pick<AskedOne, 'params' | 'query'>) {
  const asked = { key: params.id, ...pageAsked(query) };
  return allInOrder([
    newestEditionOf(desk, params.id),
    desk.store.find('annotations', 'article', asked),
  ]);
}

function forPrograms(routes: Routes): void {
  routes.get(
    '/api/articles/:id/annotations',
    {
      right: 'read',
      summary: 'The annotations of an article, in the order of the text',
      query: pageQuery,
      answer: listShape(annotationShape),
    },
    async ({ desk }, req, res) => {
      const [text, { items, next }] = await annotationsAsked(desk, req);
      res.json({ items: await answersTo(desk, text, items), next });
    },
  );

  routes.ahead('/api/articles/:id/annotations', annotationsAsked);

  routes.post(
    '/api/articles/:id/annotations',
    {
      right: 'annotate',
      summary: 'Annotates a passage',
      body: annotationInput,
      answer: savedAnnotationShape,
      makes: true,
      etag: true,
      conflict,
    },
    async ({ desk, actor, body }, req, res) => {
      const saved = await createAnnotation(desk, actor, req.params.id, body);
      res.status(201).location(`/api/annotations/${saved.annotation.id}`);
      await sendSaved(desk, res, saved);
    },
  );

  routes.get(
    '/api/annotations/:id',
    {
      right: 'read',
      summary: 'An annotation',
      answer: annotationShape,
      etag: true,
    },
    async ({ desk }, req, res) => {
      const annotation = await annotationById(desk, req.params.id);
      res.set('ETag', etag(annotation)).json(await answerTo(desk, annotation));
    },
  );
  routes.ahead('/api/annotations/:id', (desk, { params }) => annotationById(desk, params.id));
}

function changingForPrograms(routes: Routes): void {
  routes.put(
    '/api/annotations/:id',
    {
      right: 'annotate',
      summary: 'Replaces what an annotation says; a field left out is cleared',
      body: annotationInput,
      answer: savedAnnotationShape,
      etag: true,
      ifMatch: 'must',
      conflict,
    },
    async ({ desk, actor, body }, req, res) => {
      const { id } = req.params;
      const seen = tagSeen(req);
      const saved = await orCurrent(desk, id, () => reviseAnnotation(desk, actor, id, body, seen));
      await sendSaved(desk, res, saved);
    },
  );

  routes.delete(
    '/api/annotations/:id',
    {
      right: 'annotate',
      summary: 'Deletes an annotation; it can be restored',
      ifMatch: 'must',
    },
    async ({ desk, actor }, req, res) => {
      const { id } = req.params;
      const seen = tagSeen(req);
      await orCurrent(desk, id, () => deleteAnnotation(desk, actor, id, seen));
      res.status(204).end();
    },
  );
}

function tagSeen(req: Pick<RouteRequest, 'get'>): string {
  const seen = req.get('if-match');
  if (seen !== undefined) return seen;
  throw new Problem(
    'precondition-required',
    'Say which state you saw: send its ETag in the header If-Match.',
  );
}

async function sendSaved(desk: Desk, res: Response, saved: AnnotationSaved): Promise<void> {
  const { annotation, warnings, newSources, article, known } = saved;
  const { edition } = known;
  const text = edition && { article, edition };
  const answer = await answerTo(desk, annotation, text, known);
  const made = newSources.map(({ id, name }) => ({ id, name }));
  res.set('ETag', etag(annotation)).json({ ...answer, warnings, newSources: made });
}
