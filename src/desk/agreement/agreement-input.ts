import {
  type Observation,
  type ObservedText,
  observationOf,
} from '../../domain/agreement/observation.js';
import type { Annotation } from '../../domain/annotations/annotation.js';
import type { Article } from '../../domain/articles/article.js';
import type { PlacedAnnotation } from '../../domain/articles/article-reading.js';
import { sourcesIn as sourcesInChain } from '../../domain/chain/chain.js';
import { annotationBefore } from '../../domain/history/earlier-annotation.js';
import type { Event } from '../../domain/history/event.js';
import type { Source } from '../../domain/register/source.js';
import { isOpen, observersOf, type Round } from '../../domain/rounds/round.js';
import { historiesOf } from '../../reports/public-part.js';
import { all } from '../../store/store.js';
import { editionOf } from '../articles/articles.js';
import { placedIn } from '../articles/placements.js';
import type { Desk } from '../desk.js';
import { collected, documents } from '../documents.js';
import { eventsOf } from '../history/events-of.js';
import { KeptOfStores } from '../kept.js';
import { withWays } from '../register/joined.js';

/**
 * What several people made of some articles, to be compared: of each blind round that has ended, what
 * was handed in, whatever was decided and changed since; where there was no round, the annotations
 * as they stand. None while a round is open on it, none where fewer than two took part, none of an
 * article that is gone. Kept until the article, its annotations or the register change.
 */
export async function observedTextsOf(
  desk: Desk,
  articles: readonly string[],
): Promise<ObservedText[]> {
  const kept = await textsKept.current(desk.whole);
  const found: ObservedText[] = [];
  for (const article of articles) {
    const texts = kept.get(article) ?? observe(desk, article);
    kept.keep(article, texts);
    try {
      found.push(...(await texts));
    } catch (error) {
      if (kept.get(article) === texts) kept.drop(article);
      throw error;
    }
  }
  return found;
}

/** Made when they are first wanted, and gone when something touches them. */
const textsKept = new KeptOfStores<Promise<readonly ObservedText[]>>(() => ({
  async *everything() {},
  some: async () => new Map(),
  marks(change) {
    if (change.in === 'articles') return [change.doc.id];
    // A description that changes, or entries that are joined, may make one source of two, anywhere.
    if (change.in === 'sources') return change.do === 'insert' ? [] : [anywhere];
    const { in: collection, doc } = change;
    return collection === 'annotations' || collection === 'rounds' || collection === 'editions'
      ? [doc.article]
      : [];
  },
  keysOf: (marks, kept) => (marks.has(anywhere) ? [...kept.keys()] : [...marks]),
}));

const anywhere = '';

async function observe(desk: Desk, id: string): Promise<ObservedText[]> {
  const article = await desk.whole.get('articles', id);
  const rounds = await collected(all(desk.whole, 'rounds', 'article', { key: id }));
  if (!article || rounds.some(isOpen)) return [];
  const compared = rounds.filter((round) => observersOf(round).length >= 2);
  if (compared.length === 0) {
    const present = await collected(all(desk.whole, 'annotations', 'article', { key: id }));
    const people = [...new Set(present.map(({ creator }) => creator))];
    return people.length < 2 ? [] : [await textOf(desk, article, null, people, present)];
  }
  const texts: ObservedText[] = [];
  for (const round of compared) {
    const found = await handedIn(desk, round);
    texts.push(await textOf(desk, article, round.id, observersOf(round), found));
  }
  return texts;
}

/** The annotations of a round as they stood when it ended. */
async function handedIn(desk: Desk, round: Round): Promise<Annotation[]> {
  const made = await collected(all(desk.whole, 'annotations', 'round', { key: round.id }));
  const since = await eventsSince(desk, round);
  return made.flatMap(
    (annotation) => annotationBefore(annotation, since.get(annotation.id) ?? []) ?? [],
  );
}

/** The id of the event by which a round ended: ids stand in the order of commits. */
async function endOf(desk: Desk, { id }: Round): Promise<string> {
  const events = await collected(eventsOf(desk.whole, 'round', id));
  return events.findLast(({ action }) => action === 'round.ended')?.id ?? '';
}

/** What happened to annotations of its article since a round ended, by their ids, oldest first. */
async function eventsSince(desk: Desk, round: Round): Promise<ReadonlyMap<string, Event[]>> {
  const end = await endOf(desk, round);
  const since: Event[] = [];
  const query = { key: round.article, order: 'descending' as const };
  for await (const event of all(desk.whole, 'events', 'article', query)) {
    if (event.id <= end) break;
    since.push(event);
  }
  return historiesOf(since.reverse());
}

/** Annotations that stand nowhere for certain are left out: nobody can say what they agree with. */
async function textOf(
  desk: Desk,
  article: Article,
  round: string | null,
  people: readonly string[],
  annotations: readonly Annotation[],
): Promise<ObservedText> {
  const number = round === null ? article.edition : annotations[0]?.edition;
  const edition = await editionOf({ ...desk, store: desk.whole }, article, number);
  const sources = await sourcesIn(desk, annotations);
  const placed = await placedIn(article, edition, annotations);
  const foundBy = (person: string) =>
    placed
      .filter(({ annotation }) => annotation.creator === person)
      .flatMap((each) => observed(each, sources));
  return {
    article: article.id,
    round,
    length: edition.text.length,
    people: people.map((person) => ({ person, found: foundBy(person) })),
  };
}

function observed(
  { annotation, placement }: PlacedAnnotation,
  sources: ReadonlyMap<string, Source>,
): Observation[] {
  if (!('span' in placement)) return [];
  return [observationOf(annotation, placement.span, (id) => sources.get(id))];
}

async function sourcesIn(
  { whole }: Desk,
  annotations: readonly Annotation[],
): Promise<ReadonlyMap<string, Source>> {
  const ids = sourcesInChain(annotations.flatMap(({ chain }) => chain));
  return withWays(whole, await documents(whole, 'sources', [...new Set(ids)]));
}
