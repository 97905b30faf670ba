import { describe, expect, test } from 'vitest';
import { isReasonForCare, weaknessesOf } from '../../../src/domain/chain/weakness.js';
import { hop, register, source } from '../../cases/chains.js';

const sourceOf = register(
  source('vega'),
  source('official', { unnamed: true }),
  source('insider', { unnamed: true, confidential: true }),
  source('clerk', {
    unnamed: true,
    joined: { into: 'vega', at: '2026-03-02T09:00:00.000Z', by: 'mira' },
  }),
  source('paper'),
);
const paper = hop('paper', { relation: null });

test.each([
  ['a named origin', [hop('vega', { rating: 'C' }), paper], []],
  ['an origin that is not stated', [hop(null), paper], ['the origin is not stated']],
  ['an unnamed origin', [hop('official'), paper], ['the origin is unnamed']],
  ['an unnamed origin that is joined with a named one', [hop('clerk'), paper], []],
  ['a confidential origin, whom the desk knows', [hop('insider'), paper], []],
  ['an unnamed hop further on', [hop('vega'), hop('official'), paper], []],
  ['an unknown holder', [hop('vega'), hop(null), paper], ['a holder is unknown']],
  [
    'a poor source',
    [hop('vega', { rating: 'A' }), hop('paper', { rating: 'D' })],
    ['hop 2 is rated D, not usually reliable'],
  ],
  ['a source that can’t be judged', [hop('vega', { rating: 'F' }), paper], []],
  ['nothing that was seen', [hop('vega', { check: 'on trust' })], ['all of it is taken on trust']],
  [
    'something that was seen',
    [hop('vega', { check: 'on trust' }), hop('paper', { check: 'seen' })],
    [],
  ],
  [
    'several of these',
    [hop(null), hop('paper', { rating: 'E' })],
    ['the origin is not stated', 'hop 2 is rated E, unreliable'],
  ],
])('a chain with %s', (_what, chain, weaknesses) => {
  expect(weaknessesOf(chain, sourceOf)).toEqual(weaknesses);
});

describe('a chain gives reason to be careful', () => {
  const sound = { weakest: { hop: 1, reliability: 'B' as const }, unknown: 0, onTrust: 0 };
  const weakest = (reliability: 'A' | 'B' | 'C' | 'D' | 'E') => ({ hop: 1, reliability });

  test.each([
    ['whose weakest link is usually reliable', sound, false],
    ['whose weakest link is completely reliable', { ...sound, weakest: weakest('A') }, false],
    ['whose weakest link is fairly reliable', { ...sound, weakest: weakest('C') }, true],
    ['whose weakest link is unreliable', { ...sound, weakest: weakest('E') }, true],
    ['that nobody has rated', { ...sound, weakest: null }, false],
    ['with an honest gap', { ...sound, unknown: 1 }, true],
    ['with a hop taken on trust', { ...sound, onTrust: 1 }, true],
  ])('%s', (_what, summary, isCareful) => {
    expect(isReasonForCare(summary)).toBe(isCareful);
  });
});
