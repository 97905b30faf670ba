import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MarkedText } from '../../../src/domain/agreement/marked-text.js';
import {
  type Mark,
  unitizingAlpha,
  unitizingInterval,
} from '../../../src/domain/agreement/unitizing.js';
import { unitizingCase } from '../../cases/agreement.js';

type Section = readonly [start: number, length: number, category: string];

function markedBy(observers: Record<string, readonly Section[]>, length = 100): MarkedText<Mark> {
  const marks = Object.entries(observers).map(([observer, sections]): [string, Mark[]] => [
    observer,
    sections.map(([start, long, category]) => ({ start, end: start + long, category })),
  ]);
  return { extent: { start: 0, end: length }, marks: new Map(marks) };
}

const published = { ...markedBy(unitizingCase.sections), extent: unitizingCase.extent };

const someSections = fc.array(
  fc.tuple(fc.nat(79), fc.integer({ min: 1, max: 20 }), fc.constantFrom('c', 'k')),
  { maxLength: 8 },
);

test('Krippendorff 2004: αU and its disagreements are the published ones', () => {
  const { value, categories } = unitizingAlpha([published]);
  const { expected } = unitizingCase;
  const c = categories.get('c');
  expect(Math.abs((value ?? 0) - expected.value)).toBeLessThan(expected.tolerance);
  expect(c?.value).toBeCloseTo(expected.c.value, 4);
  expect(c?.observedDisagreement).toBeCloseTo(expected.c.observedDisagreement, 4);
  expect(c?.expectedDisagreement).toBeCloseTo(expected.c.expectedDisagreement, 4);
  expect(categories.get('k')?.value).toBe(expected.k.value);
  expect(categories.get('k')?.expectedDisagreement).toBeCloseTo(expected.k.expectedDisagreement, 4);
});

test('a span that another did not mark counts with the square of its length', () => {
  const alone = unitizingAlpha([markedBy({ Ana: [[10, 8, 'c']], Bo: [] })]);
  expect(alone.observedDisagreement).toBeCloseTo(8 ** 2 / 100 ** 2, 9);
});

test("an observer's spans of one category that overlap are taken as one, those that touch are not", () => {
  const Bo: Section[] = [[10, 20, 'c']];
  const overlapping: Section[] = [
    [10, 12, 'c'],
    [18, 12, 'c'],
  ];
  const touching: Section[] = [
    [10, 10, 'c'],
    [20, 10, 'c'],
  ];
  expect(unitizingAlpha([markedBy({ Ana: overlapping, Bo })]).value).toBe(1);
  expect(unitizingAlpha([markedBy({ Ana: touching, Bo })]).value).toBeLessThan(1);
});

test.each<[string, MarkedText<Mark>[]]>([
  ['there is no text', []],
  ['nobody marked anything', [markedBy({ Ana: [], Bo: [] })]],
  ['one observer alone read the text', [markedBy({ Ana: [[10, 8, 'c']] })]],
])('there is no figure when %s', (_title, texts) => {
  expect(unitizingAlpha(texts).value).toBeNull();
});

test('a span outside its text is refused with its numbers', () => {
  const outside = markedBy({ Ana: [[95, 10, 'c']], Bo: [] });
  expect(() => unitizingAlpha([outside])).toThrow(
    'Span 95–105 is not within a text of length 100.',
  );
});

test('the same text twice gives the same figure', () => {
  const once = unitizingAlpha([published]);
  const twice = unitizingAlpha([published, published]);
  expect(twice.value).toBeCloseTo(once.value ?? 0, 9);
  expect(twice.observedDisagreement).toBeCloseTo(once.observedDisagreement, 9);
  expect(twice.expectedDisagreement).toBeCloseTo(once.expectedDisagreement, 9);
});

test('a text that one observer alone read changes nothing', () => {
  const single = markedBy({ Ana: [[10, 8, 'c']] });
  expect(unitizingAlpha([published, single])).toEqual(unitizingAlpha([published]));
});

test('agreement without a fault is 1, and any other at most 1', () => {
  fc.assert(
    fc.property(someSections, someSections, (Ana, Bo) => {
      expect(unitizingAlpha([markedBy({ Ana, Bo })]).value ?? 1).toBeLessThanOrEqual(1);
      expect(unitizingAlpha([markedBy({ Ana, Bo: Ana })]).value ?? 1).toBe(1);
    }),
  );
});

test('the order of observers and spans and the names of categories change nothing', () => {
  fc.assert(
    fc.property(someSections, someSections, someSections, (Ana, Bo, Cy) => {
      const turned = (sections: readonly Section[]) =>
        sections.map(([start, long, name]): Section => [start, long, `${name}!`]).reverse();
      const one = unitizingAlpha([markedBy({ Ana, Bo, Cy })]);
      const other = unitizingAlpha([
        markedBy({ Cy: turned(Cy), Bo: turned(Bo), Ana: turned(Ana) }),
      ]);
      expect(other.value ?? -9).toBeCloseTo(one.value ?? -9, 9);
    }),
  );
});

test('the interval holds the figure', () => {
  const Ana = Array.from({ length: 30 }, (_, at): Section => [at * 30, 12, 'c']);
  const Bo = Ana.map(
    ([start, long, name], at): Section => [start + (at % 4), long - (at % 3), name],
  );
  const texts = [markedBy({ Ana, Bo }, 1000)];
  const { value } = unitizingAlpha(texts);
  const [low, high] = unitizingInterval(texts, 1) ?? [1, 0];
  expect(low).toBeLessThan(value ?? 0);
  expect(high).toBeGreaterThan(value ?? 0);
});
