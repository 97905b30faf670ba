import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countBefore } from '../../src/domain/binary-search.js';

test('a place is found among what is in order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), fc.nat(22), (all, limit) => {
      const ascending = all.toSorted((one, other) => one - other);
      const before = ascending.filter((each) => each < limit).length;
      expect(countBefore(ascending, (each) => each < limit)).toBe(before);
    }),
  );
});
