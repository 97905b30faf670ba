import { stanceWords } from '../../domain/annotations/part-words.js';
import type { Evidence } from '../../domain/chain/chain.js';
import { type DrawnHop, locatorWords, todayWords } from '../../domain/chain/drawn-hops.js';
import { reliabilityInSentence } from '../../domain/chain/scales.js';
import { kindInWords, relationInWords } from '../../domain/chain/station-words.js';
import type { Claim } from '../../domain/claims/claim.js';
import { listed } from '../../domain/history/words.js';
import { endIdOf } from '../../domain/register/joining.js';
import { currentRating, type Source } from '../../domain/register/source.js';
import { showDate, showMoment } from '../../domain/text/shown-dates.js';
import { capitalised, inQuotes } from '../../domain/text/wording.js';
import type { HistoryEntry, ReportedAnnotation, ReportedArticle } from '../report.js';
import {
  authorsWords,
  counted,
  decisionWords,
  judgeWords,
  proposalWords,
  ratingWords,
  settlementWords,
  settlerWords,
  statusWords,
  verdictWords,
  weakestWords,
} from '../sentences.js';
import { passageBookmark } from './article-text.js';
import { lines, standingWords } from './comments.js';
import { type Links, linkWithin } from './links.js';
import { paragraph, type Words } from './runs.js';
import { type Cell, type CellLine, type Column, type Row, tables } from './table.js';
import type { Xml } from './xml.js';

/* The record behind the text: everything that the comments say and what they rest on, to be printed. */

export interface RecordWriting {
  /** Counted from 1, in the order of the report. */
  article: number;
  /** The annotations that have a place in the text. */
  placed: ReadonlySet<string>;
  links: Links;
}

export function* recordParts(reported: ReportedArticle, writing: RecordWriting): Generator<Xml> {
  const { annotations } = reported;
  yield paragraph({ style: 'ReportPart' }, ['The record']);
  yield* section('The article', plain, articleRows(reported, writing.links));
  if (annotations.length === 0) yield paragraph({}, ['Nothing is annotated yet.']);
  yield* section('Passages and their chains', chainColumns, chainRows(reported, writing));
  yield* section('Sources', sourceColumns, sourceRows(reported));
  yield* section('Evidence', evidenceColumns, evidenceRows(reported, writing.links));
  yield* section('Claims', claimColumns, claimRows(reported));
  yield* section('Review and dissent', reviewColumns, reviewRows(reported));
  yield* section('History', plain, historyRows(reported));
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
  { name: '', share: 2 },
  { name: '', share: 8 },
];

type SaidLine = string | readonly Words[] | null | false | undefined;

function said(...said: readonly SaidLine[]): Cell {
  return said.flatMap((line): CellLine[] => {
    if (typeof line === 'string') return lines(line).map((words) => ({ words }));
    return line ? [{ words: line }] : [];
  });
}

const soft = (words: string): Words[] => [{ words, look: { style: 'Soft' } }];
const strong = (words: string): Words => ({ words, look: { style: 'Strong' } });
const code = (words: string): Words[] => [{ words, look: { style: 'Code' } }];

function* articleRows(
  { article, edition, editions, iri }: ReportedArticle,
  links: Links,
): Generator<Row> {
  const which = editions.length > 1 ? ` of ${editions.length}` : '';
  const text = `Edition ${edition.number}${which}, ${counted(edition.length, 'character')}, captured ${showMoment(edition.capturedAt)}`;
  const facts: [string, readonly Words[] | null][] = [
    ['Title', [article.title]],
    ['Publisher', [article.publisher]],
    ['Byline', article.byline === null ? null : [article.byline]],
    ['Published', article.publishedAt === null ? null : [showDate(article.publishedAt)]],
    ['Address', article.url === null ? null : [links.to(article.url, article.url)]],
    ['Text', [text]],
    ['SHA-256', code(edition.sha256)],
    ['Identifier', code(iri)],
  ];
  for (const [term, words] of facts) {
    if (words) yield { cells: [said(soft(term)), said(words)] };
  }
}

const chainColumns: readonly Column[] = [
  { name: 'Hop', share: 7 },
  { name: 'Holder', share: 32 },
  { name: 'On what terms', share: 27 },
  { name: 'Passed on', share: 16 },
  { name: 'Reliability', share: 18 },
];

function* chainRows({ annotations }: ReportedArticle, writing: RecordWriting): Generator<Row> {
  for (const entry of annotations) {
    yield { head: entryHead(entry, writing) };
    for (const drawnHop of entry.drawnHops) yield { cells: hopCells(drawnHop) };
  }
}

/** What stands above the holders of a chain: the passage and what is said of it. */
function entryHead(entry: ReportedAnnotation, { article, placed }: RecordWriting): Cell {
  const { annotation, claim, number } = entry;
  const authors = authorsWords(entry);
  const name = placed.has(annotation.id)
    ? linkWithin(passageBookmark(article, number), String(number))
    : strong(String(number));
  return [
    { words: [name, '  ', strong(ratingWords(entry)), `  ${statusWords(entry)}`] },
    { words: [inQuotes(annotation.target.exact)], style: 'CellQuote' },
    ...said(
      standingWords(entry),
      annotation.note,
      weakestWords(entry),
      claim && `${stanceWords(annotation.stance ?? 'asserts')}: ${claim.statement}`,
      ...entry.warnings.map((warning) => `▲ ${warning}`),
      authors && soft(`${authors}, ${showMoment(annotation.created)}${revisionWords(entry)}`),
    ),
  ];
}

function revisionWords({ annotation, modifiedBy }: ReportedAnnotation): string {
  if (annotation.modified === annotation.created) return '';
  return ` · revision ${annotation.revision}, last changed by ${modifiedBy}, ${showMoment(annotation.modified)}`;
}

function hopCells(drawnHop: DrawnHop): Cell[] {
  const { as, basis, checked, evidence, firstHand, name, reason, reliability, terms } = drawnHop;
  const isGap = drawnHop.source === null;
  return [
    said(drawnHop.number),
    said(
      [strong(name)],
      as && `described as ${inQuotes(as)}`,
      !isGap && soft(kindInWords(drawnHop)),
    ),
    said(
      capitalised(
        [firstHand && 'first-hand', basis !== 'not stated' && basis, checked]
          .filter(Boolean)
          .join(', '),
      ),
      terms && `Terms: ${terms}`,
      evidence.length > 0 &&
        soft(counted(evidence.length, 'piece of evidence', 'pieces of evidence')),
    ),
    said(drawnHop.relation === null ? null : relationInWords(drawnHop.printed)),
    said(
      reliability && reliabilityInSentence(reliability),
      reason && `because: ${reason}`,
      todayWords(drawnHop),
    ),
  ];
}

const sourceColumns: readonly Column[] = [
  { name: 'Source', share: 38 },
  { name: 'What it is', share: 22 },
  { name: 'Rated', share: 22 },
  { name: 'In passages', share: 18 },
];

function* sourceRows({ annotations, named }: ReportedArticle): Generator<Row> {
  const numbers = numbersBy(annotations, ({ drawnHops }) => drawnHops.map(({ source }) => source));
  const sourceOf = (id: string) => named.sources.get(id);
  for (const [id, source] of named.sources) {
    const standing = sourceOf(endIdOf(id, sourceOf));
    yield {
      cells: [
        said(
          [strong(source.name)],
          source.aliases.length > 0 && soft(`also ${listed(source.aliases)}`),
          standing && standing.id !== id && soft(`the same as ${standing.name}`),
        ),
        said(kindInWords(source), belonging(source, sourceOf)),
        said(ratedWords(source)),
        said(numbers.get(id)?.join(', ') ?? soft('in the history alone')),
      ],
    };
  }
}

function belonging(
  { affiliation }: Source,
  sourceOf: (id: string) => Source | undefined,
): readonly Words[] | null {
  const to = affiliation === null ? undefined : sourceOf(affiliation);
  return to ? soft(`belongs to ${to.name}`) : null;
}

function ratedWords(source: Source): string {
  const rating = currentRating(source);
  return rating
    ? `${reliabilityInSentence(rating.reliability)}, ${showDate(rating.at)}`
    : 'not rated';
}

const evidenceColumns: readonly Column[] = [
  { name: 'Passage', share: 10 },
  { name: 'Of', share: 22 },
  { name: 'Evidence', share: 40 },
  { name: 'SHA-256', share: 28 },
];

function* evidenceRows({ annotations }: ReportedArticle, links: Links): Generator<Row> {
  for (const { drawnHops, number } of annotations) {
    for (const { evidence, name, number: hop } of drawnHops) {
      for (const piece of evidence) {
        yield {
          cells: [
            said(String(number)),
            said(`hop ${hop}, ${name}`),
            evidenceCell(piece, links),
            digestCell(piece),
          ],
        };
      }
    }
  }
}

function evidenceCell(piece: Evidence, links: Links): Cell {
  const { excerpt, file, retrievedAt, url } = piece;
  return said(
    excerpt && inQuotes(excerpt),
    file && `${file.name} (${file.type}, ${file.size.toLocaleString('en')} bytes)`,
    url !== null && [links.to(url, url)],
    soft(
      [capitalised(locatorWords(piece)), retrievedAt && `retrieved ${showMoment(retrievedAt)}`]
        .filter(Boolean)
        .join(', '),
    ),
  );
}

function digestCell({ file, sha256 }: Evidence): Cell {
  return said(sha256 && code(sha256), file && code(file.sha256));
}

const claimColumns: readonly Column[] = [
  { name: 'Claim', share: 66 },
  { name: 'In passages', share: 34 },
];

function* claimRows({ annotations, bearings, named }: ReportedArticle): Generator<Row> {
  for (const [id, claim] of named.claims) {
    const entries = annotations.filter(({ annotation }) => annotation.claim === id);
    const [first] = entries;
    yield {
      cells: [
        said(
          [strong(claim.statement)],
          bearings.get(id)?.sentence ?? null,
          decided(claim),
          ...(first?.claimWarnings ?? []).map((warning) => `▲ ${warning}`),
        ),
        said(
          entries.length === 0
            ? soft('in the history alone')
            : entries
                .map(({ annotation, number }) => `${number} ${annotation.stance ?? 'asserts'}`)
                .join(', '),
        ),
      ],
    };
  }
}

function decided(claim: Claim): string | null {
  const words = decisionWords(claim);
  return words && `The desk calls it ${words}`;
}

const reviewColumns: readonly Column[] = [
  { name: 'Passage', share: 10 },
  { name: 'What was said of it', share: 62 },
  { name: 'When', share: 28 },
];

function* reviewRows({ annotations }: ReportedArticle): Generator<Row> {
  for (const { number, review } of annotations) {
    const row = (at: string | null, ...what: SaidLine[]): Row => ({
      cells: [said(String(number)), said(...what), said(at && showMoment(at))],
    });
    for (const verdict of review.verdicts) {
      const words = `${verdict.sign} ${judgeWords(verdict)} ${verdictWords(verdict)}.`;
      yield row(verdict.at, verdict.dissent ? [strong(words)] : words, verdict.reason);
    }
    for (const reported of review.proposals) {
      const { by, notation, outcome, parts, proposal } = reported;
      yield row(
        proposal.at,
        `${by} ${proposalWords(reported)}.`,
        proposal.reason,
        ...parts.map(({ label, said: what }) => `${label}: ${what}`),
        notation && code(notation),
        outcome.sentence,
        outcome.reason,
      );
    }
    const { settlement } = review;
    if (settlement) {
      const words = `■ ${settlerWords(settlement)} ${settlementWords(settlement)}.`;
      yield row(settlement.at, words, settlement.reason);
    }
  }
}

/** Of the article and of each annotation, as far as it is told. */
function* historyRows({ annotations, history }: ReportedArticle): Generator<Row> {
  yield* entryRows(history, null);
  for (const { history: own, number } of annotations) yield* entryRows(own, number);
}

function* entryRows(entries: readonly HistoryEntry[], number: number | null): Generator<Row> {
  const about = number === null ? '' : `Passage ${number}: `;
  for (const { at, sentence } of entries) {
    yield { cells: [said(soft(showMoment(at))), said(`${about}${sentence}`)] };
  }
}

/** By an id, the numbers of the annotations that name it, in their order. */
function numbersBy(
  annotations: readonly ReportedAnnotation[],
  idsOf: (entry: ReportedAnnotation) => readonly (string | null)[],
): Map<string, number[]> {
  const numbers = new Map<string, number[]>();
  for (const entry of annotations) {
    for (const id of new Set(idsOf(entry))) {
      if (id === null) continue;
      const known = numbers.get(id);
      if (known) known.push(entry.number);
      else numbers.set(id, [entry.number]);
    }
  }
  return numbers;
}
