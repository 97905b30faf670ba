import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  alignHops,
  type ChainHop,
  detailEntries,
  detailsIn,
  emptyHop,
  type HopDetails,
  insertHops,
  lineOf,
  moveHop,
  noDetails,
  placeInWords,
  removeHop,
  renameHop,
} from '../../../src/browser/chain/chain-hops.js';
import { parseNotation } from '../../../src/domain/chain/notation/notation.js';

const typed = (line: string) => parseNotation(line).hops;

/** A chain whose hops are described by their own names, so that it shows which details are whose. */
const described = (line: string): ChainHop[] =>
  typed(line).map((hop) => ({ ...hop, details: { ...noDetails, as: hop.name ?? '?' } }));

const details = (hops: readonly ChainHop[]) => hops.map((hop) => hop.details.as);

const retyped: [what: string, before: string, after: string, whose: string[]][] = [
  ['an unchanged line', 'A > B > C', 'A > B > C', ['A', 'B', 'C']],
  ['a name that is corrected', 'A > B > C', 'A > Bb > C', ['A', 'B', 'C']],
  ['a hop put in before another', 'A > C', 'A > B > C', ['A', '', 'C']],
  ['a hop put in at the start', 'A > B', 'X > A > B', ['', 'A', 'B']],
  ['a hop taken out', 'A > B > C', 'A > C', ['A', 'C']],
  ['a rating added', 'A > B', 'A [B] > B', ['A', 'B']],
];

test.each(retyped)('details stay with their hop over %s', (_what, before, after, whose) => {
  expect(details(alignHops(described(before), typed(after), new Map()))).toEqual(whose);
});

test('details come back with a name that was cut and pasted', () => {
  const lost = new Map<string, HopDetails>();
  const cut = alignHops(described('A > B'), typed(''), lost);
  expect(details(alignHops(cut, typed('A > B'), lost))).toEqual(['A', 'B']);
});

test('a moved hop takes along all that was said of it', () => {
  const hops = moveHop(described('A [B] (on trust) -told-> B -wrote to-> C'), 0, 1);
  expect(lineOf(hops)).toBe('B -wrote to-> A [B] (on trust) -told-> C');
  expect(details(hops)).toEqual(['B', 'A', 'C']);
});

test('a hop that is no longer the origin is no longer first-hand', () => {
  expect(lineOf(insertHops(described('A (first-hand) > B'), 0, [emptyHop]))).toBe('A -> B');
});

test('a hop that has no name yet is not in the line', () => {
  expect(lineOf(insertHops(described('A > B'), 1, [emptyHop]))).toBe('A -> B');
});

test('a place is counted by hops, and within a hop that several hold by holders', () => {
  const hops = described('Anna + Berta -told-> Clerk');
  expect(hops.map((_, at) => placeInWords(hops, at))).toEqual([
    'Hop 1 of 2, holder 1 of 2',
    'Hop 1 of 2, holder 2 of 2',
    'Hop 2 of 2',
  ]);
});

test('removing what was put in gives back the chain', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('A', 'B', 'C', '?'), { minLength: 1 }),
      fc.nat(),
      (names, at) => {
        const hops = described(names.join(' > '));
        const place = at % (hops.length + 1);
        expect(removeHop(insertHops(hops, place, [emptyHop]), place)).toEqual(hops);
      },
    ),
  );
});

test('details are read from the fields into which they were written', () => {
  const hops = described('A > B');
  expect(detailsIn(detailEntries(hops))).toEqual(hops.map((hop) => hop.details));
});

test.each([
  ['Ada Ston (confidential) > B', 'Ada Stone', 'Ada Stone (confidential) -> B'],
  ['Ada Ston (deep background) > B', 'Ada Stone', 'Ada Stone (deep background) -> B'],
  ['Ada Ston > B', 'Ada Stone', 'Ada Stone -> B'],
  ['Ada Ston > B', 'Ada Stone (confidential)', 'Ada Stone (confidential) -> B'],
])('a name that is put right is no less confidential: %s, %s', (before, name, after) => {
  expect(lineOf(renameHop(described(before), 0, typed(name)))).toBe(after);
});
