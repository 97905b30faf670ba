import { type DrawnHop, todayWords } from '../../domain/chain/drawn-hops.js';
import type { Evidence } from '../../domain/chain/hop.js';
import { showDate, showMoment } from '../../domain/text/shown-dates.js';
import { inQuotes } from '../../domain/text/wording.js';
import { historyDays } from '../history-days.js';
import type { HistoryEntry, ReportedAnnotation, ReportedArticle } from '../report.js';
import { reportedClaims } from '../reported-claims.js';
import {
  counted,
  evidenceWords,
  holderWords,
  judgeWords,
  proposalWords,
  settlementWords,
  settlerWords,
  verdictWords,
} from '../sentences.js';
import type { PdfRecordLine, PdfRecordPart, PdfRecordRow } from './pdf-document.js';
import { closed, printable } from './printable.js';

/** The appendix of an article: who did what, dissent, what chains rest on, claims, and which text it is. */
export function* pdfRecord(reported: ReportedArticle): Generator<undefined, PdfRecordPart[]> {
  const history = historyRows(null, reported.history);
  const [verdicts, proposals, chains]: PdfRecordRow[][] = [[], [], []];
  const told = new Map<string, number>();
  for (const entry of reported.annotations) {
    history.push(...historyRows(entry, entry.history));
    verdicts?.push(...rowOf(entry, verdictLines(entry)));
    proposals?.push(...rowOf(entry, proposalLines(entry)));
    chains?.push(...rowOf(entry, chainLines(entry, told)));
    yield;
  }
  const parts = [
    { title: null, rows: history },
    { title: 'Verdicts', rows: verdicts },
    { title: 'Proposals', rows: proposals },
    { title: 'What the chains rest on', rows: chains },
    { title: 'Claims', rows: claimRows(reported) },
    { title: 'The text', rows: textRows(reported) },
  ];
  return parts.flatMap(({ title, rows = [] }) => (rows.length === 0 ? [] : [{ title, rows }]));
}

type Entry = Pick<ReportedAnnotation, 'annotation' | 'number'>;

function rowOf(entry: Entry | null, lines: PdfRecordLine[], when = ''): PdfRecordRow[] {
  if (lines.length === 0) return [];
  return [{ when, number: entry?.number ?? null, id: entry?.annotation.id ?? null, lines }];
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

function verdictLines({ review }: ReportedAnnotation): PdfRecordLine[] {
  const { settlement, verdicts } = review;
  return [
    ...verdicts.map((each) => said(judgeWords(each), verdictWords(each), each.reason)),
    ...(settlement
      ? [said(settlerWords(settlement), settlementWords(settlement), settlement.reason)]
      : []),
  ];
}

function said(by: string, did: string, reason: string | null): PdfRecordLine {
  return line(`${by} ${did}.${because(reason)}`);
}

function because(reason: string | null): string {
  return reason ? ` ${inQuotes(reason)}` : '';
}

function proposalLines({ review }: ReportedAnnotation): PdfRecordLine[] {
  return review.proposals.map((proposal) => {
    const { by, outcome, parts } = proposal;
    const terms = parts.map(({ label, said }) => `${label}: ${said.replace(/\.$/u, '')}.`);
    return line(
      [
        `${by} ${proposalWords(proposal)}.${because(proposal.proposal.reason)}`,
        ...terms,
        `${outcome.sentence}${because(outcome.reason)}`,
      ].join(' '),
    );
  });
}

/** What is said of the holders of a chain; of one like an earlier one, which that is, by its number. */
function chainLines(
  { drawnHops, number }: ReportedAnnotation,
  told: Map<string, number>,
): PdfRecordLine[] {
  const lines = drawnHops.flatMap(holderLines);
  const key = JSON.stringify(lines);
  const earlier = told.get(key);
  if (earlier !== undefined && lines.length > 0) return [line(`As in ${earlier}.`)];
  told.set(key, number);
  return lines;
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
  return { url, address: printable(url ?? '') };
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
  return reportedClaims(annotations).flatMap(({ notes: [first], sentences, statement }) =>
    rowOf(
      byNumber.get(first?.number ?? 0) ?? null,
      [statement, ...sentences].map((words) => line(words)),
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
    ...rowOf(null, [
      ...(url === null ? [] : [line('Address:', leadingTo(url))]),
      line(`Identifier: ${iri}`),
    ]),
  ];
}
