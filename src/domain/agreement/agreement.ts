import type { Interval } from './bootstrap.js';
import { kappa, kappaInterval, type Pair } from './cohen.js';
import {
  alpha,
  alphaInterval,
  nominal,
  ordinal,
  type Ratings,
  type Scale,
} from './krippendorff.js';
import { type MarkedText, sharedTexts, stretches } from './marked-text.js';
import { type Match, spanF1, spanF1Interval } from './span-f1.js';
import { type Mark, unitizingAlpha, unitizingInterval } from './unitizing.js';

/** What agreement is measured by. */
export const measures = [
  { code: 'alpha-nominal', printed: 'Krippendorff’s α, nominal' },
  { code: 'alpha-ordinal', printed: 'Krippendorff’s α, ordinal' },
  { code: 'alpha-unitizing', printed: 'Krippendorff’s αU' },
  { code: 'cohen-kappa', printed: 'Cohen’s κ' },
  { code: 'f1-exact', printed: 'F1, same bounds' },
  { code: 'f1-overlapping', printed: 'F1, overlapping' },
] as const;
export type Measure = (typeof measures)[number]['code'];

/** What there is to agree about. */
export const topics = [
  { code: 'spans', printed: 'Spans' },
  { code: 'origin', printed: 'Origin' },
  { code: 'relation', printed: 'Relation' },
  { code: 'confidence', printed: 'Confidence' },
  { code: 'credibility', printed: 'Credibility' },
] as const;
type Topic = (typeof topics)[number]['code'];

/** One figure of agreement, as pages show it and the API answers it. */
export interface Figure {
  measure: Measure;
  about: Topic;
  /** At most 1, of F1 at least 0; null where data don't suffice. */
  value: number | null;
  /**
   * What the figure rests on: of values the units that two or more observers gave one; of spans
   * the stretches of text where anybody marked any.
   */
  units: number;
  /** How many observers took part in those. */
  observers: number;
  /** Within which the figure lies with 95 % confidence; null where units are too few to tell. */
  interval: Interval | null;
}

/** Intervals are drawn by chance, but the same data must always give the same page. */
const fixedSeed = 1;

/** α for values that are the same or are not, such as origins and relations. */
export function nominalFigure<T>(about: Topic, ratings: Ratings<T>): Figure {
  return alphaFigure('alpha-nominal', about, ratings, nominal);
}

/** α for values that stand in an order, such as levels; a value outside the order is missing. */
export function ordinalFigure<T>(about: Topic, ratings: Ratings<T>, order: readonly T[]): Figure {
  return alphaFigure('alpha-ordinal', about, ratings, ordinal(order));
}

/** Cohen's κ for the values of two observers. */
export function kappaFigure<T>(about: Topic, pairs: readonly Pair<T>[]): Figure {
  const { value, units } = kappa(pairs);
  const observers = units > 0 ? 2 : 0;
  return {
    measure: 'cohen-kappa',
    about,
    value,
    units,
    observers,
    interval: kappaInterval(pairs, fixedSeed),
  };
}

/** αU and F1, exact and overlapping, for the spans marked in some texts. */
export function spanFigures(texts: readonly MarkedText<Mark>[]): Figure[] {
  const shared = sharedTexts(texts);
  const basis = {
    about: 'spans' as const,
    units: shared.flatMap(stretches).length,
    observers: new Set(shared.flatMap((text) => [...text.marks.keys()])).size,
  };
  const f1 = (match: Match) => ({
    ...basis,
    measure: `f1-${match}` as const,
    value: spanF1(shared, match),
    interval: spanF1Interval(shared, match, fixedSeed),
  });
  const { value } = unitizingAlpha(shared);
  const interval = unitizingInterval(shared, fixedSeed);
  return [
    { ...basis, measure: 'alpha-unitizing', value, interval },
    f1('exact'),
    f1('overlapping'),
  ];
}

function alphaFigure<T>(
  measure: Measure,
  about: Topic,
  ratings: Ratings<T>,
  scale: Scale<T>,
): Figure {
  const { value, units, observers } = alpha(ratings, scale);
  const interval = alphaInterval(ratings, scale, fixedSeed);
  return { measure, about, value, units, observers, interval };
}
