import { expect, test } from 'vitest';
import { isSpaceUnit } from '../../../src/domain/text/white-space.js';

test('a unit is white space where a pattern says so', () => {
  const units = Array.from({ length: 2 ** 16 }, (_, unit) => unit);
  const wrong = units.filter((unit) => isSpaceUnit(unit) !== /\s/u.test(String.fromCharCode(unit)));
  expect(wrong).toEqual([]);
  expect(isSpaceUnit(Number.NaN)).toBe(false);
});
