import { describe, expect, test } from 'vitest';
import { chainOf, hopOf } from '../../../src/domain/history/event-hops.js';
import { evidence, hop } from '../../cases/hops.js';

/** A hop as the history has it from before one could have several holders. */
const earlier = {
  source: 'vega',
  as: 'a clerk',
  firsthand: true,
  relation: 'told',
  basis: 'background',
  terms: null,
  check: 'seen',
  rating: null,
  evidence: { url: 'https://example.org/a', excerpt: null, retrievedAt: null, sha256: null },
};

describe('a hop in an event', () => {
  test('is read as it was written', () => {
    expect(hopOf(hop('vega', { relation: 'told' }))).toEqual(hop('vega', { relation: 'told' }));
  });

  test('of before there were several holders has the one that it had', () => {
    const pieces = [evidence({ url: 'https://example.org/a' })];
    expect(hopOf(earlier)).toEqual(
      hop('vega', {
        ...{ relation: 'told', as: 'a clerk', firstHand: true, basis: 'background' },
        ...{ check: 'seen', evidence: pieces },
      }),
    );
  });

  test('of those days without a source is a gap', () => {
    expect(hopOf({ ...earlier, source: null })).toEqual(hop(null, { relation: 'told' }));
  });
});

describe('a chain in an event', () => {
  test('may have hops of both kinds', () => {
    expect(chainOf([earlier, hop('paper')])).toHaveLength(2);
  });

  test.each([[null], ['a chain'], [[1]], [[{ holders: 'all' }]], [{}]])('is not %j', (value) => {
    expect(chainOf(value)).toBeNull();
  });
});
