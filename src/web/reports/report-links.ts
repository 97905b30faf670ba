import type { Format } from '../../reports/format.js';
import { formatNames, formats } from '../../reports/formats.js';
import { type Audience, type ReportScope, scopeParameters } from '../../reports/report-scope.js';

/** What a report is asked for with, one thing after the other. */
type Parameters = readonly (readonly [string, string])[];

/** A way from the page of a report to another of it, or to one of its files. */
export interface LinkView {
  href: string;
  words: string;
  /** What it is good for; empty where its words say it. */
  purpose: string;
  /** Whether it stands for what is shown. */
  current: boolean;
}

/** A way to a file of a report. */
export interface DownloadView extends LinkView {
  /** Whether it is the one that most want, another to be read, or data. */
  kind: 'main' | 'text' | 'data';
}

/** Where a report is, of a path, with what else is asked for. */
export function reportAddress(path: string, scope: ReportScope, others: Parameters = []): string {
  const query = new URLSearchParams([
    ...others.map((each) => [...each]),
    ...scopeParameters(scope),
  ]);
  return `${path}${query.size > 0 ? `?${query}` : ''}`;
}

/** The links by which one chooses for whom a report is; each says so, as what is not said is remembered. */
export function audienceLinks(
  path: string,
  scope: ReportScope,
  others: Parameters = [],
): LinkView[] {
  const link = (audience: Audience, words: string): LinkView => ({
    href: reportAddress(path, { ...scope, audience: 'record' }, [['for', audience], ...others]),
    words,
    purpose: '',
    current: scope.audience === audience,
  });
  return [link('readers', 'For readers'), link('record', 'With the record')];
}

/** A link for each file of a report: several of a format that comes to several, none of what is not for readers. */
export function downloadLinks(
  path: string,
  scope: ReportScope,
  others: Parameters = [],
): DownloadView[] {
  return formatNames.flatMap((name) => {
    const { label, purpose, recordOnly, isData, tables }: Format = formats[name];
    if (scope.audience === 'readers' && recordOnly !== null) return [];
    const link = (words: string, use: string, rows: Parameters = []): DownloadView => ({
      href: reportAddress(path, scope, [['format', name], ...rows, ...others]),
      words,
      purpose: use,
      current: false,
      kind: name === 'pdf' ? 'main' : isData || name === 'zip' ? 'data' : 'text',
    });
    if (!tables) return [link(label, purpose)];
    return Object.entries(tables).map(([rows, table]) =>
      link(`${label}: ${rows}`, table.purpose, [['rows', rows]]),
    );
  });
}
