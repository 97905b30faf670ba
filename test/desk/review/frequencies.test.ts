import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Frequencies } from '../../../src/desk/review/frequencies.js';

test('the most frequent are those of a whole count, whatever was counted and taken back', () => {
  const values = fc.array(fc.constantFrom(...'abcdefgh'));
  fc.assert(
    fc.property(values, values, fc.integer({ min: 1, max: 9 }), (stay, go, limit) => {
      const counts = new Frequencies();
      for (const value of [...go, ...stay]) counts.add(value, 1);
      for (const value of go) counts.add(value, -1);
      const times = (value: string) => stay.filter((each) => each === value).length;
      const expected = [...new Set(stay)]
        .map((value): [string, number] => [value, times(value)])
        .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
      expect(counts.most(limit)).toEqual(expected.slice(0, limit));
    }),
  );
});
