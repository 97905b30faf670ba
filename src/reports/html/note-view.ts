import { lineOfLabels } from '../../domain/annotations/labels.js';
import { gradeInWords } from '../../domain/chain/chain.js';
import { type DrawnHop, todayWords } from '../../domain/chain/drawn-hops.js';
import { type Confidence, credibilityInSentence } from '../../domain/chain/scales.js';
import { isReasonForCare } from '../../domain/chain/weakness.js';
import { showMoment } from '../../domain/text/shown-dates.js';
import { inQuotes } from '../../domain/text/wording.js';
import { shownAddress } from '../../domain/web-address.js';
import { digestWords, evidenceWords } from '../evidence-words.js';
import { heardVerdicts, type ReportedAnnotation } from '../reported-annotation.js';
import { claimWords } from '../reported-claims.js';
import { holderWords, weakestWords } from '../sentences.js';
import { type ReviewView, reviewView } from './html-review.js';

/** The class under which a level of confidence is drawn: see base.css. */
export type ConfidenceClass = Confidence | 'none';

/** One line of a list of facts; `code` sets it in the type of machines. */
export interface FactView {
  term: string;
  words: string;
  href?: string;
  /** Whether somebody wrote them, in a direction of their own. */
  own?: true;
  code?: true;
}

/** The note on a passage: what is said of where it comes from, and what speaks against that. */
export interface NoteView {
  id: string;
  number: number;
  level: ConfidenceClass;
  confidence: string;
  /** What that level means. */
  meaning: string | null;
  grade: { code: string; words: string } | null;
  status: { word: string; aside: string | null };
  /** Whether the desk no longer stands by it. */
  withdrawn: boolean;
  /** Whether the passage has a place in the text to go to. */
  placed: boolean;
  /** The passage as it was marked, where the text does not show it so. */
  quote: string | null;
  standing: string | null;
  now: string | null;
  /** The earlier note that has the same chain, to be referred to. */
  same: { id: string; number: number } | null;
  drawnHops: DrawnHopView[];
  weakest: string;
  /** Whether that gives reason to be careful. */
  careful: boolean;
  note: string | null;
  facts: FactView[];
  /** Verdicts that the status does not say, and what they came to. */
  heard: ReviewView | null;
}

interface DrawnHopView
  extends Pick<DrawnHop, 'beside' | 'check' | 'drawn' | 'name' | 'reliability' | 'words'> {
  class: string;
  /** What there is to say of the holder, each to stand on a line of its own. */
  asides: string[];
  urls: { href: string; shown: string }[];
  /** How it passed on to the next; null on the last. */
  relation: string | null;
}

/** Makes the notes on the annotations of an article, one after the other. */
export function noteViews(): (entry: ReportedAnnotation) => NoteView {
  const chains = new Map<string, { id: string; number: number }>();
  return (entry) => {
    const view = noteView(entry);
    const chain = JSON.stringify(view.drawnHops);
    const same = chains.get(chain) ?? null;
    if (!same) chains.set(chain, { id: view.id, number: view.number });
    return { ...view, same };
  };
}

/** The note on one annotation, by itself. */
export function noteView(entry: ReportedAnnotation): Omit<NoteView, 'same'> {
  const { annotation, confidence, grade, number, placement, review } = entry;
  const isShown = placement.kind === 'exact' || placement.kind === 'moved';
  return {
    id: annotation.id,
    number,
    level: confidence.code,
    confidence: confidence.words,
    meaning: confidence.meaning,
    grade:
      grade === null
        ? null
        : { code: grade, words: gradeInWords(annotation.chain, annotation.credibility) },
    status: { word: annotation.status, aside: review.aside },
    withdrawn: review.withdrawn,
    placed: 'span' in placement,
    quote: isShown ? null : inQuotes(annotation.target.exact),
    standing: entry.standing,
    now: entry.readsNow,
    drawnHops: entry.drawnHops.map(drawnHopView),
    weakest: weakestWords(entry),
    careful: isReasonForCare(entry.chain),
    note: annotation.note,
    facts: factsOf(entry),
    heard: heardOf(entry),
  };
}

function drawnHopView(drawnHop: DrawnHop): DrawnHopView {
  const { beside, check, drawn, name, reliability, sign, words } = drawnHop;
  return {
    ...{ beside, check, drawn, name, reliability, words },
    class: `${beside ? 'beside ' : ''}${sign} ${check === 'on trust' ? 'trust' : (check ?? 'unsaid')}`,
    asides: asidesOf(drawnHop),
    urls: drawnHop.evidence.flatMap(({ url }) =>
      url === null ? [] : { href: url, shown: shownAddress(url) },
    ),
    relation: drawnHop.relation && (drawnHop.printed || 'passed on, not known how'),
  };
}

function asidesOf(drawnHop: DrawnHop): string[] {
  return [
    joined([...holderWords(drawnHop), todayWords(drawnHop)]),
    joined([drawnHop.terms && `Terms: ${drawnHop.terms}`]),
    joined([drawnHop.reason && `Rated so because: ${drawnHop.reason}`]),
    ...drawnHop.evidence.flatMap((piece) => [
      joined(evidenceWords(piece)),
      joined([
        piece.retrievedAt && `Retrieved ${showMoment(piece.retrievedAt)}`,
        ...digestWords(piece),
      ]),
    ]),
  ].filter((aside) => aside !== '');
}

function joined(parts: readonly (string | false | null | undefined)[]): string {
  return parts.filter(Boolean).join(' · ');
}

function factsOf(entry: ReportedAnnotation): FactView[] {
  const { credibility } = entry.annotation;
  return [
    ...(credibility === null
      ? []
      : [{ term: 'Information', words: credibilityInSentence(credibility) }]),
    ...[claimWords(entry)].flatMap((fact) => (fact ? [{ ...fact, own: true as const }] : [])),
    ...entry.warnings.map((words) => ({ term: 'Warning', words })),
    ...(entry.labels.length === 0
      ? []
      : [{ term: 'Labels', words: lineOfLabels(entry.labels), own: true as const }]),
  ];
}

/** Who is heard beside the status, and what it came to. */
function heardOf(entry: ReportedAnnotation): ReviewView | null {
  return reviewView({ ...entry.review, proposals: [], verdicts: heardVerdicts(entry) });
}
