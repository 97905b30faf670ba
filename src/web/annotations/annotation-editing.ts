import type { Response } from 'express';
import { changeable, reviseAnnotation } from '../../desk/annotations/annotations.js';
import { type Annotation, etag } from '../../domain/annotations/annotation.js';
import type { ArticleReading } from '../../domain/articles/article-reading.js';
import { Problem } from '../../domain/problem.js';
import type { Context } from '../http/context.js';
import { wantsJson } from '../http/errors.js';
import { formWork, sendProblem } from '../http/problems.js';
import { rendered } from '../http/responses.js';
import type { RouteRequest, Routes } from '../http/routes.js';
import { annotationFormView, type FormPlace } from './annotation-form-view.js';
import { type AnnotationForm, formOf, inputOf, readForm } from './annotation-forms.js';
import { type Difference, differencesOf, merge } from './annotation-versions.js';
import { answerSaved, placedIn, readingOfOne } from './saved-annotation.js';

/** The form in which an annotation is changed, on a page of its own and inside the article's. */
export function annotationEditing(routes: Routes): void {
  routes.get('/annotations/:id/edit', 'annotate', async (context, req, res) => {
    sendFormPage(res, await editing(context, req.params.id));
  });

  routes.get('/annotations/:id/form', 'annotate', async (context, req, res) => {
    const { place, stored, reading } = await editing(context, req.params.id);
    const form = annotationFormView(place, stored, reading);
    res.send(await rendered(res, 'annotations/annotation-form', { form }));
  });

  routes.post('/annotations/:id', 'annotate', revise);
}

async function revise(
  context: Context,
  req: RouteRequest<'/annotations/:id'>,
  res: Response,
): Promise<void> {
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

interface Editing {
  place: FormPlace;
  stored: AnnotationForm;
  reading: ArticleReading;
}

async function editing(
  { desk, actor }: Context,
  id: string,
): Promise<Editing & { annotation: Annotation }> {
  const annotation = await changeable(desk, actor, id);
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

/** Shows the form on a page of its own; with what is wrong with it, and with two versions to choose from. */
export function sendFormPage(
  res: Response,
  { place, stored, reading }: Editing,
  problem: Problem | null = null,
  versions: readonly Difference[] = [],
): void {
  const form = annotationFormView(place, stored, reading, problem, versions);
  const { id, title, publisher } = reading.article;
  res.render('annotations/form', { form, article: { id, title, publisher } });
}
