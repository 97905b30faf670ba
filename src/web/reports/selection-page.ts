import type { Response } from 'express';
import { Pace } from '../../desk/pace.js';
import { readSelection, selectionParameters } from '../../desk/reports/report-selection.js';
import { reportOn } from '../../desk/reports/reports.js';
import { unsetWords } from '../../desk/reports/unset-letters.js';
import { counted } from '../../domain/text/wording.js';
import { readScope } from '../../reports/report-scope.js';
import { headline } from '../../reports/sentences.js';
import type { Context } from '../http/context.js';
import { whenGone } from '../http/responses.js';
import type { RouteRequest } from '../http/routes.js';
import {
  audienceLinks,
  type DownloadView,
  downloadLinks,
  type LinkView,
  reportAddress,
} from './report-links.js';
import { selectionQuery, unknownWords } from './report-query.js';

/** More titles than this are read by nobody: the files have them all. */
const maxTitles = 100;

/** What is about to be exported, and in which ways it can be. */
interface SelectionView {
  title: string;
  sentences: readonly string[];
  /** What of the address was left aside; null where all of it is understood. */
  unknown: string | null;
  /** As in "12 articles". */
  count: string;
  articles: { href: string; title: string }[];
  /** How many articles are not among these. */
  more: number;
  audiences: LinkView[];
  downloads: DownloadView[];
  /** What a PDF does not show, in sentences. */
  unset: readonly string[];
}

/** The page from which what was selected is exported: what it is, for whom, and each format. */
export async function showSelection(
  { desk, site }: Context,
  { query }: RouteRequest,
  res: Response,
): Promise<void> {
  const scope = readScope(query);
  const selection = readSelection(query);
  const pace = new Pace(whenGone(res));
  const report = await reportOn(desk, null, { ...site, scope, selection }, pace);
  const { contents, scopeWords } = report;
  const chosen = selectionParameters(selection);
  const page: SelectionView = {
    title: headline(report),
    sentences: scopeWords,
    unknown: unknownWords(query, selectionQuery),
    count: counted(contents.length, 'article'),
    articles: contents.slice(0, maxTitles).map(({ id, title }) => ({
      href: reportAddress(`/articles/${id}/report`, scope),
      title,
    })),
    more: Math.max(0, contents.length - maxTitles),
    audiences: audienceLinks('/report', scope, chosen),
    downloads: downloadLinks('/report', scope, chosen),
    unset: await unsetWords(report, pace),
  };
  res.render('reports/selection', { page });
}
