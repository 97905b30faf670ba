import type { Annotation } from '../domain/annotations/annotation.js';
import type { Article, Edition } from '../domain/articles/article.js';
import type { ArticleReading, PlacedAnnotation } from '../domain/articles/article-reading.js';
import { type ChainSummary, grade, summarise as summariseChain } from '../domain/chain/chain.js';
import { chainSentence, type DrawnHop, drawnHops, weakestHop } from '../domain/chain/drawn-hops.js';
import { notationOf } from '../domain/chain/notation/print-chain.js';
import {
  type Confidence,
  confidences,
  confidenceWords,
  credibilityWords,
} from '../domain/chain/scales.js';
import type { Claim } from '../domain/claims/claim.js';
import type { Event } from '../domain/history/event.js';
import { describe } from '../domain/history/history.js';
import type { MapLayouts, MapRoom } from '../domain/map/map-layouts.js';
import type { SourceMap } from '../domain/map/source-map.js';
import { SourcingCount } from '../domain/sourcing/sourcing.js';
import { checkSourcing } from '../domain/sourcing/sourcing-checks.js';
import type { Placement } from '../domain/text/quotes/quote.js';
import { bySpan, type NamedSpan, type Paragraph, paragraphParts } from '../domain/text/segments.js';
import { codePointIndex, type Span } from '../domain/text/span.js';
import { inQuotes } from '../domain/text/wording.js';
import { type ChosenPart, chosenPart } from './chosen-part.js';
import type { Identifiers } from './identifiers.js';
import { type NamedThings, namedIn } from './named.js';
import type { PdfDocument } from './pdf/pdf-document.js';
import type { Typeset } from './pdf/typesetting.js';
import { type ClaimBearing, historiesOf, type Material, publicPart } from './public-part.js';
import type { Audience, ReportScope } from './report-scope.js';
import { type ReportedReview, reportedReview } from './reported-review.js';
import {
  carriesArticle,
  checkedAgainst,
  decidedWords,
  type ReportedSourcing,
  reportedSourcing,
  warningWords,
} from './reported-sourcing.js';
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

export interface ReportedAnnotation {
  /** Counted from 1, in the order of the report; the same number marks its passage. */
  number: number;
  iri: string;
  annotation: Annotation;
  /** Where it was marked: Unicode code points of the text of `annotation.edition`. */
  position: Span;
  placement: Placement;
  /** What there is to say about where it stands now; null where the passage reads as it was marked. */
  standing: string | null;
  /** How the passage reads now, in quotation marks; null where it reads as it did, or has no place. */
  readsNow: string | null;
  drawnHops: readonly DrawnHop[];
  /** The chain as a sentence, and as a line that can be typed again. */
  sentence: string;
  notation: string;
  chain: ChainSummary;
  weakest: DrawnHop | null;
  /** The weakest link's reliability and the credibility side by side, as in "C3". */
  grade: string | null;
  confidence: { code: Confidence | 'none'; words: string; meaning: string | null };
  credibility: { code: number; words: string } | null;
  claim: Claim | null;
  /** How its claim is borne; null where it has none. */
  bearing: ClaimBearing | null;
  /** What its sourcing is warned of, each as a sentence with how it was set aside. */
  warnings: readonly string[];
  /** The same of its claim. */
  claimWarnings: readonly string[];
  /** How the desk sorts it; none where the report is for readers. */
  labels: readonly string[];
  /** Names of people; null where the report is for readers. */
  creator: string | null;
  modifiedBy: string | null;
  review: ReportedReview;
  history: readonly HistoryEntry[];
}

/** An event as a sentence. */
export interface HistoryEntry {
  /** RFC 3339, UTC. */
  at: string;
  sentence: string;
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

/** Converts positions in editions to code points: throws RangeError for one that is in none. */
export function positionsIn(editions: readonly Edition[]): (edition: number, span: Span) => Span {
  const indexes = new Map(editions.map(({ number, text }) => [number, codePointIndex(text)]));
  return (edition, { start, end }) => {
    const index = indexes.get(edition);
    if (!index) throw new RangeError(`There is no edition ${edition} to find a position in.`);
    return { start: index.toCodePoints(start), end: index.toCodePoints(end) };
  };
}

type Facts = Omit<ReportedAnnotation, 'number'>;

interface About extends Material {
  named: NamedThings;
  identifiers: Identifiers;
}

function annotationReporter(
  { article, bearings, edition, editions, events, identifiers, named, shortIds }: About,
  audience: Audience,
): (placed: PlacedAnnotation) => Facts {
  const toPosition = positionsIn(editions);
  const histories = historiesOf(events);
  const nameOf = (person: string) =>
    audience === 'readers' ? null : (named.people.get(person) ?? person);
  const against = checkedAgainst({ article, bearings }, named.sources);
  return ({ annotation, placement }) => {
    const sourceOf = (id: string) => named.sources.get(id);
    const row = drawnHops(annotation.chain, sourceOf);
    const chain = summariseChain(annotation.chain, sourceOf);
    const bearing = annotation.claim === null ? null : (bearings.get(annotation.claim) ?? null);
    return {
      annotation,
      iri: identifiers.annotation(annotation.id),
      position: toPosition(annotation.edition, annotation.target),
      placement,
      standing: standingOf(placement, annotation.edition, edition.number),
      readsNow: isReworded(placement) ? inQuotes(placement.now) : null,
      drawnHops: row,
      sentence: chainSentence(row),
      notation: notationOf(annotation.chain, { sources: named.sources, shortIds }),
      chain,
      weakest: weakestHop(row, chain),
      grade: grade(annotation.chain, annotation.credibility),
      ...judgements(annotation),
      claim: annotation.claim === null ? null : (named.claims.get(annotation.claim) ?? null),
      bearing,
      warnings: checkSourcing(annotation, against).map((check) => warningWords(check, nameOf)),
      claimWarnings: [
        ...(bearing?.warnings ?? []).map((each) => warningWords(each, nameOf)),
        ...(bearing?.decidedWording ?? []).map((each) => decidedWords(each, nameOf)),
      ],
      labels: audience === 'record' ? annotation.labels : [],
      creator: nameOf(annotation.creator),
      modifiedBy: nameOf(annotation.modifiedBy),
      review: reportedReview(annotation, { ...named, shortIds, audience }),
      history: (histories.get(annotation.id) ?? []).map((event) => ({
        at: event.at,
        sentence: describe(event, named),
      })),
    };
  };
}

function judgements({ confidence, credibility }: Annotation) {
  const level = confidences.find(({ code }) => code === confidence);
  return {
    confidence: {
      code: confidence ?? ('none' as const),
      words: confidenceWords(confidence),
      meaning: level?.meaning ?? null,
    },
    credibility: credibility && { code: credibility, words: credibilityWords(credibility) },
  };
}

function standingOf(placement: Placement, marked: number, shown: number): string | null {
  const since = marked === shown ? '' : `, marked in edition ${marked},`;
  const reworded = `The wording${since} has changed: edition ${shown} reads otherwise here.`;
  const same = `The passage${since} reads the same in edition ${shown}, but the text around it has changed.`;
  const turned = [same, 'reason' in placement ? placement.reason : null].filter(Boolean).join(' ');
  const standings: Record<Placement['kind'], () => string | null> = {
    exact: () => null,
    // It reads as it was marked, and the text shows where.
    moved: () => null,
    changed: () => (isReworded(placement) ? reworded : turned),
    ambiguous: () => `Where the passage${since} stands in edition ${shown} is open.`,
    missing: () => `The passage${since} does not stand in edition ${shown}.`,
  };
  return standings[placement.kind]();
}

/** Whether other words stand where the passage stood; where they are the same, what is around has turned them. */
function isReworded(placement: Placement): placement is Extract<Placement, { kind: 'changed' }> {
  return placement.kind === 'changed' && placement.now !== placement.was;
}
