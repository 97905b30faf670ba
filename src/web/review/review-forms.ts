import type { Request, Response } from 'express';
import { annotationById } from '../../desk/annotations/annotations.js';
import { changesSince } from '../../desk/annotations/changes-since.js';
import type { Desk } from '../../desk/desk.js';
import { waitingSoon } from '../../desk/review/queue.js';
import { type Annotation, etag } from '../../domain/annotations/annotation.js';
import { Problem } from '../../domain/problem.js';
import { showAnnotation } from '../annotations/annotation-page.js';
import { textField } from '../forms/form-fields.js';
import { formWork } from '../forms/sent-form.js';
import { wantsJson } from '../http/bodies.js';
import type { Context } from '../http/context.js';
import type { RouteRequest } from '../http/routes.js';
import { type Flash, redirectWith } from '../page/flash.js';
import { localPath } from '../page/links.js';
import { queueIn, showReview } from './review-page.js';

type SentFields = Pick<RouteRequest, 'body' | 'query'>;
type Sender = SentFields & Pick<Request, 'path' | 'accepts' | 'session'>;

/**
 * Does the work of one of the forms by which an annotation is reviewed; `at` is the element in which
 * the form stands. What can't be taken is shown again there, on the page from which it was sent, the
 * annotation's own or that of a queue, with what was changed meanwhile.
 */
export async function reviewWork(
  context: Context,
  req: Sender,
  res: Response,
  { id, at }: { id: string; at: string },
  work: () => Promise<void>,
): Promise<void> {
  await formWork(
    req,
    res,
    () => orChanges(context.desk, id, revisionIn(req), work),
    async (refused) => {
      const queue = queueIn(backIn(req));
      if (queue) await showReview(context, res, id, queue, { ...refused, at });
      else await showAnnotation(context, res, id, { ...refused, at });
    },
  );
}

/** Works, or throws what is wrong, with what was changed since the revision that was seen if that is it. */
async function orChanges(
  desk: Desk,
  id: string,
  seen: number | undefined,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Problem) || error.details.revision === undefined) throw error;
    if (seen === undefined) throw error;
    const changes = await changesSince(
      desk,
      await annotationById(desk, id, { deleted: true }),
      seen,
    );
    throw new Problem(error.code, error.message, error.fields, { ...error.details, changes });
  }
}

/** What a form of reviewing brought about. */
interface ReviewFlash extends Flash {
  annotation: Annotation;
  /** The element of the annotation's page at which it can be seen. */
  at?: string;
  /** Where to return, if not to where the form says. */
  back?: string;
  /** What the answer to a script says too. */
  more?: Readonly<Record<string, unknown>>;
}

/** Sends a browser back to where the form stood, and tells a script how the annotation stands now. */
export function answerReviewed(
  req: Sender,
  res: Response,
  { annotation, at, back = backIn(req), more, ...flash }: ReviewFlash,
): void {
  const { id, status, revision } = annotation;
  if (wantsJson(req)) {
    return void res.json({ id, status, revision, etag: etag(annotation), ...flash, ...more });
  }
  const page = `/annotations/${id}${at === undefined ? '' : `#${at}`}`;
  redirectWith(req, res, back || page, flash);
}

/** How much waits for whoever sent a form, for a script that goes on with the page; else null. */
export async function waitingAfter(
  { desk, actor }: Context,
  req: Pick<Request, 'path' | 'accepts'>,
): Promise<number | null> {
  return wantsJson(req) ? waitingSoon(desk, actor) : null;
}

/** The path of this desk to which a form wants to return; empty for none. */
export function backIn({ body, query }: SentFields): string {
  const asked = textField(body, 'back') || textField(query, 'back');
  return asked === '' ? '' : localPath(asked);
}

/** The revision that was seen; undefined where the form doesn't say. */
export function revisionIn({ body }: SentFields): number | undefined {
  const sent = textField(body, 'revision');
  return /^[1-9]\d{0,8}$/u.test(sent) ? Number(sent) : undefined;
}
