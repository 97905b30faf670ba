import type { Response } from 'express';
import { z } from 'zod';
import { changeable, reviseAnnotation } from '../../desk/annotations/annotations.js';
import { attach } from '../../desk/annotations/attaching.js';
import { deskLabels } from '../../desk/annotations/desk-labels.js';
import { passageAddress } from '../../desk/annotations/passage-address.js';
import { undoChange } from '../../desk/annotations/undoing.js';
import { printableOne } from '../../desk/articles/article-reading.js';
import { type Annotation, etag } from '../../domain/annotations/annotation.js';
import type { ArticleReading } from '../../domain/articles/article-reading.js';
import { carried } from '../../domain/fields.js';
import { parse } from '../../domain/parse.js';
import { Problem } from '../../domain/problem.js';
import { textField } from '../forms/form-fields.js';
import { formWork, type RefusedForm } from '../forms/sent-form.js';
import type { Context } from '../http/context.js';
import { renderToText } from '../http/responses.js';
import type { RouteRequest, Routes } from '../http/routes.js';
import { redirectWith, undoBy } from '../page/flash.js';
import { withQuery } from '../page/links.js';
import { reviewWork } from '../review/review-forms.js';
import { annotationFormView, type FormPlace } from './annotation-form-view.js';
import { type AnnotationForm, formOf, inputOf, readForm } from './annotation-forms.js';
import { type Difference, differencesOf, merge } from './annotation-versions.js';
import { answerSaved, placedIn, withBareClaim, withSources } from './saved-annotation.js';

/** The form in which an annotation is changed, on a page of its own and inside the article's. */
export function annotationEditing(routes: Routes): void {
  routes.get('/annotations/:id/edit', 'annotate', async (context, req, res) => {
    await sendFormPage(context, res, await editing(context, req.params.id));
  });

  routes.get('/annotations/:id/form', 'annotate', async (context, req, res) => {
    const { place, stored, reading } = await editing(context, req.params.id);
    const offered = { ...reading, labels: await deskLabels(context.desk) };
    const form = annotationFormView(place, stored, offered);
    res.send(await renderToText(res, 'annotations/annotation-form', { form }));
  });

  routes.post('/annotations/:id', 'annotate', revise);
  routes.post('/annotations/:id/undoing', 'annotate', undo);
  routes.post('/annotations/:id/attachment', 'annotate', attachTo);
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
  const { stored, reading, annotation } = asked;
  const { article, edition } = reading;
  const differences = differencesOf(form, stored);
  await formWork(
    req,
    res,
    async () => {
      // Whoever typed just what stands by now has nothing to choose.
      const seen = differences.length === 0 ? stored.seen : form.seen;
      const saved = await orConflict(form, { etag: stored.seen, fields: differences }, () =>
        reviseAnnotation(desk, actor, id, inputOf(merge(form, stored)), seen, {
          annotation,
          article,
          edition,
        }),
      );
      const was = placedIn(reading, id);
      const isChanged = etag(saved.annotation) !== etag(annotation);
      const undo = isChanged ? undoingOf(saved.annotation) : null;
      const done = isChanged ? 'Changes saved.' : 'Nothing was changed.';
      await answerSaved(context, req, res, {
        saved,
        message: withBareClaim(desk, done, annotation, saved.annotation),
        status: 200,
        was,
        undo,
      });
    },
    (refused) => {
      if (!('conflict' in refused.details)) {
        return sendFormPage(context, res, { ...asked, stored: form }, refused);
      }
      // Choices are kept as long as they were made between these two versions.
      const take = form.seen === stored.seen ? form.take : {};
      const again = { ...form, seen: stored.seen, take };
      return sendFormPage(context, res, { ...asked, stored: again }, refused, differences);
    },
  );
}

/** The annotation is attached to a place that was offered on its card. */
async function attachTo(
  context: Context,
  req: RouteRequest<'/annotations/:id/attachment'>,
  res: Response,
): Promise<void> {
  const { desk, actor } = context;
  const { id } = req.params;
  await reviewWork(context, req, res, { id, at: 'main' }, async () => {
    const { nextLost = id, ...place } = parse(placeInput, req.body);
    const annotation = await attach(desk, actor, id, place);
    redirectWith(req, res, passageAddress({ ...annotation, id: nextLost }), {
      message: 'The annotation is attached to this edition.',
      undo: undoBy(undoingOf(annotation)),
    });
  });
}

const placeInput = z.object({
  start: z.coerce.number().int().min(0),
  end: z.coerce.number().int().min(0),
  edition: z.coerce.number().int().min(1),
  seen: z.string(),
  nextLost: carried.id.optional(),
});

/** Where a change is undone that was just saved. */
function undoingOf(annotation: Annotation): string {
  return withQuery(`/annotations/${annotation.id}/undoing`, { seen: etag(annotation) });
}

async function undo(
  context: Context,
  req: RouteRequest<'/annotations/:id/undoing'>,
  res: Response,
): Promise<void> {
  const { desk, actor } = context;
  const { id } = req.params;
  await reviewWork(context, req, res, { id, at: 'main' }, async () => {
    const { reading, annotation: before } = await editing(context, id);
    const seen = textField(req.query, 'seen');
    const { annotation, leftRegister } = await undoChange(desk, actor, id, seen);
    const { article } = reading;
    const saved = { annotation, newSources: [], newClaim: null, warnings: [], article, known: {} };
    const was = placedIn(reading, before.id);
    const done = withSources('Change undone.', 'No longer in the register', leftRegister);
    const message = withBareClaim(desk, done, before, annotation);
    await answerSaved(context, req, res, { saved, message, status: 200, was });
  });
}

/** What is needed to ask which of two versions is to stand. */
interface Conflict {
  etag: string;
  fields: readonly Difference[];
}

/** Saves, or throws what is wrong with the form, with the two versions where they are to choose from. */
async function orConflict<T>(
  form: AnnotationForm,
  conflict: Conflict,
  save: () => Promise<T>,
): Promise<T> {
  try {
    return await save();
  } catch (error) {
    if (!(error instanceof Problem) || !isChoosing(form, error)) throw error;
    // The form says itself, field by field, what stands now.
    const { current: _current, ...details } = error.details;
    throw new Problem(error.code, error.message, error.fields, { ...details, conflict });
  }
}

function isChoosing(form: AnnotationForm, { code, fields }: Problem): boolean {
  const asks = fields.some(({ field }) => field.startsWith('take['));
  return code === 'stale' || form.choosing !== '' || asks;
}

/** A form of an annotation on a page of its own: what it edits, and how that stands in its article. */
export interface FormPage {
  place: FormPlace;
  stored: AnnotationForm;
  reading: ArticleReading;
}

async function editing(
  { desk, actor }: Context,
  id: string,
): Promise<FormPage & { annotation: Annotation }> {
  const annotation = await changeable(desk, actor, id);
  const reading = await printableOne(desk, annotation);
  const place = {
    id: `annotation-form-${id}`,
    action: `/annotations/${id}`,
    heading: 'Edit the annotation',
    submit: 'Save changes',
    back: passageAddress(annotation),
  };
  return { place, stored: formOf(annotation, reading, etag(annotation)), reading, annotation };
}

/** Shows the form on a page of its own; with what is wrong with it, and with two versions to choose from. */
export async function sendFormPage(
  { desk }: Context,
  res: Response,
  { place, stored, reading }: FormPage,
  refused: RefusedForm | null = null,
  versions: readonly Difference[] = [],
): Promise<void> {
  const offered = { ...reading, labels: await deskLabels(desk) };
  const form = annotationFormView(place, stored, offered, refused, versions);
  const { id, title, publisher } = reading.article;
  res.render('annotations/form', { form, article: { id, title, publisher } });
}
