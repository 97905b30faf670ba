import type { Annotation } from '../../domain/annotations/annotation.js';
import type { Edition } from '../../domain/articles/article.js';
import type { ArticleReading } from '../../domain/articles/article-reading.js';
import { levelWords } from '../../domain/chain/scales.js';
import type { Claim } from '../../domain/claims/claim.js';
import { countsOutside } from '../../domain/claims/claim-figures.js';
import { sentenceText } from '../../domain/claims/claim-sentence.js';
import { decidedWording } from '../../domain/claims/claim-warnings.js';
import type { Event } from '../../domain/history/event.js';
import { Problem } from '../../domain/problem.js';
import { inQuotes } from '../../domain/text/wording.js';
import { annotationThen, articleThen, type EditionThen } from '../../reports/as-it-stood.js';
import { plainName, titledName } from '../../reports/file-name.js';
import { type FormatName, formats } from '../../reports/formats.js';
import { identifiers } from '../../reports/identifiers.js';
import { historyIds } from '../../reports/named.js';
import { overallOf } from '../../reports/overall.js';
import type { PdfDocument } from '../../reports/pdf/pdf-document.js';
import { type ClaimBearing, historiesOf, type Material } from '../../reports/public-part.js';
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
  headline,
  passagesTitle,
  reviewWords,
  scopeWords,
} from '../../reports/sentences.js';
import type { CollectionName, Documents } from '../../store/documents.js';
import { all } from '../../store/store.js';
import { printable, readArticle } from '../articles/article-reading.js';
import { articleById, editionOf } from '../articles/articles.js';
import { tellFigures } from '../claims/claim-reading.js';
import { standingsFor } from '../claims/kept-claims.js';
import type { Desk } from '../desk.js';
import { documentsById, everyOne } from '../documents.js';
import { layoutsOf } from '../map/map-working.js';
import { inPortions, Pace } from '../pace.js';
import { peopleNames } from '../people/names.js';
import { quorumOf } from '../people/settings.js';
import { withWays } from '../register/joined.js';
import { visibleTo } from '../rounds/visibility.js';
import { isSelecting, type Selection, select, wholeDesk } from './report-selection.js';
import { typesetInProcess } from './typesetting-process.js';

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

export interface ReportSettings {
  /** Where the desk is known from outside; null: nowhere. */
  baseUrl: string | null;
  /** Everything, with the record, unless told otherwise. */
  scope?: ReportScope;
  /** Which articles, where it is not about one: all unless told otherwise. */
  selection?: Selection;
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
  signal: AbortSignal | null = null,
): Promise<Report> {
  const { baseUrl, onArticle, scope: asked = wholeRecord, tell = () => {} } = settings;
  const { selection = wholeDesk } = settings;
  const { claim, source } = asked.filter;
  const isChosen = id === null || claim.length + source.length > 0;
  const seen = isChosen ? await visibleTo(desk, null) : desk;
  const { contents, scope } =
    id === null ? await select(seen, selection, asked, pace) : { contents: [], scope: asked };
  const words = await wordsOf(seen, scope, selection);
  const typeset = (document: PdfDocument) => typesetInProcess(document, signal);
  const about = {
    ...{ identifiers: identifiers(baseUrl), layOut: layoutsOf, typeset, tell },
    ...{ scope, ...words },
  };
  const read = (article: string) => reportedArticle(desk, article, about, pace);
  if (id === null) {
    if (scope.edition !== undefined)
      throw Problem.field('edition', 'Only a report on one article can be of an edition.');
    let round = 0;
    const articles = () => {
      round += 1;
      const told = { round, articles: contents.length };
      return eachOf(contents, read, (article) => onArticle?.({ ...told, article }));
    };
    const counted = () => eachOf(contents, (each) => countedArticle(desk, each, scope, pace));
    return { whole: true, contents, articles, counted, ...about };
  }
  const only = await read(id);
  async function* articles(): AsyncGenerator<ReportedArticle> {
    yield only;
  }
  return { whole: false, contents: [only.article], articles, counted: articles, ...about };
}

/**
 * A report on an article, or on the whole desk for null, in a format. The same desk gives the same
 * bytes, whoever asks and however. The signal ends the work; whoever reads hears of it as of any
 * fault, so that a part is never taken for the whole.
 */
export async function exportArticle(
  desk: Desk,
  id: string | null,
  name: FormatName,
  settings: ReportSettings,
  signal: AbortSignal | null = null,
): Promise<Download> {
  const pace = new Pace(signal);
  const report = await reportOn(desk, id, settings, pace, signal);
  const { extension, mediaType, write } = formats[name];
  const title = headline(report);
  const isPart = isSelecting(settings.selection, report.scope);
  const date = await dateOf(desk, report, isPart, pace);
  return {
    pieces: inPortions(write(report), pace),
    mediaType,
    filename: plainName(title, date, extension),
    titledFilename: titledName(title, date, extension),
    date,
  };
}

/** What was chosen, by the names under which it may leave the desk: as a title, and in sentences. */
async function wordsOf(
  desk: Desk,
  scope: ReportScope,
  { review }: Selection,
): Promise<Pick<Report, 'title' | 'scopeWords'>> {
  const { claim, person, source } = scope.filter;
  const [sources, claims, people] = await Promise.all([
    documentsById(desk, 'sources', source),
    documentsById(desk, 'claims', claim),
    person.length > 0 || review !== '' ? peopleNames(desk) : new Map<string, string>(),
  ]);
  const names: FilterNames = {
    confidence: (level) => levelWords(level).toLowerCase(),
    status: (status) => status,
    person: (id) => people.get(id) ?? id,
    source: (id) => sources.get(id)?.name ?? id,
    claim: (id) => inQuotes(claims.get(id)?.statement ?? id),
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

function unlessGone(fault: unknown): null {
  if (fault instanceof Problem && fault.code === 'not-found') return null;
  throw fault;
}

/** What may be seen is asked for each article anew: a round may be opened while others are written. */
async function reportedArticle(
  desk: Desk,
  id: string,
  { identifiers, scope }: Pick<Report, 'identifiers' | 'scope'>,
  pace: Pace,
): Promise<ReportedArticle> {
  const seen = await visibleTo(desk, null);
  return pace.through(
    reportArticle(await materialOf(seen, id, scope.edition, pace), identifiers, scope),
  );
}

async function countedArticle(
  desk: Desk,
  id: string,
  scope: ReportScope,
  pace: Pace,
): Promise<CountedArticle> {
  const seen = await visibleTo(desk, null);
  return pace.through(countArticle(await readArticle(seen, id, { history: true, pace }), scope));
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

async function materialOf(
  desk: Desk,
  id: string,
  number: number | undefined,
  pace: Pace,
): Promise<Material> {
  const reading = Promise.all([
    articleById(desk, id),
    everyOne(desk.store, 'editions', 'article', { key: id }, pace),
  ]).then(async ([article, editions]) => {
    const shown = number ?? article.edition;
    const edition = editions.find((each) => each.number === shown);
    const next = editions.find((each) => each.number === shown + 1);
    return {
      text: { article, edition: edition ?? (await editionOf(desk, article, shown)) },
      editions: editions.filter((each) => each.number <= shown),
      stood:
        next &&
        asItStood(editions, { number: shown, until: next.capturedAt }, await quorumOf(desk)),
    };
  });
  const { text, editions, stood } = await reading;
  const choose = stood ? { choose: stood.annotations } : {};
  const [now, people] = await Promise.all([
    readArticle(desk, id, { history: true, pace, text: Promise.resolve(text), ...choose }),
    peopleNames(desk),
  ]);
  const read = stood ? stood.reading(now) : now;
  await pace.giveWay();
  const printed = await printable(desk, { ...read, people });
  await pace.giveWay();
  const told = await withPast(desk, printed, pace);
  await pace.giveWay();
  const bearings = await bearingsOf(desk, told);
  await pace.giveWay();
  const blind = desk.visibility.blind.has(id);
  return { ...told, editions, blind, bearings, later: stood?.later() ?? 0 };
}

/** Takes back, of what is read of an article, all that was done since an edition was followed by another. */
function asItStood(editions: readonly Edition[], edition: EditionThen, quorum: number) {
  const textOf = (number: number) => editions.find((each) => each.number === number)?.text;
  const isLater = ({ at }: Event) => at >= edition.until;
  let later = 0;
  return {
    later: () => later,
    annotations: (annotations: readonly Annotation[], events: readonly Event[]) => {
      const histories = historiesOf(events);
      const then = annotations.flatMap(
        (each) =>
          annotationThen(each, histories.get(each.id) ?? [], edition, { textOf, quorum }) ?? [],
      );
      later = annotations.length - then.length;
      return then;
    },
    reading: (now: ArticleReading): ArticleReading => ({
      ...now,
      article: articleThen(
        now.article,
        now.events.filter((event) => isLater(event) && event.subject.id === now.article.id),
        edition.number,
      ),
      events: now.events.filter((event) => !isLater(event)),
    }),
  };
}

/** How the claims of annotations that may leave the desk are borne by all of its articles. */
async function bearingsOf(
  desk: Desk,
  { annotations, claims }: ArticleReading,
): Promise<ReadonlyMap<string, ClaimBearing>> {
  const named = new Set(annotations.flatMap(({ annotation }) => annotation.claim ?? []));
  const asked = [...named].flatMap((id) => claims.get(id) ?? []);
  if (asked.length === 0) return new Map();
  const standings = await standingsFor(desk, asked);
  const told = await tellFigures(
    desk,
    standings.map(({ claim, outside, named, passages }) => ({
      ...{ figures: outside, named, overrides: claim.overrides },
      passages: passages.filter(countsOutside),
    })),
  );
  const bearings = asked.map(({ id }, at): [string, ClaimBearing] => {
    const { asserts, denies } = standings[at]?.outside ?? {};
    const { atLeast = 0, atMost = 0, exact = true } = asserts?.independence ?? {};
    const { sentences = [], warnings = [] } = told[at] ?? {};
    const atLeastDenied = denies?.independence.atLeast ?? 0;
    return [
      id,
      {
        ...{ sentence: sentenceText(sentences), atLeast, atMost, exact, atLeastDenied, warnings },
        decidedWording: decidedWording((standings[at]?.passages ?? []).filter(countsOutside)),
      },
    ];
  });
  return new Map(bearings);
}

/** The reading with the sources and claims that only its history names, and what they belong to. */
async function withPast<R extends ArticleReading>(desk: Desk, reading: R, pace: Pace): Promise<R> {
  const past = await pace.through(historyIds(reading.events));
  const named = await completed(desk, 'sources', past.sources, reading.sources);
  const sources = await withWays(desk.store, [...named.values()]);
  const affiliations = [...sources.values()].flatMap(({ affiliation }) => affiliation ?? []);
  const belonging = await completed(desk, 'sources', affiliations, sources);
  return {
    ...reading,
    sources: await withWays(desk.store, [...belonging.values()]),
    claims: await withJoined(desk, await completed(desk, 'claims', past.claims, reading.claims)),
  };
}

/** Some claims, and those into which they are joined. */
async function withJoined(
  desk: Desk,
  claims: ReadonlyMap<string, Claim>,
): Promise<ReadonlyMap<string, Claim>> {
  let known = claims;
  for (let size = -1; size < known.size; ) {
    size = known.size;
    const into = [...known.values()].flatMap(({ joined }) => joined?.into ?? []);
    known = await completed(desk, 'claims', into, known);
  }
  return known;
}

async function completed<C extends CollectionName>(
  desk: Desk,
  collection: C,
  ids: Iterable<string>,
  known: ReadonlyMap<string, Documents[C]>,
): Promise<ReadonlyMap<string, Documents[C]>> {
  const unread = [...ids].filter((id) => !known.has(id));
  return new Map([...known, ...(await documentsById(desk, collection, unread))]);
}
