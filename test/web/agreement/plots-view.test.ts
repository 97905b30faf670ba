import { expect, test } from 'vitest';
import { durationWords } from '../../../src/web/agreement/duration-view.js';
import { barPlot, intervalPlot } from '../../../src/web/agreement/plots-view.js';

test('the parts of a bar follow each other, and the longest bar fills the width', () => {
  const { lines, width } = barPlot(
    [
      { class: 'agree', count: 3 },
      { class: 'dispute', count: 0 },
      { class: 'unsure', count: 1 },
    ],
    4,
  );
  const [agree, unsure] = lines;
  expect(lines.map((line) => line.class)).toEqual(['agree', 'unsure']);
  expect(agree?.x1).toBe(0);
  expect(unsure?.x1).toBeGreaterThan(agree?.x2 ?? width);
  expect(unsure?.x2).toBeLessThanOrEqual(width);
  expect((agree?.x2 ?? 0) / ((unsure?.x2 ?? 0) - (unsure?.x1 ?? 0))).toBeCloseTo(3, 1);
});

test('one of thousands can still be seen', () => {
  const [line] = barPlot([{ class: 'dispute', count: 1 }], 5000).lines;
  expect((line?.x2 ?? 0) - (line?.x1 ?? 0)).toBeGreaterThanOrEqual(2);
});

test('a figure lies in its interval, and what is below chance at the beginning', () => {
  const { lines, dots } = intervalPlot(0.8, [0.5, 0.9], { bounds: true });
  const interval = lines.find((line) => line.class === 'interval');
  expect(dots[0]?.x).toBeGreaterThan(interval?.x1 ?? 0);
  expect(dots[0]?.x).toBeLessThan(interval?.x2 ?? 0);
  const scale = lines.find((line) => line.class === 'scale');
  const low = intervalPlot(-0.4, null, { bounds: false });
  expect(low.dots[0]?.x).toBe(scale?.x1);
  expect(low.lines.filter((line) => line.class === 'tick')).toHaveLength(2);
});

const minute = 60_000;
test.each([
  [59 * minute, 'less than an hour'],
  [60 * minute, '1 hour'],
  [47 * 60 * minute, '47 hours'],
  [48 * 60 * minute, '2 days'],
  [27 * 24 * 60 * minute, '27 days'],
  [28 * 24 * 60 * minute, '4 weeks'],
])('%i milliseconds are %s', (duration, words) => {
  expect(durationWords(duration)).toBe(words);
});
