import type { Annotation } from '../domain/annotations/annotation.js';
import type { Edition } from '../domain/articles/article.js';
import type { PlacedAnnotation } from '../domain/articles/article-reading.js';
import { type ChainSummary, grade, summarise as summariseChain } from '../domain/chain/chain.js';
import { chainSentence, type DrawnHop, drawnHops, weakestHop } from '../domain/chain/drawn-hops.js';
import { notationOf } from '../domain/chain/notation/print-chain.js';
import {
  type Confidence,
  confidences,
  confidenceWords,
  credibilityWords,
} from '../domain/chain/scales.js';
import type { Claim } from '../domain/claims/claim.js';
import { describe } from '../domain/history/history.js';
import { endOf } from '../domain/register/joining.js';
import { checkSourcing } from '../domain/sourcing/sourcing-checks.js';
import type { Placement } from '../domain/text/quotes/quote.js';
import { codePointIndex, type Span } from '../domain/text/span.js';
import { inQuotes } from '../domain/text/wording.js';
import type { Identifiers } from './identifiers.js';
import type { NamedThings } from './named.js';
import { type ClaimBearing, historiesOf, type Material } from './public-part.js';
import type { Audience } from './report-scope.js';
import { type ReportedReview, reportedReview } from './reported-review.js';
import { checkedAgainst, decidedWords, warningWords } from './reported-sourcing.js';

export interface ReportedAnnotation {
  /** Counted from 1, in the order of the report; the same number marks its passage. */
  number: number;
  iri: string;
  annotation: Annotation;
  /** Where it was marked: Unicode code points of the text of `annotation.edition`. */
  position: Span;
  placement: Placement;
  /** What there is to say about where it stands now; null where the passage reads as it was marked. */
  standing: string | null;
  /** How the passage reads now, in quotation marks; null where it reads as it did, or has no place. */
  readsNow: string | null;
  drawnHops: readonly DrawnHop[];
  /** The chain as a sentence, and as a line that can be typed again. */
  sentence: string;
  notation: string;
  chain: ChainSummary;
  weakest: DrawnHop | null;
  /** The weakest link's reliability and the credibility side by side, as in "C3". */
  grade: string | null;
  confidence: { code: Confidence | 'none'; words: string; meaning: string | null };
  credibility: { code: number; words: string } | null;
  claim: Claim | null;
  /** The claim that stands for it, on which the desk decides: itself where it is not joined. */
  standingClaim: Claim | null;
  /** How its claim is borne; null where it has none. */
  bearing: ClaimBearing | null;
  /** What its sourcing is warned of, each as a sentence with how it was set aside. */
  warnings: readonly string[];
  /** The same of its claim. */
  claimWarnings: readonly string[];
  /** How the desk sorts it; none where the report is for readers. */
  labels: readonly string[];
  /** Names of people; null where the report is for readers. */
  creator: string | null;
  modifiedBy: string | null;
  review: ReportedReview;
  history: readonly HistoryEntry[];
}

/** An event as a sentence. */
export interface HistoryEntry {
  /** RFC 3339, UTC. */
  at: string;
  sentence: string;
}

/** Converts positions in editions to code points: throws RangeError for one that is in none. */
export function positionsIn(editions: readonly Edition[]): (edition: number, span: Span) => Span {
  const indexes = new Map(editions.map(({ number, text }) => [number, codePointIndex(text)]));
  return (edition, { start, end }) => {
    const index = indexes.get(edition);
    if (!index) throw new RangeError(`There is no edition ${edition} to find a position in.`);
    return { start: index.toCodePoints(start), end: index.toCodePoints(end) };
  };
}

type Facts = Omit<ReportedAnnotation, 'number'>;

/** What is known of an article and of what it names, where its annotations are told. */
interface ReportedMaterial extends Material {
  named: NamedThings;
  identifiers: Identifiers;
}

/** Tells the facts of each annotation of an article but its number. Throws RangeError for a position in no edition. */
export function annotationReporter(
  { article, bearings, edition, editions, events, identifiers, named, shortIds }: ReportedMaterial,
  audience: Audience,
): (placed: PlacedAnnotation) => Facts {
  const toPosition = positionsIn(editions);
  const histories = historiesOf(events);
  const nameOf = (person: string) =>
    audience === 'readers' ? null : (named.people.get(person) ?? person);
  const against = checkedAgainst({ article, bearings }, named.sources);
  return ({ annotation, placement }) => {
    const sourceOf = (id: string) => named.sources.get(id);
    const row = drawnHops(annotation.chain, sourceOf);
    const chain = summariseChain(annotation.chain, sourceOf);
    const claim = named.claims.get(annotation.claim ?? '') ?? null;
    const bearing = annotation.claim === null ? null : (bearings.get(annotation.claim) ?? null);
    return {
      annotation,
      iri: identifiers.annotation(annotation.id),
      position: toPosition(annotation.edition, annotation.target),
      placement,
      standing: standingOf(placement, annotation.edition, edition.number),
      readsNow: isReworded(placement) ? inQuotes(placement.now) : null,
      drawnHops: row,
      sentence: chainSentence(row),
      notation: notationOf(annotation.chain, { sources: named.sources, shortIds }),
      chain,
      weakest: weakestHop(row, chain),
      grade: grade(annotation.chain, annotation.credibility),
      ...judgements(annotation),
      claim,
      standingClaim: claim && endOf(claim, (id) => named.claims.get(id)),
      bearing,
      warnings: checkSourcing(annotation, against).map((check) => warningWords(check, nameOf)),
      claimWarnings: [
        ...(bearing?.warnings ?? []).map((each) => warningWords(each, nameOf)),
        ...(bearing?.decidedWording ?? []).map((each) => decidedWords(each, nameOf)),
      ],
      labels: audience === 'record' ? annotation.labels : [],
      creator: nameOf(annotation.creator),
      modifiedBy: nameOf(annotation.modifiedBy),
      review: reportedReview(annotation, { ...named, shortIds, audience }),
      history: (histories.get(annotation.id) ?? []).map((event) => ({
        at: event.at,
        sentence: describe(event, named),
      })),
    };
  };
}

/**
 * The verdicts that stand beside a status: whoever disputes or is unsure is heard, and an agreement where neither the
 * history tells of it nor the status counts it, as on a hop, or before a dispute.
 */
export function heardVerdicts({ annotation, history, review }: ReportedAnnotation) {
  const { status } = annotation;
  return review.verdicts.filter(({ earlier, verdict }) => {
    if (verdict.verdict !== 'agree') return true;
    return history.length === 0 && (status !== 'agreed' || earlier || verdict.on !== 'whole');
  });
}

function judgements({ confidence, credibility }: Annotation) {
  const level = confidences.find(({ code }) => code === confidence);
  return {
    confidence: {
      code: confidence ?? ('none' as const),
      words: confidenceWords(confidence),
      meaning: level?.meaning ?? null,
    },
    credibility: credibility && { code: credibility, words: credibilityWords(credibility) },
  };
}

function standingOf(placement: Placement, marked: number, shown: number): string | null {
  const since = marked === shown ? '' : `, marked in edition ${marked},`;
  const reworded = `The wording${since} has changed: edition ${shown} reads otherwise here.`;
  const same = `The passage${since} reads the same in edition ${shown}, but the text around it has changed.`;
  const turned = [same, 'reason' in placement ? placement.reason : null].filter(Boolean).join(' ');
  const standings: Record<Placement['kind'], () => string | null> = {
    exact: () => null,
    // It reads as it was marked, and the text shows where.
    moved: () => null,
    changed: () => (isReworded(placement) ? reworded : turned),
    ambiguous: () => `Where the passage${since} stands in edition ${shown} is open.`,
    missing: () => `The passage${since} does not stand in edition ${shown}.`,
  };
  return standings[placement.kind]();
}

/** Whether other words stand where the passage stood; where they are the same, what is around has turned them. */
function isReworded(placement: Placement): placement is Extract<Placement, { kind: 'changed' }> {
  return placement.kind === 'changed' && placement.now !== placement.was;
}
