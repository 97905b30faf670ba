import { expect, test } from 'vitest';
import type { HopRating } from '../../../src/domain/chain/chain.js';
import { chainSteps } from '../../../src/web/annotations/chain-difference-view.js';
import { hop } from '../../cases/hops.js';

function ratedAt(at: string, reliability: HopRating['reliability'] = 'B') {
  return [hop('vega', { rating: { reliability, at, reason: null } })];
}

/** What differs in the ratings of two chains, as it is told. */
function told(one: string, other: string, letter?: HopRating['reliability']) {
  const steps = chainSteps(ratedAt(one), ratedAt(other, letter), { sources: new Map() });
  return steps.flatMap(({ changes }) => changes.map(({ before, after }) => [before, after]));
}

const [march, april] = ['2011-03-20T10:00:00.000Z', '2011-04-02T10:00:00.000Z'];

test('a rating that differs is told by its letter, and by its day where only that differs', () => {
  expect(told(march, april, 'C')).toEqual([['B, usually reliable', 'C, fairly reliable']]);
  expect(told(march, april)).toEqual([
    ['B, usually reliable, of 20 March 2011', 'B, usually reliable, of 2 April 2011'],
  ]);
});

test('what is not told apart in words is no change that is shown', () => {
  expect(told(march, '2011-03-20T15:00:00.000Z')).toEqual([]);
});
