import { showDate, showMoment } from '../../domain/text/shown-dates.js';
import { counted } from '../../domain/text/wording.js';
import { shownAddress } from '../../domain/web-address.js';
import { historyDays } from '../history-days.js';
import type { ReportedArticle } from '../report.js';
import { type HistoryEntry, heardVerdicts } from '../reported-annotation.js';
import type { ReportedProposal } from '../reported-review.js';
import {
  judgeWords,
  noNotesWords,
  proposalWords,
  settlementWords,
  settlerWords,
  verdictWords,
} from '../sentences.js';
import { code, type SaidLine, said, soft, strong } from './cells.js';
import type { Links } from './links.js';
import { chainColumns, chainRows, type RecordWriting } from './record-chains.js';
import {
  claimColumns,
  claimRows,
  evidenceColumns,
  evidenceRows,
  sourceColumns,
  sourceRows,
} from './record-register.js';
import { closed, paragraph, type StyledWords } from './runs.js';
import { type Column, type Row, tables } from './table.js';
import type { Xml } from './xml.js';

/* The record behind the text: everything that the comments say and what they rest on, to be printed. */

/** The record behind the text, table by table and row by row. */
export function* recordParts(reported: ReportedArticle, writing: RecordWriting): Generator<Xml> {
  const noNotes = noNotesWords(reported);
  yield paragraph({ style: 'ReportPart' }, ['The record']);
  yield* section('The article', plain, articleRows(reported, writing.links));
  if (noNotes !== null) yield paragraph({}, [noNotes]);
  yield* section('Passages and their chains', chainColumns, chainRows(reported, writing));
  yield* section('Sources', sourceColumns, sourceRows(reported));
  yield* section('Evidence', evidenceColumns, evidenceRows(reported, writing.links));
  yield* section('Claims', claimColumns, claimRows(reported));
  yield* section('Review and dissent', reviewColumns, reviewRows(reported));
  yield* section('History', historyColumns, historyRows(reported));
}

/** A heading and its tables; nothing where there are no rows. */
function* section(title: string, columns: readonly Column[], rows: Iterable<Row>): Generator<Xml> {
  let isHeaded = false;
  for (const table of tables(title, columns, rows)) {
    if (!isHeaded) yield paragraph({ style: 'ReportSection' }, [title]);
    isHeaded = true;
    yield table;
  }
}

/** Of terms and words, which need no heading. */
const plain: readonly Column[] = [
  { name: '', share: 14 },
  { name: '', share: 86 },
];
function* articleRows(
  { article, edition, editions, iri }: ReportedArticle,
  links: Links,
): Generator<Row> {
  const which = editions.length > 1 ? ` of ${editions.length}` : '';
  const text = `Edition ${edition.number}${which}, ${counted(edition.length, 'character')}, captured ${showMoment(edition.capturedAt)}`;
  const published = [
    closed(article.publisher),
    article.publishedAt && showDate(article.publishedAt),
  ];
  yield [
    said(soft('Published')),
    said([[...published, article.byline].filter(Boolean).join(', ')]),
  ];
  if (article.url !== null) {
    yield [said(soft('Address')), said([links.to(article.url, shownAddress(article.url))])];
  }
  const digest = ['SHA-256 ', ...code(edition.sha256)];
  yield [said(soft('Text')), said(text, digest, ['Identifier ', ...code(iri)])];
}
const reviewColumns: readonly Column[] = [
  { name: 'No.', share: 5 },
  { name: 'What was said of it', share: 95 },
];

function* reviewRows({ annotations }: ReportedArticle): Generator<Row> {
  for (const entry of annotations) {
    const { settlement } = entry.review;
    const words = settlement && `■ ${settlerWords(settlement)} ${settlementWords(settlement)}.`;
    const lines = [
      ...heardVerdicts(entry).flatMap((verdict) => {
        const told = closed(`${verdict.sign} ${judgeWords(verdict)} ${verdictWords(verdict)}.`);
        return [dated(verdict.dissent ? strong(told) : told, verdict.at), verdict.reason];
      }),
      ...entry.review.proposals.flatMap(proposalLines),
      ...(settlement && words ? [dated(words, settlement.at), settlement.reason] : []),
    ];
    if (lines.length > 0) yield [said([strong(String(entry.number))]), said(...lines)];
  }
}

function dated(words: StyledWords, at: string | null): SaidLine {
  return [words, ...(at === null ? [] : soft(` ${showMoment(at)}`))];
}

function proposalLines(reported: ReportedProposal): SaidLine[] {
  const { by, notation, outcome, parts, proposal } = reported;
  return [
    dated(closed(`${by} ${proposalWords(reported)}.`), proposal.at),
    proposal.reason,
    ...parts.map(({ label, said: what }) => `${label}: ${what}`),
    notation && code(notation),
    [outcome.sentence],
    outcome.reason,
  ];
}

const historyColumns: readonly Column[] = [
  { name: 'No.', share: 5 },
  { name: 'What was done, with the time in UTC', share: 74 },
  { name: 'When', share: 21 },
];

/** Of the article and of each annotation, as far as it is told, a row for each day. */
function* historyRows({ annotations, history }: ReportedArticle): Generator<Row> {
  yield* dayRows(history, null);
  for (const { history: own, number } of annotations) yield* dayRows(own, number);
}

function* dayRows(history: readonly HistoryEntry[], number: number | null): Generator<Row> {
  for (const { day, told } of historyDays(history)) {
    yield [
      said(number !== null && [strong(String(number))]),
      said(told.flatMap(({ sentence, time }) => [...soft(`${time} `), `${closed(sentence)} `])),
      said(soft(day)),
    ];
  }
}
