import type { Edition } from '../../domain/articles/article.js';
import type { ArticleReading } from '../../domain/articles/article-reading.js';
import { plainName, titledName } from '../../reports/file-name.js';
import { type FormatName, formats } from '../../reports/formats.js';
import { idsInHistory } from '../../reports/named.js';
import type { Material } from '../../reports/public-part.js';
import { gather, type Report } from '../../reports/report.js';
import { headline } from '../../reports/sentences.js';
import type { CollectionName, Documents } from '../../store/documents.js';
import { all } from '../../store/store.js';
import { readArticle } from '../articles/article-reading.js';
import type { Desk } from '../desk.js';
import { withWays } from '../register/joined.js';
import { visibleTo } from '../rounds/visibility.js';

/** A report as a file. */
export interface Download {
  bytes: Buffer;
  mediaType: string;
  /** ASCII, without anything that a system or a header could stumble over. */
  filename: string;
  /** With the title's own letters, for those who can show them. */
  titledFilename: string;
  /** Of the report's newest event: RFC 3339, UTC; null for a report on nothing. */
  date: string | null;
}

/** Where a desk is known from outside; null: nowhere. */
export interface ReportSettings {
  baseUrl: string | null;
}

/**
 * The facts of a report on an article, or on the whole desk for null, oldest article first. Of an
 * article with an open blind round nobody's annotations are in it, whoever asks, so that a report is
 * the same for everybody. Throws *not-found* for an article that is not there.
 */
export async function reportOn(
  desk: Desk,
  id: string | null,
  { baseUrl }: ReportSettings,
): Promise<Report> {
  const seen = await visibleTo(desk, null);
  const materials: Material[] = [];
  for (const article of id === null ? await articleIds(seen) : [id]) {
    materials.push(await materialOf(seen, article));
  }
  return gather(materials, { baseUrl, whole: id === null });
}

/**
 * A report on an article, or on the whole desk for null, in a format. The same desk gives the same
 * bytes, whoever asks and however.
 */
export async function exportArticle(
  desk: Desk,
  id: string | null,
  name: FormatName,
  settings: ReportSettings,
): Promise<Download> {
  const report = await reportOn(desk, id, settings);
  const { extension, mediaType, write } = formats[name];
  const title = headline(report);
  return {
    bytes: Buffer.from(await write(report), 'utf8'),
    mediaType,
    filename: plainName(title, report.date, extension),
    titledFilename: titledName(title, report.date, extension),
    date: report.date,
  };
}

async function articleIds(desk: Desk): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of all(desk.store, 'articles', 'added', { key: '' })) ids.push(id);
  return ids;
}

async function materialOf(desk: Desk, id: string): Promise<Material> {
  const reading = await readArticle(desk, id, { history: true });
  const editions: Edition[] = [];
  for await (const edition of all(desk.store, 'editions', 'article', { key: id })) {
    editions.push(edition);
  }
  return { ...(await withPast(desk, reading)), editions, blind: desk.visibility.blind.has(id) };
}

/** The reading with the sources and claims that only its history names, and what they belong to. */
async function withPast(desk: Desk, reading: ArticleReading): Promise<ArticleReading> {
  const past = idsInHistory(reading.events);
  const named = await completed(desk, 'sources', past.sources, reading.sources);
  const sources = await withWays(desk.store, [...named.values()]);
  const affiliations = [...sources.values()].flatMap(({ affiliation }) => affiliation ?? []);
  const belonging = await completed(desk, 'sources', affiliations, sources);
  return {
    ...reading,
    sources: await withWays(desk.store, [...belonging.values()]),
    claims: await completed(desk, 'claims', past.claims, reading.claims),
  };
}

async function completed<C extends CollectionName>(
  desk: Desk,
  collection: C,
  ids: Iterable<string>,
  known: ReadonlyMap<string, Documents[C]>,
): Promise<ReadonlyMap<string, Documents[C]>> {
  const all = new Map(known);
  for (const id of ids) {
    const doc = all.has(id) ? null : await desk.store.get(collection, id);
    if (doc) all.set(id, doc);
  }
  return all;
}
