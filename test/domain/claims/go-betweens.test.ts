import { expect, test } from 'vitest';
import type { Stance } from '../../../src/domain/claims/claim.js';
import { goBetweensThatMayBeOne } from '../../../src/domain/claims/go-betweens.js';
import { independenceOf } from '../../../src/domain/claims/independence.js';
import type { CountedChain } from '../../../src/domain/claims/ways.js';
import { chains } from '../../cases/independence.js';

test.each<[what: string, chains: string[], pairs: [string, string][]]>([
  [
    'are asked about where more sources may stand behind them',
    ['Ann > ~aide > *P', 'Bob > ~envoy > *Q'],
    [['aide', 'envoy']],
  ],
  [
    'are not where all comes through one source',
    ['Ann > ~aide > Coll > *P', 'Bob > ~envoy > Coll > *Q'],
    [],
  ],
  [
    'are not where another chain stands for one of theirs',
    ['Ann > ~aide > Coll > *P', 'Bob > ~envoy > *Q', 'Coll > *R', '? > *S'],
    [],
  ],
  [
    'are asked about once, and not whether each is itself',
    ['Ann > ~aide > *P', 'Bob > ~aide > *Q', 'Cid > ~envoy > *R', 'Dan > ~envoy > *S'],
    [['aide', 'envoy']],
  ],
  [
    'are where chains through the same ones may each have gone through another of them',
    ['Ann > ~aide + ~envoy > *P', 'Bob > ~aide + ~envoy > *Q'],
    [['envoy', 'aide']],
  ],
  [
    'are not of a chain whose origin is unnamed',
    ['Ann > ~aide > *P', 'Bob > ~envoy > *Q', '~Cid > ~cook > *R'],
    [['aide', 'envoy']],
  ],
  [
    'are of one that has a named origin beside an unnamed one',
    ['Ann + ~cook > ~aide > *P', 'Bob > ~envoy > *Q'],
    [['aide', 'envoy']],
  ],
  [
    'are unnamed or confidential: whoever is named is not asked about',
    ['Ann > ~aide > *P', 'Bob > ~envoy > *Q', 'Cid > Coll > *R'],
    [['aide', 'envoy']],
  ],
  ['are not at the publisher’s own end', ['Ann > ~aide > *P', 'Bob > ~*desk > *Q'], []],
  [
    'are five pairs at once',
    ['Ann > ~a > *P', 'Bob > ~b > *Q', 'Cid > ~c > *R', 'Dan > ~d > *S'],
    ['ab', 'ac', 'ad', 'bc', 'bd'].map(([one = '', other = '']) => [one, other]),
  ],
])('unnamed go-betweens %s', (_, lines, pairs) => {
  expect(askedAbout(chains(...lines))).toEqual(pairs);
});

test.each(['aide', 'envoy'])(
  'go-betweens are not asked about once %s is known to differ',
  (said) => {
    const known = chains('Ann > ~aide > *P', 'Bob > ~envoy > *Q', 'Cid > ~cook > *R').map(
      (chain) => ({
        ...chain,
        hops: chain.hops.map((holders) =>
          holders.map((holder) =>
            holder.source === said ? { ...holder, differsFrom: ['aide', 'envoy'] } : holder,
          ),
        ),
      }),
    );
    expect(askedAbout(known)).toEqual([
      ['aide', 'cook'],
      ['envoy', 'cook'],
    ]);
  },
);

test('go-betweens of chains that deny are not asked about', () => {
  expect(askedAbout(chains('Ann > ~aide > *P', 'Bob > ~envoy > *Q'), 'denies')).toEqual([]);
});

function askedAbout(counted: CountedChain[], stance: Stance = 'asserts') {
  const passages = counted.map((chain) => ({ stance, chain }));
  return goBetweensThatMayBeOne(passages, independenceOf(counted));
}
