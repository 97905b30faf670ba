import { statuses } from '../../domain/annotations/annotation.js';
import { stanceWords } from '../../domain/annotations/part-words.js';
import { type DrawnHop, locatorWords, todayWords } from '../../domain/chain/drawn-hops.js';
import type { Confidence } from '../../domain/chain/scales.js';
import { confidenceLevels, credibilityInSentence, notRated } from '../../domain/chain/scales.js';
import { isReasonForCare } from '../../domain/chain/weakness.js';
import { type Direction, directionOf } from '../../domain/text/direction.js';
import type { Segment } from '../../domain/text/segments.js';
import { showDate, showMoment } from '../../domain/text/shown-dates.js';
import { stacking } from '../../domain/text/stacking.js';
import { inQuotes } from '../../domain/text/wording.js';
import { hasChanged, type Overall } from '../overall.js';
import type {
  HistoryEntry,
  LeftOut,
  Report,
  ReportedAnnotation,
  ReportedArticle,
  ReportedTitle,
} from '../report.js';
import type { ReportedSourcing } from '../reported-sourcing.js';
import {
  authorsWords,
  blindWords,
  changedWords,
  counted,
  decisionWords,
  type Figure,
  figures,
  headline,
  leftOutWords,
  weakestWords,
} from '../sentences.js';
import type { Summary } from '../summary.js';
import { type ReviewView, reviewView } from './html-review.js';

/** The class under which a level of confidence is drawn: see base.css. */
type Level = Confidence | 'none';

/*
 * Everything that the views of `views/reports` show; a template has nothing left to work out.
 */

/** What stands before the articles. */
interface HeadView {
  title: string;
  /** For whom it is and what was chosen. */
  scope: string;
  /** Of the whole report, where it is about more than one article. */
  summary: SummaryView | null;
  /** What leads to the articles. */
  articles: readonly ReportedTitle[];
}

/** What stands behind them. */
interface FootView {
  /** What is to be said of a summary that no longer holds. */
  changed: string | null;
  date: { iso: string; words: string } | null;
}

interface SummaryView {
  figures: Figure[];
  /** A bar of the levels of confidence, in hundredths of its length. */
  levels: { level: Level; words: string; count: number; from: number; width: number }[];
  statuses: { word: string; count: number }[];
  /** What is not in the report, and why, in sentences. */
  leftOut: string[];
}

interface ArticleView {
  id: string;
  title: string;
  publisher: string;
  language: string | null;
  direction: Direction;
  facts: FactView[];
  summary: SummaryView;
  sourcing: ReportedSourcing;
  /** Some hundred at a time, each made when it is asked for, as are the entries. */
  paragraphs: Iterable<PieceView[][]>;
  entries: Iterable<EntryView>;
  /** Whether there are no entries. */
  isBare: boolean;
  history: ToldView[];
}

/** One line of a list of facts; `code` sets it in the type of machines. */
interface FactView {
  term: string;
  words: string;
  href?: string;
  code?: true;
}

/** A piece of the text, the lines under it, and the numbers of the annotations that end with it. */
interface PieceView {
  text: string;
  lines: { level: Level; place: number }[];
  /** The annotations that begin here, to be linked to. */
  anchors: readonly string[];
  numbers: { number: number; id: string; level: Level }[];
}

export interface EntryView {
  id: string;
  number: number;
  level: Level;
  confidence: string;
  grade: string | null;
  status: { word: string; aside: string | null };
  /** Whether the desk no longer stands by it. */
  withdrawn: boolean;
  quote: string;
  /** Whether the passage has a place in the text to go to. */
  placed: boolean;
  standing: string | null;
  now: string | null;
  drawnHops: DrawnHopView[];
  sentence: string;
  weakest: string;
  /** Whether that gives reason to be careful. */
  careful: boolean;
  facts: FactView[];
  note: string | null;
  /** Who made it, and when; null where the report is for readers. */
  made: string | null;
  review: ReviewView | null;
  history: ToldView[];
}

interface DrawnHopView
  extends Pick<DrawnHop, 'beside' | 'check' | 'drawn' | 'name' | 'reliability'> {
  class: string;
  /** What stands below the name, each on a line of its own. */
  asides: string[];
  urls: string[];
  /** How it passed on to the next; null on the last. */
  relation: string | null;
}

interface ToldView {
  iso: string;
  at: string;
  sentence: string;
}

/** The head of a report; `overall` is what its articles come to, where there may be several. */
export function headView(report: Report, overall: Overall | null): HeadView {
  return {
    title: headline(report),
    scope: report.scopeWords.join(' '),
    summary: overall && summaryView(overall.summary, overall.leftOut),
    articles: report.contents,
  };
}

/** The foot of a report; `before` is what its head says that its articles come to. */
export function footView(overall: Overall, before: Overall | null): FootView {
  const { date } = overall;
  return {
    changed: before && hasChanged(before, overall) ? changedWords : null,
    date: date === null ? null : { iso: date, words: showMoment(date) },
  };
}

function summaryView(summary: Summary, leftOut: LeftOut, blind = false): SummaryView {
  return {
    figures: figures(summary),
    levels: levelBar(summary),
    statuses: statusCounts(summary.statuses),
    leftOut: [...leftOutWords(leftOut), ...(blind ? [blindWords] : [])],
  };
}

function levelBar({ annotations, confidence }: Summary): SummaryView['levels'] {
  let from = 0;
  return confidenceLevels.map(({ code: level, words }) => {
    const count = confidence[level];
    const width = annotations === 0 ? 0 : (100 * count) / annotations;
    const part = { level, words, count, from: round(from), width: round(width) };
    from += width;
    return part;
  });
}

function round(number: number): number {
  return Math.round(number * 100) / 100;
}

function statusCounts(counts: Summary['statuses']): SummaryView['statuses'] {
  return statuses.filter((word) => counts[word] > 0).map((word) => ({ word, count: counts[word] }));
}

/** An article with its text, its annotations and its history. */
export function articleView(reported: ReportedArticle): ArticleView {
  const { annotations, article, blind, history, leftOut, summary } = reported;
  return {
    id: article.id,
    title: article.title,
    publisher: article.publisher,
    language: article.language,
    direction: directionOf(article.language),
    facts: articleFacts(reported),
    summary: summaryView(summary, leftOut, blind),
    sourcing: reported.sourcing,
    paragraphs: paragraphViews(reported),
    entries: entryViews(reported),
    isBare: annotations.length === 0,
    history: history.map(toldView),
  };
}

function* entryViews({ annotations }: ReportedArticle): Generator<EntryView> {
  for (const entry of annotations) yield entryView(entry);
}

function articleFacts({ article, edition, editions, iri }: ReportedArticle): FactView[] {
  const { byline, publishedAt, publisher, url } = article;
  const which = editions.length > 1 ? ` of ${editions.length}` : '';
  return [
    { term: 'Publisher', words: publisher },
    ...(byline === null ? [] : [{ term: 'Byline', words: byline }]),
    ...(publishedAt === null ? [] : [{ term: 'Published', words: showDate(publishedAt) }]),
    ...(url === null ? [] : [{ term: 'Address', words: url, href: url }]),
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
  edition,
  paragraphs,
}: ReportedArticle): Generator<PieceView[][]> {
  const entries = new Map(annotations.map((entry) => [entry.annotation.id, entry]));
  const levelOf = (id: string) => levelIn(entries, id);
  const placesOf = stacking(levelOf);
  const pieceOf = (segment: Segment) => {
    const places = placesOf(segment);
    return pieceView(segment, edition.text, places, entries);
  };
  for (const part of paragraphs) yield part.map(({ segments }) => segments.map(pieceOf));
}

function levelIn(entries: ReadonlyMap<string, ReportedAnnotation>, id: string): Level {
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

export function entryView(entry: ReportedAnnotation): EntryView {
  const { annotation, confidence, grade, history, number, placement, review } = entry;
  return {
    id: annotation.id,
    number,
    level: confidence.code,
    confidence: confidence.words,
    grade,
    status: {
      word: annotation.status,
      aside: review.aside,
    },
    withdrawn: review.withdrawn,
    quote: annotation.target.exact,
    placed: 'span' in placement,
    standing: entry.standing,
    now: placement.kind === 'changed' ? inQuotes(placement.now) : null,
    drawnHops: entry.drawnHops.map(drawnHopView),
    sentence: entry.sentence,
    weakest: weakestWords(entry),
    careful: isReasonForCare(entry.chain),
    facts: entryFacts(entry),
    note: annotation.note,
    made: madeWords(entry),
    review: reviewView(review),
    history: history.map(toldView),
  };
}

function madeWords(entry: ReportedAnnotation): string | null {
  const who = authorsWords(entry);
  return who && `${who}, ${showMoment(entry.annotation.created)}${revisionWords(entry)}`;
}

function revisionWords({ annotation, modifiedBy }: ReportedAnnotation): string {
  if (annotation.modified === annotation.created) return '';
  return ` · revision ${annotation.revision}, last changed by ${modifiedBy}, ${showMoment(annotation.modified)}`;
}

function entryFacts(entry: ReportedAnnotation): FactView[] {
  const { annotation, bearing, claim, confidence } = entry;
  const decided = claim && decisionWords(claim);
  return [
    {
      term: 'Confidence',
      words: [confidence.words, confidence.meaning].filter((part) => part !== null).join(': '),
    },
    {
      term: 'Information',
      words:
        annotation.credibility === null ? notRated : credibilityInSentence(annotation.credibility),
    },
    ...(claim
      ? [{ term: stanceWords(annotation.stance ?? 'asserts'), words: claim.statement }]
      : []),
    ...(bearing ? [{ term: 'Sources of the claim', words: bearing.sentence }] : []),
    ...(decided === null ? [] : [{ term: 'The desk calls it', words: decided }]),
    ...entry.claimWarnings.map((words) => ({ term: 'Warning of the claim', words })),
    ...entry.warnings.map((words) => ({ term: 'Warning', words })),
  ];
}

function drawnHopView(drawnHop: DrawnHop): DrawnHopView {
  const { beside, check, drawn, evidence, name, reliability, sign, words } = drawnHop;
  return {
    class: `${beside ? 'beside ' : ''}${sign} ${check === 'on trust' ? 'trust' : (check ?? 'unsaid')}`,
    beside,
    check,
    drawn,
    name,
    reliability,
    asides: [
      joined([
        drawnHop.as && inQuotes(drawnHop.as),
        drawnHop.confidential ? 'confidential' : drawnHop.unnamed && 'unnamed',
        drawnHop.firstHand && 'first-hand',
        words?.toLowerCase(),
        todayWords(drawnHop),
        drawnHop.basis !== 'not stated' && drawnHop.basis,
        drawnHop.checked,
      ]),
      joined([drawnHop.terms && `Terms: ${drawnHop.terms}`]),
      joined([drawnHop.reason && `Rated so because: ${drawnHop.reason}`]),
      ...evidence.flatMap((piece) => [
        joined([piece.excerpt && inQuotes(piece.excerpt), piece.file?.name, locatorWords(piece)]),
        joined([piece.retrievedAt && `Retrieved ${showMoment(piece.retrievedAt)}`]),
      ]),
    ].filter((aside) => aside !== ''),
    urls: evidence.flatMap(({ url }) => url ?? []),
    relation: drawnHop.relation && (drawnHop.printed || 'passed on, not known how'),
  };
}

function joined(parts: readonly (string | false | null | undefined)[]): string {
  return parts.filter(Boolean).join(' · ');
}

function toldView({ at, sentence }: HistoryEntry): ToldView {
  return { iso: at, at: showMoment(at), sentence };
}
