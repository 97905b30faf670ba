import { randomBytes } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Desk } from '../../desk/desk.js';
import { hasNameGone } from '../../desk/gone-names.js';
import { takingNamesOut } from '../../domain/history/event.js';
import { isApi } from '../http/bodies.js';
import { isNavigation } from '../http/long-page.js';
import { renderToText, seeOther } from '../http/responses.js';
import { localPath, withQuery } from '../page/links.js';
import { textField } from './form-fields.js';
import { isForm, wayBack } from './sent-form.js';

/** A page that answered a form: a preview, or the form once more with what is wrong in it. */
interface KeptPage {
  key: string;
  path: string;
  status: number;
  html: string;
  atMs: number;
  /** Whoever may see something else by now does not see it again. */
  seenAs: string;
  /** What its own forms bear; null of a page for nobody. */
  formKey: string | null;
  /** Where a form of it has led since. */
  ledTo?: string;
}

declare module 'express-session' {
  interface SessionData {
    /** The pages that answered this browser's forms last, the newest first. */
    keptPages: KeptPage[];
  }
}

/** Where a page says that nothing is saved: views/page/unsaved.ejs. */
const unsaved = /<p [^>]*data-unsaved>[^<]*<\/p>/u;

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
 * leads to the page with the form; so it does once its reader has another role, or a name was taken
 * out of the desk. Once a form of it was taken, it says so. Programs, scripts and strangers are answered as
 * they asked.
 */
export function keepPages(desk: Desk): RequestHandler {
  return (req, res, next) => {
    if (req.method === 'GET' && !isApi(req) && typeof req.query.answer === 'string') {
      return showKept(desk, req, res);
    }
    if (!isForm(req) || !isNavigation(req)) return next();
    noteWhereItLeads(req, res);
    const sendPage = (html: string) => {
      if (mayKeep(req, res, html)) keep(desk, req, res, html).catch(next);
      else res.send(html);
    };
    res.locals.sendPage = sendPage;
    const render = res.render.bind(res);
    res.render = (view: string, locals?: unknown, done?: unknown) => {
      res.locals.layout.backAddress ??= wayBack(req);
      if (typeof done === 'function') return render(view, locals as object, done as () => void);
      render(view, locals as object, (fault: Error | null, html = '') => {
        if (fault) next(fault);
        else sendPage(html);
      });
    };
    next();
  };
}

/** Notes with the kept page whose form is sent where that leads, unless it is answered by a kept page again. */
function noteWhereItLeads(req: Request, res: Response): void {
  const location = res.location.bind(res);
  res.location = (to) => {
    // What was sent is read by now.
    const key = textField(req.body, 'key');
    if (key !== '' && !res.locals.isKept) noteLed(req, key, to);
    return location(to);
  };
}

function noteLed({ session, sessionID }: Browser, key: string, ledTo: string): void {
  const noted = (pages: readonly KeptPage[]) =>
    pages.map((page) => (page.formKey === key ? { ...page, ledTo } : page));
  const here = lately.get(sessionID ?? '');
  if (here) lately.set(sessionID ?? '', noted(here));
  if (session?.keptPages) session.keptPages = noted(session.keptPages);
}

async function showKept(desk: Desk, req: Request, res: Response): Promise<void> {
  const { answer, from } = req.query;
  const pages = recent(req, await seenAs(desk, req));
  const kept = pages.find(({ key, path }) => key === answer && path === req.path);
  if (!kept) return seeOther(res, localPath(from));
  const { html, ledTo, status } = kept;
  const saved = ledTo === undefined ? null : await renderToText(res, 'page/saved', { to: ledTo });
  res.status(status).type('html');
  res.send(saved === null ? html : html.replace(unsaved, () => saved));
}

/** In which role somebody asks, and how many names had been taken out of the desk by then. */
async function seenAs({ store }: Desk, { visitor }: Pick<Request, 'visitor'>): Promise<string> {
  const counts = takingNamesOut.map((key) => ({ key }));
  return [visitor?.person?.role, ...(await store.countMany('events', 'action', counts))].join(' ');
}

function mayKeep({ session }: Partial<Pick<Request, 'session'>>, res: Response, html: string) {
  return session?.person !== undefined && !res.locals.shownOnce && html.length <= maxKeptUnits;
}

async function keep(desk: Desk, req: Request, res: Response, html: string): Promise<void> {
  const key = randomBytes(12).toString('base64url');
  const seen = await seenAs(desk, req);
  await desk.goneNames.caughtUp();
  // It may hold a name that was counted as gone.
  if (req.begun && hasNameGone(req.begun)) return void res.send(html);
  const { path } = req;
  const formKey: string | null = res.locals.layout.key;
  const kept = { key, path, status: res.statusCode, html, atMs: Date.now(), seenAs: seen, formKey };
  req.session.keptPages = newest([kept, ...recent(req, seen)]);
  rememberLately(req.sessionID, kept);
  res.locals.isKept = true;
  seeOther(res, withQuery(path, { answer: key, from: res.locals.layout.backAddress }));
}

type Browser = Partial<Pick<Request, 'session' | 'sessionID'>>;

function recent({ session, sessionID }: Browser, seen: string): KeptPage[] {
  if (session?.person === undefined) return [];
  const pages = [...(lately.get(sessionID ?? '') ?? []), ...(session.keptPages ?? [])];
  const once = new Map(pages.map((page) => [page.key, page]));
  return [...once.values()].filter(
    (page) => page.seenAs === seen && Date.now() - page.atMs < keptMs,
  );
}

function newest(pages: readonly KeptPage[]): KeptPage[] {
  let units = 0;
  return pages.slice(0, maxKeptPages).filter(({ html }) => {
    units += html.length;
    return units <= maxKeptUnits;
  });
}
