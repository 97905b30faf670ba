import type { Annotation } from '../../domain/annotations/annotation.js';
import type { DeskThen, Edition } from '../../domain/articles/article.js';
import type { ArticleReading, PrintableReading } from '../../domain/articles/article-reading.js';
import { isInternal } from '../../domain/chain/chain.js';
import type { Claim } from '../../domain/claims/claim.js';
import { countsOutside } from '../../domain/claims/claim-figures.js';
import { sentenceText } from '../../domain/claims/claim-sentence.js';
import { decidedWording } from '../../domain/claims/claim-warnings.js';
import type { Event } from '../../domain/history/event.js';
import { placesOfEditions } from '../../domain/history/place.js';
import { endOf } from '../../domain/register/joining.js';
import { annotationsThen } from '../../reports/as-it-stood/annotations-then.js';
import { articleThen } from '../../reports/as-it-stood/register-then.js';
import { historyIds } from '../../reports/named.js';
import { type ClaimBearing, historiesOf, type Material } from '../../reports/public-part.js';
import { ofTodayWords } from '../../reports/sentences.js';
import type { CollectionName, Documents } from '../../store/documents.js';
import { printable, readArticle } from '../articles/article-reading.js';
import { type ArticleText, articleById, editionOf } from '../articles/articles.js';
import { figuresThen, sourcesBearing } from '../articles/desk-then.js';
import { type FiguresRead, tellFigures } from '../claims/claim-reading.js';
import { standingsFor } from '../claims/kept-claims.js';
import type { Desk } from '../desk.js';
import { collected, documentsById, everyOne } from '../documents.js';
import { eventsOf } from '../history/events-of.js';
import type { Pace } from '../pace.js';
import { peopleNames } from '../people/names.js';
import { withWays, withWaysIn } from '../register/joined.js';
import { goneOffTheRecord, peopleRenamed, quorumThen, registerThen } from './register-then.js';

/**
 * All that a report on an article is made of, as the desk shows it: the article with every edition, how its
 * claims are borne, and what its history names. With the number of an edition, as it stood before the one
 * after that came in. Throws *not-found* for an article or an edition that is not there.
 */
export async function materialOf(
  desk: Desk,
  id: string,
  number: number | undefined,
  pace: Pace,
): Promise<Material> {
  const [article, editions] = await Promise.all([
    articleById(desk, id),
    everyOne(desk.store, 'editions', 'article', { key: id }, pace),
  ]);
  const shown = number ?? article.edition;
  const edition =
    editions.find((each) => each.number === shown) ?? (await editionOf(desk, article, shown));
  const text = { article, edition };
  const next = editions.find((each) => each.number === shown + 1);
  const known = editions.filter((each) => each.number <= shown);
  if (next) return materialThen(desk, text, { editions, next }, pace);
  const options = { history: true, pace, text: Promise.resolve(text) };
  const [read, people] = await Promise.all([readArticle(desk, id, options), peopleNames(desk)]);
  const print = (reading: ArticleReading) => printable(desk, reading);
  const told = await toldOf(desk, { ...read, people }, print, pace);
  const bearings = await bearingsOf(desk, told, '');
  await pace.giveWay();
  return { ...told, editions: known, blind: desk.visibility.blind.has(id), bearings };
}

/** The same of an earlier edition: what was done since the next came in is taken back. */
async function materialThen(
  now: Desk,
  { article, edition }: ArticleText,
  { editions, next }: { editions: readonly Edition[]; next: Edition },
  pace: Pace,
): Promise<Material> {
  const told = await collected(eventsOf(now.whole, 'article', article.id));
  const places = placesOfEditions(editions, told);
  const then = { number: edition.number, until: places.get(next.number) ?? '' };
  const { desk, renamed } = registerThen(now, then.until);
  const known = { editions, places, quorum: await quorumThen(now.whole, then.until) };
  const isLater = laterThan(then.until, next);
  let gone: readonly Annotation[] = [];
  const reading = readArticle(desk, article.id, {
    ...{ history: true, pace, text: Promise.resolve({ article, edition }) },
    choose: async (annotations, events) => {
      const histories = historiesOf(events);
      const stood = (some: readonly Annotation[]) =>
        pace.through(annotationsThen(some, histories, then, known));
      gone = await stood(await deletedIn(desk, events.filter(isLater)));
      return stood(annotations);
    },
  });
  const [read, people] = await Promise.all([reading, peopleNames(desk)]);
  const ofArticle = ({ subject }: Event) => subject.id === article.id;
  const stood = {
    ...{ ...read, people },
    article: articleThen(article, read.events.filter(isLater).filter(ofArticle), then.number),
    events: read.events.filter((event) => !isLater(event)),
  };
  const kept = next.deskThen;
  const print = async <R extends ArticleReading>(each: R) =>
    kept ? { ...each, shortIds: idsShown(kept) } : printable(desk, each);
  const material = await toldOf(desk, stood, print, pace);
  const untold = kept ? await untoldSince(now, kept, then.until, pace) : null;
  const ofToday = material.annotations.filter(
    ({ annotation: { claim } }) => untold?.has(claim ?? '') ?? true,
  );
  const ofThen = kept?.claims.filter(({ claim }) => !untold?.has(claim)) ?? [];
  const bearings = new Map([
    ...(await bearingsThen(desk, material, ofThen)),
    ...(await bearingsOf(desk, { ...material, annotations: ofToday }, ofTodayWords)),
  ]);
  await pace.giveWay();
  return {
    ...material,
    editions: editions.filter(({ number }) => number <= then.number),
    blind: desk.visibility.blind.has(article.id),
    bearings,
    changedSince: {
      until: next.capturedAt,
      deleted: gone.filter(({ chain }) => !isInternal(chain)).length,
      sources: renamed,
      people: await peopleRenamed(now.whole, then.until),
    },
  };
}

/** Whether an event came with the next edition, or after it. */
function laterThan(until: string, next: Edition): (event: Event) => boolean {
  // What an edition did to annotations is told right before the edition itself.
  return ({ action, at, id }) =>
    id >= until || (action === 'annotation.carried' && at === next.capturedAt);
}

/** The annotations that events say were deleted, and that are. */
async function deletedIn(desk: Desk, events: readonly Event[]): Promise<Annotation[]> {
  const ids = events.flatMap(({ action, subject }) =>
    action === 'annotation.deleted' ? subject.id : [],
  );
  const found = await documentsById(desk, 'annotations', ids);
  return [...found.values()].filter((annotation) => annotation.deleted !== null);
}

/** The reading in notation, and with what its history names. */
async function toldOf(
  desk: Desk,
  read: ArticleReading,
  print: (reading: ArticleReading) => Promise<PrintableReading>,
  pace: Pace,
): Promise<PrintableReading> {
  await pace.giveWay();
  const printed = await print(read);
  await pace.giveWay();
  const told = await withPast(desk, printed, pace);
  await pace.giveWay();
  return told;
}

/** By source, how much of its id notation showed: of what it is called by today, where it was masked since. */
function idsShown({ shownIds }: DeskThen): ReadonlyMap<string, string> {
  return new Map(
    shownIds.map(({ source, characters }) => [source, source.slice(0, characters)] as const),
  );
}

/** How the claims of annotations that may leave the desk are borne by all of its articles, and what is said of that. */
async function bearingsOf(
  desk: Desk,
  { annotations, claims }: ArticleReading,
  said: string,
): Promise<ReadonlyMap<string, ClaimBearing>> {
  const named = new Set(annotations.flatMap(({ annotation }) => annotation.claim ?? []));
  const asked = [...named].flatMap((id) => claims.get(id) ?? []);
  if (asked.length === 0) return new Map();
  const standings = await standingsFor(desk, asked);
  const figures = standings.map(({ claim, outside, named, passages }) => ({
    ...{ figures: outside, named, overrides: claim.overrides },
    passages: passages.filter(countsOutside),
  }));
  const bearings = await bearingsIn(desk, figures);
  return new Map(
    asked.flatMap(({ id }, at): [string, ClaimBearing][] => {
      const bearing = bearings[at];
      return bearing
        ? [[id, { ...bearing, sentence: [bearing.sentence, said].filter(Boolean).join(' ') }]]
        : [];
    }),
  );
}

/** The same as they were borne when an edition came in, by what was kept with it. */
async function bearingsThen(
  desk: Desk,
  { claims }: ArticleReading,
  kept: DeskThen['claims'],
): Promise<ReadonlyMap<string, ClaimBearing>> {
  const figures = kept.map(({ claim, asserts, denies, questions, passages }) => ({
    figures: { asserts: figuresThen(asserts), denies: figuresThen(denies), questions },
    named: new Map(),
    overrides: standingIn(claims, claim)?.overrides ?? [],
    passages: passages.map((each) => ({ ...each, isWithdrawn: false, isBlind: false })),
  }));
  const bearings = await bearingsIn(desk, figures);
  return new Map(
    kept.flatMap(({ claim }, at): [string, ClaimBearing][] => {
      const bearing = bearings[at];
      return bearing ? [[claim, bearing]] : [];
    }),
  );
}

/** The claims of which it was kept how they were borne by a source that has gone off the record since an event. */
async function untoldSince(
  desk: Desk,
  { claims }: DeskThen,
  until: string,
  pace: Pace,
): Promise<Set<string>> {
  const borne = new Set(claims.flatMap(sourcesBearing));
  const gone = await goneOffTheRecord(desk, borne, until, pace);
  const untold = claims.filter((each) => sourcesBearing(each).some((id) => gone.has(id)));
  return new Set(untold.map(({ claim }) => claim));
}

/** The claim that stood for one. */
function standingIn(claims: ReadonlyMap<string, Claim>, id: string): Claim | undefined {
  const claim = claims.get(id);
  return claim && endOf(claim, (each) => claims.get(each));
}

/** How some figures are told in a report, in their order. */
async function bearingsIn(desk: Desk, asked: readonly FiguresRead[]): Promise<ClaimBearing[]> {
  const told = await tellFigures(desk, asked);
  return asked.map(({ figures }, at) => {
    const { atLeast, atMost, exact } = figures.asserts.independence;
    const { sentences = [], warnings = [] } = told[at] ?? {};
    return {
      sentence: sentenceText(sentences),
      ...{ atLeast, atMost, exact, warnings },
      atLeastDenied: figures.denies.independence.atLeast,
      decidedWording: decidedWording(figures),
    };
  });
}

/** The reading with the sources and claims that only its history names, and what they belong to. */
async function withPast<R extends ArticleReading>(desk: Desk, reading: R, pace: Pace): Promise<R> {
  const past = await pace.through(historyIds(reading.events));
  const named = await completed(desk, 'sources', past.sources, reading.sources);
  const sources = await withWays(desk.store, [...named.values()]);
  const affiliations = [...sources.values()].flatMap(({ affiliation }) => affiliation ?? []);
  const belonging = await completed(desk, 'sources', affiliations, sources);
  const claims = await completed(desk, 'claims', past.claims, reading.claims);
  return {
    ...reading,
    sources: await withWays(desk.store, [...belonging.values()]),
    claims: await withWaysIn(desk.store, 'claims', [...claims.values()]),
  };
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
