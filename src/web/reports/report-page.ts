import type { Response } from 'express';
import { inPortions, Pace } from '../../desk/pace.js';
import { reportOnArticle } from '../../desk/reports/reports.js';
import { unsetWords } from '../../desk/reports/unset-letters.js';
import { everyAnnotation } from '../../domain/annotations/annotation-filter.js';
import type { Edition } from '../../domain/articles/article.js';
import type { PrintableReading } from '../../domain/articles/article-reading.js';
import { isInternal } from '../../domain/chain/chain.js';
import { may } from '../../domain/rights.js';
import { showMoment } from '../../domain/text/shown-dates.js';
import type { ChangedSince } from '../../reports/as-it-stood/changed-since.js';
import { bodyParts } from '../../reports/html/html.js';
import { type ReportScope, readScope, scopeParameters } from '../../reports/report-scope.js';
import { headline } from '../../reports/sentences.js';
import { filtersView } from '../articles/filters-view.js';
import type { Context } from '../http/context.js';
import { sendPage } from '../http/long-page.js';
import { renderToText, seeOther, whenGone } from '../http/responses.js';
import type { RouteRequest } from '../http/routes.js';
import { audienceLinks, downloadLinks } from './report-links.js';
import { reportQuery, unknownWords } from './report-query.js';

declare module 'express-session' {
  interface SessionData {
    /** What of a report was chosen last, as far as it is not about one article alone. */
    reportScope: [string, string][];
  }
}

/**
 * The page of an article's report: for whom it is and which annotations are in it are chosen above it,
 * and remembered until the browser is signed out.
 */
export async function showReport(
  context: Context,
  req: RouteRequest<'/articles/:id/report'>,
  res: Response,
): Promise<void> {
  const { desk, site } = context;
  const { id } = req.params;
  const path = `/articles/${id}/report`;
  const remembered = req.session?.reportScope ?? [];
  if (Object.keys(req.query).length === 0 && remembered.length > 0) {
    return seeOther(res, `${path}?${new URLSearchParams(remembered)}`);
  }
  const scope = readScope(req.query);
  remember(req, scope);
  const gone = whenGone(res);
  const pace = new Pace(gone);
  const { material, report } = await reportOnArticle(desk, id, { ...site, scope }, pace);
  const { edition } = scope;
  const pageQuery: [string, string][] = [
    ['for', scope.audience],
    ...(edition === undefined ? [] : [['edition', String(edition)] satisfies [string, string]]),
  ];
  const tools = await renderToText(res, 'reports/tools', {
    article: id,
    audiences: audienceLinks(path, scope),
    filters: filtersView(toPublic(material), scope.filter, context, { path, query: pageQuery }),
    downloads: downloadLinks(path, scope),
    unset: await unsetWords(report, pace),
    unknown: unknownWords(req.query, reportQuery),
    earlier: material.changedSince ? earlierWords(material.edition, material.changedSince) : null,
    mayShare: may(context.actor, 'share reports'),
  });
  await sendPage(res, {
    view: 'reports/show',
    shown: { title: headline(report) },
    parts: { gap: inPortions(bodyParts(report, tools), pace) },
    gone,
  });
}

/** Which edition is told of, and as of when: the report itself says it no more than it did then. */
function earlierWords({ number }: Edition, { until }: ChangedSince): string {
  return `This is the report of edition ${number}, as it stood when edition ${number + 1} came in on ${showMoment(until)}. What was done since is not in it.`;
}

/** Persons, sources and claims, which another article may not have, are not remembered. */
function remember({ session }: RouteRequest, { audience, filter }: ReportScope): void {
  if (session?.person === undefined) return;
  const { confidence, status, label } = filter;
  const kept = { ...everyAnnotation, confidence, status, label };
  const chosen = scopeParameters({ audience, filter: kept });
  if (
    new URLSearchParams(chosen).toString() === new URLSearchParams(session.reportScope).toString()
  )
    return;
  session.reportScope = chosen;
}

function toPublic(reading: PrintableReading): PrintableReading {
  const { annotations } = reading;
  return {
    ...reading,
    annotations: annotations.filter(({ annotation }) => !isInternal(annotation.chain)),
  };
}
