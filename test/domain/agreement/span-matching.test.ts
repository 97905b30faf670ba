import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alignSpans, matchSpans } from '../../../src/domain/agreement/span-matching.js';
import { overlap, type Span } from '../../../src/domain/text/span.js';

const aSpan = fc
  .tuple(fc.nat(30), fc.integer({ min: 1, max: 12 }))
  .map(([start, length]) => ({ start, end: start + length }));
const fewSpans = fc.array(aSpan, { maxLength: 5 });

/** "0/6,6/7" as spans. */
function spans(notation: string): Span[] {
  return notation === '' ? [] : notation.split(',').map(span);
}

function span(notation: string): Span {
  const [start = 0, end = 0] = notation.split('/').map(Number);
  return { start, end };
}

function printed(row: readonly (Span | null)[]): string {
  return row.map((span) => (span ? `${span.start}/${span.end}` : '-')).join(' = ');
}

function shared(one: Span, other: Span): number {
  return Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start));
}

function greatestTotal([first, ...rest]: readonly Span[], other: readonly Span[]): number {
  if (!first) return 0;
  const totals = other.map(
    (candidate, at) =>
      shared(first, candidate) +
      greatestTotal(
        rest,
        other.filter((_, place) => place !== at),
      ),
  );
  return Math.max(greatestTotal(rest, other), ...totals);
}

test.each([
  ['the same span', '0/6', '0/6', '0/6 = 0/6'],
  ['spans that only touch', '0/6', '6/9', '0/6 = -; - = 6/9'],
  ['nothing on one side', '', '6/9', '- = 6/9'],
  ['the longer of two overlaps', '0/10', '0/3,3/10', '0/10 = 3/10; - = 0/3'],
  [
    'the greater total, not the longest overlap',
    '0/10,8/14',
    '3/14,0/4',
    '0/10 = 0/4; 8/14 = 3/14',
  ],
  ['a long span and what stands within it', '0/30,4/5', '3/6,4/30', '0/30 = 4/30; 4/5 = 3/6'],
  [
    'the same bounds, where others overlap as much',
    '0/10,0/4',
    '0/10,4/10',
    '0/10 = 0/10; 0/4 = -; - = 4/10',
  ],
  ['closer bounds, where others overlap as much', '4/8', '0/20,3/9', '4/8 = 3/9; - = 0/20'],
])('spans are matched one to one: %s', (_title, one, other, expected) => {
  const { pairs, onlyOne, onlyOther } = matchSpans(spans(one), spans(other));
  const rows = [
    ...pairs.map((pair) => printed([pair.one, pair.other])),
    ...onlyOne.map((single) => printed([single, null])),
    ...onlyOther.map((single) => printed([null, single])),
  ];
  expect(rows.sort().join('; ')).toBe(expected.split('; ').sort().join('; '));
});

test('of several on the same words those are matched that are alike', () => {
  const tagged = (origin: string) => ({ start: 3, end: 9, origin });
  const { pairs } = matchSpans(
    [tagged('Laura'), tagged('the cable')],
    [tagged('the cable'), tagged('Laura')],
    (one, other) => (one.origin === other.origin ? 1 : 0),
  );
  expect(pairs.every(({ one, other }) => one.origin === other.origin)).toBe(true);
});

test('the total overlap is the greatest that there is', () => {
  fc.assert(
    fc.property(fewSpans, fewSpans, (one, other) => {
      const { pairs } = matchSpans(one, other);
      const total = pairs.reduce((sum, pair) => sum + shared(pair.one, pair.other), 0);
      expect(total).toBe(greatestTotal(one, other));
    }),
  );
});

test('every span is in the answer once, and what is matched overlaps', () => {
  fc.assert(
    fc.property(fc.array(aSpan), fc.array(aSpan), (one, other) => {
      const { pairs, onlyOne, onlyOther } = matchSpans(one, other);
      const sorted = (list: readonly Span[]) => list.map((span) => printed([span])).sort();
      expect(sorted([...pairs.map((pair) => pair.one), ...onlyOne])).toEqual(sorted(one));
      expect(sorted([...pairs.map((pair) => pair.other), ...onlyOther])).toEqual(sorted(other));
      expect(pairs.every((pair) => overlap(pair.one, pair.other))).toBe(true);
    }),
  );
});

test('thousands of spans that hang together are matched, the longest overlaps first', () => {
  const one = Array.from({ length: 2000 }, (_, at) => ({ start: at * 10, end: at * 10 + 11 }));
  const other = one.map(({ start, end }) => ({ start: start + 1, end: end + 1 }));
  expect(matchSpans(one, other).pairs).toEqual(
    one.map((span, at) => ({ one: span, other: other[at] })),
  );
});

test.each([
  ['three who marked the same', ['0/6', '0/5', '1/6'], '0/6 = 0/5 = 1/6'],
  ['one who marked nothing', ['0/6', '', '0/6'], '0/6 = - = 0/6'],
  ['one who marked something else', ['0/6', '8/9', '0/6'], '0/6 = - = 0/6; - = 8/9 = -'],
  [
    'a span between two that do not overlap',
    ['0/6', '4/12', '7/12'],
    '0/6 = - = -; - = 4/12 = 7/12',
  ],
])('the spans of several observers stand in rows: %s', (_title, observers, expected) => {
  expect(alignSpans(observers.map(spans)).map(printed).join('; ')).toBe(expected);
});

test('every span of every observer stands in one row, and those in a row overlap', () => {
  fc.assert(
    fc.property(fc.array(fewSpans, { minLength: 1, maxLength: 4 }), (observers) => {
      const rows = alignSpans(observers);
      for (const [at, own] of observers.entries()) {
        const inRows = rows.flatMap((row) => row[at] ?? []);
        expect(inRows.map((span) => printed([span])).sort()).toEqual(
          own.map((span) => printed([span])).sort(),
        );
      }
      for (const row of rows) {
        const present = row.filter((span) => span !== null);
        expect(present.every((one) => present.every((other) => overlap(one, other)))).toBe(true);
      }
    }),
  );
});

test('of two observers the rows are what the matching says', () => {
  fc.assert(
    fc.property(fewSpans, fewSpans, (one, other) => {
      const rows = alignSpans([one, other]);
      const matched = rows.filter((row) => !row.includes(null));
      expect(matched).toHaveLength(matchSpans(one, other).pairs.length);
    }),
  );
});
