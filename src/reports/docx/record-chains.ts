import { type DrawnHop, todayWords } from '../../domain/chain/drawn-hops.js';
import { reliabilityInSentence } from '../../domain/chain/scales.js';
import { kindInWords, relationInWords } from '../../domain/chain/station-words.js';
import { showMoment } from '../../domain/text/shown-dates.js';
import { capitalised, inQuotes } from '../../domain/text/wording.js';
import type { ReportedAnnotation, ReportedArticle } from '../report.js';
import {
  authorsWords,
  claimWords,
  counted,
  lastChangeWords,
  ratingWords,
  standingWords,
  statusWords,
  weakestWords,
} from '../sentences.js';
import { passageBookmark } from './article-text.js';
import { said, soft, strong } from './cells.js';
import { type Links, linkWithin } from './links.js';
import type { Words } from './runs.js';
import type { Cell, Column, Row } from './table.js';

export interface RecordWriting {
  /** Counted from 1, in the order of the report. */
  article: number;
  /** The annotations that have a place in the text. */
  placed: ReadonlySet<string>;
  links: Links;
}
export const chainColumns: readonly Column[] = [
  { name: 'Hop', share: 7 },
  { name: 'Holder', share: 32 },
  { name: 'On what terms', share: 27 },
  { name: 'Passed on', share: 16 },
  { name: 'Reliability', share: 18 },
];

/** Of each passage what is said of it, and a row for each who held what it tells. */
export function* chainRows(
  { annotations }: ReportedArticle,
  writing: RecordWriting,
): Generator<Row> {
  for (const entry of annotations) {
    yield { head: entryHead(entry, writing) };
    for (const drawnHop of entry.drawnHops) yield { cells: hopCells(drawnHop) };
  }
}

/** What stands above the holders of a chain: the passage and what is said of it. */
function entryHead(entry: ReportedAnnotation, { article, placed }: RecordWriting): Cell {
  const { annotation, number } = entry;
  const authors = authorsWords(entry);
  const change = lastChangeWords(entry);
  const claim = claimWords(entry);
  const standing = standingWords(entry);
  const name = placed.has(annotation.id)
    ? linkWithin(passageBookmark(article, number), String(number))
    : strong(String(number));
  return [
    { words: [name, '  ', strong(ratingWords(entry)), `  ${statusWords(entry)}`] },
    { words: [inQuotes(annotation.target.exact)], style: 'CellQuote' },
    ...said(
      standing && `▲ ${standing}`,
      weakestWords(entry),
      claim && `${claim.term}: ${claim.words}`,
      annotation.note,
      ...entry.warnings.map((warning) => `▲ ${warning}`),
      authors &&
        soft(
          `${authors}, ${showMoment(annotation.created)}${change === null ? '' : ` · ${change}`}`,
        ),
    ),
  ];
}

function hopCells(drawnHop: DrawnHop): Cell[] {
  const { as, basis, checked, evidence, firstHand, name, reason, reliability, terms } = drawnHop;
  return [
    said(drawnHop.number),
    said([strong(name), ...kindBeside(drawnHop)], as && `described as ${inQuotes(as)}`),
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

/** What a holder is, where anything is known of that. */
function kindBeside(drawnHop: DrawnHop): Words[] {
  const { confidential, kind, unnamed } = drawnHop;
  if (kind === null && !unnamed && !confidential) return [];
  return ['  ', ...soft(kindInWords(drawnHop))];
}
