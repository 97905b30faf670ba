import { expect, test } from 'vitest';
import { runTogether } from '../../../src/domain/map/clear-space.js';

interface Line {
  y: number;
  from?: number;
  width: number;
}

function level({ y, from = 0, width }: Line) {
  return {
    width,
    points: [
      { x: from, y },
      { x: from + 100, y },
    ],
  };
}

test.each<[string, Line, Line, boolean]>([
  ['on each other', { y: 50, width: 3.4 }, { y: 50, width: 3.4 }, true],
  ['two pixels apart', { y: 271.8, width: 3.4 }, { y: 269.8, width: 3.4 }, true],
  ['edge on edge', { y: 50, width: 3.4 }, { y: 53.3, width: 3.4 }, true],
  ['with a little between them', { y: 50, width: 3.4 }, { y: 53.5, width: 3.4 }, false],
  ['thin and thick, with a little between', { y: 50, width: 1.8 }, { y: 52.7, width: 3.4 }, false],
  ['a line on the edge of a band', { y: 50, width: 26 }, { y: 62, width: 3.4 }, true],
  ['a line beside a band', { y: 50, width: 26 }, { y: 65, width: 3.4 }, false],
  ['one behind the other', { y: 50, width: 3.4 }, { y: 50, from: 90, width: 3.4 }, false],
])('level lines %s run together or do not', (_where, one, other, expected) => {
  expect(runTogether([level(one), level(other)])).toBe(expected);
});

test('lines that cross do not run together', () => {
  const down = {
    width: 3.4,
    points: [
      { x: 50, y: 0 },
      { x: 50, y: 100 },
    ],
  };
  expect(runTogether([level({ y: 50, width: 3.4 }), down])).toBe(false);
});
