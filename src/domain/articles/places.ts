import { countBelow } from '../binary-search.js';
import type { Alignment, Move } from '../text/comparison/alignment.js';
import { imagesBy } from '../text/comparison/images.js';
import type { PlacedSpan } from '../text/quotes/standing.js';
import { overlap, type Span } from '../text/span.js';

/** Two editions of one text, compared. */
export interface ComparedEditions {
  was: string;
  now: string;
  alignment: Alignment;
}

/** Where a comparison puts a span: what became of its own place, the best of all, and another that kept as much. */
interface SpanPlaces {
  here: PlacedSpan;
  best: PlacedSpan;
  rival: PlacedSpan | null;
}

/** What is asked of a comparison about spans of the older text; each is answered by halves. */
interface Places {
  placesOf: (span: Span) => SpanPlaces;
  /** Whether most of a span of the newer text has moved there. */
  isMovedHere: (span: Span) => boolean;
}

/** Prepares telling where a comparison of two editions puts spans of the older one. */
export function placesBy(editions: ComparedEditions): Places {
  const ahead = imagesIn(editions);
  const back = imagesIn(turnedRound(editions));
  const inLine = (span: Span, { imageOf, kept }: PlacedSpan) =>
    imageOf(lineAround(editions.was, span)).kept - kept;
  const placesOf = (span: Span): SpanPlaces => {
    const here = ahead.inPlace(span);
    let best = here;
    let rival: PlacedSpan | null = null;
    for (const image of ahead.moved(span)) {
      if (image.kept > best.kept) [best, rival] = [image, null];
      else if (image.kept < best.kept || overlap(image.span, best.span)) continue;
      // A place that kept its line is its own, whatever a stretch that moved has in common with it.
      else if (best !== here || 2 * inLine(span, image) >= inLine(span, here)) rival = image;
    }
    return { here, best, rival };
  };
  return {
    placesOf,
    isMovedHere: (span) => [...back.moved(span)].some(({ kept }) => isMost(kept, span)),
  };
}

/**
 * What spans have become in their place, and in the stretches that moved, as far as those read the same; each is found
 * by halves. The starts of the stretches ascend, and so do the furthest ends.
 */
function imagesIn(editions: ComparedEditions) {
  const { was, now, alignment } = editions;
  const whole = { was: { start: 0, end: was.length }, now: { start: 0, end: now.length } };
  const imageInPlace = imagesBy(editions, { ...whole, runs: alignment.runs });
  const startOf = (move: Move) => Math.min(move.was.start, move.core.was.start);
  const moves = alignment.moves.toSorted((one, other) => startOf(one) - startOf(other));
  const starts = moves.map(startOf);
  let last = 0;
  const ends = moves.map((move) => {
    last = Math.max(last, move.was.end, move.core.was.end);
    return last;
  });
  const images = moves.map((move) => imagesBy(editions, move));
  return {
    inPlace: (span: Span): PlacedSpan => ({
      ...imageInPlace(span),
      isMoved: false,
      imageOf: imageInPlace,
    }),
    moved: function* (span: Span): Generator<PlacedSpan> {
      const behind = countBelow(starts, span.end);
      for (let at = countBelow(ends, span.start + 1); at < behind; at += 1) {
        const imageOf = images[at];
        if (imageOf) yield { ...imageOf(span), isMoved: true, imageOf };
      }
    },
  };
}

/** The same comparison, from the newer text to the older one. */
function turnedRound({ was, now, alignment }: ComparedEditions): ComparedEditions {
  const turned = <Pair extends { was: unknown; now: unknown }>(pair: Pair) => ({
    ...pair,
    was: pair.now,
    now: pair.was,
  });
  const moves = alignment.moves.map((move) => ({
    ...turned(move),
    core: turned(move.core),
    runs: move.runs.map(turned),
  }));
  return {
    was: now,
    now: was,
    alignment: { runs: alignment.runs.map(turned), moves, doubtful: turned(alignment.doubtful) },
  };
}

/** So much of a line on each side tells a passage from another that reads alike. */
const lineUnits = 400;

function lineAround(text: string, { start, end }: Span): Span {
  const from = Math.max(0, start - lineUnits);
  const to = Math.min(text.length, end + lineUnits);
  const [opens, closes] = [text.slice(from, start).lastIndexOf('\n'), text.indexOf('\n', end)];
  return { start: from + opens + 1, end: closes === -1 ? to : Math.min(to, closes) };
}

function isMost(kept: number, span: Span): boolean {
  return kept * 2 > lengthOf(span);
}

function lengthOf({ start, end }: Span): number {
  return end - start;
}
