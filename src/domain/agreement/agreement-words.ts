import { numberWord } from '../text/wording.js';
import type { Figure } from './agreement.js';
import { fewestUnits } from './bootstrap.js';

type Facts = Pick<Figure, 'measure' | 'value' | 'units' | 'interval'>;

/** From here on data are reliable enough to conclude from. */
export const reliable = 0.8;

/** From here on data bear tentative conclusions. */
export const tentative = 0.667;

/**
 * What a figure means, in one or two sentences. The bounds for α are Krippendorff's own advice
 * (Content Analysis, 2nd ed., p. 241) and serve for κ as well, as Artstein and Poesio (2008,
 * doi:10.1162/coli.07-034-R2) have it. F1 knows no chance and no bounds: it is a share.
 */
export function wordsFor(figure: Facts): string {
  const { measure, units, value } = figure;
  if (value === null) return missing(figure);
  if (measure === 'f1-exact') return `${inHundred(value)} have a counterpart of the same bounds.`;
  if (measure === 'f1-overlapping') return `${inHundred(value)} have a counterpart that overlaps.`;
  if (units < fewestUnits) return fewWords(units);
  return [verdictOn(value), doubt(figure)].filter((words) => words !== '').join(' ');
}

function missing({ units }: Facts): string {
  if (units === 0) return 'Not enough data: no two people have reviewed the same thing.';
  return 'Not enough data: nothing varies, so agreement cannot be told from habit.';
}

/** By so few even people who guess may agree. */
function fewWords(units: number): string {
  const from = units === 1 ? 'one unit' : `${numberWord(units)} units`;
  return `Not enough data: nothing can be concluded from ${from}, whatever the figure.`;
}

function verdictOn(value: number): string {
  if (value >= reliable) return 'Reliable: people agree well enough to conclude from this.';
  if (value >= tentative) return 'Only tentative conclusions can be drawn from this.';
  if (value > 0) return 'Not reliable: better than chance, but too far apart to conclude from.';
  return 'Not reliable: no better than chance.';
}

/** How sure the verdict is, where it would be a lower one at the interval's lower end. */
function doubt({ value, interval }: Facts): string {
  const low = interval?.[0] ?? value ?? 0;
  const falls = [reliable, tentative, 0].some((bound) => (value ?? 0) >= bound && low < bound);
  return falls ? 'More units are needed to be sure: the interval reaches lower.' : '';
}

function inHundred(value: number): string {
  return `${Math.round(value * 100)} in 100 spans`;
}
