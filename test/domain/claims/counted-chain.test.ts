import { expect, test } from 'vitest';
import { countedChain } from '../../../src/domain/claims/counted-chain.js';
import { hop, source } from '../../cases/chains.js';

const registered = new Map(
  [
    source('hindu', { name: 'The  Hindu', aliases: ['Hindu Weekend'] }),
    source('masthead', { name: 'The Hindu, Chennai', joined: { into: 'hindu', at: '', by: '' } }),
    source('old', { name: 'The Hindu', joined: { into: 'group', at: '', by: '' } }),
    source('group', { name: 'Kasturi', aliases: [] }),
    source('mira', { affiliation: 'hindu' }),
    source('guest', { joined: { into: 'mira', at: '', by: '' } }),
    source('stringer', { affiliation: 'afp' }),
    source('afp'),
    source('unnamed', { name: 'The Hindu', unnamed: true }),
    source('masked', { name: 'The Hindu', confidential: true }),
    source('differing', { unnamed: true, differsFrom: ['guest', 'gone'] }),
  ].map((each) => [each.id, each]),
);

function holderOf(id: string, publisher = 'the hindu') {
  const { hops } = countedChain({ id: 'a1', chain: [hop(id)] }, { publisher }, registered);
  return hops[0]?.[0];
}

test.each([
  ['the outlet of that name', 'hindu', 'the hindu', true],
  ['the outlet by another name of it', 'hindu', 'Hindu Weekend', true],
  ['an entry joined into it', 'masthead', 'the hindu', true],
  ['an entry of that name, joined into another', 'old', 'the hindu', true],
  ['an entry into which one of that name is joined', 'group', 'the hindu', false],
  ['its staff', 'mira', 'the hindu', true],
  ['an entry joined into one of its staff', 'guest', 'the hindu', true],
  ['staff of another', 'stringer', 'the hindu', false],
  ['whoever has no affiliation', 'afp', 'the hindu', false],
  ['an unnamed source described like it', 'unnamed', 'the hindu', false],
  ['a confidential source called like it', 'masked', 'the hindu', false],
])('%s is the publisher’s or not: %s, %s, %s', (_what, id, publisher, expected) => {
  expect(holderOf(id, publisher)?.isPublishers).toBe(expected);
});

test.each([
  ['a named source', 'afp', { source: 'afp', isDark: false }],
  ['an unnamed one', 'unnamed', { source: 'unnamed', isDark: true }],
  ['a confidential one', 'masked', { source: 'masked', isDark: true }],
  ['one joined into another', 'guest', { source: 'mira', isDark: false }],
  [
    'one that is not in the register',
    'gone',
    { source: 'gone', isDark: true, isPublishers: false },
  ],
  ['one that differs from others', 'differing', { differsFrom: ['mira', 'gone'] }],
])('%s is counted as what the register says', (_what, id, expected) => {
  expect(holderOf(id)).toMatchObject(expected);
});
