import { describe, expect, test } from 'vitest';
import { upgradedAnnotation } from '../../../src/domain/annotations/earlier-annotation.js';

/** A hop as it was before format 3. */
function earlierHop(source: string | null, fields: object = {}) {
  return {
    source,
    as: null,
    firsthand: false,
    relation: null,
    basis: 'not stated',
    terms: null,
    check: null,
    rating: null,
    evidence: null,
    ...fields,
  };
}

const evidence = (excerpt: string) => ({
  url: null,
  excerpt,
  retrievedAt: null,
  sha256: null,
});

/** A hop of format 3 of one holder. */
function hop(source: string, relation: string | null, fields: object = {}) {
  const said = { as: null, firstHand: false, basis: 'not stated', terms: null, check: null };
  return { relation, holders: [{ source, ...said, rating: null, evidence: [], ...fields }] };
}

const piece = (id: string, excerpt: string) => ({
  id,
  ...evidence(excerpt),
  file: null,
  page: null,
  paragraph: null,
  time: null,
});

describe('an annotation of before format 3', () => {
  test('has one holder in each hop, with its evidence numbered from the origin on', () => {
    const rating = { reliability: 'B', at: '2026-03-20T09:30:00Z', reason: 'Once.' };
    const chain = [
      earlierHop('engineer', {
        relation: 'told',
        firsthand: true,
        as: 'an engineer',
        basis: 'background',
        terms: 'No name.',
        check: 'seen',
        rating,
        evidence: evidence('cracks'),
      }),
      earlierHop('holm', { relation: 'reported' }),
      earlierHop('post', { evidence: evidence('page 3') }),
    ];
    const said = { as: 'an engineer', firstHand: true, basis: 'background', terms: 'No name.' };
    expect(upgradedAnnotation({ id: 'a', chain, note: null })).toEqual({
      id: 'a',
      note: null,
      chain: [
        hop('engineer', 'told', {
          ...said,
          check: 'seen',
          rating,
          evidence: [piece('e1', 'cracks')],
        }),
        hop('holm', 'reported'),
        hop('post', null, { evidence: [piece('e2', 'page 3')] }),
      ],
    });
  });

  test('has gaps without holders', () => {
    const chain = [earlierHop(null, { relation: 'passed' }), earlierHop('post')];
    expect(upgradedAnnotation({ chain, note: 'As it was.' })).toEqual({
      chain: [{ relation: 'passed', holders: [] }, hop('post', null)],
      note: 'As it was.',
    });
  });

  test('keeps in its note what was said of a gap, whatever that was', () => {
    const gap = {
      relation: 'told',
      as: 'somebody at the port',
      firsthand: true,
      basis: 'background',
      terms: 'Never ask.',
      check: 'on trust',
      rating: { reliability: 'D', at: '2026-03-20T09:30:00Z', reason: 'Guessed.' },
      evidence: { ...evidence('a log'), url: 'https://post.example/log' },
    };
    const words =
      'described as “somebody at the port”; first-hand; background; terms “Never ask.”; on trust; ' +
      'rated D at 2026-03-20T09:30:00Z (“Guessed.”); evidence https://post.example/log; excerpt “a log”.';
    const chain = [earlierHop(null, gap), earlierHop(null, { as: 'the middleman' })];
    expect(upgradedAnnotation({ chain, note: null })).toMatchObject({
      note: `Of the origin, which is not stated: ${words}\nOf hop 2, unknown: described as “the middleman”.`,
    });
    expect(upgradedAnnotation({ chain: chain.slice(1), note: 'Mine.' })).toMatchObject({
      note: 'Mine.\n\nOf the origin, which is not stated: described as “the middleman”.',
    });
  });

  test('has its proposals brought along, with what was said of a gap in the reason', () => {
    const chain = [earlierHop('post')];
    const content = { chain: [earlierHop(null, { as: 'a clerk' }), earlierHop('post')] };
    const proposals = [{ id: 'p', reason: 'Found it.', content }];
    expect(upgradedAnnotation({ chain, note: null, proposals })).toMatchObject({
      proposals: [
        {
          id: 'p',
          reason: 'Found it.\n\nOf the origin, which is not stated: described as “a clerk”.',
          content: { chain: [{ holders: [] }, { holders: [{ source: 'post' }] }] },
        },
      ],
    });
  });

  test('comes to the same when it is brought there twice', () => {
    const once = upgradedAnnotation({ chain: [earlierHop('post')], note: null, proposals: [] });
    expect(upgradedAnnotation(once)).toEqual(once);
  });

  test.each([
    ['is no list', 'a line', ['chain'], /expected array/u],
    [
      'has a hop without a field',
      [{ ...earlierHop('post'), as: undefined }],
      ['chain', 0, 'as'],
      /string/u,
    ],
    ['has a field too many', [earlierHop('post', { weight: 1 })], ['chain', 0], /weight/u],
    [
      'has a gap that was never right',
      [earlierHop(null, { basis: 'in jest' })],
      ['chain', 0, 'basis'],
      /one of/u,
    ],
  ])('whose chain %s is refused at its place', (_, chain, path, message) => {
    const issues = [expect.objectContaining({ path: ['annotations', 7, ...path] })];
    const upgrade = () => upgradedAnnotation({ chain, note: null }, ['annotations', 7]);
    expect(upgrade).toThrow(message);
    expect(upgrade).toThrow(expect.objectContaining({ issues }));
  });
});

test('what is no annotation is left for the shape to judge', () => {
  for (const value of [null, 7, 'a', []]) expect(upgradedAnnotation(value)).toBe(value);
});
