import type { Request, Response } from 'express';
import { annotationById } from '../../desk/annotations/annotations.js';
import { changesSince } from '../../desk/annotations/changes-since.js';
import { type Annotation, etag } from '../../domain/annotations/annotation.js';
import {
  type Confirmation,
  confirmations as questions,
} from '../../domain/annotations/annotation-input.js';
import { Problem } from '../../domain/problem.js';
import { confirmations } from '../annotations/annotation-form-view.js';
import { showAnnotation } from '../annotations/annotation-page.js';
import type { Context } from '../http/context.js';
import { wantsJson } from '../http/errors.js';
import { type Flash, redirectWith } from '../http/flash.js';
import { textField } from '../http/form-fields.js';
import { localPath } from '../http/links.js';
import { formWork, sendProblem } from '../http/problems.js';
import type { RouteRequest } from '../http/routes.js';
import type { RefusedForm } from './refused-view.js';
import { queueIn, showReview } from './review-page.js';

type SentForm = Pick<RouteRequest, 'body' | 'query'>;
type Sender = SentForm & Pick<Request, 'path' | 'accepts' | 'session'>;

/** Which form was sent, and to which annotation. */
type Place = Pick<RefusedForm, 'form' | 'about'> & { id: string };

/**
 * Does the work of one of the forms by which an annotation is reviewed. What can't be taken is shown
 * again in its place on the page from which it was sent, the annotation's own or that of a queue,
 * with everything that was typed and with what was changed meanwhile; a script is told the same.
 */
export async function reviewWork(
  context: Context,
  req: Sender,
  res: Response,
  { id, ...place }: Place,
  work: () => Promise<void>,
): Promise<void> {
  await formWork(res, work, async (faults, problem) => {
    const changes = await changesIn(context, id, problem, revisionIn(req));
    if (wantsJson(req)) return sendProblem(res, withChanges(problem, changes));
    const confirm = confirmations(confirmedIn(req), problem);
    const refused: RefusedForm = { ...place, typed: typedIn(req), faults, confirm, changes };
    const queue = queueIn(backIn(req));
    if (queue) await showReview(context, res, id, queue, refused);
    else await showAnnotation(context, res, id, refused);
  });
}

/** What was changed since the revision that was seen, where that is what is wrong. */
async function changesIn(
  { desk }: Context,
  id: string,
  { details }: Problem,
  seen: number | undefined,
): Promise<string[]> {
  if (details.revision === undefined || seen === undefined) return [];
  return changesSince(desk, await annotationById(desk, id, { deleted: true }), seen);
}

function withChanges({ code, message, fields, details }: Problem, changes: readonly string[]) {
  return new Problem(code, message, fields, { ...details, changes });
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

/** The path of this desk to which a form wants to return; empty for none. */
export function backIn({ body, query }: SentForm): string {
  const asked = textField(body, 'back') || textField(query, 'back');
  return asked === '' ? '' : localPath(asked);
}

/** The revision that was seen; undefined where the form doesn't say. */
export function revisionIn({ body }: SentForm): number | undefined {
  const sent = textField(body, 'revision');
  return /^[1-9]\d{0,8}$/u.test(sent) ? Number(sent) : undefined;
}

/** What was said yes to. */
export function confirmedIn({ body }: SentForm): Confirmation[] {
  const said = severalIn(body, 'confirm');
  return questions.filter((question) => said.includes(question));
}

/** The values of a field that may be sent more than once. */
export function severalIn(body: unknown, name: string): string[] {
  if (typeof body !== 'object' || body === null) return [];
  const sent: unknown = Reflect.get(body, name);
  return [sent].flat().filter((value) => typeof value === 'string');
}

/** Browsers send line breaks as CR LF; the desk keeps LF. */
export function wordsIn({ body }: SentForm, name: string): string {
  return textField(body, name).replace(/\r\n?/gu, '\n');
}

function typedIn({ body }: SentForm): Record<string, string> {
  const names = typeof body === 'object' && body !== null ? Object.keys(body) : [];
  return Object.fromEntries(names.map((name) => [name, textField(body, name)]));
}
