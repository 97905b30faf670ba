import type { Annotation } from '../../domain/annotations/annotation.js';
import type { Statement } from '../../domain/annotations/content-parts.js';
import type { Article, Edition } from '../../domain/articles/article.js';
import type {
  ArticleReading,
  PlacedAnnotation,
  PrintableReading,
} from '../../domain/articles/article-reading.js';
import { addSourcesIn } from '../../domain/chain/chain.js';
import type { Claim } from '../../domain/claims/claim.js';
import type { Event } from '../../domain/history/event.js';
import type { Person } from '../../domain/people/person.js';
import type { Source } from '../../domain/register/source.js';
import { judgedHops } from '../../domain/review/verdict.js';
import { bySpan, type NamedSpan } from '../../domain/text/segments.js';
import type { Span } from '../../domain/text/span.js';
import { addPeopleOf } from '../../reports/named.js';
import type { CollectionName, Documents } from '../../store/documents.js';
import { maxPageSize } from '../../store/store.js';
import type { Desk } from '../desk.js';
import { documentsById, everyOne } from '../documents.js';
import { Pace } from '../pace.js';
import { namesOf } from '../people/names.js';
import { withWays, withWaysIn } from '../register/joined.js';
import { type NamesRead, namesRead, shortIds } from '../register/sources.js';
import { type ArticleText, articleById, editionOf, newestEditionOf } from './articles.js';
import { PassageFinder } from './placements.js';

/** How an article is read. */
interface ReadingOptions {
  /** Whether its history is wanted. */
  history?: boolean;
  /** Its text, where that is read beside for other ends. */
  text?: Promise<ArticleText>;
  /** Its sources, likewise. */
  sources?: Promise<readonly Source[]>;
  pace?: Pace;
  /** The number of an edition; the newest unless told. */
  edition?: number | undefined;
  /** Makes of the annotations, by their history, what is read; those on later editions are left out unless told. */
  choose?: (
    annotations: readonly Annotation[],
    events: readonly Event[],
  ) => Promise<readonly Annotation[]>;
}

/** An article with everything that is needed to show it; with its history, if asked. */
export async function readArticle(
  desk: Desk,
  id: string,
  options: ReadingOptions = {},
): Promise<ArticleReading> {
  const [text, annotations, events] = await Promise.all([
    options.text ?? editionAsked(desk, id, options.edition),
    everyOne(desk.store, 'annotations', 'article', { key: id, limit: maxPageSize }, options.pace),
    options.history
      ? everyOne(desk.store, 'events', 'article', { key: id, limit: 1000 }, options.pace)
      : [],
  ]);
  const then = options.choose
    ? await options.choose(annotations, events)
    : annotations.filter(({ edition }) => edition <= text.edition.number);
  return { ...(await readingAt(desk, text, then, {}, options)), events };
}

async function editionAsked(desk: Desk, id: string, number?: number): Promise<ArticleText> {
  if (number === undefined) return newestEditionOf(desk, id);
  const article = await articleById(desk, id);
  return { article, edition: await editionOf(desk, article, number) };
}

/** What of a reading is known already, and need not be read again. */
export interface KnownReading {
  sources?: readonly Source[];
  claims?: readonly Claim[];
  people?: readonly Person[];
  names?: NamesRead;
}

/** An article read together with some of its annotations only. */
export function readingOf(
  desk: Desk,
  article: Article,
  annotations: readonly Annotation[],
  known: KnownReading & { edition?: Edition } = {},
): Promise<ArticleReading> {
  const edition = known.edition ?? editionOf(desk, article);
  const text = Promise.resolve(edition).then((edition) => ({ article, edition }));
  return readingAt(desk, text, annotations, known);
}

/** The same of an article whose text may still be read: the rest is read meanwhile. */
export async function readingAt(
  desk: Desk,
  text: Promise<ArticleText> | ArticleText,
  annotations: readonly Annotation[],
  known: KnownReading = {},
  { pace = new Pace(), sources: beside }: ReadingOptions = {},
): Promise<ArticleReading> {
  const named = namedIn(annotations);
  const [{ article, edition }, sources, claims, people] = await Promise.all([
    text,
    completed(desk, 'sources', named.sources, beside ?? known.sources),
    completed(desk, 'claims', named.claims, known.claims),
    completed(desk, 'people', named.people, known.people),
  ]);
  const places = new PassageFinder(edition, article.language);
  const placements = inTextOrder(await pace.through(places.ofAll(annotations)));
  const proposed = await pace.through(passagesProposed(annotations, places));
  return {
    article,
    edition,
    annotations: placements,
    proposed,
    sources: await withWays(desk.store, [...sources.values()]),
    claims: await withWaysIn(desk.store, 'claims', [...claims.values()]),
    people: await namesOf(desk, [...people.values()]),
    events: [],
  };
}

/** The documents of these ids; those that are not known are read. */
async function completed<C extends CollectionName>(
  desk: Desk,
  collection: C,
  wanted: ReadonlySet<string>,
  known: Promise<readonly Documents[C][]> | readonly Documents[C][] = [],
): Promise<ReadonlyMap<string, Documents[C]>> {
  const found = new Map<string, Documents[C]>();
  for (const doc of await known) if (wanted.has(doc.id)) found.set(doc.id, doc);
  const unread = [...wanted].filter((id) => !found.has(id));
  for (const [id, doc] of await documentsById(desk, collection, unread)) found.set(id, doc);
  return found;
}

/** The reading with what it takes to write its chains as notation; the names of its sources may have been read. */
export async function printable<R extends ArticleReading>(
  desk: Desk,
  reading: R,
  names?: NamesRead,
): Promise<R & PrintableReading> {
  const { sources, article } = reading;
  return { ...reading, shortIds: await shortIds(desk, [...sources.values()], article.id, names) };
}

/** Some annotations of an article, read so that their chains can be written as notation. */
export async function printableAt(
  desk: Desk,
  text: Promise<ArticleText> | ArticleText,
  annotations: readonly Annotation[],
  known: KnownReading = {},
): Promise<PrintableReading> {
  const named = namedIn(annotations).sources;
  if (known.names && [...named].every((id) => known.names?.ids.has(id))) {
    return printable(desk, await readingAt(desk, text, annotations, known), known.names);
  }
  const names = namesRead(desk, named);
  const beside = names.then(({ entries }) => entries);
  const reading = await readingAt(desk, text, annotations, known, { sources: beside });
  return printable(desk, reading, await names);
}

/** One annotation with its article at the newest edition, read so that its chain can be written as notation. */
export function printableOne(desk: Desk, annotation: Annotation): Promise<PrintableReading> {
  return printableAt(desk, newestEditionOf(desk, annotation.article), [annotation]);
}

/** By proposal to bound a passage otherwise, where the proposed one stands, if it is sure. */
function* passagesProposed(
  annotations: readonly Annotation[],
  places: PassageFinder,
): Generator<undefined, Map<string, Span>> {
  const found = new Map<string, Span>();
  for (const { id, content, parts } of annotations.flatMap(({ proposals }) => proposals)) {
    if (!parts.includes('span')) continue;
    const placement = yield* places.ofPassage(content.target);
    if ('span' in placement) found.set(id, placement.span);
    yield;
  }
  return found;
}

/**
 * In the order in which the text's segments name them; what stands nowhere for certain comes last, in the
 * order in which it stood.
 */
function inTextOrder(annotations: PlacedAnnotation[]): PlacedAnnotation[] {
  const isLost = ({ placement }: PlacedAnnotation) => Number(!('span' in placement));
  return annotations.sort(
    (one, other) => isLost(one) - isLost(other) || bySpan(itemOf(one), itemOf(other)),
  );
}

function itemOf({ annotation: { id, target }, placement }: PlacedAnnotation): NamedSpan {
  const { start, end } = 'span' in placement ? placement.span : target;
  return { id, start, end };
}

/** The ids of what annotations name in what they say, what is proposed instead, and what was judged. */
export function namedIn(annotations: readonly Annotation[]) {
  const [sources, claims, people] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const addStatement = ({ chain, claim }: Statement) => {
    addSourcesIn(chain, sources);
    if (claim !== null) claims.add(claim);
  };
  for (const annotation of annotations) {
    addStatement(annotation);
    for (const { content } of annotation.proposals) addStatement(content);
    if (annotation.verdicts.length > 0) addSourcesIn(judgedHops(annotation), sources);
    addPeopleOf(annotation, people);
  }
  return { sources, claims, people };
}
