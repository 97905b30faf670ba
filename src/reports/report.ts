import type { Article, Edition } from '../domain/articles/article.js';
import type { ArticleReading, PlacedAnnotation } from '../domain/articles/article-reading.js';
import type { Event } from '../domain/history/event.js';
import { describe } from '../domain/history/history.js';
import type { MapLayouts, MapRoom } from '../domain/map/map-layouts.js';
import type { SourceMap } from '../domain/map/source-map.js';
import { SourcingCount } from '../domain/sourcing/sourcing.js';
import { bySpan, type NamedSpan, type Paragraph, paragraphParts } from '../domain/text/segments.js';
import { type ChosenPart, chosenPart } from './chosen-part.js';
import type { Identifiers } from './identifiers.js';
import { type NamedThings, namedIn } from './named.js';
import type { PdfDocument } from './pdf/pdf-document.js';
import type { Typeset } from './pdf/typesetting.js';
import { type ClaimBearing, type Material, publicPart } from './public-part.js';
import type { Audience, ReportScope } from './report-scope.js';
import type { HistoryEntry, ReportedAnnotation } from './reported-annotation.js';
import { annotationReporter } from './reported-annotation.js';
import { carriesArticle, type ReportedSourcing, reportedSourcing } from './reported-sourcing.js';
import { type Summary, SummaryCount } from './summary.js';
import { validArticle } from './valid-addresses.js';

/**
 * The facts of a provenance report, apart from every format. It holds nothing that is internal to
 * the desk, and of a confidential source the pseudonym alone. A report on a whole desk is larger than
 * memory: its articles come one after the other.
 */
export interface Report {
  /** Whether it is about the whole desk or about one article. */
  whole: boolean;
  /** Which annotations it tells of, and to whom. */
  scope: ReportScope;
  /** The same in sentences. */
  scopeWords: readonly string[];
  /** What it is called, where that is not its article's title or its number of articles. */
  title?: string | undefined;
  /** What it is about. */
  contents: readonly ReportedTitle[];
  /** Its articles in that order, each made when it is asked for; they can be gone through again. */
  articles: () => AsyncIterable<ReportedArticle>;
  /** The same articles, with no more of each than is counted of them. */
  counted: () => AsyncIterable<CountedArticle>;
  identifiers: Identifiers;
  /** Lays out the map of an article; whoever has threads does it on one. */
  layOut: (map: SourceMap, room: MapRoom) => MapLayouts | Promise<MapLayouts>;
  /** Sets a document for paper; whoever serves others does it in a process of its own. */
  typeset: (document: PdfDocument) => Promise<Typeset>;
  /** Tells whoever asked what the report itself says too, as a sentence: what it could not show. */
  tell: (sentence: string) => void;
}

export type ReportedTitle = Pick<Article, 'id' | 'title'>;

/** How many are left out; those not told otherwise because they are off the record. */
export interface LeftOut {
  annotations: number;
  /** To annotations that are not. */
  proposals: number;
  /** Annotations that might be in it, but others were chosen. */
  notChosen: number;
}

/** What of an article is counted for a report on a whole desk. */
export interface CountedArticle extends Pick<ReportedArticle, 'article' | 'date' | 'leftOut'> {
  annotations: readonly PlacedAnnotation[];
  named: Pick<NamedThings, 'sources'>;
}

export interface ReportedArticle {
  article: Article;
  iri: string;
  /** Of its newest event: RFC 3339, UTC; null where it has no history. */
  date: string | null;
  /** What it names, by id, in the order of the ids; nothing else of the desk is in it. */
  named: NamedThings;
  /** By its id, how each claim is borne that its annotations name. */
  bearings: ReadonlyMap<string, ClaimBearing>;
  /** Whose text is shown: the newest, unless an earlier one was asked for. */
  edition: Edition;
  /** Every one, oldest first. */
  editions: readonly Edition[];
  summary: Summary;
  /** What carries it, at a glance. */
  sourcing: ReportedSourcing;
  leftOut: LeftOut;
  /** Whether a blind round is open on it: then its annotations are not in the report. */
  blind: boolean;
  /** In the order of the text; those that stand nowhere for certain come last. */
  annotations: readonly ReportedAnnotation[];
  /**
   * The edition's text, some hundred paragraphs at a time, made anew whenever they are gone through;
   * the ids of its segments are those of the annotations.
   */
  paragraphs: Iterable<readonly Paragraph[]>;
  /** Of the article itself, oldest first. */
  history: readonly HistoryEntry[];
  /** The public history of the article and its annotations, as it stands in the store. */
  events: readonly Event[];
}

/** What is counted of an article: with `reportArticle` the same, in a fraction of the time. */
export function* countArticle(
  reading: ArticleReading,
  scope: ReportScope,
): Generator<undefined, CountedArticle> {
  const part = chosenPart(yield* publicPart(reading), reading, scope);
  return {
    article: reading.article,
    date: part.date,
    leftOut: leftOutOf(part),
    annotations: part.annotations,
    named: { sources: reading.sources },
  };
}

/**
 * Gathers what a report says about an article. Identifiers are those of `identifiers`. The same
 * material and scope give the same facts, whenever and whoever asks. It yields after each
 * annotation and event, so that a long article holds nobody up.
 */
export function* reportArticle(
  material: Material,
  identifiers: Identifiers,
  scope: ReportScope,
): Generator<undefined, ReportedArticle> {
  const { article, blind, edition, editions } = material;
  const part = chosenPart(yield* publicPart(material), material, scope);
  const named = yield* namedIn(withoutPeopleFor(scope.audience, material), part);
  const sourceOf = (id: string) => named.sources.get(id);
  const about = { ...material, events: part.events, named, identifiers };
  const factsOf = annotationReporter(about, scope.audience);
  const count = new SummaryCount();
  const carried = new SourcingCount();
  const annotations: ReportedAnnotation[] = [];
  for (const placed of part.annotations) {
    count.add(placed, sourceOf);
    if (carriesArticle(placed)) carried.add(placed.annotation, sourceOf);
    annotations.push({ number: annotations.length + 1, ...factsOf(placed) });
    yield;
  }
  return {
    article: validArticle(article),
    iri: identifiers.article(article.id),
    date: part.date,
    named,
    bearings: new Map([...material.bearings].filter(([id]) => named.claims.has(id))),
    edition,
    editions,
    summary: count.summary,
    sourcing: reportedSourcing(carried.sourcing, sourceOf),
    leftOut: leftOutOf(part),
    blind,
    annotations,
    paragraphs: paragraphsIn(edition, part.annotations.flatMap(item)),
    history: part.events
      .filter(({ subject }) => subject.kind === 'article')
      .map((event) => ({ at: event.at, sentence: describe(event, named) })),
    events: part.events,
  };
}

function leftOutOf({ leftOut, notChosen, proposalsLeftOut }: ChosenPart): LeftOut {
  return { annotations: leftOut, proposals: proposalsLeftOut, notChosen };
}

function withoutPeopleFor(audience: Audience, material: Material): Material {
  return audience === 'readers' ? { ...material, people: new Map() } : material;
}

function paragraphsIn(
  { text }: Edition,
  items: readonly NamedSpan[],
): Iterable<readonly Paragraph[]> {
  const inTextOrder = items.toSorted(bySpan);
  return { [Symbol.iterator]: () => paragraphParts(text, inTextOrder) };
}

function item({ annotation, placement }: PlacedAnnotation) {
  return 'span' in placement ? [{ id: annotation.id, ...placement.span }] : [];
}
