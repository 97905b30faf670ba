import { lineOfLabels } from '../../domain/annotations/labels.js';
import type { DrawnHop } from '../../domain/chain/drawn-hops.js';
import { kindOf } from '../../domain/map/geometry.js';
import { inQuotes } from '../../domain/text/wording.js';
import type { ReportedAnnotation } from '../reported-annotation.js';
import { claimWords } from '../reported-claims.js';
import {
  decisionWords,
  judgeWords,
  settlementWords,
  settlerWords,
  standingWords,
  verdictWords,
  weakestWords,
} from '../sentences.js';
import type { PdfHop, PdfNote } from './pdf-document.js';
import { closed, isolated, ownWords, printable } from './printable.js';

/** Notes with fewer letters stand in one column whole. */
const maxUndividedLetters = 1500;

/**
 * The notes of an article, in the order of their numbers; it yields after each. `passages` are the ids of
 * the annotations whose passages stand in the text.
 */
export function* pdfNotes(
  annotations: readonly ReportedAnnotation[],
  passages: ReadonlySet<string>,
): Generator<undefined, PdfNote[]> {
  const chains = new Map<string, PdfNote['same']>();
  const notes: PdfNote[] = [];
  for (const entry of annotations) {
    const hops = entry.drawnHops.map(hopOf);
    const key = JSON.stringify(hops);
    const same = hops.length > 1 ? (chains.get(key) ?? null) : null;
    if (!same) chains.set(key, { id: entry.annotation.id, number: entry.number });
    notes.push(noteOf(entry, { hops, same, placed: passages.has(entry.annotation.id) }));
    yield;
  }
  return notes;
}

function noteOf(
  entry: ReportedAnnotation,
  drawn: Pick<PdfNote, 'hops' | 'same' | 'placed'>,
): PdfNote {
  const { annotation, confidence, review } = entry;
  const standing = standingWords(entry);
  const { exact } = annotation.target;
  const paragraphs = (annotation.note ?? '').split(/\n{2,}/u).filter((part) => part.trim() !== '');
  const note = {
    ...drawn,
    id: annotation.id,
    number: entry.number,
    level: confidence.code,
    confidence: confidence.words,
    grade: entry.grade,
    status: {
      word: annotation.status,
      words: printable([annotation.status, review.aside].filter(Boolean).join(' ')),
    },
    quote: standing !== null || !drawn.placed ? ownWords(inQuotes(exact)) : null,
    standing: standing && printable(standing),
    paragraphs: paragraphs.map((part) => ownWords(part)),
    lines: linesOf(entry),
    dissent: dissentOf(entry),
  };
  return { ...note, long: JSON.stringify(note).length > maxUndividedLetters + 1500 };
}

function linesOf(entry: ReportedAnnotation): PdfNote['lines'] {
  const { standingClaim } = entry;
  const weakest = weakestWords(entry);
  const decided = standingClaim && decisionWords(standingClaim);
  return [
    ...[claimWords(entry)].flatMap((fact) => fact ?? []),
    ...(decided ? [{ term: 'The desk calls it', words: decided }] : []),
    ...(weakest === '' ? [] : [{ term: null, words: weakest }]),
    // What its claim is warned of stands with the claim, in the record.
    ...entry.warnings.map((words) => ({ term: 'Warning', words })),
    ...(entry.labels.length === 0 ? [] : [{ term: 'Labels', words: lineOfLabels(entry.labels) }]),
  ].map(({ term, words }) => ({ term, words: printable(words) }));
}

/** Whoever agrees stands behind the status; whoever does not is heard. */
function dissentOf({ review: { settlement, verdicts } }: ReportedAnnotation): PdfNote['dissent'] {
  const heard = verdicts
    .filter(({ verdict }) => verdict.verdict !== 'agree')
    .map((each) => {
      const words = said(`${judgeWords(each)} ${verdictWords(each)}.`, each.reason);
      return { sign: each.verdict.verdict === 'dispute' ? ('disputed' as const) : null, words };
    });
  if (!settlement) return heard;
  const decided = `${settlerWords(settlement)} ${settlementWords(settlement)}.`;
  return [...heard, { sign: 'settled', words: said(decided, settlement.reason) }];
}

function said(sentence: string, reason: string | null): string {
  return [closed(sentence), ...(reason ? [closed(inQuotes(reason))] : [])].join(' ');
}

function hopOf(hop: DrawnHop): PdfHop {
  return {
    name: isolated(hop.name),
    shape: hop.drawn.shape,
    dashed: hop.drawn.isDashed,
    letter: hop.reliability,
    beside: hop.beside,
    relation: hop.printed === '' ? null : hop.printed,
    onward: hop.relation === null ? null : kindOf(hop),
  };
}
