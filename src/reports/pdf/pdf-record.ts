import { type DrawnHop, todayWords } from '../../domain/chain/drawn-hops.js';
import type { Evidence } from '../../domain/chain/hop.js';
import { showDate, showMoment } from '../../domain/text/shown-dates.js';
import {
  capitalised,
  counted,
  inQuotes,
  numberWord,
  withFullStop,
} from '../../domain/text/wording.js';
import { shownAddress } from '../../domain/web-address.js';
import { evidenceWords } from '../evidence-words.js';
import { historyDays } from '../history-days.js';
import type { ReportedArticle } from '../report.js';
import type { HistoryEntry, ReportedAnnotation } from '../reported-annotation.js';
import { bearersWords, reportedClaims } from '../reported-claims.js';
import { holderWords, judgeWords, proposalWords, verdictWords } from '../sentences.js';
import type { PdfRecordLine, PdfRecordPart, PdfRecordRow } from './pdf-document.js';
import { closed, printable } from './printable.js';

/** Some rows with fewer letters, and what they say of themselves, stand on one page. */
const maxUndividedLetters = 3000;

/** The appendix of an article: who did what, dissent, what chains rest on, claims, and which text it is. */
export function* pdfRecord(reported: ReportedArticle): Generator<undefined, PdfRecordPart[]> {
  const history = historyRows(null, reported.history);
  const [verdicts, chains] = [new LikeRows(), new LikeRows()];
  const proposals: PdfRecordRow[] = [];
  for (const entry of reported.annotations) {
    history.push(...historyRows(entry, entry.history));
    verdicts.add(entry, verdictLines(entry));
    proposals.push(...rowOf(entry, proposalLines(entry)));
    chains.add(entry, entry.drawnHops.flatMap(holderLines));
    yield;
  }
  const parts = [
    { title: null, rows: history },
    { title: 'Verdicts', rows: verdicts.rows },
    { title: 'Proposals', rows: proposals },
    { title: 'What the chains rest on', rows: chains.rows },
    { title: 'Claims', rows: claimRows(reported) },
    { title: 'The text', rows: textRows(reported) },
  ];
  return parts
    .filter(({ rows }) => rows.length > 0)
    .map((part) => ({
      ...part,
      long: part.rows.length > 4 || JSON.stringify(part.rows).length > maxUndividedLetters,
    }));
}

/** Rows of which those that say the same of several annotations are one. */
class LikeRows {
  readonly rows: PdfRecordRow[] = [];
  readonly #told = new Map<string, PdfRecordRow>();

  add(entry: Entry, lines: PdfRecordLine[]): void {
    const key = JSON.stringify(lines);
    const earlier = this.#told.get(key);
    if (earlier) earlier.also.push({ id: entry.annotation.id, number: entry.number });
    for (const row of earlier ? [] : rowOf(entry, lines)) {
      this.#told.set(key, row);
      this.rows.push(row);
    }
  }
}

type Entry = Pick<ReportedAnnotation, 'annotation' | 'number'>;

function rowOf(entry: Entry | null, lines: PdfRecordLine[], when = ''): PdfRecordRow[] {
  if (lines.length === 0) return [];
  const [number, id] = entry ? [entry.number, entry.annotation.id] : [null, null];
  return [{ when, number, id, lines, also: [] }];
}

function line(words: string, more: Partial<PdfRecordLine> = {}): PdfRecordLine {
  const lines = words.split('\n').map((each) => each.trim());
  const told = closed(lines.filter((each) => each !== '').join(' '));
  return { time: null, words: told, url: null, address: '', digest: null, ...more };
}

/** A row for each day on which something was done, with the time of each. */
function historyRows(entry: Entry | null, history: readonly HistoryEntry[]): PdfRecordRow[] {
  return historyDays(history).flatMap(({ day, told }) => {
    const lines = told.map(({ sentence, time }) => line(sentence, { time }));
    return rowOf(entry, lines, day);
  });
}

/** The verdicts on an annotation that neither its note nor its history tells. */
function verdictLines({ history, review }: ReportedAnnotation): PdfRecordLine[] {
  if (history.length > 0) return [];
  const told = new Map<string, number>();
  const reasoned: PdfRecordLine[] = [];
  for (const each of review.verdicts) {
    if (each.verdict.verdict !== 'agree') continue;
    const sentence = `${judgeWords(each)} ${verdictWords(each)}.`;
    if (each.reason) reasoned.push(...said(sentence, each.reason));
    else told.set(sentence, (told.get(sentence) ?? 0) + 1);
  }
  return [...[...told].map(([sentence, count]) => line(byAll(sentence, count))), ...reasoned];
}

/** A sentence on one who is not named, said of all who did the same. */
function byAll(sentence: string, count: number): string {
  if (count === 1) return sentence;
  return sentence.replace(
    'A colleague agrees',
    `${capitalised(numberWord(count))} colleagues agree`,
  );
}

/** A sentence and why, each in a direction of its own. */
function said(sentence: string, reason: string | null): PdfRecordLine[] {
  return [line(sentence), ...(reason ? [line(inQuotes(reason))] : [])];
}

function proposalLines({ review }: ReportedAnnotation): PdfRecordLine[] {
  return review.proposals.flatMap((proposal) => {
    const { by, outcome, parts } = proposal;
    return [
      ...said(`${by} ${proposalWords(proposal)}.`, proposal.proposal.reason),
      ...parts.map(({ label, said: what }) => line(`${label}: ${what.replace(/\.$/u, '')}.`)),
      ...said(outcome.sentence, outcome.reason),
    ];
  });
}

/** What is said of a holder beside its name, letter and relation, and its evidence. */
function holderLines(hop: DrawnHop): PdfRecordLine[] {
  const asides = asidesOf(hop);
  if (asides === '' && hop.evidence.length === 0) return [];
  const head = `Hop ${hop.number}, ${hop.name}${asides === '' ? '' : `: ${asides}`}.`;
  return [line(head), ...hop.evidence.flatMap(evidenceLines)];
}

function evidenceLines(piece: Evidence): PdfRecordLine[] {
  const { file, retrievedAt, sha256, url } = piece;
  const retrieved = retrievedAt === null ? [] : [`retrieved ${showMoment(retrievedAt)}`];
  const words = [...evidenceWords(piece), ...retrieved];
  const told = words.length === 0 ? 'Evidence:' : `Evidence: ${words.join(', ')}.`;
  return [
    line(told, { ...leadingTo(url), digest: file?.sha256 ?? sha256 }),
    ...(file && sha256 ? [line('The excerpt:', { digest: sha256 })] : []),
  ];
}

function leadingTo(url: string | null): Pick<PdfRecordLine, 'url' | 'address'> {
  return { url, address: printable(shownAddress(url ?? '')) };
}

function asidesOf(hop: DrawnHop): string {
  return [
    ...holderWords(hop),
    hop.words?.toLowerCase(),
    todayWords(hop),
    hop.terms && `terms: ${hop.terms}`,
    hop.reason && `rated so because: ${hop.reason}`,
  ]
    .filter(Boolean)
    .join('; ');
}

function claimRows({ annotations }: ReportedArticle): PdfRecordRow[] {
  const byNumber = new Map(annotations.map((entry) => [entry.number, entry]));
  return reportedClaims(annotations).flatMap((claim) =>
    rowOf(
      byNumber.get(claim.notes[0]?.number ?? 0) ?? null,
      [withFullStop(claim.statement), bearersWords(claim), ...claim.sentences].map((words) =>
        line(words),
      ),
    ),
  );
}

function textRows({ article, editions, iri }: ReportedArticle): PdfRecordRow[] {
  const { url } = article;
  return [
    ...editions.flatMap(({ capturedAt, length, number, sha256 }) => {
      const shown = number === article.edition ? ', shown here' : '';
      const words = `Edition ${number}${shown}: ${counted(length, 'character')}, captured ${showMoment(capturedAt)}.`;
      return rowOf(null, [line(words, { digest: sha256 })], showDate(capturedAt));
    }),
    ...rowOf(null, url === null ? [] : [line('Address:', leadingTo(url))]),
    ...rowOf(null, [line(`Identifier: ${iri}`)]),
  ];
}
