import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { ConcurrencyLimit } from '../../desk/concurrency-limit.js';
import type { Desk } from '../../desk/desk.js';
import { inPortions, Pace } from '../../desk/pace.js';
import { LetIn, whileLetIn } from '../../desk/people/let-in.js';
import { readingsOn } from '../../desk/shares/readings.js';
import { sharedReport } from '../../desk/shares/shared-reports.js';
import { GoneShare, shareBehind } from '../../desk/shares/shares.js';
import { Problem } from '../../domain/problem.js';
import type { Share } from '../../domain/shares/share.js';
import { directionOf } from '../../domain/text/direction.js';
import { showDate } from '../../domain/text/shown-dates.js';
import { bodyParts } from '../../reports/html/html.js';
import { noteView } from '../../reports/html/note-view.js';
import type { Report, ReportedArticle } from '../../reports/report.js';
import type { ReportedAnnotation } from '../../reports/reported-annotation.js';
import { headline } from '../../reports/sentences.js';
import { type AttemptLimits, networkOf } from '../access/attempt-limits.js';
import type { OpenContext } from '../http/context.js';
import { answeringAgain, breakOff, type Log, noteDefect, problemOf } from '../http/errors.js';
import { sendPage } from '../http/long-page.js';
import { setStatus, titleOf } from '../http/problems.js';
import { whenGone } from '../http/responses.js';
import type { RouteRequest, Routes } from '../http/routes.js';
import { assetAddress } from '../page/assets.js';
import { embeddedStyles } from './embedded-styles.js';

/*
 * What whoever has a link reads, without signing in. Nothing here looks at who asks, sets a cookie or
 * runs a script.
 */

/** So much at once is more than the readers of one address, or of one link, have under way. */
const bounds = {
  report: { address: atOnce(8), link: atOnce(40) },
  // A page may have many of them, and each is little work once the report has been gathered.
  frame: { address: atOnce(100), link: atOnce(1000) },
};

function atOnce(limit: number): ConcurrencyLimit {
  return new ConcurrencyLimit(
    limit,
    'Many are reading this at this moment. Try again in a few seconds.',
  );
}

/** Whoever takes longer to read an answer holds a place that others wait for. */
const longestMs = 120_000;

/** A report by its link, and one annotation of it to be shown in a frame. */
export function shared(routes: Routes, limits: AttemptLimits): void {
  routes.get('/shared/:token', 'anyone', async (context, req, res) => {
    const share = await limits.sharedLink(req, () => shareBehind(context.desk, req.params.token));
    await bounded('report', req, share, () => showReport(context, req, res, share));
  });

  routes.get('/shared/:token/annotations/:id', 'anyone', async (context, req, res) => {
    const share = await limits.sharedLink(req, () => framedShare(context.desk, req, res));
    await bounded('frame', req, share, () => showAnnotation(context, req, res, share));
  });
}

/**
 * Headers of all that stands below /shared: it is found by its link alone, and what it links to doesn't
 * learn the link.
 */
export const sharedHeaders: RequestHandler = (_req, res, next) => {
  res.set({ 'X-Robots-Tag': 'noindex, nofollow', 'Referrer-Policy': 'no-referrer' });
  setPolicy(res, { origins: [] });
  next();
};

/** What the page that is answered may load, and the pages of which sites may frame it. */
function setPolicy(
  res: Response,
  { origins }: Pick<Share, 'origins'>,
  styles = "style-src 'self'; font-src 'self'; img-src 'self' data:",
): void {
  const framing = origins.length === 0 ? "'none'" : origins.join(' ');
  res.set(
    'Content-Security-Policy',
    `default-src 'none'; ${styles}; form-action 'none'; base-uri 'none'; frame-ancestors ${framing}`,
  );
  if (origins.length > 0) res.removeHeader('X-Frame-Options');
}

/** Answers what was thrown below /shared, in a page without script or anything of the desk. */
export function answerSharedErrors(log: Log): ErrorRequestHandler {
  return answeringAgain(async (error, req, res) => {
    if (res.headersSent) return breakOff(error, log, req, res);
    const problem = problemOf(error);
    if (problem) setStatus(res, problem);
    else res.status(500);
    const { title, message } = problem
      ? { title: titleOf(problem), message: problem.message }
      : noteDefect(error, log, req);
    res.render('shares/problem', { title, message, asset: assetAddress });
  });
}

function bounded<T>(
  what: keyof typeof bounds,
  req: Pick<Request, 'ip'>,
  { id }: Share,
  work: () => Promise<T>,
): Promise<T> {
  const { address, link } = bounds[what];
  return address.run(networkOf(req), () => link.run(id, work));
}

async function showReport(
  { desk, site }: OpenContext,
  req: RouteRequest<'/shared/:token'>,
  res: Response,
  { id, article, expires }: Share,
): Promise<void> {
  if (req.method === 'HEAD') return void res.type('html').end();
  const letIn = new LetIn(desk, () => shareBehind(desk, req.params.token));
  const gone = whenGone(res, AbortSignal.timeout(longestMs));
  const report = await sharedReport(desk, article, site);
  await letIn.demand();
  const until = expires && showDate(expires);
  const shown = { title: headline(report), asset: assetAddress, until };
  const body = inPortions(bodyParts(report), new Pace(gone));
  const parts = { gap: whileLetIn(letIn, body) };
  await sendPage(res, { view: 'shares/report', shown, parts, gone });
  if (gone.aborted) res.destroy();
  else if (!isAhead(req)) readingsOn(desk).add(id);
}

/** Whether a browser asks before anybody wants to read, to have it at hand. */
function isAhead(req: Pick<Request, 'get'>): boolean {
  const purposes = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'].map((name) => req.get(name));
  return purposes.some((purpose) => /prefetch|prerender|preview/iu.test(purpose ?? ''));
}

/** The share, whose sites may show the answer in a frame, be it that it has ended. */
async function framedShare(
  desk: Desk,
  { params: { token } }: RouteRequest<'/shared/:token/annotations/:id'>,
  res: Response,
): Promise<Share> {
  try {
    const share = await shareBehind(desk, token);
    setPolicy(res, share);
    return share;
  } catch (fault) {
    if (fault instanceof GoneShare) setPolicy(res, fault.share);
    throw fault;
  }
}

async function showAnnotation(
  { desk, site }: OpenContext,
  req: RouteRequest<'/shared/:token/annotations/:id'>,
  res: Response,
  share: Share,
): Promise<void> {
  if (req.method === 'HEAD') return void res.type('html').end();
  const { token, id } = req.params;
  const letIn = new LetIn(desk, () => shareBehind(desk, token));
  const { article, entry } = await entryIn(await sharedReport(desk, share.article, site), id);
  await letIn.demand();
  const { css, source } = await embeddedStyles();
  setPolicy(res, share, `style-src ${source}`);
  res.render('shares/annotation', {
    note: noteView(entry),
    quote: entry.annotation.target.exact,
    article: { ...article, direction: directionOf(article.language) },
    report: `/shared/${encodeURIComponent(token)}#note-${entry.annotation.id}`,
    css,
  });
}

/** An annotation of a report; whatever keeps it out, what is said is the same. */
async function entryIn(
  report: Report,
  id: string,
): Promise<Pick<ReportedArticle, 'article'> & { entry: ReportedAnnotation }> {
  for await (const { article, annotations } of report.articles()) {
    const entry = annotations.find(({ annotation }) => annotation.id === id);
    if (entry) return { article, entry };
  }
  throw new Problem('not-found', 'This annotation is not in the report, or not at present.');
}
