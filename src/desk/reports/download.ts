import { plainName, titledName } from '../../reports/file-name.js';
import { type FormatName, formats } from '../../reports/formats.js';
import { overallOf } from '../../reports/overall.js';
import type { Report } from '../../reports/report.js';
import { headline } from '../../reports/sentences.js';
import { all } from '../../store/store.js';
import type { Desk } from '../desk.js';
import { whileNamesStay } from '../gone-names.js';
import { inPortions, Pace } from '../pace.js';
import { visibleTo } from '../rounds/visibility.js';
import { isSelecting } from './report-selection.js';
import { countedArticle, type ReportSettings, reportOn, unlessGone } from './reports.js';
import { readyTypesetter } from './typesetting-process.js';

/** A report as a file. */
export interface Download {
  /** Its bytes, or text to be sent as UTF-8; it is made while it is read, in bounded memory. */
  pieces: AsyncIterable<string | Uint8Array>;
  mediaType: string;
  /** ASCII, without anything that a system or a header could stumble over. */
  filename: string;
  /** With the title's own letters, for those who can show them. */
  titledFilename: string;
  /** Of the newest event that it tells: RFC 3339, UTC; null for a report on nothing. */
  date: string | null;
}

/** Starts what a format needs beside its facts, while these are gathered. */
export function prepareFormat(name: FormatName): void {
  if (name === 'pdf') readyTypesetter();
}

/**
 * A report on an article, or on the whole desk for null, in a format. The same desk gives the same
 * bytes, whoever asks and however. The signal ends the work, and so does a name that goes out of the desk; whoever
 * reads hears of it as of any fault, so that a part is never taken for the whole.
 */
export async function exportReport(
  desk: Desk,
  id: string | null,
  name: FormatName,
  settings: ReportSettings,
  signal: AbortSignal | null = null,
): Promise<Download> {
  const pace = new Pace(signal);
  const begun = desk.begun ?? desk.goneNames.begin();
  const report = await reportOn(desk, id, settings, pace);
  const { extension, mediaType, write } = formats[name];
  const title = headline(report);
  const isPart = isSelecting(settings.selection, report.scope);
  const date = await dateOf(desk, report, isPart, pace);
  const named = { scope: report.scope, date, extension };
  return {
    pieces: whileNamesStay(begun, inPortions(write(report), pace)),
    mediaType,
    filename: plainName(title, named),
    titledFilename: titledName(title, named),
    date,
  };
}

/**
 * The date of a report before it is written: events are asked, newest first, of which articles they
 * are, until none that is left can be newer than what a report on one of those tells.
 */
async function dateOf(
  desk: Desk,
  report: Report,
  isPart: boolean,
  pace: Pace,
): Promise<string | null> {
  if (!report.whole || isPart) return (await overallOf(report)).date;
  const seen = await visibleTo(desk, null);
  const asked = new Set<string | null>([null]);
  let newest: string | null = null;
  const query = { key: '', order: 'descending', limit: 100 } as const;
  for await (const { article, at } of all(seen.store, 'events', 'all', query)) {
    if (newest !== null && newest >= at) return newest;
    if (asked.has(article)) continue;
    asked.add(article);
    const counting = countedArticle(desk, article ?? '', report.scope, pace);
    const date = (await counting.catch(unlessGone))?.date ?? null;
    if (date !== null && (newest === null || date > newest)) newest = date;
  }
  return newest ?? newestAddition(seen);
}

async function newestAddition(desk: Desk): Promise<string | null> {
  const query = { key: '', order: 'descending', limit: 1 } as const;
  const { items } = await desk.store.find('articles', 'added', query);
  return items[0]?.created ?? null;
}
