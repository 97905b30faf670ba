import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IndexPlace } from '../../../src/store/cursor.js';
import { comparePlaces, Places } from '../../../src/store/memory/places.js';

const place = fc.record({
  sort: fc.constantFrom('', 'a', 'b', '\uffee', '\u{1f30a}'),
  id: fc.nat(400).map(String),
});
const step = fc.record({ place, how: fc.constantFrom('add', 'append', 'remove') });

const key = ({ sort, id }: IndexPlace) => `${sort} ${id}`;

test('places stand in order, however they came and went, and however many they are', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(place, { selector: key, minLength: 0, maxLength: 1_500, size: 'max' }),
      fc.array(step, { maxLength: 60 }),
      (first, steps) => {
        const places = new Places();
        const kept = new Map<string, IndexPlace>();
        const put = (how: 'add' | 'append' | 'remove', each: IndexPlace) => {
          if (how !== 'remove' && kept.has(key(each))) return;
          places[how](each);
          if (how === 'remove') kept.delete(key(each));
          else kept.set(key(each), each);
        };
        for (const each of first) put('append', each);
        for (const { how, place: each } of steps) {
          put(how, each);
          const sorted = [...kept.values()].sort(comparePlaces);
          expect(places.count).toBe(sorted.length);
          expect(places.before(each)).toBe(
            sorted.filter((one) => comparePlaces(one, each) < 0).length,
          );
        }
        const sorted = [...kept.values()].sort(comparePlaces);
        expect(places.slice(0, sorted.length)).toEqual(sorted);
        expect(places.slice(3, 9)).toEqual(sorted.slice(3, 9));
      },
    ),
    { numRuns: 40 },
  );
});

test('a list grows in its middle by thousands', () => {
  const places = new Places();
  const ids = Array.from({ length: 5_000 }, (_, n) => String((n * 2_741) % 5_000).padStart(4, '0'));
  for (const id of ids) places.add({ sort: 'same', id });
  expect(places.slice(0, 5_000).map(({ id }) => id)).toEqual(ids.toSorted());
  expect(places.slice(2_498, 2_500).map(({ id }) => id)).toEqual(['2498', '2499']);
  for (const id of ids.slice(0, 4_999)) places.remove({ sort: 'same', id });
  expect(places.slice(0, 9)).toEqual([{ sort: 'same', id: ids[4_999] }]);
});
