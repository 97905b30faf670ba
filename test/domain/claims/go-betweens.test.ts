import { expect, test } from 'vitest';
import { goBetweensThatMayBeOne } from '../../../src/domain/claims/go-betweens.js';
import { independenceOf } from '../../../src/domain/claims/independence.js';
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
])('unnamed go-betweens %s', (_, lines, pairs) => {
  const counted = chains(...lines);
  const passages = counted.map((chain) => ({ stance: 'asserts' as const, chain }));
  expect(goBetweensThatMayBeOne(passages, independenceOf(counted))).toEqual(pairs);
});
