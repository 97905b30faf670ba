import { describe, expect, test } from 'vitest';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { parse } from '../../../src/domain/parse.js';
import { Problem } from '../../../src/domain/problem.js';

const target = { exact: 'a memo' };

describe('a hop that is sent', () => {
  test.each<[string, string, object]>([
    ['a name that can’t be shown', 'chain.1.name', { name: 'Bell\u0007' }],
    ['a name with half a character in it', 'chain.1.name', { name: 'Bo\ud800' }],
    ['a name of 201 characters', 'chain.1.name', { name: 'x'.repeat(201) }],
    ['first-hand knowledge further on', 'chain.1.firstHand', { name: 'Bo', firstHand: true }],
    ['a basis of nobody', 'chain.1', { basis: 'off the record' }],
    ['a rating of nobody', 'chain.1', { reliability: 'B' }],
    ['a kind of nobody', 'chain.1', { kind: 'person' }],
    ['a check of nobody', 'chain.1', { check: 'seen' }],
    ['a description of nobody', 'chain.1', { as: 'someone at the port' }],
    ['evidence of nobody', 'chain.1', { evidence: { url: 'https://example.org/a' } }],
    ['a field that there is not', 'chain.1.role', { name: 'Bo', role: 'clerk' }],
    [
      'a holder of whom there is not such a field',
      'chain.1.holders.0.role',
      { holders: [{ name: 'Bo', role: 'clerk' }] },
    ],
    [
      'holders and the word that it has none',
      'chain.1.gap',
      { gap: 'unknown', holders: [{ name: 'Bo' }] },
    ],
    ['a gap among its holders', 'chain.1.holders.1', { holders: [{ name: 'Bo' }, {}] }],
    ['a retrieval in words', 'chain.1.evidence.0.retrievedAt', evidence('last week')],
    ['a retrieval that is a number', 'chain.1.evidence.0.retrievedAt', evidence('1')],
    ['a retrieval after all years', 'chain.1.evidence.0.retrievedAt', evidence('+275000-01-01')],
  ])('with %s is refused at %s', (_what, field, sent) => {
    expect(faults({ target, chain: [{ name: 'Ida' }, sent] })).toEqual([field]);
  });

  test('has its name as notation would read it', () => {
    const { chain } = parse(annotationInput, { target, chain: [{ name: ' \u202eBo \n Lind ' }] });
    expect(chain).toMatchObject([{ holders: [{ name: 'Bo Lind' }] }]);
  });

  test('with one piece of evidence has a list of it', () => {
    const { chain } = parse(annotationInput, { target, chain: [evidence('2026-03-20')] });
    const [piece] = typeof chain === 'string' ? [] : (chain[0]?.holders[0]?.evidence ?? []);
    expect(piece).toMatchObject({ retrievedAt: '2026-03-20T00:00:00.000Z' });
  });

  test.each([
    ['as the API answers it', { relation: 'told', gap: 'unknown', holders: [] }],
    ['flat', { source: null, relation: 'told' }],
  ])('may be a gap, %s', (_how, gap) => {
    const { chain } = parse(annotationInput, { target, chain: [gap, { name: 'Bo' }] });
    expect(chain).toMatchObject([{ relation: 'told', holders: [] }, { relation: null }]);
  });

  test('may have several holders, by name, by id or as they were answered', () => {
    const answered = {
      source: { id: 'k3fa', name: 'Ada', kind: null, unnamed: false, confidential: false },
      ...{ as: null, firstHand: false, basis: 'background', terms: null, check: null },
      ...{ reliability: 'B', ratedAt: '2026-03-20T09:30:00.000Z', reason: null, evidence: [] },
    };
    const holders = [{ name: 'Bo' }, { source: 'idid' }, answered];
    const { chain } = parse(annotationInput, { target, chain: [{ relation: null, holders }] });
    expect(chain).toMatchObject([
      {
        holders: [
          { name: 'Bo', source: null },
          { name: null, source: 'idid' },
          { source: 'k3fa', basis: 'background', reliability: 'B' },
        ],
      },
    ]);
  });
});

test('a chain of too many hops is told so', () => {
  const chain = Array.from({ length: 41 }, () => ({ name: 'Bo' }));
  expect(() => parse(annotationInput, { target, chain })).toThrow('at most 40 hops');
});

test.each(['note', 'claim'])('a %s with half a character or a NUL in it is refused', (field) => {
  expect(faults({ target, chain: '?', [field]: 'a\ud800b' })).toEqual([field]);
  expect(faults({ target, chain: '?', [field]: 'a\u0000b' })).toEqual([field]);
});

function evidence(retrievedAt: string) {
  return { name: 'Bo', evidence: { url: 'https://example.org/a', retrievedAt } };
}

function faults(sent: unknown): string[] {
  try {
    parse(annotationInput, sent);
    return [];
  } catch (error) {
    if (error instanceof Problem) return error.fields.map(({ field }) => field);
    throw error;
  }
}
