import { randomBytes } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { localPath, withQuery } from './links.js';
import { seeOther } from './responses.js';
import { isForm, wayBack } from './sent-form.js';

/** A page that answered a form: a preview, or the form once more with what is wrong in it. */
interface KeptPage {
  key: string;
  path: string;
  status: number;
  html: string;
  atMs: number;
}

declare module 'express-session' {
  interface SessionData {
    /** The pages that answered this browser's forms last, the newest first. */
    keptPages: KeptPage[];
  }
}

const maxKeptPages = 4;
const keptMs = 60 * 60 * 1000;
/** Every request of the browser reads its session: what is longer is answered as it is. */
export const maxKeptUnits = 400_000;

/**
 * The same in this process, by session. Two forms that a browser sends at one moment are two requests
 * with a session each, of which the one that is saved last has not heard of the other's page.
 */
const lately = new Map<string, KeptPage[]>();
const maxSessions = 50;

function rememberLately(session: string, page: KeptPage): void {
  const pages = newest([page, ...(lately.get(session) ?? [])]);
  lately.delete(session);
  lately.set(session, pages);
  const [oldest] = lately.keys();
  if (lately.size > maxSessions && oldest !== undefined) lately.delete(oldest);
}

/**
 * Keeps a page out of the session: it shows something this once. `address` is that of the page to
 * which Back leads in its place.
 */
export function showOnce(res: Response, address: string): void {
  res.locals.shownOnce = true;
  res.locals.layout.backAddress = address;
}

/**
 * A page that answers a form is kept in the session and the browser sent on to it (303), so that
 * Back, Forward and a reload find it without sending the form again. Once it is gone, its address
 * leads to the page with the form. Programs, scripts and strangers are answered as they asked.
 */
export const keepPages: RequestHandler = (req, res, next) => {
  if (req.method === 'GET' && typeof req.query.answer === 'string') return showKept(req, res);
  if (!isForm(req) || !isNavigation(req)) return next();
  const render = res.render.bind(res);
  res.render = (view: string, locals?: unknown, done?: unknown) => {
    if (typeof done === 'function') return render(view, locals as object, done as () => void);
    res.locals.layout.backAddress ??= wayBack(req);
    render(view, locals as object, (fault: Error | null, html = '') => {
      if (fault) next(fault);
      else if (mayKeep(req, res, html)) keep(req, res, html);
      else res.send(html);
    });
  };
  next();
};

function showKept(req: Request, res: Response): void {
  const { answer, from } = req.query;
  const kept = recent(req).find(({ key, path }) => key === answer && path === req.path);
  if (kept) res.status(kept.status).type('html').send(kept.html);
  else seeOther(res, localPath(from));
}

/** Whether a browser shows the answer as its next page. Over plain HTTP it may not say what it is for. */
function isNavigation(req: Request): boolean {
  const isPage = req.get('accept')?.includes('text/html') ?? false;
  return isPage && (req.get('sec-fetch-dest') ?? 'document') === 'document';
}

function mayKeep({ session }: Partial<Pick<Request, 'session'>>, res: Response, html: string) {
  return session?.person !== undefined && !res.locals.shownOnce && html.length <= maxKeptUnits;
}

function keep(req: Request, res: Response, html: string): void {
  const key = randomBytes(12).toString('base64url');
  const kept = { key, path: req.path, status: res.statusCode, html, atMs: Date.now() };
  req.session.keptPages = newest([kept, ...recent(req)]);
  rememberLately(req.sessionID, kept);
  seeOther(res, withQuery(req.path, { answer: key, from: res.locals.layout.backAddress }));
}

function recent({
  session,
  sessionID,
}: Partial<Pick<Request, 'session' | 'sessionID'>>): KeptPage[] {
  if (session?.person === undefined) return [];
  const pages = [...(lately.get(sessionID ?? '') ?? []), ...(session.keptPages ?? [])];
  const once = new Map(pages.map((page) => [page.key, page]));
  return [...once.values()].filter(({ atMs }) => Date.now() - atMs < keptMs);
}

function newest(pages: readonly KeptPage[]): KeptPage[] {
  let units = 0;
  return pages.slice(0, maxKeptPages).filter(({ html }) => {
    units += html.length;
    return units <= maxKeptUnits;
  });
}
