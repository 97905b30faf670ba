import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mapDrawingInTurns } from '../../../src/domain/map/drawing.js';
import { withAlikeFolded } from '../../../src/domain/map/folding.js';
import { layOut, pageRoom, paperRoom } from '../../../src/domain/map/map-layouts.js';
import { mapViewInTurns } from '../../../src/domain/map/map-view.js';
import { mirrored } from '../../../src/domain/map/mirroring.js';
import { type SourceMap, sourceMap } from '../../../src/domain/map/source-map.js';
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
  const { broad, narrow } = layOut(map, pageRoom);

  test('stands upright without a fault', () => {
    expect(faultsOf(narrow, map)).toEqual([]);
  });

  test('lies without a fault, or stands where it finds no room', () => {
    expect(faultsOf(broad, map)).toEqual([]);
  });
});

test.each([
  ...['one hop', 'two hops', 'several holders', 'two outlets that cite each other'],
  ...['a circle of three', 'twelve lanes', 'a long way beside short ones', 'very long names'],
])('a map of %s has room to lie', (name) => {
  expect(layOut(mapOf(cases[name] ?? []), pageRoom).broad.form).toBe('lying');
});

test('a tick stands on lines of its own level, in either form', () => {
  const lines = ['Ann /c told > Harbour Post', 'Ann /s told > Harbour Post'];
  const { broad, narrow } = layOut(mapOf([...lines, ...lines]), pageRoom);
  for (const form of [broad, narrow]) {
    const levels = form.marks.map(({ level }) => level).toSorted();
    expect(levels).toEqual(['high', 'low']);
  }
});

test('marks stand apart, on their own lines and on the loop of an outlet that cites itself', () => {
  const lines = [
    'Ann /c told > Harbour Post',
    'Ben /c told > Harbour Post',
    'Morning Post /c quoted > Harbour Post /c quoted > Morning Post',
    'Harbour Post /t quoted > Harbour Post',
  ];
  const { broad, narrow } = layOut(mapOf(lines), pageRoom);
  for (const { marks } of [broad, narrow]) {
    expect(marks.filter(({ kind }) => kind === 'arrow').length).toBeGreaterThan(2);
    const near = marks.filter((one, at) =>
      marks.slice(at + 1).some(({ x, y }) => Math.hypot(x - one.x, y - one.y) < 10),
    );
    expect(near).toEqual([]);
  }
});

test('a way past other nodes bends no more than twice', () => {
  const long = 'Ann /s told > Ben /s told > Carla /s told > Dora /s told > Harbour Post';
  const { broad } = layOut(mapOf([long, long, 'Ann /t told > Morning Post']), pageRoom);
  const way = broad.lines.find(({ to }) => to === 'Morning Post');
  expect(way?.points.length).toBeLessThanOrEqual(4);
});

test('a long name stands on two lines, whole, whatever the form', () => {
  const name = 'Parliamentary Under-Secretary of State for Transport and Roads';
  const { broad, narrow } = layOut(mapOf([`${name} /t told > Harbour Post`]), pageRoom);
  for (const { labels } of [broad, narrow]) {
    const lines = labels.filter(({ of, role }) => of === name && role === 'name');
    expect(lines.map(({ text }) => text).join(' ')).toBe(name);
    expect(lines.length).toBeLessThanOrEqual(2);
  }
});

test('a name is cut only where it stands whole nowhere: others may be short of room, and it not', () => {
  const told = 'pakistani officials + indian officials /t told > Steve Coll';
  const onward = 'The Washington Post / quoted > Atlantic Council';
  const map = mapOf([
    `${told} / wrote > The New Yorker / reported > ${onward}`,
    'Steve Coll / wrote > The New Yorker / quoted > Atlantic Council',
    '? > Steve Coll / reported > The Washington Post',
    `${told} / wrote > The New Yorker / paraphrased > ${onward}`,
    `Steve Coll > ? / reported > ${onward}`,
    `Steve Coll / quoted > ${onward}`,
    'senior pakistani official + senior indian official / quoted > Steve Coll / quoted > The Washington Post',
    'confidential source 2 / told > Steve Coll / reported > The Washington Post',
  ]);
  const { broad } = layOut(map, paperRoom);
  expect(broad.form).toBe('lying');
  expect(broad.labels.filter(({ text }) => text.endsWith('…'))).toEqual([]);
});

test.each<[person: string, office: string, between?: string]>([
  ['Yusuf Darwish', 'harbour office engineers'],
  [
    'Prof. Dr. Maximiliane-Charlotte Freifrau von Hohenstein-Waldburg',
    'Federal Waterways and Shipping Directorate North',
    'Ann',
  ],
])(
  'a name that would stand whole on two lines is never cut: for want of room the map stands upright: %s, %s',
  (...names) => {
    const map = crowded(...names);
    for (const room of [pageRoom, paperRoom]) {
      const { broad } = layOut(map, room);
      expect(broad.labels.filter(({ text }) => text.endsWith('…'))).toEqual([]);
    }
  },
);

/** Five ways with names of a length, that find no room to lie on paper. */
function crowded(person: string, office: string, between = 'Confidential source 12'): SourceMap {
  return mapOf([
    `Northern Wire /c summarised > ${person} /c released > ${between} /t released > ${office} /c released > Runa Vold / wrote > Harbour Post`,
    'Inspection report / leaked > Harbour Post',
    `Northern Post / told > ${office} /s reported > Northern Wire /c summarised > Harbour Post`,
    'Mira Sen /c reported > Harbour Post',
    `${person} /c reported > Harbour Post`,
  ]);
}

test('where it stands upright on a broad page, a map takes the room that its names want, and no more', () => {
  const long = crowded(
    'Prof. Dr. Maximiliane-Charlotte Freifrau von Hohenstein-Waldburg',
    'Federal Waterways and Shipping Directorate North, Department for Dredging',
  );
  const { broad, narrow } = layOut(long, paperRoom);
  expect([broad.form, ...faultsOf(broad, long)]).toEqual(['upright']);
  expect(narrow.labels.length).toBeGreaterThan(broad.labels.length);
  expect(broad.labels.filter(({ text }) => text.endsWith('…'))).toEqual([]);
  expect(broad.width).toBeLessThanOrEqual(paperRoom.upright);

  const short = layOut(crowded('Yusuf Darwish', 'harbour office engineers'), paperRoom).broad;
  expect(short.form).toBe('upright');
  expect(short.width).toBeLessThan(broad.width);
});

test('upright, a name is whole on as many lines as it takes, a word that is too long too', () => {
  const long =
    'Parliamentary Under-Secretary of State for Foreign and Commonwealth Affairs with responsibility for the Overseas Territories';
  for (const name of [long, `${'Donaudampfschifffahrt'.repeat(4)} office`]) {
    const map = mapOf([`${name} /t told > Harbour Post`, 'Ann /s told > Harbour Post']);
    const { narrow } = layOut(map, { ...pageRoom, narrow: 240 });
    const lines = narrow.labels.filter(({ of, role }) => of === name && role === 'name');
    expect(
      lines
        .map(({ text }) => text)
        .join('')
        .replaceAll(' ', ''),
    ).toBe(name.replaceAll(' ', ''));
    expect(Math.max(...lines.map(({ x, width }) => x + width))).toBeLessThanOrEqual(240);
    expect(faultsOf(narrow, map)).toEqual([]);
  }
});

test('lanes draw closer rather than that a name is cut', () => {
  const outlets = Array.from({ length: 6 }, (_, at) => `Wire /s republished > ${at} Post`);
  const withOrigin = (name: string) => {
    const { narrow } = layOut(mapOf([...outlets, `${name} /t told > 0 Post`]), pageRoom);
    const names = narrow.labels.filter(({ role }) => role === 'name');
    return { isCut: names.some(({ text }) => text.endsWith('…')), left: names[0]?.x ?? 0 };
  };
  const long = withOrigin('Department for Dredging and for the Widening of Waterways');
  expect(long.isCut).toBe(false);
  expect(long.left).toBeLessThan(withOrigin('Ann').left);
});

test('what stands beneath a name is whole on a phone, on lines of its own where it is long', () => {
  const lines = ['summarised', 'reported', 'told'].map((how) => `Ann /s ${how} > Harbour Post`);
  const map = mapOf(lines, ['denies', 'questions', 'asserts']);
  const { narrow } = layOut(map, { ...pageRoom, narrow: 180 });
  const notesOf = (name: string) =>
    narrow.labels.filter(({ of, role }) => of === name && role === 'note').map(({ text }) => text);
  expect(notesOf('Harbour Post').join(' ')).toBe('3 passages, 1 denies, 1 questions');
  expect(notesOf('Ann')).toEqual(['summarised by,', 'reported by, told']);
  expect(faultsOf(narrow, map)).toEqual([]);
});

test('twelve outlets of one wire are drawn in full size on a phone', () => {
  const outlets = Array.from({ length: 12 }, (_, at) => `Wire /s republished > ${at} Post`);
  expect(layOut(mapOf(outlets), pageRoom).narrow.width).toBe(pageRoom.narrow);
});

describe('many ways side by side', () => {
  const desks = Array.from({ length: 9 }, (_, at) => `Desk ${at}`);
  const lines = desks.flatMap((desk, at) => [
    `Ann /t told > ${desk} /s told > ${desks[(at + 4) % 9]} > ${at} Post`,
    `Ben /s wrote > ${desk} > ${(at + 5) % 9} Post`,
  ]);
  const map = mapOf(lines);

  test('draw closer on a phone rather than that their names are smaller than others', () => {
    const { narrow } = layOut(map, pageRoom);
    expect(narrow.width).toBe(pageRoom.narrow);
    expect(faultsOf(narrow, map)).toEqual([]);
  });

  test('have lines that can still be told apart where even so there is no room', () => {
    const { narrow } = layOut(map, { ...pageRoom, narrow: 150 });
    expect(narrow.width).toBeGreaterThan(150);
    expect(Math.min(...narrow.lines.map(({ width }) => width))).toBeGreaterThan(0.4);
    expect(faultsOf(narrow, map)).toEqual([]);
  });
});

test('the second ring of a group stands towards its readers, within the picture, whichever way these read', () => {
  const map = mapOf(['Ann /t told > Ben /s wrote > Harbour Post']);
  const { broad } = layOut(map, paperRoom);
  const nodes = broad.nodes.map((drawn) => ({
    ...drawn,
    node: { ...drawn.node, shape: 'group' as const },
  }));
  const leftOf = (isRightToLeft: boolean) => {
    const form = { ...broad, nodes };
    const drawing = isRightToLeft ? mirrored(form) : form;
    const steps = mapDrawingInTurns(drawing, map, { ofNode: () => null }, isRightToLeft);
    let step = steps.next();
    while (!step.done) step = steps.next();
    const [behind, before] = step.value.nodes[0]?.shapes ?? [];
    return [behind, before].map((shape) => Number(/[\d.]+/u.exec(shape?.d ?? '')));
  };
  const [behind = 0, before = 0] = leftOf(false);
  expect(behind - before).toBe(6);
  const [turnedBehind = 0, turnedBefore = 0] = leftOf(true);
  expect(turnedBehind - turnedBefore).toBe(-6);
});

test('mirrored, a map has its origins at the right and its arrows turned, and no fault', () => {
  const map = mapOf(cases['two outlets that cite each other'] ?? []);
  const { broad, narrow } = layOut(map, pageRoom);
  for (const form of [broad, narrow]) {
    const turned = mirrored(form);
    expect(faultsOf(turned, map)).toEqual([]);
  }
  const xOf = (name: string) =>
    mirrored(broad).nodes.find(({ node }) => node.name === name)?.x ?? 0;
  expect(xOf('Ann')).toBeGreaterThan(xOf('Morning Post'));
  const turns = broad.marks.map(({ turn }) => (turn === 0 ? 180 : 0));
  expect(mirrored(broad).marks.map(({ turn }) => turn)).toEqual(turns);
});

test('of whatever chains, both forms show every way and no word on a line', () => {
  fc.assert(
    fc.property(someMaps(), (passages) => {
      const map = withAlikeFolded(sourceMap(passages, sourceOf));
      const { broad, narrow } = layOut(map, pageRoom);
      expect([...faultsOf(broad, map), ...faultsOf(narrow, map)]).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('the same passages make the same picture in whatever order they come', () => {
  fc.assert(
    fc.property(
      someMaps(10, 7).chain((list) => fc.tuple(fc.constant(list), shuffled(list))),
      ([passages, others]) => {
        const [one, other] = [passages, others].map((each) =>
          withAlikeFolded(sourceMap(each, sourceOf)),
        );
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

test('the thousands of lines of a chain with many holders in each hop are drawn in many steps', () => {
  const hops = Array.from({ length: 10 }, (_, hop) =>
    Array.from({ length: 10 }, (_, at) => `Ann ${hop}.${at}`).join(' + '),
  );
  const map = mapOf([hops.join(' /t told > ')]);
  const beside = { left: 0, isRightToLeft: false };
  const drawing = mapViewInTurns(map, layOut(map, pageRoom), { ofNode: () => null }, beside);
  let steps = 0;
  while (!drawing.next().done) steps += 1;
  expect(steps).toBeGreaterThan(15);
});
