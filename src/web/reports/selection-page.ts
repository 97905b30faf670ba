import type { Response } from 'express';
import { Pace } from '../../desk/pace.js';
import {
  readSelection,
  type Selection,
  selectionParameters,
} from '../../desk/reports/report-selection.js';
import { reportOn } from '../../desk/reports/reports.js';
import type { Format } from '../../reports/format.js';
import { formatNames, formats } from '../../reports/formats.js';
import {
  type Audience,
  type ReportScope,
  readScope,
  scopeParameters,
} from '../../reports/report-scope.js';
import { counted, headline } from '../../reports/sentences.js';
import type { Context } from '../http/context.js';
import { whenGone } from '../http/responses.js';
import type { RouteRequest } from '../http/routes.js';

/** More titles than this are read by nobody: the files have them all. */
const maxTitles = 100;

interface LinkView {
  href: string;
  words: string;
  /** What it is good for; empty where its words say it. */
  purpose: string;
  /** Whether it stands for what is shown. */
  current: boolean;
}

/** What is about to be exported, and in which ways it can be. */
export interface SelectionView {
  title: string;
  sentences: readonly string[];
  /** As in "12 articles". */
  count: string;
  articles: { href: string; title: string }[];
  /** How many articles are not among these. */
  more: number;
  audiences: LinkView[];
  downloads: LinkView[];
}

/** The page from which what was selected is exported: what it is, for whom, and each format. */
export async function showSelection(
  { desk, site }: Context,
  { query }: RouteRequest,
  res: Response,
): Promise<void> {
  const scope = readScope(query);
  const selection = readSelection(query);
  const report = await reportOn(desk, null, { ...site, scope, selection }, new Pace(whenGone(res)));
  const { contents, scopeWords } = report;
  const page: SelectionView = {
    title: headline(report),
    sentences: scopeWords,
    count: counted(contents.length, 'article'),
    articles: contents.slice(0, maxTitles).map(({ id, title }) => ({
      href: address(`/articles/${id}/report`, scope),
      title,
    })),
    more: Math.max(0, contents.length - maxTitles),
    audiences: [
      audience('readers', 'For readers', scope, selection),
      audience('record', 'With the record', scope, selection),
    ],
    downloads: formatNames.flatMap((name) => downloadsOf(name, scope, selection)),
  };
  res.render('reports/selection', { page });
}

function address(
  path: string,
  scope: ReportScope,
  ...others: readonly (readonly [string, string])[]
): string {
  const query = new URLSearchParams([
    ...others.map((each) => [...each]),
    ...scopeParameters(scope),
  ]);
  return `${path}${query.size > 0 ? `?${query}` : ''}`;
}

function audience(
  name: Audience,
  words: string,
  scope: ReportScope,
  selection: Selection,
): LinkView {
  const href = address('/report', { ...scope, audience: name }, ...selectionParameters(selection));
  return { href, words, purpose: '', current: scope.audience === name };
}

/** A link for each file that a format comes to; none where it has nothing for readers. */
function downloadsOf(
  name: keyof typeof formats,
  scope: ReportScope,
  selection: Selection,
): LinkView[] {
  const format: Format = formats[name];
  if (scope.audience === 'readers' && format.recordOnly !== null) return [];
  const chosen = selectionParameters(selection);
  const link = (words: string, purpose: string, ...rows: [string, string][]): LinkView => ({
    href: address('/report', scope, ['format', name], ...rows, ...chosen),
    words,
    purpose,
    current: false,
  });
  const { label, purpose, tables } = format;
  if (!tables) return [link(label, purpose)];
  return Object.entries(tables).map(([rows, table]) =>
    link(`${label}: ${rows}`, table.purpose, ['rows', rows]),
  );
}
