import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EqualRun } from '../../../../src/domain/text/comparison/anchors.js';
import { fewestEdits } from '../../../../src/domain/text/comparison/small-alignment.js';

const unitsOf = (text: string) => Uint16Array.from(text, (unit) => unit.charCodeAt(0));

function runsOf(was: string, now: string): EqualRun[] {
  const region = { was: { start: 0, end: was.length }, now: { start: 0, end: now.length } };
  return fewestEdits(unitsOf(was), unitsOf(now), region).reverse();
}

/** The same by the whole table, pair by pair: across where that is as cheap, else the older text goes first. */
function runsByTable(was: string, now: string): EqualRun[] {
  const edits = Array.from({ length: was.length + 1 }, (_, line) =>
    Array.from({ length: now.length + 1 }, (_, column) => (line === 0 ? column : line)),
  );
  const at = (line: number, column: number) => edits[line]?.[column] ?? Number.POSITIVE_INFINITY;
  const across = (line: number, column: number) =>
    at(line - 1, column - 1) + (was[line - 1] === now[column - 1] ? 0 : 1);
  for (let line = 1; line <= was.length; line += 1)
    for (let column = 1; column <= now.length; column += 1)
      edits[line]?.splice(
        column,
        1,
        Math.min(across(line, column), at(line - 1, column) + 1, at(line, column - 1) + 1),
      );
  const same: EqualRun[] = [];
  let [line, column] = [was.length, now.length];
  while (line > 0 && column > 0) {
    const isAcross = across(line, column) === at(line, column);
    const isOlder = at(line - 1, column) + 1 === at(line, column);
    if (isAcross || isOlder) line -= 1;
    if (isAcross || !isOlder) column -= 1;
    if (isAcross && was[line] === now[column]) same.unshift({ was: line, now: column, length: 1 });
  }
  return same.reduce<EqualRun[]>((runs, { was, now }) => {
    const last = runs.at(-1);
    if (last && last.was + last.length === was && last.now + last.length === now) last.length += 1;
    else runs.push({ was, now, length: 1 });
    return runs;
  }, []);
}

const few = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), minLength: 1, maxLength: 80 });
const many = fc.string({ minLength: 1, maxLength: 80 });

test.each([
  ['of few letters', few],
  ['of many letters', many],
])(
  'two stretches %s have the runs of the fewest edits in common, however long they are',
  (_, texts) => {
    fc.assert(
      fc.property(texts, texts, (was, now) => {
        expect(runsOf(was, now)).toEqual(runsByTable(was, now));
      }),
    );
  },
);

test('of one that is longer than a word of bits, too, and with letters changed', () => {
  const was =
    'The ferry went out empty on Monday, and the third did not go out at all that week. '.repeat(3);
  const now = was
    .replaceAll('ferry', 'fery')
    .replace('Monday', 'Sunday')
    .replace('that', 'the next');
  expect(runsOf(was, now)).toEqual(runsByTable(was, now));
});

test('a stretch without a letter in common has no run, and takes nothing along into the next', () => {
  expect(runsOf('abc', 'xyz')).toEqual([]);
  expect(runsOf('xyz', 'abc')).toEqual([]);
  expect(runsOf('abc', 'abc')).toEqual([{ was: 0, now: 0, length: 3 }]);
});

test('a very long stretch is compared with a short one in room for their product', () => {
  const long = `${'ab '.repeat(600_000)}x`;
  expect(runsOf(long, 'x')).toEqual([{ was: 1_800_000, now: 0, length: 1 }]);
  expect(runsOf('x', long)).toEqual([{ was: 0, now: 1_800_000, length: 1 }]);
});
