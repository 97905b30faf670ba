import { type QuoteReading, type SoughtQuote, tellingUnits } from './quote-reading.js';

/* How well a place fits a quote, by what of it and of what stood around it stands there, and which of two fits better. */

/** Of a wording so much is weighed against what stands around it. */
const weighedUnits = 200;

/** A side that stands to the letter weighs so much more: its one digit may be all that tells two places apart. */
const wholeSideUnits = 16;

/** So much more of what stood around it decides between two places. */
const decidingUnits = 8;

/** Where one side alone of what stood around a wording stands, so much of the wording has to. */
const besideShare = 3 / 4;

/** Of a wording and what stood nearest around it together so much stands. */
const wholeShare = 2 / 3;

/** One side decides alone where so much of it stands. */
const firmShare = 0.7;

/** Whether a place may be the quote's: by itself and one side of what stood around it, or by both sides. */
export function isAccepted(
  reading: QuoteReading,
  { text, quote }: Pick<SoughtQuote, 'text' | 'quote'>,
): boolean {
  const { standing, sides, kept, span } = reading;
  if (standing.kind === 'gone') return false;
  const fitting = sides.filter(fits).length;
  if (fitting === sides.length && fitting > 0) return true;
  const units = sides.reduce((sum, side) => sum + side.units, quote.exact.length);
  if (fitting > 0 && kept + nearOf(reading) >= units * wholeShare) return true;
  const isOwn = text.slice(span.start, span.end).includes(quote.exact);
  return sides.some(isFirm) && (isOwn || kept >= quote.exact.length * besideShare);
}

function fits({ units, kept }: QuoteReading['sides'][number]): boolean {
  return kept >= units / 2;
}

/** No other text comes as close to what stood on a side, but one that repeats it. */
function isFirm({ units, kept }: QuoteReading['sides'][number]): boolean {
  return kept >= units * firmShare;
}

/** Whether what stood around the quote stands somewhere without it, and hardly less of it than at the best place. */
export function isContextElsewhere(
  readings: readonly QuoteReading[],
  best: QuoteReading | undefined,
): boolean {
  return readings.some(
    (each) => isContextAlone(each) && nearOf(each) >= nearOf(best) - decidingUnits,
  );
}

function isContextAlone(reading: QuoteReading): boolean {
  return reading.standing.kind === 'gone' && reading.sides.every(fits) && hasContext(reading);
}

/** Whether so much of what stood on one side of the quote stands there that it tells. */
export function hasContext({ sides }: QuoteReading): boolean {
  return sides.some((side) => fits(side) && side.kept >= tellingUnits);
}

function nearOf(reading: QuoteReading | undefined): number {
  return reading ? reading.sides.reduce((sum, { kept }) => sum + kept, 0) : -1;
}

/** How well a place fits, in units: more where one side of it stands to the letter. */
export function weightOf(reading: QuoteReading): number {
  return plainWeightOf(reading) + (reading.hasWholeSide ? wholeSideUnits : 0);
}

/** How many units of the quote and of what stood around it stand there; of a long wording not all counts. */
export function plainWeightOf({ around, kept }: QuoteReading): number {
  return around + Math.min(kept, weighedUnits);
}

/** Whether another place fits about as well as the best. */
export function isRival(other: QuoteReading, best: QuoteReading): boolean {
  // One side stands to the letter here, and more of both there: nobody can say which it is.
  if (best.hasWholeSide !== other.hasWholeSide) {
    return other.hasWholeSide || plainWeightOf(other) > plainWeightOf(best);
  }
  return weightOf(best) - weightOf(other) < decidingUnits;
}
