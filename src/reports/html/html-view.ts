import { blockFinder, classOfBlock, levelOfBlock } from '../../domain/articles/text-block.js';
import { allSigns } from '../../domain/map/map-view.js';
import { type Direction, directionOf, directionOfWords } from '../../domain/text/direction.js';
import type { Segment } from '../../domain/text/segments.js';
import { showDate, showMoment } from '../../domain/text/shown-dates.js';
import { stacking } from '../../domain/text/stacking.js';
import { counted } from '../../domain/text/wording.js';
import { shownAddress } from '../../domain/web-address.js';
import { furtherFigures, keyFigures } from '../key-figures.js';
import { hasChanged, type Overall } from '../overall.js';
import type { LeftOut, Report, ReportedArticle, ReportedTitle } from '../report.js';
import type { ReportedAnnotation } from '../reported-annotation.js';
import { type ReportedClaim, reportedClaims } from '../reported-claims.js';
import type { ReportedSourcing } from '../reported-sourcing.js';
import { blindWords, changedWords, headline, leftOutWords, noNotesWords } from '../sentences.js';
import { type ConfidenceClass, type FactView, type NoteView, noteViews } from './note-view.js';
import { type RecordView, recordView, type ToldView, toldView } from './record-view.js';

/*
 * Everything that the views of `views/reports` show; a template has nothing left to work out.
 */

/** What stands before the articles. */
interface HeadView {
  title: string;
  /** For whom it is and what was chosen. */
  scope: string;
  /** Of the whole report, where it is about more than one article. */
  figures: FiguresView | null;
  /** What leads to the articles. */
  articles: readonly ReportedTitle[];
}

/** What stands behind them. */
interface FootView {
  /** What is to be said of a summary that no longer holds. */
  changed: string | null;
  date: { iso: string; words: string } | null;
  /** The signs of chains, each as what stands inside its SVG. */
  signs: typeof allSigns;
  isRecord: boolean;
}

/** The figures of annotations, and what is not among them and why, in sentences. */
interface FiguresView {
  sentences: string;
  leftOut: string[];
}

interface ArticleView {
  id: string;
  title: string;
  /** By whom it was published, and when. */
  published: { by: string; at: string | null };
  language: string | null;
  direction: Direction;
  facts: FactView[];
  figures: FiguresView;
  sourcing: ReportedSourcing;
  /** Some hundred at a time, each made when it is asked for, as are the notes and the record. */
  paragraphs: Iterable<ParagraphView[]>;
  notes: Iterable<NoteView>;
  claims: readonly ReportedClaim[];
  records: Iterable<RecordView>;
  /** What stands in the place of its notes; null where there are some. */
  noNotes: string | null;
  history: ToldView[];
}

interface ParagraphView {
  /** What the block is in which it stands, where that is known. */
  class: string;
  /** Of a heading: 2 to 6, for the article's title is the first. */
  level: number | null;
  direction: Direction;
  pieces: PieceView[];
}

/** A piece of the text, the lines under it, and the numbers of the annotations that end with it. */
interface PieceView {
  text: string;
  lines: { level: ConfidenceClass; place: number }[];
  /** The annotations that begin here, to be linked to. */
  anchors: readonly string[];
  numbers: { number: number; id: string; level: ConfidenceClass }[];
}

/** The head of a report; `overall` is what its articles come to, where there may be several. */
export function headView(report: Report, overall: Overall | null): HeadView {
  return {
    title: headline(report),
    scope: report.scopeWords.join(' '),
    figures: overall && figuresView(keyFigures(overall.summary), overall.leftOut),
    // Of one there is nothing to list.
    articles: report.contents.length > 1 ? report.contents : [],
  };
}

/** The foot of a report; `before` is what its head says that its articles come to. */
export function footView(
  overall: Overall,
  before: Overall | null,
  { audience }: Report['scope'],
): FootView {
  const { date } = overall;
  return {
    changed: before && hasChanged(before, overall) ? changedWords : null,
    date: date === null ? null : { iso: date, words: showMoment(date) },
    signs: allSigns,
    isRecord: audience === 'record',
  };
}

function figuresView(sentences: string, leftOut: LeftOut, blind = false): FiguresView {
  return {
    sentences,
    leftOut: [...leftOutWords(leftOut), ...(blind ? [blindWords] : [])],
  };
}

/** An article with its text, its annotations and its history. */
export function articleView(reported: ReportedArticle): ArticleView {
  const { annotations, article, blind, history, leftOut, summary } = reported;
  const { publishedAt, publisher } = article;
  return {
    id: article.id,
    title: article.title,
    published: { by: publisher, at: publishedAt && showDate(publishedAt) },
    language: article.language,
    direction: directionOf(article.language),
    facts: articleFacts(reported),
    figures: figuresView(furtherFigures(summary), leftOut, blind),
    sourcing: reported.sourcing,
    paragraphs: paragraphViews(reported),
    notes: each(annotations, noteViews()),
    claims: reportedClaims(annotations),
    records: each(annotations, recordView),
    noNotes: noNotesWords(reported),
    history: history.map(toldView),
  };
}

/** The views of some things, each made when its turn comes; what has none is passed over. */
function* each<T, V>(things: readonly T[], viewOf: (thing: T) => V | null): Generator<V> {
  for (const thing of things) {
    const view = viewOf(thing);
    if (view !== null) yield view;
  }
}

function articleFacts({ article, edition, editions, iri }: ReportedArticle): FactView[] {
  const { byline, url } = article;
  const which = editions.length > 1 ? ` of ${editions.length}` : '';
  return [
    ...(byline === null ? [] : [{ term: 'Byline', words: byline }]),
    ...(url === null ? [] : [{ term: 'Address', words: shownAddress(url), href: url }]),
    {
      term: 'Text',
      words: `Edition ${edition.number}${which}, ${counted(edition.length, 'character')}, captured ${showMoment(edition.capturedAt)}`,
    },
    { term: 'SHA-256', words: edition.sha256, code: true as const },
    { term: 'Identifier', words: iri, code: true as const },
  ];
}

function* paragraphViews({
  annotations,
  article,
  edition,
  paragraphs,
}: ReportedArticle): Generator<ParagraphView[]> {
  const entries = new Map(annotations.map((entry) => [entry.annotation.id, entry]));
  const levelOf = (id: string) => levelIn(entries, id);
  const placesOf = stacking(levelOf);
  const pieceOf = (segment: Segment) => {
    const places = placesOf(segment);
    return pieceView(segment, edition.text, places, entries);
  };
  const blockAt = blockFinder(edition.blocks);
  for (const part of paragraphs) {
    yield part.map(({ segments, start, end }) => {
      const block = blockAt(start);
      return {
        class: classOfBlock(block),
        level: levelOfBlock(block),
        direction: directionOfWords(edition.text.slice(start, end), article.language),
        pieces: segments.map(pieceOf),
      };
    });
  }
}

function levelIn(entries: ReadonlyMap<string, ReportedAnnotation>, id: string): ConfidenceClass {
  return entries.get(id)?.confidence.code ?? 'none';
}

function pieceView(
  { ends, ids, starts, ...span }: Segment,
  text: string,
  places: ReadonlyMap<string, number>,
  entries: ReadonlyMap<string, ReportedAnnotation>,
): PieceView {
  const levelOf = (id: string) => levelIn(entries, id);
  return {
    text: text.slice(span.start, span.end),
    lines: ids.map((id) => ({ level: levelOf(id), place: places.get(id) ?? 0 })),
    anchors: starts,
    numbers: ends.map((id) => ({ id, number: entries.get(id)?.number ?? 0, level: levelOf(id) })),
  };
}
