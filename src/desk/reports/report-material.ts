import type { Annotation } from '../../domain/annotations/annotation.js';
import type { Edition } from '../../domain/articles/article.js';
import type { ArticleReading } from '../../domain/articles/article-reading.js';
import type { Claim } from '../../domain/claims/claim.js';
import { countsOutside } from '../../domain/claims/claim-figures.js';
import { sentenceText } from '../../domain/claims/claim-sentence.js';
import { decidedWording } from '../../domain/claims/claim-warnings.js';
import type { Event } from '../../domain/history/event.js';
import { annotationsThen, articleThen, type EditionThen } from '../../reports/as-it-stood.js';
import { historyIds } from '../../reports/named.js';
import { type ClaimBearing, historiesOf, type Material } from '../../reports/public-part.js';
import { ofTodayWords } from '../../reports/sentences.js';
import type { CollectionName, Documents } from '../../store/documents.js';
import { printable, readArticle } from '../articles/article-reading.js';
import { articleById, editionOf } from '../articles/articles.js';
import { tellFigures } from '../claims/claim-reading.js';
import { standingsFor } from '../claims/kept-claims.js';
import type { Desk } from '../desk.js';
import { documentsById, everyOne } from '../documents.js';
import type { Pace } from '../pace.js';
import { peopleNames } from '../people/names.js';
import { quorumOf } from '../people/settings.js';
import { withWays } from '../register/joined.js';

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
  const next = editions.find((each) => each.number === shown + 1);
  const then = next && { number: shown, until: next.capturedAt };
  const stood = then && asItStood(editions, then, await quorumOf(desk), pace);
  const text = Promise.resolve({ article, edition });
  const [now, people] = await Promise.all([
    readArticle(desk, id, { history: true, pace, text, ...(stood && { choose: stood.choose }) }),
    peopleNames(desk),
  ]);
  const read = stood ? stood.reading(now) : now;
  await pace.giveWay();
  const printed = await printable(desk, { ...read, people });
  await pace.giveWay();
  const told = await withPast(desk, printed, pace);
  await pace.giveWay();
  const bearings = await bearingsOf(desk, told, then ? ofTodayWords : '');
  await pace.giveWay();
  const blind = desk.visibility.blind.has(id);
  const known = editions.filter((each) => each.number <= shown);
  return { ...told, editions: known, blind, bearings };
}

/** Takes back, of what is read of an article, all that was done since an edition was followed by another. */
function asItStood(editions: readonly Edition[], edition: EditionThen, quorum: number, pace: Pace) {
  const textOf = (number: number) => editions.find((each) => each.number === number)?.text;
  const isLater = ({ at }: Event) => at >= edition.until;
  return {
    choose: async (annotations: readonly Annotation[], events: readonly Event[]) => {
      const known = { textOf, quorum };
      return pace.through(annotationsThen(annotations, historiesOf(events), edition, known));
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
  const told = await tellFigures(
    desk,
    standings.map(({ claim, outside, named, passages }) => ({
      ...{ figures: outside, named, overrides: claim.overrides },
      passages: passages.filter(countsOutside),
    })),
  );
  const bearings = asked.map(({ id }, at): [string, ClaimBearing] => {
    const outside = standings[at]?.outside;
    const { asserts, denies } = outside ?? {};
    const { atLeast = 0, atMost = 0, exact = true } = asserts?.independence ?? {};
    const { sentences = [], warnings = [] } = told[at] ?? {};
    const atLeastDenied = denies?.independence.atLeast ?? 0;
    return [
      id,
      {
        sentence: [sentenceText(sentences), said].filter(Boolean).join(' '),
        ...{ atLeast, atMost, exact, atLeastDenied, warnings },
        decidedWording: outside ? decidedWording(outside) : [],
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
