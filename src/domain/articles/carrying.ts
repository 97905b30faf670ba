import { countBelow } from '../binary-search.js';
import { finished } from '../finished.js';
import { once } from '../once.js';
import { alignTexts } from '../text/comparison/alignment.js';
import { GramIndex } from '../text/quotes/gram-index.js';
import { copiesOf, type PlacedSpan, type SoughtSpan, standingOf } from '../text/quotes/standing.js';
import { languageToRead } from '../text/quotes/unnamed-language.js';
import type { Span } from '../text/span.js';
import { correctionsIn } from '../text/turning/correction-notes.js';
import { footnotesOn } from '../text/turning/footnotes.js';
import { headlineOver } from '../text/turning/headlines.js';
import { doubtingCopies } from './copies.js';
import { type ComparedEditions, placesBy } from './places.js';

export type { ComparedEditions } from './places.js';

/*
 * A new edition comes, and every annotation of the one before is carried over. Both texts are at hand:
 * they are compared once, and each place follows from that. To land silently on a look-alike sentence
 * is the worst that can happen, so a passage counts as carried only where its own words stand and
 * nothing around them turns them; of everything else it is said what became of it, and why.
 */

/** Where a span of one edition stands in the next. */
export type CarriedPlacement =
  | { kind: 'exact'; span: Span }
  | { kind: 'moved'; span: Span }
  | { kind: 'changed'; span: Span; was: string; now: string; reason: string }
  | { kind: 'ambiguous'; candidates: Span[]; reason: string }
  | { kind: 'missing'; reason: string };

/** How many annotations an edition has of each kind of placement. */
export type PlacementCounts = Record<CarriedPlacement['kind'], number>;

/** This many wordings are found sooner by reading the text for each than by an index of it, which has to be made first. */
const soughtWithoutIndex = 128;

/** Compares two editions; in time in proportion to both. */
export function compareEditions(was: string, now: string): ComparedEditions {
  return { was, now, alignment: alignTexts(was, now) };
}

/** How much of the older text stands in the newer one, in its place or moved: from 0 to 1. */
export function shareKept({ was, alignment }: ComparedEditions): number {
  const stretches = [alignment, ...alignment.moves];
  const kept = stretches.flatMap(({ runs }) => runs).reduce((sum, { length }) => sum + length, 0);
  return kept / was.length;
}

/**
 * Prepares carrying spans over from one edition to the next: answers for each where it stands, in a
 * short, bounded time. `language` (BCP 47, null if it isn't known) says by which words a sentence is
 * turned. Throws RangeError for a span outside the older text.
 */
export function carrier(
  editions: ComparedEditions,
  language: string | null,
): (span: Span) => CarriedPlacement {
  const { was, now, alignment } = editions;
  const read = languageToRead(language, was);
  const { placesOf, isMovedHere } = placesBy(editions);
  const isInDoubt = within(alignment.doubtful.was);
  const isPutInDoubt = within(alignment.doubtful.now);
  const elsewhere = [
    correctionsIn(cameIn(editions), editions, read),
    headlineOver(editions, read),
    footnotesOn(editions, read),
  ];
  const copies = copiesIn(now);
  const isAnyCopy = once(() => doubtingCopies(was, now));
  return (span) => {
    const exact = was.slice(span.start, span.end);
    const texts = { was, now, language: read, span, exact, copies, elsewhere };
    if (isInDoubt(span)) return unsure(texts, copied);
    const { here, best, rival } = placesOf(span);
    if (rival && rival.kept > 0)
      return unsure(texts, rival.kept === exact.length ? copied : 'Its passage was parted.');
    // Words that stood elsewhere are no new wording of what stood here.
    if (best === here && here.kept < exact.length / 2 && isMovedHere(here.span))
      return unsure(texts, 'Its passage was removed.');
    const placement = judged(texts, best);
    const isCarried = placement.kind === 'exact' || placement.kind === 'moved';
    const isUnsure =
      isCarried && (isPutInDoubt(placement.span) || isAnyCopy()(span, placement.span));
    return isUnsure ? unsure(texts, copied) : placement;
  };
}

/** Finds where a wording stands in a text, to the letter; by an index once many are sought. */
function copiesIn(text: string): (exact: string) => Span[] {
  let [index, sought]: [GramIndex | undefined, number] = [undefined, 0];
  return (exact) => {
    sought += 1;
    if (sought > soughtWithoutIndex) index ??= finished(GramIndex.of(text));
    return copiesOf(text, exact, index);
  };
}

/** The stretches of the newer text of which nothing stood in the older one where they stand. */
function cameIn({ now, alignment }: ComparedEditions): Span[] {
  let end = 0;
  const stretches = alignment.runs.map((run) => {
    const stretch = { start: end, end: run.now };
    end = run.now + run.length;
    return stretch;
  });
  return [...stretches, { start: end, end: now.length }].filter((each) => each.start < each.end);
}

/** Whether a span lies in one of some spans, the starts and ends of which both ascend. */
function within(spans: readonly Span[]): (span: Span) => boolean {
  const starts = spans.map(({ start }) => start);
  return ({ start, end }) => {
    const around = spans[countBelow(starts, start + 1) - 1];
    return around !== undefined && end <= around.end;
  };
}

interface Texts extends SoughtSpan {
  /** Where a wording stands in the newer text, to the letter. */
  copies: (exact: string) => Span[];
  /** Why what the rest of the text says now may speak of a span: a note of correction, the headline, a note below. */
  elsewhere: readonly ((span: Span) => string | null)[];
}

const copied = 'One of several passages that read alike came or went, and it can’t be told which.';

function judged(texts: Texts, image: PlacedSpan): CarriedPlacement {
  const standing = standingOf(texts, image);
  if (standing.kind === 'changed') return standing;
  if (standing.kind === 'gone') return unsure(texts, standing.reason);
  const { span } = standing;
  for (const told of texts.elsewhere) {
    const reason = told(texts.span);
    if (reason === null) continue;
    return {
      kind: 'changed',
      span,
      was: texts.exact,
      now: texts.now.slice(span.start, span.end),
      reason,
    };
  }
  return { kind: image.isMoved || span.start !== texts.span.start ? 'moved' : 'exact', span };
}

/** What can't be placed, with every place that bears its words: to choose among, never chosen. */
function unsure({ exact, copies }: Texts, reason: string): CarriedPlacement {
  const candidates = copies(exact);
  return candidates.length > 0
    ? { kind: 'ambiguous', candidates, reason }
    : { kind: 'missing', reason };
}
