import type { Evidence } from '../../domain/chain/chain.js';
import { type DrawnHop, locatorWords, todayWords } from '../../domain/chain/drawn-hops.js';
import type { Segment } from '../../domain/text/segments.js';
import { showDate, showMoment } from '../../domain/text/shown-dates.js';
import { inQuotes } from '../../domain/text/wording.js';
import type { Format } from '../format.js';
import { hasChanged, OverallCount, overallOf } from '../overall.js';
import type { HistoryEntry, Report, ReportedAnnotation, ReportedArticle } from '../report.js';
import {
  authorsWords,
  blindWords,
  changedWords,
  decisionWords,
  headline,
  leftOutWords,
  ratingWords,
  statusWords,
  summaryLines,
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
  if (before) yield list(summaryLines(before.summary));
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
  const { annotations, blind, history, leftOut, sourcing, summary } = reported;
  yield `${level} ${inline(reported.article.title)}`;
  if (scopeWords.length > 0) yield inline(scopeWords.join(' '));
  yield list(details(reported));
  yield `${level}# Summary`;
  yield list(summaryLines(summary));
  if (annotations.length > 0) yield* sourcingBlocks(sourcing);
  yield* leftOutWords(leftOut);
  if (blind) yield blindWords;
  yield `${level}# Text`;
  yield* textBlocks(reported);
  yield `${level}# Annotations`;
  if (annotations.length === 0) yield 'There are none.';
  for (const entry of annotations) yield* entryBlocks(entry, `${level}##`);
  if (history.length > 0) {
    yield `${level}# History of the article`;
    yield historyLines(history);
  }
}

function sourcingBlocks({ sentence, facts }: ReportedArticle['sourcing']): string[] {
  return [inline(sentence), list(facts.map(({ term, words }) => inline(`${term}: ${words}`)))];
}

function details({ article, edition, iri }: ReportedArticle): string[] {
  return [
    `Publisher: ${inline(article.publisher)}`,
    ...(article.byline === null ? [] : [`Byline: ${inline(article.byline)}`]),
    ...(article.publishedAt === null ? [] : [`Published: ${showDate(article.publishedAt)}`]),
    ...(article.url === null ? [] : [`Address: ${link(article.url)}`]),
    `Edition ${edition.number}, captured ${showMoment(edition.capturedAt)}`,
    `${edition.length.toLocaleString('en')} characters, SHA-256 ${code(edition.sha256)}`,
    `Identifier: ${inline(iri)}`,
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

function entryBlocks(entry: ReportedAnnotation, level: string): string[] {
  const { annotation, claim, history, placement, standing } = entry;
  const now =
    placement.kind === 'changed' ? ` It reads now: ${inQuotes(inline(placement.now))}` : '';
  return [
    `${level} ${entry.number}. ${ratingWords(entry)}`,
    quote(inline(annotation.target.exact)),
    ...(standing === null ? [] : [`▲ ${standing}${now}`]),
    inline(entry.sentence),
    entry.drawnHops.map(hopItem).join('\n'),
    code(entry.notation),
    ...[weakestWords(entry)].filter((words) => words !== '').map(inline),
    ...(claim
      ? [`It ${annotation.stance ?? 'bears on'} the claim: ${inline(claim.statement)}`]
      : []),
    ...(entry.bearing ? [inline(entry.bearing.sentence)] : []),
    ...(claim && decisionWords(claim) ? [inline(`The desk calls it ${decisionWords(claim)}`)] : []),
    ...[...entry.claimWarnings, ...entry.warnings].map((words) => `▲ ${inline(words)}`),
    ...(annotation.note === null ? [] : [quote(block(annotation.note))]),
    standingLine(entry),
    ...reviewBlocks(entry.review),
    ...(history.length > 0 ? ['History:', historyLines(history)] : []),
  ];
}

/** Who made it, as far as colleagues are named, and how it stands. */
function standingLine(entry: ReportedAnnotation): string {
  const { created, revision } = entry.annotation;
  const who = authorsWords(entry);
  const status = `Revision ${revision}, ${statusWords(entry)}.`;
  return who === null ? status : `${inline(who)}, ${showMoment(created)}. ${status}`;
}

function hopItem(drawnHop: DrawnHop): string {
  const { evidence, reason, relation, reliability, terms } = drawnHop;
  const about = [
    drawnHop.name,
    drawnHop.as && inQuotes(drawnHop.as),
    drawnHop.confidential ? 'confidential' : drawnHop.unnamed && 'unnamed',
    reliability && `${reliability}, ${drawnHop.words?.toLowerCase()}`,
    reason && `rated so because: ${reason}`,
    todayWords(drawnHop),
    drawnHop.firstHand && 'first-hand',
    drawnHop.basis !== 'not stated' && drawnHop.basis,
    terms && `terms: ${terms}`,
    drawnHop.checked,
    ...evidence.map(evidenceWords),
  ].filter((part) => typeof part === 'string' && part !== '');
  const urls = evidence.flatMap(({ url }) => (url === null ? [] : link(url)));
  const parts = [inline(about.join('; ')), ...urls];
  const arrow = relation === null ? '' : ` → ${drawnHop.printed || 'passed on, not known how'}`;
  const beside = drawnHop.beside ? '+ ' : '';
  return `${drawnHop.hop}. ${beside}${parts.join('; ')}${arrow}`;
}

/** As in "“Berth 9 closes.”, memo.pdf, page 3". */
function evidenceWords(piece: Evidence): string {
  const excerpt = piece.excerpt && inQuotes(piece.excerpt);
  return [excerpt, piece.file?.name, locatorWords(piece)].filter(Boolean).join(', ');
}

function historyLines(history: readonly HistoryEntry[]): string {
  return list(history.map(({ at, sentence }) => `${showMoment(at)}: ${inline(sentence)}`));
}
