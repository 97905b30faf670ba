import type { Response } from 'express';
import {
  annotationById,
  createAnnotation,
  deleteOnce,
  mayChange,
  restoreAnnotation,
  reviseAnnotation,
  type Saved,
} from '../../desk/annotations/annotations.js';
import { readArticle, readingOf } from '../../desk/articles/article-reading.js';
import { articleById } from '../../desk/articles/articles.js';
import type { Desk } from '../../desk/desk.js';
import { type Annotation, etag } from '../../domain/annotations/annotation.js';
import type { Placed, Reading } from '../../domain/articles/article-reading.js';
import { Problem } from '../../domain/problem.js';
import type { Span } from '../../domain/text/span.js';
import { viewerOf } from '../articles/article.js';
import { newAnnotation } from '../articles/article-page-view.js';
import { paragraphFragments } from '../articles/paragraph-fragments.js';
import { spanOf } from '../articles/text-view.js';
import type { Context } from '../http/context.js';
import { wantsJson } from '../http/errors.js';
import { redirectWith } from '../http/flash.js';
import { rendered } from '../http/fragments.js';
import { formWork, sendProblem } from '../http/problems.js';
import type { Asked, Routes } from '../http/routes.js';
import { annotationFormView, type FormPlace } from './annotation-form-view.js';
import { type AnnotationForm, formOf, inputOf, readForm } from './annotation-forms.js';
import { showAnnotation } from './annotation-page.js';
import { type Difference, differencesOf, merge } from './annotation-versions.js';
import { cardView } from './card-view.js';

type AskedOne = Asked<'/annotations/:id'>;

/** Annotations: made, shown, changed, deleted and restored; the same for plain forms and scripts. */
export function annotations(routes: Routes): void {
  routes.post('/articles/:id/annotations', 'annotate', create);
  routes.get('/annotations/:id', 'read', (context, req, res) =>
    showAnnotation(context, res, req.params.id),
  );
  routes.get('/annotations/:id/edit', 'annotate', async (context, req, res) => {
    sendFormPage(res, await editing(context, req.params.id));
  });
  routes.get('/annotations/:id/form', 'annotate', async (context, req, res) => {
    const { place, stored, reading } = await editing(context, req.params.id);
    const form = annotationFormView(place, stored, reading);
    res.send(await rendered(res, 'annotations/annotation-form', { form }));
  });
  routes.post('/annotations/:id', 'annotate', revise);
  routes.post('/annotations/:id/deletion', 'annotate', remove);
  routes.post('/annotations/:id/restoration', 'annotate', bringBack);
}

async function create(context: Context, req: AskedOne, res: Response): Promise<void> {
  const { desk, actor } = context;
  const form = readForm(req.body);
  const article = await articleById(desk, req.params.id);
  await formWork(
    res,
    async () => {
      const saved = await createAnnotation(desk, actor, article.id, inputOf(form), form.key);
      await answerSaved(context, req, res, {
        saved,
        message: 'Annotation saved.',
        status: 201,
        was: null,
      });
    },
    async (_faults, problem) => {
      if (wantsJson(req)) return sendProblem(res, problem);
      const reading = await readingOf(desk, article, []);
      sendFormPage(res, { place: newAnnotation(article.id), stored: form, reading }, problem);
    },
  );
}

async function revise(context: Context, req: AskedOne, res: Response): Promise<void> {
  const { desk, actor } = context;
  const { id } = req.params;
  const form = readForm(req.body);
  const asked = await editing(context, id);
  const { stored, reading } = asked;
  const differences = differencesOf(form, stored);
  await formWork(
    res,
    async () => {
      const input = inputOf(merge(form, stored));
      // Whoever typed just what stands by now has nothing to choose.
      const seen = differences.length === 0 ? stored.seen : form.seen;
      const saved = await reviseAnnotation(desk, actor, id, input, seen);
      const was = placedIn(reading, id);
      await answerSaved(context, req, res, { saved, message: 'Changes saved.', status: 200, was });
    },
    (_faults, problem) => {
      const choosing = problem.code === 'stale' || isChoosing(form, problem);
      const versions = choosing ? differences : [];
      if (wantsJson(req)) {
        return sendProblem(res, choosing ? asConflict(problem, stored.seen, versions) : problem);
      }
      // Choices are kept as long as they were made between these two versions.
      const take = form.seen === stored.seen ? form.take : {};
      const again = choosing ? { ...form, seen: stored.seen, take } : form;
      sendFormPage(res, { ...asked, stored: again }, problem, versions);
    },
  );
}

function isChoosing(form: AnnotationForm, problem: Problem): boolean {
  return form.choosing !== '' || problem.fields.some(({ field }) => field.startsWith('take['));
}

/** What a script needs to ask which of two versions is to stand. */
function asConflict(problem: Problem, etag: string, fields: readonly Difference[]): Problem {
  return new Problem(problem.code, problem.message, problem.fields, { conflict: { etag, fields } });
}

async function remove(context: Context, req: AskedOne, res: Response): Promise<void> {
  const { desk, actor } = context;
  const { seen } = readForm(req.body);
  const annotation = await deleteOnce(desk, actor, req.params.id, seen || undefined);
  const was = placedIn(await readingOfOne(desk, annotation), annotation.id);
  const message = 'Annotation deleted.';
  const undo = `/annotations/${annotation.id}/restoration`;
  if (!wantsJson(req)) {
    const done = { message, undo: { label: 'Undo', action: undo } };
    return redirectWith(req, res, `/articles/${annotation.article}`, done);
  }
  const reading = await readArticle(desk, annotation.article);
  const paragraphs = await paragraphFragments(res, reading, spansOf([was]));
  res.json({ id: annotation.id, message, paragraphs, undo });
}

async function bringBack(context: Context, req: AskedOne, res: Response): Promise<void> {
  const annotation = await restoreAnnotation(context.desk, context.actor, req.params.id);
  const saved = { annotation, newSources: [], warnings: [] };
  const message = 'Annotation restored.';
  await answerSaved(context, req, res, { saved, message, status: 200, was: null });
}

interface Editing {
  place: FormPlace;
  stored: AnnotationForm;
  reading: Reading;
}

async function editing(
  { desk, actor }: Context,
  id: string,
): Promise<Editing & { annotation: Annotation }> {
  const annotation = await annotationById(desk, id);
  if (!mayChange(actor, annotation)) {
    throw new Problem('forbidden', 'Only its author and editors may change this annotation.');
  }
  const reading = await readingOfOne(desk, annotation);
  const place = {
    id: `annotation-form-${id}`,
    action: `/annotations/${id}`,
    heading: 'Edit the annotation',
    submit: 'Save changes',
    back: `/articles/${annotation.article}#annotation-${id}`,
  };
  return { place, stored: formOf(annotation, reading, etag(annotation)), reading, annotation };
}

function sendFormPage(
  res: Response,
  { place, stored, reading }: Editing,
  problem: Problem | null = null,
  versions: readonly Difference[] = [],
): void {
  const form = annotationFormView(place, stored, reading, problem, versions);
  const { id, title, publisher } = reading.article;
  res.render('annotations/form', { form, article: { id, title, publisher } });
}

interface Answer {
  saved: Saved;
  message: string;
  status: 200 | 201;
  /** Where it stood before. */
  was: Placed | null;
}

async function answerSaved(
  context: Context,
  req: AskedOne,
  res: Response,
  { saved, message, status, was }: Answer,
): Promise<void> {
  const { annotation, newSources, warnings } = saved;
  if (!wantsJson(req)) {
    const to = `/articles/${annotation.article}#annotation-${annotation.id}`;
    return redirectWith(req, res, to, { message: told(message, newSources), warnings });
  }
  const reading = await readArticle(context.desk, annotation.article);
  const placed = placedIn(reading, annotation.id);
  const number = reading.annotations.indexOf(placed) + 1;
  const card = cardView(placed, number, reading, viewerOf(context));
  res.status(status).json({
    id: annotation.id,
    etag: etag(annotation),
    message: told(message, newSources),
    warnings,
    newSources: newSources.map(({ id, name }) => ({ id, name })),
    card: await rendered(res, 'annotations/card', { card }),
    paragraphs: await paragraphFragments(res, reading, spansOf([was, placed])),
  });
}

function told(message: string, newSources: Saved['newSources']): string {
  if (newSources.length === 0) return message;
  return `${message} New in the register: ${newSources.map(({ name }) => name).join(', ')}.`;
}

/** Where annotations stand: the paragraphs there look different now. */
function spansOf(touched: readonly (Placed | null)[]): Span[] {
  return touched.flatMap((placed) => (placed && spanOf(placed)) ?? []);
}

async function readingOfOne(desk: Desk, annotation: Annotation): Promise<Reading> {
  return readingOf(desk, await articleById(desk, annotation.article), [annotation]);
}

function placedIn({ annotations }: Reading, id: string): Placed {
  const placed = annotations.find(({ annotation }) => annotation.id === id);
  if (!placed) throw new Problem('not-found', 'There is no such annotation.');
  return placed;
}
