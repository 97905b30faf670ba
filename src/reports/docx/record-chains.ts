import { type DrawnHop, todayWords } from '../../domain/chain/drawn-hops.js';
import { kindInWords, relationInWords } from '../../domain/chain/hop-words.js';
import { reliabilityInSentence } from '../../domain/chain/scales.js';
import { turningNothing } from '../../domain/text/direction.js';
import { showMoment } from '../../domain/text/shown-dates.js';
import { counted, inQuotes } from '../../domain/text/wording.js';
import type { ReportedArticle } from '../report.js';
import type { ReportedAnnotation } from '../reported-annotation.js';
import { claimWords } from '../reported-claims.js';
import {
  authorsWords,
  labelWords,
  lastChangeWords,
  ratingWords,
  standingWords,
  statusWords,
  weakestWords,
} from '../sentences.js';
import { passageBookmark } from './article-text.js';
import { said, soft, strong } from './cells.js';
import { type Links, linkWithin } from './links.js';
import type { StyledWords } from './runs.js';
import type { Cell, Column, Row } from './table.js';

export interface RecordWriting {
  /** Counted from 1, in the order of the report. */
  article: number;
  /** The annotations that have a place in the text. */
  placed: ReadonlySet<string>;
  links: Links;
}
export const chainColumns: readonly Column[] = [
  { name: 'No.', share: 5 },
  { name: 'Passage', share: 54 },
  { name: 'Its chain', share: 41 },
];

/** Of each passage what is said of it, and beside that a line for each who held what it tells. */
export function* chainRows(
  { annotations }: ReportedArticle,
  writing: RecordWriting,
): Generator<Row> {
  const told = new Map<string, ReportedAnnotation>();
  for (const entry of annotations) {
    const chain = JSON.stringify(entry.drawnHops);
    const earlier = told.get(chain);
    if (!earlier) told.set(chain, entry);
    yield [
      said([nameOf(entry, writing)]),
      passageCell(entry),
      earlier && entry.drawnHops.length > 1
        ? said(['As in ', nameOf(earlier, writing), '.'])
        : entry.drawnHops.flatMap(hopLine),
    ];
  }
}

/** A number, which leads to its passage where that stands in the text. */
function nameOf(
  { annotation, number }: ReportedAnnotation,
  { article, placed }: RecordWriting,
): StyledWords {
  return placed.has(annotation.id)
    ? linkWithin(passageBookmark(article, number), String(number))
    : strong(String(number));
}

function passageCell(entry: ReportedAnnotation): Cell {
  const { annotation, history } = entry;
  const authors = authorsWords(entry);
  const claim = claimWords(entry);
  const standing = standingWords(entry);
  return [
    {
      words: [
        strong(ratingWords(entry)),
        `  ${statusWords(entry).replace(' ', '\u00a0')}`,
        ...(authors !== null && history.length > 0 ? soft(` · ${authors}`) : []),
      ],
    },
    { words: [inQuotes(annotation.target.exact.replace(/\n+/gu, '\n'))], style: 'CellQuote' },
    ...said(
      standing && `▲ ${standing}`,
      weakestWords(entry),
      claim && `${claim.term}: ${claim.words}`,
      annotation.note,
      labelWords(entry),
      ...entry.warnings.map((warning) => [`▲ ${warning}`]),
      authors !== null && history.length === 0 && soft(madeWords(entry, authors)),
    ),
  ];
}

/** By whom an annotation is and since when, where no history tells it. */
function madeWords(entry: ReportedAnnotation, authors: string): string {
  const made = `${authors}, ${showMoment(entry.annotation.created)}`;
  return [made, lastChangeWords(entry)].filter(Boolean).join(' · ');
}

/** A holder, what is said of it, and how it passed on what it held, in a line. */
function hopLine(drawnHop: DrawnHop): Cell {
  const { as, basis, checked, evidence, firstHand, name, reason, reliability, sameAs, terms } =
    drawnHop;
  const facts = [
    sameAs && `the same as ${sameAs}`,
    as && `described as ${inQuotes(as)}`,
    [firstHand && 'first-hand', basis !== 'not stated' && basis, checked]
      .filter(Boolean)
      .join(', '),
    terms && `terms: ${terms}`,
    reliability && reliabilityInSentence(reliability),
    reason && `rated so because: ${reason}`,
    todayWords(drawnHop),
    evidence.length > 0 && counted(evidence.length, 'piece of evidence', 'pieces of evidence'),
    drawnHop.relation !== null && relationInWords(drawnHop.printed),
  ].filter(Boolean);
  const words = turningNothing(facts.map((fact) => ` · ${fact}`).join(''));
  return said([...soft(`${drawnHop.number}  `), strong(name), ...kindBeside(drawnHop), words]);
}

/** What a holder is, where anything is known of that. */
function kindBeside(drawnHop: DrawnHop): StyledWords[] {
  const { confidential, kind, unnamed } = drawnHop;
  if (kind === null && !unnamed && !confidential) return [];
  return [' ', ...soft(kindInWords(drawnHop))];
}
