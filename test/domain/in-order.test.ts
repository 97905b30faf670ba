import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finished } from '../../src/domain/finished.js';
import { inOrder } from '../../src/domain/in-order.js';

test('whatever is put in order between turns of others is as if sorted at once', () => {
  const items = fc.array(fc.tuple(fc.nat(30), fc.nat()), { maxLength: 2_500 });
  const compare = ([one]: [number, number], [other]: [number, number]) => one - other;
  fc.assert(
    fc.property(items, (all) => {
      expect(finished(inOrder(all, compare))).toEqual(all.toSorted(compare));
    }),
    { numRuns: 30 },
  );
});
