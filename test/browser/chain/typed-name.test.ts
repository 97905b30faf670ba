import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  emptyHop,
  insertHops,
  lineOf,
  moveHop,
  removeHop,
  renameHop,
  withoutDetails,
} from '../../../src/browser/chain/chain-hops.js';
import { readBeforeArrow, readTyped } from '../../../src/browser/chain/typed-name.js';
import { parseNotation } from '../../../src/domain/chain/notation/notation.js';

const typed: [what: string, text: string, line: string][] = [
  ['a name', 'Laura Hickey', 'Laura Hickey'],
  ['a name with what is said of it', 'WikiLeaks [C] (outlet)', 'WikiLeaks [C] (outlet)'],
  ['a name that holds parentheses', 'BBC (Arabic)', '"BBC (Arabic)"'],
  ['a chain', 'A -told-> B + C > D', 'A -told-> B + C -> D'],
  ['a gap', '?', '?'],
  ['a gap by an Urdu keyboard', '؟ -told-> طارق', '? -told-> طارق'],
  ['a gap by a Chinese one', '？', '?'],
  ['a name that is a question mark', '"؟"', '"؟"'],
  ['blanks', '  ', ''],
];

test.each(typed)('%s typed at a hop reads as %s', (_what, text, line) => {
  const { fault, hops } = readTyped(text);
  expect(fault).toBeNull();
  expect(lineOf(withoutDetails(hops))).toBe(line);
});

test.each([
  'Karim (confidentail)',
  'Karim（unamed）',
  'BBC (Arabic, outlet)',
  'Karim (confidential, bureau)',
])('what looks like the words of notation is no part of a name: %s', (text) => {
  expect(readTyped(text)).toMatchObject({
    hops: [],
    fault: { message: /is not one of the words/u },
  });
});

test('an arrow that leads says how the hop before passed it on', () => {
  expect(readTyped('-wrote to-> Clerk')).toMatchObject({ led: 'wrote', hops: [{ name: 'Clerk' }] });
  expect(readTyped('-told->')).toMatchObject({ led: 'told', hops: [], fault: null });
});

test('a broken arrow is a fault at its place', () => {
  expect(readTyped('Pilot -tolf-> Clerk').fault).toMatchObject({ at: 7 });
  expect(readTyped('-tolf-> Clerk').fault?.at).toBe(1);
});

describe('what stands before an arrow that was just typed', () => {
  test.each([
    ['Pilot -told-> ', ['Pilot'], false],
    ['Pilot > ', ['Pilot'], false],
    ['Anna + ', ['Anna'], true],
    ['Anna + Berta -> ', ['Anna', 'Berta'], false],
  ])('of %j is taken', (text, names, opensBeside) => {
    const read = readBeforeArrow(text);
    expect(read?.hops.map(({ name }) => name)).toEqual(names);
    expect(read?.opensBeside).toBe(opensBeside);
  });

  test.each(['Pilot', 'Pilot ', 'Pilot ->', 'Pilot -tolf-> ', '"The New -> '])(
    'is not there in %j',
    (text) => {
      expect(readBeforeArrow(text)).toBeNull();
    },
  );
});

test('whatever is put in, moved, renamed and taken out, the line reads as the chain that is drawn', () => {
  const name = fc.constantFrom(
    'A',
    'Rolls-Royce',
    'BBC (Arabic)',
    'x -> y',
    '"q"',
    '?',
    'Müller + Co',
  );
  const step = fc.record({
    act: fc.nat(3),
    at: fc.nat(),
    to: fc.nat(),
    name,
    beside: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let hops = withoutDetails(parseNotation('A -told-> B + C -wrote to-> D').hops);
      for (const { act, at, to, name, beside } of steps) {
        const place = at % (hops.length + 1);
        const put = [{ ...emptyHop, name: name === '?' ? null : name, beside }];
        if (act === 0) hops = insertHops(hops, place, put);
        else if (act === 1) hops = moveHop(hops, place, to % 2 === 0 ? place - 1 : place + 1);
        else if (act === 2) hops = renameHop(hops, place, put);
        else if (hops.length > 1) hops = removeHop(hops, place);
      }
      const line = lineOf(hops);
      const read = parseNotation(line);
      expect(read.faults).toEqual([]);
      expect(lineOf(withoutDetails(read.hops))).toBe(line);
      expect(read.hops.map(({ name, beside }) => ({ name, beside }))).toEqual(
        hops.map(({ name, beside }) => ({ name, beside })),
      );
    }),
  );
});
