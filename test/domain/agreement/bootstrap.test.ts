import { expect, test } from 'vitest';
import { bootstrapInterval, fewestUnits } from '../../../src/domain/agreement/bootstrap.js';

const units = Array.from({ length: 100 }, (_, at) => at % 10);

function mean(sample: readonly number[]): number {
  return sample.reduce((sum, value) => sum + value, 0) / sample.length;
}

test('the interval of a mean is that of the textbook', () => {
  const error = Math.sqrt(mean(units.map((value) => (value - 4.5) ** 2)) / units.length);
  const [low, high] = bootstrapInterval(units, mean, 7) ?? [0, 0];
  expect(Math.abs(low - (4.5 - 1.96 * error))).toBeLessThan(0.1);
  expect(Math.abs(high - (4.5 + 1.96 * error))).toBeLessThan(0.1);
});

test('the same seed gives the same interval, another seed another', () => {
  expect(bootstrapInterval(units, mean, 1)).toEqual(bootstrapInterval(units, mean, 1));
  expect(bootstrapInterval(units, mean, 1)).not.toEqual(bootstrapInterval(units, mean, 2));
});

test.each<[string, number[], (sample: readonly number[]) => number | null]>([
  ['there are fewer than ten units', units.slice(0, fewestUnits - 1), mean],
  ['all samples give the same figure', units.map(() => 1), mean],
  ['many samples give none', units, (sample) => (sample[0] === 0 ? null : mean(sample))],
])('there is no interval when %s', (_title, some, statistic) => {
  expect(bootstrapInterval(some, statistic, 1)).toBeNull();
});

test('a few samples without a figure are left out', () => {
  const statistic = (sample: readonly number[]) =>
    sample[0] === 0 && sample[1] === 0 ? null : mean(sample);
  expect(bootstrapInterval(units, statistic, 1)).not.toBeNull();
});
