import { reliable, tentative } from '../../domain/agreement/agreement-words.js';
import type { Interval } from '../../domain/agreement/bootstrap.js';

/*
 * Small plots, drawn from straight lines and dots: agreement/plot.ejs puts them on the page, and
 * their looks stand in figures.css. What they show always stands beside them in figures too.
 */

interface LineView {
  class: string;
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

export interface PlotView {
  width: number;
  height: number;
  lines: LineView[];
  dots: { class: string; x: number; y: number; radius: number }[];
}

const width = 120;
const height = 16;
const middle = height / 2;
/** A part that there is can be seen, however small it is. */
const minLengthPx = 2;
const gapPx = 1;

/** Counts as parts of one bar, in which `maxCount` fills the whole width. */
export function barPlot(
  parts: readonly { class: string; count: number }[],
  maxCount: number,
): PlotView {
  const lines: LineView[] = [];
  let x = 0;
  for (const { class: name, count } of parts) {
    if (count === 0) continue;
    const length = Math.max(
      minLengthPx,
      rounded((count / maxCount) * (width - parts.length * gapPx)),
    );
    lines.push(line(name, x, x + length));
    x = rounded(x + length + gapPx);
  }
  return { width, height, lines, dots: [] };
}

/** A figure with its interval on a scale from 0 to 1; what lies below 0 is drawn at 0. */
export function intervalPlot(
  value: number,
  interval: Interval | null,
  { bounds }: { bounds: boolean },
): PlotView {
  const ticks = bounds ? [tentative, reliable] : [];
  return {
    width,
    height,
    lines: [
      line('scale', placeOf(0), placeOf(1)),
      ...[0, ...ticks, 1].map(tick),
      ...(interval ? [line('interval', ...ends(interval))] : []),
    ],
    dots: [{ class: 'figure', x: placeOf(value), y: middle, radius: 4 }],
  };
}

const margin = 5;

function placeOf(value: number): number {
  return rounded(margin + Math.min(1, Math.max(0, value)) * (width - 2 * margin));
}

function ends([low, high]: Interval): [number, number] {
  return [placeOf(low), placeOf(high)];
}

function line(name: string, x1: number, x2: number): LineView {
  return { class: name, x1, y1: middle, x2, y2: middle };
}

function tick(value: number): LineView {
  const x = placeOf(value);
  return { class: 'tick', x1: x, y1: middle - 4, x2: x, y2: middle + 4 };
}

function rounded(length: number): number {
  return Math.round(length * 10) / 10;
}
