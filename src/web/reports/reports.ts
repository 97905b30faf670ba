import { once } from 'node:events';
import type { Response } from 'express';
import { ConcurrencyLimit } from '../../desk/concurrency-limit.js';
import { lastsUntil } from '../../desk/people/credentials.js';
import { LetIn, whileLetIn } from '../../desk/people/let-in.js';
import { type Download, exportReport, prepareFormat } from '../../desk/reports/download.js';
import { readSelection, wholeDesk } from '../../desk/reports/report-selection.js';
import type { ReportSettings } from '../../desk/reports/reports.js';
import { Problem } from '../../domain/problem.js';
import { type FormatName, formatNames, formats, readFormat } from '../../reports/formats.js';
import { readScope } from '../../reports/report-scope.js';
import { passOf } from '../access/identify.js';
import { textField } from '../forms/form-fields.js';
import type { Context } from '../http/context.js';
import { sendPieces, whenGone } from '../http/responses.js';
import type { RouteRequest, Routes } from '../http/routes.js';
import { showReport } from './report-page.js';
import { demandKnown, reportQuery, selectionQuery } from './report-query.js';
import { showSelection } from './selection-page.js';
import { WatchedExports } from './watched-exports.js';

const watchedExports = new WatchedExports();

/** So many files of those that take long are made for somebody at once. */
const bounds: Partial<Record<FormatName, ConcurrencyLimit>> = {
  pdf: new ConcurrencyLimit(2, 'Two of your PDF documents are being set. Wait until one is done.'),
  zip: new ConcurrencyLimit(2, 'Two of your ZIP files are being made. Wait until one is done.'),
};

/** Reports: the page of an article's, and the files of every format, for browsers and programs. */
export function reports(routes: Routes): void {
  routes.get('/articles/:id/report', 'read', async (context, req, res) => {
    if (req.query.format === undefined) return showReport(context, req, res);
    await sendReport(context, req.params.id, req, res);
  });

  const asFile = {
    right: 'read',
    query: reportQuery,
    files: formatNames.map((name) => formats[name].mediaType),
    problems: {
      400: 'It is asked for by a name that means nothing.',
      404: 'What it is asked for by is not there.',
    },
  } as const;
  routes.get(
    '/api/articles/:id/report',
    { ...asFile, summary: 'The provenance report on an article' },
    (context, req, res) => sendReport(context, req.params.id, req, res),
  );
  routes.get('/report', 'read', async (context, req, res) => {
    if (req.query.format === undefined) return showSelection(context, req, res);
    await sendReport(context, null, req, res);
  });
  routes.get('/report/progress', 'read', ({ actor }, { query }, res) => {
    const progress = watchedExports.progressOf(actor.id, textField(query, 'name'));
    if (progress === null) throw new Problem('not-found', 'There is no such export here.');
    res.json(progress);
  });
  routes.get(
    '/api/report',
    {
      ...asFile,
      summary: 'The report on everything, or on the articles that are asked for',
      query: selectionQuery,
    },
    (context, req, res) => sendReport(context, null, req, res),
  );
}

/** The report on an article, or for null on what is selected of the desk, in the format that was asked for. */
async function sendReport(
  context: Context,
  id: string | null,
  req: RouteRequest,
  res: Response,
): Promise<void> {
  const tell = watchedExports.watch(context.actor.id, req.query.progress);
  const said: string[] = [];
  const watching = {
    onArticle: tell,
    tell: (sentence: string) => {
      said.push(sentence);
      tell({ said });
    },
  };
  try {
    await writeReport(context, id, req, res, watching);
  } catch (fault) {
    tell({ ended: 'broken' });
    throw fault;
  }
  tell({ ended: await endOf(res) });
}

async function writeReport(
  { actor, desk, site }: Context,
  id: string | null,
  req: RouteRequest,
  res: Response,
  watching: Pick<ReportSettings, 'onArticle' | 'tell'>,
): Promise<void> {
  const { method, query } = req;
  const pass = passOf(req);
  const letIn = new LetIn(desk, () => lastsUntil(desk, pass));
  demandKnown(query, id === null ? selectionQuery : reportQuery);
  const scope = readScope(query);
  const format = readFormat(query.format ?? 'json', scope);
  const gone = whenGone(res);
  const selection = id === null ? readSelection(query) : wholeDesk;
  const settings = { ...site, scope, selection, ...watching };
  const make = async () => {
    if (method !== 'HEAD') prepareFormat(format);
    const download = await exportReport(desk, id, format, settings, gone);
    res.set('Content-Type', download.mediaType);
    res.set('Content-Disposition', attachment(download));
    if (method === 'HEAD') res.end();
    else await sendPieces(res, whileLetIn(letIn, download.pieces), gone);
  };
  const bound = bounds[format];
  await (bound ? bound.run(actor.id, make) : make());
}

/** Whether an answer was sent whole, as far as this end can tell. What compresses it ends it only after its last piece. */
async function endOf(res: Response): Promise<'whole' | 'broken'> {
  if (!res.closed) await once(res, 'close');
  return res.writableFinished ? 'whole' : 'broken';
}

/**
 * A header that makes a browser save the answer under a name (RFC 6266): the plain one for those
 * that know no better, and the one in the title's letters (RFC 8187).
 */
function attachment({ filename, titledFilename }: Download): string {
  const encoded = encodeURIComponent(titledFilename).replace(
    /['()*!]/gu,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${filename}"; filename*=UTF-8''${encoded}`;
}
