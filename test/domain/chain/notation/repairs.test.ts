import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseNotation } from '../../../../src/domain/chain/notation/notation.js';
import { repairsOf } from '../../../../src/domain/chain/notation/repairs.js';

describe('a fault of a line is mended by', () => {
  test.each([
    ['A -tolt-> B', ['Write “told”: A -told-> B', 'It is not known how: A -> B']],
    ['A -gave-> B', ['It is not known how: A -> B']],
    ['A (unamed) -> B', ['Write “unnamed”: A (unnamed) -> B', 'Leave out “(unamed)”: A -> B']],
    ['A (unamed, seen)', ['Write “unnamed”: A (unnamed, seen)', 'Leave out “unamed”: A (seen)']],
    ['A（unamed，seen）', ['Write “unnamed”: A（unnamed，seen）', 'Leave out “unamed”: A（seen）']],
    ['A（unamed）', ['Write “unnamed”: A（unnamed）', 'Leave out “（unamed）”: A']],
    ['A［Z］ → "B（c）"', ['Leave out “［Z］”: A → "B（c）"']],
    ['A (seen, seen)', ['Leave out “seen”: A (seen)']],
    ['-> B', ['Leave out “->”: B', 'The origin is not stated: ? -> B']],
    ['A -> -> B', ['Leave out “->”: A -> B', 'The holder is not known: A -> ? -> B']],
    ['A ->', ['The holder is not known: A -> ?']],
    ['A->B', ['Put a space on both sides: A -> B']],
    ['A -> "B', ['Close it with ": A -> "B"']],
    ['A (unnamed -> B', ['Close it with ): A (unnamed) -> B']],
    ['A [B] [C]', ['Leave out “[C]”: A [B]']],
    ['A [Z] -> B', ['Leave out “[Z]”: A -> B']],
    ['A <- B', []],
    [',"Ada -> ', []],
    ['Smith, "Ada -> ', []],
  ])('%s', (line, expected) => {
    const [fault] = parseNotation(line).faults;
    const repairs = fault ? repairsOf(line, fault) : [];
    expect(repairs.map(({ words, line }) => `${words}: ${line.trim()}`)).toEqual(expected);
  });

  test('nothing that would not leave fewer of them, or lose a name', () => {
    const part = fc.constantFrom(
      'Ada',
      ' -> ',
      '->',
      ' -tolt-> ',
      ' (',
      ')',
      'seen',
      '[B]',
      '"',
      '?',
      '+',
      ',',
      '#',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const line = parts.join('');
        const { faults } = parseNotation(line);
        const [fault] = faults;
        if (!fault) return;
        for (const repair of repairsOf(line, fault)) {
          expect(parseNotation(repair.line).faults.length).toBeLessThan(faults.length);
          // What stands in brackets is said of a name, and may go.
          if (/[([]/u.test(line)) continue;
          expect(repair.line.split('Ada').length).toBe(line.split('Ada').length);
        }
      }),
    );
  });
});
