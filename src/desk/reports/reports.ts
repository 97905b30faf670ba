import { levelWords } from '../../domain/chain/scales.js';
import { Problem } from '../../domain/problem.js';
import { inQuotes } from '../../domain/text/wording.js';
import { changedSinceWords } from '../../reports/as-it-stood/changed-since.js';
import { identifiers } from '../../reports/identifiers.js';
import type { NamedThings } from '../../reports/named.js';
import type { PdfDocument } from '../../reports/pdf/pdf-document.js';
import type { Material } from '../../reports/public-part.js';
import {
  type CountedArticle,
  countArticle,
  type Report,
  type ReportedArticle,
  type ReportedTitle,
  reportArticle,
} from '../../reports/report.js';
import { type ReportScope, wholeRecord } from '../../reports/report-scope.js';
import {
  type FilterNames,
  passagesTitle,
  reviewWords,
  scopeWords,
} from '../../reports/sentences.js';
import { readArticle } from '../articles/article-reading.js';
import type { Desk } from '../desk.js';
import { layoutsOf } from '../map/map-working.js';
import { Pace } from '../pace.js';
import { peopleNames } from '../people/names.js';
import { visibleTo } from '../rounds/visibility.js';
import { materialOf } from './report-material.js';
import { type ReportSelection, select, wholeDesk } from './report-selection.js';
import { typesetInProcess } from './typesetting-process.js';

export interface ReportSettings {
  /** Where the desk is known from outside; null: nowhere. */
  baseUrl: string | null;
  /** Everything, with the record, unless told otherwise. */
  scope?: ReportScope;
  /** Which articles, where it is not about one: all unless told otherwise. */
  selection?: ReportSelection;
  /** Hears how far a report on several articles is. */
  onArticle?: (progress: ArticleProgress) => void;
  /** Hears, as sentences, what the report could not show. */
  tell?: (sentence: string) => void;
}

/** Which article is being written, from 1, the how manieth time that all are gone through. */
export interface ArticleProgress {
  round: number;
  article: number;
  articles: number;
}

/**
 * The facts of a report on an article, or for null on what is selected of the desk, oldest article first. Of an
 * article with an open blind round nobody's annotations are in it, whoever asks, so that a report is
 * the same for everybody. Throws *not-found* for an article that is not there. What is gone by the
 * time when its turn comes is left out.
 */
export async function reportOn(
  desk: Desk,
  id: string | null,
  settings: ReportSettings,
  pace = new Pace(),
): Promise<Report> {
  if (id !== null) return (await reportOnArticle(desk, id, settings, pace)).report;
  return reportOnSelected(desk, settings, aboutOf(settings, pace), pace);
}

type ReportMeans = Pick<Report, 'identifiers' | 'layOut' | 'typeset' | 'tell' | 'scope'>;

function aboutOf(
  { baseUrl, scope = wholeRecord, tell = () => {} }: ReportSettings,
  pace: Pace,
): ReportMeans {
  const typeset = (document: PdfDocument) => typesetInProcess(document, pace.signal);
  return { identifiers: identifiers(baseUrl), layOut: layoutsOf, typeset, tell, scope };
}

/** The facts of a report on an article, with all that they were chosen from. Throws *not-found*. */
export async function reportOnArticle(
  desk: Desk,
  id: string,
  settings: ReportSettings,
  pace: Pace,
): Promise<{ report: Report; material: Material }> {
  const about = aboutOf(settings, pace);
  const seen = await visibleTo(desk, null);
  const { identifiers, scope } = about;
  const material = await materialOf(seen, id, scope.edition, pace);
  const only = await pace.through(reportArticle(material, identifiers, scope));
  const words = await wordsOf(seen, scope, wholeDesk, only.named);
  const since = material.changedSince ? changedSinceWords(material.changedSince, only.named) : [];
  async function* articles(): AsyncGenerator<ReportedArticle> {
    yield only;
  }
  const contents = [only.article];
  const report = {
    ...{ whole: false, contents, articles, counted: articles, ...about, ...words },
    scopeWords: [...words.scopeWords, ...since],
  };
  return { report, material };
}

/** What may be seen is asked for each article anew: a round may be opened while others are written. */
async function reportOnSelected(
  desk: Desk,
  { onArticle, selection = wholeDesk }: ReportSettings,
  { scope: asked, ...others }: ReportMeans,
  pace: Pace,
): Promise<Report> {
  if (asked.edition !== undefined) {
    throw Problem.field('edition', 'Only a report on one article can be of an edition.');
  }
  const seen = await visibleTo(desk, null);
  const { contents, scope, named } = await select(seen, selection, asked, pace);
  const about = { ...others, scope };
  let round = 0;
  const articles = () => {
    round += 1;
    const told = { round, articles: contents.length };
    const read = async (id: string) =>
      reportedArticle(await visibleTo(desk, null), id, about, pace);
    return eachOf(contents, read, (article) => onArticle?.({ ...told, article }));
  };
  const counted = () => eachOf(contents, (id) => countedArticle(desk, id, scope, pace));
  const words = await wordsOf(seen, scope, selection, named);
  return { whole: true, contents, articles, counted, ...about, ...words };
}

/**
 * What was chosen, by the names under which it may leave the desk: as a title, and in sentences. Of sources and
 * claims that nothing public names it is said that they were chosen, and no more.
 */
async function wordsOf(
  desk: Desk,
  scope: ReportScope,
  { review }: ReportSelection,
  { sources, claims }: Pick<NamedThings, 'sources' | 'claims'>,
): Promise<Pick<Report, 'title' | 'scopeWords'>> {
  const isOfPeople = scope.filter.person.length > 0 || review !== '';
  const people = isOfPeople ? await peopleNames(desk) : new Map<string, string>();
  const names: FilterNames = {
    confidence: (level) => levelWords(level).toLowerCase(),
    status: (status) => status,
    person: (id) => people.get(id) ?? id,
    source: (id) => sources.get(id)?.name ?? 'a chosen source',
    claim: (id) => {
      const statement = claims.get(id)?.statement;
      return statement === undefined ? 'that was chosen' : inQuotes(statement);
    },
    label: inQuotes,
  };
  const reviewer = review === '' ? null : (people.get(review) ?? review);
  return {
    title: passagesTitle(scope, reviewer !== null, names),
    scopeWords: [...scopeWords(scope, names), ...reviewWords(scope, reviewer)],
  };
}

async function* eachOf<T>(
  contents: readonly ReportedTitle[],
  read: (id: string) => Promise<T>,
  onArticle: (number: number) => void = () => {},
): AsyncGenerator<T> {
  for (const [at, { id }] of contents.entries()) {
    onArticle(at + 1);
    const article = await read(id).catch(unlessGone);
    if (article) yield article;
  }
}

/** Nothing, in place of what is gone; any other fault stays one. */
export function unlessGone(fault: unknown): null {
  if (fault instanceof Problem && fault.code === 'not-found') return null;
  throw fault;
}

async function reportedArticle(
  seen: Desk,
  id: string,
  { identifiers, scope }: ReportMeans,
  pace: Pace,
): Promise<ReportedArticle> {
  const material = await materialOf(seen, id, scope.edition, pace);
  return pace.through(reportArticle(material, identifiers, scope));
}

/** What is counted of an article as it stands, without what an open blind round hides. */
export async function countedArticle(
  desk: Desk,
  id: string,
  scope: ReportScope,
  pace: Pace,
): Promise<CountedArticle> {
  const seen = await visibleTo(desk, null);
  return pace.through(countArticle(await readArticle(seen, id, { history: true, pace }), scope));
}
