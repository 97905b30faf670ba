import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finished } from '../../src/domain/finished.js';
import { countBefore, inOrder } from '../../src/domain/in-order.js';

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

test('a place is found among what is in order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), fc.nat(22), (all, limit) => {
      const ascending = all.toSorted((one, other) => one - other);
      const before = ascending.filter((each) => each < limit).length;
      expect(countBefore(ascending, (each) => each < limit)).toBe(before);
    }),
  );
});
