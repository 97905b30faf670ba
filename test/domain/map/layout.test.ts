import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { folded } from '../../../src/domain/map/folding.js';
import { layOut, pageRoom } from '../../../src/domain/map/map-layouts.js';
import { sourceMap } from '../../../src/domain/map/source-map.js';
import { faultsOf } from './layout-faults.js';
import { mapOf, someMaps, sourceOf } from './maps.js';

const twelve = Array.from({ length: 12 }, () => 'Ann /t told > cable /s leaked > Harbour Post');
const origins = Array.from({ length: 44 }, (_, at) => `official ${at} /t told > Harbour Post`);
const cases: Record<string, readonly string[]> = {
  'one hop': ['Harbour Post'],
  'two hops': ['Ann /t told > Harbour Post'],
  'one passage through a gap': ['? /t passed > ? /s leaked > Harbour Post'],
  'several holders': ['Ann + Ben /t told > Carla + Dora /s told > Harbour Post'],
  'an outlet that gives itself as its source': ['Harbour Post /s quoted > Harbour Post'],
  'two outlets that cite each other': [
    'Ann /t told > Harbour Post /t quoted > Morning Post',
    'Morning Post /t quoted > Harbour Post',
  ],
  'a circle of three': [
    'Ann /t told > Harbour Post /t quoted > Morning Post /t quoted > Evening Post',
    'Evening Post /t quoted > Harbour Post',
  ],
  'twelve lanes': twelve,
  'twelve lanes that part': [
    ...twelve,
    ...twelve.map((line) => line.replace('Harbour', 'Morning')),
  ],
  'forty-four origins that are alike': origins,
  'forty-four origins that are not': origins.map((line, at) => `Witness ${at} /s told > ${line}`),
  'names from right to left': [
    'مصدر في وزارة الخارجية /t told > צוות העיתון /s quoted > Harbour Post',
  ],
  'very long names': [
    `${'Somebody who was in the room '.repeat(8)} /t told > ${'W'.repeat(300)} /s told > Harbour Post`,
  ],
  'emoji and hieroglyphs': ['👩‍👩‍👧‍👦 of Anna /t told > 𓀀𓀁𓀂 /s told > 王毅外长 Post'],
  'two parts that have nothing in common': [
    'Ann /t told > Harbour Post',
    'Ben /s told > Morning Post',
  ],
  'a long way beside short ones': [
    'Ann /t told > Ben /t told > Carla /t told > Dora /t told > Harbour Post',
    'Ann /s told > Harbour Post',
    'Ben /s told > Harbour Post',
    'Carla /c told > Morning Post',
  ],
};

describe.each(Object.entries(cases))('a map of %s', (_name, lines) => {
  const map = mapOf(lines);
  const { lying, upright } = layOut(map, pageRoom);

  test('stands upright without a fault', () => {
    expect(faultsOf(upright, map)).toEqual([]);
  });

  test('lies without a fault, where it finds room', () => {
    expect(lying ? faultsOf(lying, map) : []).toEqual([]);
  });
});

test.each([
  ...['one hop', 'two hops', 'several holders', 'two outlets that cite each other'],
  ...['a circle of three', 'twelve lanes', 'a long way beside short ones', 'very long names'],
])('a map of %s has room to lie', (name) => {
  expect(layOut(mapOf(cases[name] ?? []), pageRoom).lying).not.toBeNull();
});

test('a tick stands on lines of its own level, in either form', () => {
  const lines = ['Ann /c told > Harbour Post', 'Ann /s told > Harbour Post'];
  const { lying, upright } = layOut(mapOf([...lines, ...lines]), pageRoom);
  for (const form of [lying, upright]) {
    const levels = form?.marks.map(({ level }) => level).toSorted();
    expect(levels).toEqual(['high', 'low']);
  }
});

test('of whatever chains, both forms show every way and no word on a line', () => {
  fc.assert(
    fc.property(someMaps(), (passages) => {
      const map = folded(sourceMap(passages, sourceOf));
      const { lying, upright } = layOut(map, pageRoom);
      expect([...(lying ? faultsOf(lying, map) : []), ...faultsOf(upright, map)]).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('the same passages make the same picture in whatever order they come', () => {
  fc.assert(
    fc.property(
      someMaps(10, 7).chain((list) => fc.tuple(fc.constant(list), shuffled(list))),
      ([passages, others]) => {
        const [one, other] = [passages, others].map((each) => folded(sourceMap(each, sourceOf)));
        expect(other).toEqual(one);
        if (one && other) expect(layOut(other, pageRoom)).toEqual(layOut(one, pageRoom));
      },
    ),
    { numRuns: 20 },
  );
});

function shuffled<T>(list: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...list], { minLength: list.length });
}
