import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { Desk } from '../../desk/desk.js';
import { anyoneOnDesk } from '../../desk/people/people.js';
import { isReplaced } from '../../desk/replaced-program.js';
import { visibleTo } from '../../desk/rounds/visibility.js';
import { Problem, type ProblemCode } from '../../domain/problem.js';
import { textField } from '../forms/form-fields.js';
import {
  isForm,
  readForm,
  type SentForm,
  sentForm,
  signInFields,
  wayBack,
} from '../forms/sent-form.js';
import { isSentOnTo } from '../page/flash.js';
import { withoutFile, withQuery } from '../page/links.js';
import { wantsJson } from './bodies.js';
import { pageAboveForms } from './form-addresses.js';
import { loggedPath } from './logged-path.js';
import { sendProblem, statusOf, titleOf } from './problems.js';
import { isFaultAfterSave, isGone } from './request-store.js';
import { seeOther } from './responses.js';
import type { Route } from './routes.js';

/** Where defects are written down in full. */
export interface Log {
  error(what: object, message: string): void;
}

/** No route took the request. */
export const notFound: RequestHandler = () => {
  throw new Problem('not-found', 'There is no such page.');
};

/**
 * Answers everything that was thrown: a Problem with its sentence; anything else is logged whole
 * under an id, which is all that the answer says of it.
 */
export function answerErrors(
  desk: Desk,
  log: Log,
  routes: readonly Route[] = [],
): ErrorRequestHandler {
  const pageAbove = pageAboveForms(routes);
  return answeringAgain(async (error, req, res) => {
    if (res.closed && isBrokenOff(error)) return;
    if (res.headersSent) return breakOff(error, log, req, res);
    // What was to be a file is a page to read.
    res.removeHeader('Content-Type');
    res.removeHeader('Content-Disposition');
    if (isFaultAfterSave(res, error) || isGoneSince(error, req))
      return answerSavedUnseen(error, log, req, res);
    const problem = problemOf(error);
    if (!problem) return answerDefect(error, log, req, res);
    if (problem.cause && statusOf(problem) >= 500) noteCause(problem, log, req);
    if (wantsJson(req)) return sendProblem(res, problem);
    if (problem.code === 'unauthenticated' && isReader(req)) {
      return seeOther(res, await doorFor(desk, req));
    }
    const page = isGone(problem) && isReader(req) ? pageAbove(req.path) : null;
    if (page !== null) return sayFormsOnly(res, problem, page);
    // What can't be read can't be kept.
    await readForm(req, res).catch(() => {});
    const { code, message, details } = problem;
    const list = isForm(req) && isGone(problem) ? await listBehind(desk, req) : null;
    const words = { status: statusOf(problem), title: titleOf(problem), message, code };
    if (list) showSentForm(req, res, { ...words, message: goneSince }, null, list);
    else showSentForm(req, res, words, openedBy(details));
  });
}

/**
 * Whoever answers what was thrown answers also, once, what is handed on while they do: that even their answer may not be
 * sent (see `outdated-answers.ts`). Behind them stand only Express's own words.
 */
export function answeringAgain(
  answer: (error: unknown, req: Request, res: Response) => Promise<void> | void,
): ErrorRequestHandler {
  return async (error, req, res, next) => {
    req.next = (fault) => {
      req.next = next;
      Promise.resolve(answer(fault, req, res)).catch(next);
    };
    await answer(error, req, res);
  };
}

/** Says of an address that only forms are sent there, with the way to the page above it. */
function sayFormsOnly(res: Response, problem: Problem, page: string): void {
  const message =
    'No page stands at this address: only forms are sent there. Nothing was sent just now, and nothing has changed.';
  const words = { status: statusOf(problem), title: titleOf(problem), message, code: problem.code };
  const back = { to: page, words: 'To the page that it belongs to' };
  showInstead(res, words, { kept: null, email: '', openedBy: null, back });
}

const goneSince =
  'What this is about is here no longer: a colleague has masked, removed or deleted it since its page was opened.';

/** A way on, and what it is called. */
interface Way {
  to: string;
  words: string;
}

/** The lists of what leaves no page behind when it goes. */
const lists: Readonly<Record<string, Way>> = {
  sources: { to: '/sources', words: 'To the register' },
  claims: { to: '/claims', words: 'To the claims' },
  articles: { to: '/articles', words: 'To the articles' },
  // One that was deleted by itself has its page still; with its article that is gone, too.
  annotations: { to: '/articles', words: 'To the articles' },
};

/** Where a form came from a page about the very thing that it is about: the list of such things, else null. */
async function listBehind(desk: Desk, req: Request): Promise<Way | null> {
  const [, room = '', id = ''] = req.path.split('/');
  if (id === '' || !wayBack(req).split(/[/?#]/u).includes(id)) return null;
  const { store } = await visibleTo(desk, req.visitor?.person ?? null);
  if (room === 'annotations' && (await store.get(room, id))) return null;
  return lists[room] ?? null;
}

/** Whether what was saved sent a reader on to a page that others have taken away since. */
function isGoneSince(error: unknown, req: Request): boolean {
  return isGone(error) && isReader(req) && isSentOnTo(req);
}

/** Whether work was ended because whoever asked for it has gone: that is no fault, and nobody hears of one. */
function isBrokenOff(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** What has begun can't be taken back: a page ends with a sentence, or else the connection is cut, so that nobody takes it for whole. */
export async function breakOff(
  error: unknown,
  log: Log,
  req: Request,
  res: Response,
): Promise<void> {
  log.error({ method: req.method, path: loggedPath(req.originalUrl), err: error }, 'Broken off');
  const sentence = problemOf(error)?.message ?? 'Something went wrong on our side.';
  const cutOff = () => void res.destroy();
  if (res.endBrokenOff) await res.endBrokenOff(sentence).catch(cutOff);
  else cutOff();
}

/** Whether somebody at a browser asked for a page. */
function isReader(req: Request): boolean {
  return ['GET', 'HEAD'].includes(req.method) && req.get('authorization') === undefined;
}

/** Where somebody who has not signed in goes first; afterwards they come to what they asked for. */
async function doorFor(desk: Desk, req: Request): Promise<string> {
  if (!(await anyoneOnDesk(desk))) return '/setup';
  if (req.originalUrl === '/') return '/sign-in';
  return withQuery('/sign-in', { next: withoutFile(req.originalUrl) });
}

/**
 * What was asked has been saved, and the answer could not be made: it says just that, as a success,
 * since whoever is told of a failure sends it again.
 */
function answerSavedUnseen(error: unknown, log: Log, req: Request, res: Response): void {
  const gone = isGone(error);
  const what = { id: randomUUID(), method: req.method, path: loggedPath(req.originalUrl) };
  if (!gone) log.error({ ...what, err: error }, 'Saved, but not shown');
  const message = gone
    ? 'This was saved: don’t send it again. Somebody has masked, removed or deleted since what it is part of.'
    : 'This was saved. It can’t be shown just now: don’t send it again, but look in a moment.';
  if (wantsJson(req)) res.status(200).json({ saved: true, detail: message });
  else showInstead(res, { status: 200, title: 'Saved', message, code: null });
}

/** Logs a defect whole, under an id, and answers with what is said of it. */
export function noteDefect(
  error: unknown,
  log: Log,
  req: Request,
): Pick<ErrorWords, 'title' | 'message'> & { id: string } {
  const id = randomUUID();
  log.error(
    { id, method: req.method, path: loggedPath(req.originalUrl), err: error },
    'Internal error',
  );
  const message = `Something went wrong on our side. If it happens again, tell whoever runs this desk the number ${id}.`;
  return { id, title: 'Internal error', message };
}

/** Writes down what whoever keeps the desk may want to know of a problem beside its sentence. */
function noteCause({ cause, message }: Problem, log: Log, req: Request): void {
  log.error({ method: req.method, path: loggedPath(req.originalUrl), err: cause }, message);
}

function answerDefect(error: unknown, log: Log, req: Request, res: Response): void {
  const { id, title, message } = noteDefect(error, log, req);
  if (wantsJson(req)) {
    const body = {
      type: 'about:blank',
      title,
      status: 500,
      detail: message,
      id,
      errors: [],
    };
    res.status(500).type('application/problem+json').send(JSON.stringify(body));
  } else {
    showSentForm(req, res, { status: 500, title, message, code: null });
  }
}

/** What a page says in the place of what was asked for. */
interface ErrorWords {
  status: number;
  title: string;
  message: string;
  code: ProblemCode | null;
}

/** The name of whoever alone may send what was refused: see `shown-to.ts`. */
function openedBy({ openedBy }: Problem['details']): string | null {
  return typeof openedBy === 'string' ? openedBy : null;
}

/**
 * A page that says why something could not be done, with the form that was sent, if it was one. Where
 * that was opened by somebody else than is signed in, it goes on once they are.
 */
export function showSentForm(
  req: Request,
  res: Response,
  words: ErrorWords,
  openedBy: string | null = null,
  way: Way | null = null,
): void {
  const email = textField(req.body, signInFields.email);
  const kept = isForm(req) ? sentForm(req) : null;
  const back = way ?? {
    to: kept ? wayBack(req) : pageBefore(req),
    words: kept ? 'Back to the page from which it was sent' : 'Back to where you were',
  };
  showInstead(res, words, { kept, email, openedBy, back });
}

/** Where whoever asked for a page comes from; "/" where that is not known, or would but lead here once more. */
function pageBefore(req: Request): string {
  const back = wayBack(req);
  return back === req.originalUrl || /^\/sign-in(?:\?|$)/u.test(back) ? '/' : back;
}

function showInstead(
  res: Response,
  { status, ...words }: ErrorWords,
  sent: { kept: SentForm | null; email: string; openedBy: string | null; back: Way | null } = {
    kept: null,
    email: '',
    openedBy: null,
    back: null,
  },
): void {
  res.status(status).render('page/error', { ...words, ...sent, signInFields }, (fault, page) => {
    // Where even this page cannot be drawn, its sentence stands alone, and never the fault.
    if (fault) res.type('text').send(`${words.title}. ${words.message}\n`);
    else if (res.locals.sendPage) res.locals.sendPage(page);
    else res.send(page);
  });
}

/** What the packages that read requests throw, in our words. */
const readingFaults: Record<string, [ProblemCode, string]> = {
  'encoding.unsupported': [
    'unsupported',
    'This content encoding is not supported: use gzip, deflate, br or none.',
  ],
};

/** What was thrown, where it is meant for people. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  if (!(error instanceof Error)) return null;
  const { type, status, code, limit } = error as Error &
    Partial<Record<'type' | 'status' | 'code' | 'limit', unknown>>;
  if (type === 'entity.too.large') return tooLarge(Number(limit));
  const known = typeof type === 'string' ? readingFaults[type] : undefined;
  if (known) return new Problem(...known);
  if (code === 'LIMIT_FILE_SIZE')
    return new Problem('too-large', 'This file is larger than can be taken in.');
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new Problem('unreadable', 'This request can’t be read.');
  }
  return isReplaced() ? replaced(error) : null;
}

function tooLarge(limitBytes: number): Problem {
  const kilobytes = limitBytes / 1024;
  const limit = kilobytes < 1024 ? `${kilobytes} KB` : `${kilobytes / 1024} MB`;
  const message = `This is larger than ${limit}, which is more than can be taken in.`;
  return new Problem('too-large', message);
}

function replaced(cause: unknown): Problem {
  const message =
    'This desk’s program has been reinstalled since it was started, and what this needs of it is no longer there. Whoever runs the desk restarts it; then try again.';
  return Object.assign(new Problem('unavailable', message), { cause });
}
