import { expect, test } from 'vitest';
import { inRuns } from '../../../src/domain/annotations/number-runs.js';

test.each([
  [[], ''],
  [[7], '7'],
  [[7, 8], '7 8'],
  [[7, 8, 9], '7–9'],
  [[1, 2, 4, 5, 6, 20], '1 2 4–6 20'],
  [[3, 2, 1], '3 2 1'],
  [Array.from({ length: 400 }, (_, at) => at + 15), '15–414'],
])('of the numbers %j behind a passage, three and more in a row are a run', (numbers, words) => {
  expect(inRuns(numbers)).toBe(words);
});
