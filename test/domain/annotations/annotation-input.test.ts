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
    ['first-hand knowledge further on', 'chain.1.firsthand', { name: 'Bo', firsthand: true }],
    ['a basis of nobody', 'chain.1', { basis: 'off the record' }],
    ['a rating of nobody', 'chain.1', { reliability: 'B' }],
    ['a kind of nobody', 'chain.1', { kind: 'person' }],
    ['a check of nobody', 'chain.1', { check: 'seen' }],
    ['a retrieval in words', 'chain.1.evidence.retrievedAt', evidence('last week')],
    ['a retrieval that is a number', 'chain.1.evidence.retrievedAt', evidence('1')],
    ['a retrieval after all years', 'chain.1.evidence.retrievedAt', evidence('+275000-01-01')],
  ])('with %s is refused at %s', (_what, field, sent) => {
    expect(faults({ target, chain: [{ name: 'Ida' }, sent] })).toEqual([field]);
  });

  test('has its name as notation would read it', () => {
    const { chain } = parse(annotationInput, { target, chain: [{ name: ' \u202eBo \n Lind ' }] });
    expect(chain).toMatchObject([{ name: 'Bo Lind' }]);
  });

  test('of nobody may be described, and have evidence', () => {
    const gap = { as: 'someone at the port', ...evidence('2026-03-20'), name: null };
    const { chain } = parse(annotationInput, { target, chain: [gap, { name: 'Bo' }] });
    expect(chain).toMatchObject([
      { as: 'someone at the port', evidence: { retrievedAt: '2026-03-20T00:00:00.000Z' } },
      { name: 'Bo' },
    ]);
  });
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
