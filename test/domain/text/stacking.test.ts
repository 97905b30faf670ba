import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Segment, segments } from '../../../src/domain/text/segments.js';
import { stacking } from '../../../src/domain/text/stacking.js';
import type { LevelClass } from '../../../src/web/annotations/level-view.js';

const levels: LevelClass[] = ['high', 'moderate', 'low', 'none'];

const annotations = fc
  .array(
    fc.record({
      start: fc.nat(40),
      length: fc.integer({ min: 1, max: 30 }),
      level: fc.constantFrom(...levels),
    }),
    { maxLength: 12 },
  )
  .map((items) =>
    items.map(({ start, length, level }, index) => ({
      id: `a${index}`,
      start,
      end: start + length,
      level,
    })),
  );

interface Stacked extends Segment {
  places: ReadonlyMap<string, number>;
}

function stacked(items: readonly { id: string; start: number; end: number; level: LevelClass }[]) {
  const levelOf = new Map(items.map(({ id, level }) => [id, level]));
  const stack = stacking((id) => levelOf.get(id) ?? 'none');
  return segments(80, items).map((piece): Stacked => ({ ...piece, places: stack(piece) }));
}

test('an annotation inside another is underlined below it, and the other keeps its place', () => {
  const pieces = stacked([
    { id: 'outer', start: 0, end: 30, level: 'moderate' },
    { id: 'inner', start: 10, end: 20, level: 'low' },
  ]);
  expect(pieces.slice(0, 3).map(({ places }) => Object.fromEntries(places))).toEqual([
    { outer: 1 },
    { outer: 1, inner: 2 },
    { outer: 1 },
  ]);
});

test('two underlines never lie in one place, and there are four places', () => {
  fc.assert(
    fc.property(annotations, (items) => {
      for (const { places, ids } of stacked(items)) {
        const taken = [...places.values()];
        expect(new Set(taken).size).toBe(taken.length);
        expect(taken.every((place) => place >= 1 && place <= 4)).toBe(true);
        expect([...places.keys()].every((id) => ids.includes(id))).toBe(true);
      }
    }),
  );
});

test('every level that lies over a piece is seen there, however many annotations do', () => {
  fc.assert(
    fc.property(annotations, (items) => {
      const levelOf = new Map(items.map(({ id, level }) => [id, level]));
      for (const { places, ids } of stacked(items)) {
        const seen = new Set([...places.keys()].map((id) => levelOf.get(id)));
        expect(seen).toEqual(new Set(ids.map((id) => levelOf.get(id))));
      }
    }),
  );
});

test('an underline keeps its place along its annotation where no more than four meet', () => {
  fc.assert(
    fc.property(annotations, (items) => {
      const pieces = stacked(items.slice(0, 4));
      for (const { id } of items.slice(0, 4)) {
        const places = pieces.flatMap((piece) => piece.places.get(id) ?? []);
        expect(new Set(places).size).toBe(1);
      }
    }),
  );
});
