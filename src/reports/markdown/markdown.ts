import type { Evidence } from '../../domain/chain/chain.js';
import { type DrawnHop, todayWords } from '../../domain/chain/drawn-hops.js';
import type { Segment } from '../../domain/text/segments.js';
import { showDate, showMoment } from '../../domain/text/shown-dates.js';
import { counted } from '../../domain/text/wording.js';
import { digestWords, evidenceWords } from '../evidence-words.js';
import type { Format } from '../format.js';
import { furtherFigures, keyFigures } from '../key-figures.js';
import { hasChanged, OverallCount, overallOf } from '../overall.js';
import type { Report, ReportedArticle } from '../report.js';
import type { HistoryEntry, ReportedAnnotation } from '../reported-annotation.js';
import { bearersWords, type ReportedClaim, reportedClaims, stanceIn } from '../reported-claims.js';
import {
  authorsWords,
  blindWords,
  changedWords,
  headline,
  holderWords,
  labelWords,
  leftOutWords,
  noNotesWords,
  ratingWords,
  standingWords,
  statusWords,
  weakestWords,
} from '../sentences.js';
import { reviewBlocks } from './markdown-review.js';
import { block, code, inline, line, link, list, quote } from './markdown-text.js';

/**
 * The report as CommonMark. Marked passages stand in ⟦…⟧ with the annotations' numbers, which can
 * overlap as emphasis cannot.
 */
export const md: Format = {
  label: 'Markdown',
  purpose: 'for notes, repositories and other editors',
  mediaType: 'text/markdown; charset=utf-8; variant=CommonMark',
  extension: 'md',
  recordOnly: null,
  async *write(report) {
    let before = '';
    for await (const block of reportBlocks(report)) {
      yield `${before}${block}`;
      before = '\n\n';
    }
    yield '\n';
  },
};

async function* reportBlocks(report: Report): AsyncGenerator<string> {
  const { articles, whole } = report;
  if (whole) yield* [`# ${headline(report)}`, inline(report.scopeWords.join(' '))];
  const before = whole ? await overallOf(report) : null;
  if (before) yield* figureBlocks(keyFigures(before.summary), before.leftOut);
  const count = new OverallCount();
  for await (const article of articles()) {
    count.add(article);
    yield* articleBlocks(article, whole ? '##' : '#', whole ? [] : report.scopeWords);
  }
  const { overall } = count;
  if (before && hasChanged(before, overall)) yield changedWords;
  if (overall.date !== null) yield `As of ${showMoment(overall.date)}.`;
}

function* articleBlocks(
  reported: ReportedArticle,
  level: string,
  scopeWords: readonly string[],
): Generator<string> {
  const { annotations, blind, leftOut, sourcing, summary } = reported;
  yield `${level} ${inline(reported.article.title)}`;
  yield publishedLine(reported);
  if (annotations.length > 0) yield inline(sourcing.sentence);
  yield* figureBlocks(furtherFigures(summary), leftOut);
  if (blind) yield blindWords;
  if (scopeWords.length > 0) yield inline(scopeWords.join(' '));
  yield `${level}# Text`;
  yield* textBlocks(reported);
  yield `${level}# Notes`;
  const noNotes = noNotesWords(reported);
  if (noNotes !== null) yield noNotes;
  for (const entry of annotations) yield* noteBlocks(entry, `${level}##`);
  yield* recordBlocks(reported, level);
  yield `${level}# About the text`;
  yield list(details(reported));
}

function* figureBlocks(figures: string, leftOut: ReportedArticle['leftOut']) {
  if (figures !== '') yield figures;
  yield* leftOutWords(leftOut);
}

function publishedLine({ article: { publishedAt, publisher } }: ReportedArticle): string {
  return inline([publisher, ...(publishedAt === null ? [] : [showDate(publishedAt)])].join(', '));
}

/** What stands behind the record: where the text is from, and what carries it, fact by fact. */
function details({ annotations, article, edition, iri, sourcing }: ReportedArticle): string[] {
  const carried = annotations.length === 0 ? [] : sourcing.facts;
  return [
    ...(article.byline === null ? [] : [`Byline: ${inline(article.byline)}`]),
    ...(article.url === null ? [] : [`Address: ${link(article.url)}`]),
    `Edition ${edition.number}, captured ${showMoment(edition.capturedAt)}`,
    `${counted(edition.length, 'character')}, SHA-256 ${code(edition.sha256)}`,
    `Identifier: ${inline(iri)}`,
    ...carried.map(({ term, words }) => inline(`${term}: ${words}`)),
  ];
}

function* textBlocks({ annotations, edition, paragraphs }: ReportedArticle): Generator<string> {
  const numbers = new Map(annotations.map(({ annotation, number }) => [annotation.id, number]));
  for (const part of paragraphs) {
    const lines = part.map(({ segments }) =>
      line(segments.map((segment) => markedText(segment, edition.text, numbers)).join('')),
    );
    if (lines.length > 0) yield lines.join('\n\n');
  }
}

function markedText(
  { start, end, starts, ends }: Segment,
  text: string,
  numbers: ReadonlyMap<string, number>,
): string {
  const closing = ends.map((id) => `⟧${superscript(numbers.get(id) ?? 0)}`).join('');
  return `${'⟦'.repeat(starts.length)}${text.slice(start, end)}${closing}`;
}

function superscript(number: number): string {
  return String(number).replace(/\d/gu, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(Number(digit)));
}

function noteBlocks(entry: ReportedAnnotation, level: string): string[] {
  const { annotation, claim } = entry;
  const standing = standingWords(entry);
  return [
    `${level} ${entry.number}. ${ratingWords(entry)}`,
    quote(inline(annotation.target.exact)),
    ...(standing === null ? [] : [`▲ ${inline(standing)}`]),
    inline(entry.sentence),
    hopList(entry.drawnHops),
    code(entry.notation),
    ...[weakestWords(entry)].filter((words) => words !== '').map(inline),
    ...(claim ? [`It ${stanceIn(entry)} the claim: ${inline(claim.statement)}`] : []),
    ...entry.warnings.map((words) => `▲ ${inline(words)}`),
    ...(annotation.note === null ? [] : [quote(block(annotation.note))]),
    ...[labelWords(entry)].flatMap((words) => (words === null ? [] : inline(words))),
    standingLine(entry),
    ...reviewBlocks(entry.review),
  ];
}

function claimBlocks(claim: ReportedClaim): string[] {
  const { sentences, statement } = claim;
  return [quote(inline(statement)), list([bearersWords(claim), ...sentences].map(inline))];
}

/** The claims, and what was done when; there is none of that for readers. */
function* recordBlocks({ annotations, history }: ReportedArticle, level: string) {
  const claims = reportedClaims(annotations);
  if (claims.length > 0) yield `${level}# Claims`;
  for (const claim of claims) yield* claimBlocks(claim);
  const told = annotations.filter((entry) => entry.history.length > 0);
  if (told.length + history.length > 0) yield `${level}# The record`;
  for (const entry of told) yield* [`Note ${entry.number}:`, historyLines(entry.history)];
  if (history.length > 0) yield* ['The article:', historyLines(history)];
}

/** Who made it, as far as colleagues are named, and how it stands. */
function standingLine(entry: ReportedAnnotation): string {
  const { created, revision } = entry.annotation;
  const who = authorsWords(entry);
  const status = `Revision ${revision}, ${statusWords(entry)}.`;
  return who === null ? status : `${inline(who)}, ${showMoment(created)}. ${status}`;
}

/**
 * The chain as a list that counts its hops. A reader of Markdown counts items by itself, so those who
 * hold one hop together share one, each with the number by which a verdict names it.
 */
function hopList(drawnHops: readonly DrawnHop[]): string {
  return drawnHops
    .map((drawnHop) => {
      const { beside, hop, number } = drawnHop;
      if (beside) return `\\\n   ${number} ${holderItem(drawnHop)}`;
      const own = number === String(hop) ? '' : `${number} `;
      return `${hop === 1 ? '' : '\n'}${hop}. ${own}${holderItem(drawnHop)}`;
    })
    .join('');
}

function holderItem(drawnHop: DrawnHop): string {
  const { evidence, reason, relation, reliability, terms } = drawnHop;
  const about = [
    drawnHop.name,
    reliability && `${reliability}, ${drawnHop.words?.toLowerCase()}`,
    reason && `rated so because: ${reason}`,
    todayWords(drawnHop),
    ...holderWords(drawnHop),
    terms && `terms: ${terms}`,
    ...evidence.map(pieceWords),
  ].filter((part) => typeof part === 'string' && part !== '');
  const urls = evidence.flatMap(({ url }) => (url === null ? [] : link(url)));
  const parts = [inline(about.join('; ')), ...urls];
  const arrow = relation === null ? '' : ` → ${drawnHop.printed || 'passed on, not known how'}`;
  return `${parts.join('; ')}${arrow}`;
}

/** As in "“Berth 9 closes.”, memo.pdf, page 3". */
function pieceWords(piece: Evidence): string {
  const { retrievedAt } = piece;
  const retrieved = retrievedAt === null ? [] : [`retrieved ${showMoment(retrievedAt)}`];
  return [...evidenceWords(piece), ...retrieved, ...digestWords(piece)].join(', ');
}

function historyLines(history: readonly HistoryEntry[]): string {
  return list(history.map(({ at, sentence }) => `${showMoment(at)}: ${inline(sentence)}`));
}
