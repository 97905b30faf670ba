import { describe, expect, test } from 'vitest';
import {
  grade,
  isInternal,
  summarise,
  weakestLink,
  wordsOfHolder,
} from '../../../src/domain/chain/chain.js';
import { chainSentence, drawnHops } from '../../../src/domain/chain/drawn-hops.js';
import { hop, rated as ratedSo, register, source } from '../../cases/chains.js';
import { evidence, holder, shared } from '../../cases/hops.js';

describe('the weakest link', () => {
  const cases: [string, string, { hop: number; reliability: string } | null][] = [
    ['is the hop of the lowest reliability', 'B C A', { hop: 2, reliability: 'C' }],
    ['is the earliest of equals', 'C B C', { hop: 1, reliability: 'C' }],
    ['passes over hops that nobody rated', '- B -', { hop: 2, reliability: 'B' }],
    ['passes over F, which means unknown', 'F B F', { hop: 2, reliability: 'B' }],
    ['is not known where every rating is F', 'F F', null],
    ['is not known where nothing is rated', '- -', null],
    ['may be unreliable', 'A E D', { hop: 2, reliability: 'E' }],
    ['takes of several holders the most reliable', 'B E+C D+A', { hop: 2, reliability: 'C' }],
    ['takes of several holders those that are rated', 'B -+F+D C', { hop: 2, reliability: 'D' }],
  ];
  test.each(cases)('%s: %s', (_sentence, letters, expected) => {
    expect(weakestLink(rated(letters))).toEqual(expected);
  });

  test('stands with the credibility as in "C3"', () => {
    expect(grade(rated('B C'), 3)).toBe('C3');
    expect(grade(rated('B C'), null)).toBe('C–');
    expect(grade(rated('- F'), 6)).toBe('–6');
    expect(grade(rated('- F'), null)).toBeNull();
  });
});

describe('what stands beside it', () => {
  const known = register(
    source('official', { name: 'Senior official', unnamed: true }),
    source('masked', { name: 'Confidential source 1', confidential: true, unnamed: true }),
    source('paper', { name: 'The Harbour Post', kind: 'outlet' }),
  );
  const chain = [
    hop(null),
    hop('official', { check: 'on trust' }),
    hop('masked', { basis: 'off the record', check: 'on trust' }),
    hop(null),
    hop('paper', { check: 'seen', relation: null }),
  ];

  test('counts gaps, unnamed and confidential holders, and hops taken on trust', () => {
    expect(summarise(chain, known)).toEqual({
      hops: 5,
      origin: 'not stated',
      weakest: null,
      unnamed: 1,
      confidential: 1,
      unknown: 2,
      onTrust: 2,
      internal: true,
    });
  });

  test('counts each of several holders, and keeps inside what one of them said so', () => {
    const several = [
      shared(
        'told',
        holder('official', { check: 'on trust' }),
        holder('masked', { basis: 'off the record', check: 'on trust' }),
        holder('paper'),
      ),
      hop('paper', { relation: null }),
    ];
    expect(summarise(several, known)).toMatchObject({
      hops: 2,
      origin: 'stated',
      unnamed: 1,
      confidential: 1,
      unknown: 0,
      onTrust: 2,
      internal: true,
    });
  });

  test('counts an unnamed holder that is joined into a named one as that one, which is drawn as it was', () => {
    const stamp = { at: '2026-03-02T09:00:00.000Z', by: 'mira' };
    const joined = register(
      source('clerk', { name: 'a port clerk', unnamed: true, joined: { into: 'vega', ...stamp } }),
      source('vega', { name: 'Ines Vega' }),
    );
    const told = [hop('clerk')];
    expect(summarise(told, joined)).toMatchObject({ origin: 'stated', unnamed: 0 });
    expect(drawnHops(told, joined)).toMatchObject([{ name: 'a port clerk', unnamed: true }]);
  });

  test.each([
    ['stated', 'paper'],
    ['unnamed', 'official'],
    ['confidential', 'masked'],
    ['not stated', null],
  ])('says that the origin is %s', (origin, id) => {
    expect(summarise([hop(id), hop('paper')], known).origin).toBe(origin);
  });
});

describe('a chain as it is drawn', () => {
  const known = register(
    source('vega', { name: 'Ines Vega', kind: 'person' }),
    source('memo', { name: 'Harbour memo', kind: 'document' }),
    source('paper', { name: 'The Harbour Post', kind: 'outlet' }),
  );

  test('names each gap honestly and gives each holder its sign', () => {
    const row = drawnHops([hop(null), hop('memo'), hop(null), hop('paper')], known);
    expect(row.map(({ name, sign }) => [name, sign])).toEqual([
      ['Origin not stated', 'unknown'],
      ['Harbour memo', 'document'],
      ['Holder unknown', 'unknown'],
      ['The Harbour Post', 'outlet'],
    ]);
  });

  test('reads as one sentence', () => {
    const chain = [
      hop('vega', { rating: 'B', firstHand: true, relation: 'told' }),
      hop(null, { relation: 'leaked' }),
      hop('memo', { check: 'on trust', relation: 'passed', as: 'a leaked memo' }),
      hop('paper', { relation: null }),
    ];
    expect(chainSentence(drawnHops(chain, known))).toBe(
      'From Ines Vega (B, usually reliable; first-hand): told holder unknown, leaked to ' +
        'Harbour memo (described as “a leaked memo”; taken on trust), ' +
        'passed on, in a way not known, to The Harbour Post.',
    );
  });

  test('names those who passed it on together in one breath', () => {
    const chain = [shared('told', holder('vega'), holder('memo')), hop('paper')];
    expect(drawnHops(chain, known).map(({ number, printed }) => [number, printed])).toEqual([
      ['1.1', ''],
      ['1.2', 'told'],
      ['2', ''],
    ]);
    expect(chainSentence(drawnHops(chain, known))).toBe(
      'From Ines Vega and Harbour memo: told The Harbour Post.',
    );
    const three = [shared('told', holder('vega'), holder('memo'), holder('paper')), hop('memo')];
    expect(chainSentence(drawnHops(three, known))).toBe(
      'From Ines Vega, Harbour memo and The Harbour Post: told Harbour memo.',
    );
  });

  test.each([
    ['Origin not stated: told The Harbour Post.', [hop(null, { relation: 'told' }), hop('paper')]],
    ['Origin not stated.', [hop(null, { relation: null })]],
  ])('that begins with a gap does not come from anybody: %s', (sentence, chain) => {
    expect(chainSentence(drawnHops(chain, known))).toBe(sentence);
  });

  test('of one hop is a sentence too', () => {
    expect(chainSentence(drawnHops([hop('vega', { relation: null })], known))).toBe(
      'From Ines Vega.',
    );
  });
});

function rated(letters: string) {
  return letters.split(' ').map((hop) => {
    const holders = hop.split('+').map((letter, at) => {
      return holder(`s${at}`, { rating: ratedSo(letter === '-' ? undefined : letter) });
    });
    return shared('passed', ...holders);
  });
}

test.each([
  ['nobody', [hop('vega'), hop('paper', { basis: 'background' })], false],
  ['its origin', [hop('vega', { basis: 'off the record' }), hop('paper')], true],
  [
    'one of several',
    [hop('vega'), shared(null, holder('cook'), holder('clerk', { basis: 'off the record' }))],
    true,
  ],
])('a chain in which %s spoke off the record is kept inside the desk', (_who, chain, expected) => {
  expect(isInternal(chain)).toBe(expected);
});

test('of a holder everything is somebody’s own words that was written by hand', () => {
  const file = { name: 'file.pdf', type: 'application/pdf', sha256: 'f'.repeat(64), size: 1 };
  const said = {
    url: 'https://url.example/',
    excerpt: 'excerpt',
    page: '12',
    paragraph: '3',
    time: '00:01',
  };
  const pieces = [evidence({ ...said, file }), evidence()];
  const given = holder('vega', {
    as: 'described',
    terms: 'agreed',
    rating: { reliability: 'B', at: '2026-03-02', reason: 'reason' },
    evidence: pieces,
  });
  expect(wordsOfHolder(given).toSorted()).toEqual(
    ['described', 'agreed', 'reason', 'file.pdf', ...Object.values(said)].toSorted(),
  );
});
