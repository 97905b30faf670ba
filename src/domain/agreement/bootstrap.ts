/** The bounds between which a figure lies with 95 % confidence. */
export type Interval = [low: number, high: number];

const resamples = 1000;

/** What the interval leaves out at each end. */
const tailShare = 0.025;

/** How many of the samples must give a figure. */
const fewestFigures = resamples * 0.95;

/** Below about ten units the percentile bootstrap promises far more certainty than it has. */
export const fewestUnits = 10;

/**
 * The percentile bootstrap (Efron and Tibshirani 1993, chapter 13): the figure is worked out anew
 * for 1,000 samples of the units, drawn with replacement. For agreement A. Zapf et al. (2016,
 * doi:10.1186/s12874-016-0200-9) found that it holds its level better than resampling with the
 * expected disagreement kept, as in Hayes and Krippendorff (2007). The same seed gives the same
 * interval. Null with fewer than ten units, where more than one sample in twenty gives no figure,
 * and where all give one and the same: units without a fault can't show how rare faults are.
 */
export function bootstrapInterval<Unit>(
  units: readonly Unit[],
  statistic: (sample: readonly Unit[]) => number | null,
  seed: number,
): Interval | null {
  if (units.length < fewestUnits) return null;
  const random = mulberry32(seed);
  const draw = () => units.map((unit) => units[Math.floor(random() * units.length)] ?? unit);
  const figures = Array.from({ length: resamples }, () => statistic(draw()))
    .filter((figure) => figure !== null)
    .sort((one, other) => one - other);
  return figures.length < fewestFigures ? null : percentiles(figures);
}

function percentiles(ascending: readonly number[]): Interval | null {
  const tail = Math.floor(ascending.length * tailShare);
  const low = ascending.at(tail) ?? 0;
  const high = ascending.at(-1 - tail) ?? 0;
  return ascending[0] === ascending.at(-1) ? null : [low, high];
}

/** Numbers from 0 up to 1: the generator mulberry32, by Tommy Ettinger (2017, public domain). */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
