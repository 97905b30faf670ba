import { describe, expect, test } from 'vitest';
import { nameDoubt } from '../../../src/domain/chain/name-doubt.js';
import { type NotationHop, printNotation } from '../../../src/domain/chain/notation/notation.js';

test.each([
  'Laura Hickey',
  'Rolls-Royce',
  'US diplomat in London',
  'Agence France-Presse',
  '1939–45 war diaries',
])('%s is a name', (name) => {
  expect(nameDoubt(name)).toBeNull();
});

const parted: [typed: string, hops: [name: string, relation: string | null][]][] = [
  [
    'Hickey, who told a US diplomat',
    [
      ['Hickey', 'told'],
      ['US diplomat', null],
    ],
  ],
  [
    'the pilot was quoted by the Ledger',
    [
      ['the pilot', 'quoted'],
      ['Ledger', null],
    ],
  ],
  [
    'WHO — Geneva',
    [
      ['WHO', 'passed'],
      ['Geneva', null],
    ],
  ],
  [
    'Laura Hickey -told- US diplomat',
    [
      ['Laura Hickey', 'told'],
      ['US diplomat', null],
    ],
  ],
  [
    'the pilot –wrote to– a clerk',
    [
      ['the pilot', 'wrote'],
      ['a clerk', null],
    ],
  ],
  [
    'Pilot -told Clerk',
    [
      ['Pilot', 'told'],
      ['Clerk', null],
    ],
  ],
  [
    'Pilot - Clerk',
    [
      ['Pilot', 'passed'],
      ['Clerk', null],
    ],
  ],
];

test.each(parted)('%s reads like two hops', (typed, hops) => {
  const doubt = nameDoubt(typed);
  expect(doubt?.question).toMatch(/^Is this one name\?/u);
  expect(doubt?.hops?.map(({ name, relation }) => [name, relation])).toEqual(hops);
});

test.each([
  ['a sentence', 'The minister said that the treaty was ready'],
  ['more than eight words', 'one two three four five six seven eight nine'],
])('%s is asked about, and can’t be parted', (_what, typed) => {
  expect(nameDoubt(typed)).toMatchObject({ hops: null });
});

test.each([
  ['Karim Aziz, confidential', 'Karim Aziz (confidential)'],
  ['Karim Aziz confidential', 'Karim Aziz (confidential)'],
  ['Karim Aziz {Confidential}', 'Karim Aziz (confidential)'],
  ['Karim Aziz (confidential)', 'Karim Aziz (confidential)'],
  ['Karim Aziz（confidential）', 'Karim Aziz (confidential)'],
  ['Karim Aziz - off the record', 'Karim Aziz (off the record)'],
  ['a port clerk: anonymous', 'a port clerk (unnamed)'],
  ['Karim Aziz (confidential source)', 'Karim Aziz (confidential)'],
  ['Karim Aziz confidential)', 'Karim Aziz (confidential)'],
  ['Karim Aziz (not for attribution)', 'Karim Aziz (background)'],
  ['a port clerk, deep-background', 'a port clerk (deep background)'],
])('%s reads like a name with what is said of whoever bears it', (typed, line) => {
  const doubt = nameDoubt(typed);
  expect(doubt?.question).toBe('Is this one name? Its end reads like what is said of a source.');
  expect(printNotation(doubt?.hops ?? [])).toBe(line);
});

test.each([
  ['confidential: Karim Aziz', 'Karim Aziz (confidential)'],
  ['Confidential source – Karim Aziz', 'Karim Aziz (confidential)'],
  ['(off the record) Karim Aziz', 'Karim Aziz (off the record)'],
])('%s reads like what is said of a source with its name behind it', (typed, line) => {
  const doubt = nameDoubt(typed);
  expect(doubt?.question).toBe('Is this one name? It begins like what is said of a source.');
  expect(printNotation(doubt?.hops ?? [])).toBe(line);
});

test.each([
  'Confidential Daily',
  'Anonymous Was A Woman',
  'Alcoholics Anonymous',
  'Kitchen Confidential',
  'Anonymous',
  'the non-confidential file',
  'one two three four five six seven eight',
])('%s is a name', (name) => {
  expect(nameDoubt(name)).toBeNull();
});

describe('the name of a confidential source', () => {
  const hidden = { isConfidential: true, kind: null };

  test.each<[typed: string, ...names: string[]]>([
    ['Ada Stone & Ben Cole', 'Ada Stone', 'Ben Cole'],
    ['Ada Stone and Ben Cole', 'Ada Stone', 'Ben Cole'],
    ['Ada Stone / Ben Cole', 'Ada Stone', 'Ben Cole'],
    ['Ada Stone, Ben Cole und Cleo Hart', 'Ada Stone', 'Ben Cole', 'Cleo Hart'],
  ])('%s reads like several, side by side', (typed, ...names) => {
    const doubt = nameDoubt(typed, hidden);
    expect(doubt?.question).toBe('Is this one name? It reads like several.');
    expect(printNotation(doubt?.hops ?? [])).toBe(
      names.map((name) => `${name} (confidential)`).join(' + '),
    );
  });

  test('stays confidential in each hop as which it reads', () => {
    const { hops } = nameDoubt('Hickey, who told a US diplomat', hidden) ?? {};
    expect(printNotation(hops ?? [])).toBe(
      'Hickey (confidential) -told-> US diplomat (confidential)',
    );
  });

  test.each<[typed: string, kind: NotationHop['kind']]>([
    ['Ada Stone', null],
    ['Stone, Ada', null],
    ['Anders Sandberg', null],
    ['R&D', null],
    ['Marks & Spencer', 'organisation'],
  ])('%s is a name', (typed, kind) => {
    expect(nameDoubt(typed, { isConfidential: true, kind })).toBeNull();
  });
});

test('a public name may hold an “and”', () => {
  expect(nameDoubt('Marks & Spencer')).toBeNull();
});
