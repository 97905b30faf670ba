import { describe, expect, test } from 'vitest';
import type { Annotation } from '../../../src/domain/annotations/annotation.js';
import { compareRound } from '../../../src/domain/rounds/comparison.js';
import { type Decision, decide, handIn, openRound } from '../../../src/domain/rounds/round.js';
import { hop } from '../../cases/chains.js';
import { annotation, at } from '../../cases/review.js';

const opened = openRound(['jonas', 'nils'], {
  id: 'r1',
  article: 'harbour',
  at: at(0),
  by: 'mira',
});
const round = handIn(handIn(opened, { at: at(5), by: 'jonas' }), { at: at(6), by: 'nils' });

/** An annotation of the round, of the passage that begins there. */
function made(
  id: string,
  creator: string,
  start: number,
  part: Partial<Annotation> = {},
): Annotation {
  const target = { exact: 'word', prefix: '', suffix: '', start, end: start + 4 };
  return annotation({ id, creator, target, round: 'r1', ...part });
}

/** Those that begin at the same place stand for the same passage. */
function align(annotations: readonly Annotation[]): Annotation[][] {
  const starts = new Set(annotations.map(({ target }) => target.start));
  return [...starts].map((start) => annotations.filter(({ target }) => target.start === start));
}

const deleted = { at: at(9), by: 'mira' };
const decision: Decision = {
  ids: ['a1', 'b1'],
  outcome: 'taken over',
  kept: 'a1',
  parts: {},
  at: at(9),
  by: 'mira',
};

/** Vega has another entry, and a claim another wording, which were joined into them. */
const joined = new Map([
  ['wega', 'vega'],
  ['shut', 'closed'],
]);
const standsFor = (id: string) => joined.get(id) ?? id;

function shape(annotations: readonly Annotation[], decided: readonly Decision[] = []): string[] {
  const done = decided.reduce(decide, round);
  return compareRound(done, annotations, align, standsFor).map(
    ({ ids, kind, differing, decision: by }) =>
      [ids.join('+'), kind, ...differing, by?.outcome].filter(Boolean).join(' '),
  );
}

describe('the comparison of a round', () => {
  test('tells agreed, differing and single ones apart, in the order of the text', () => {
    const theirs = [
      made('b3', 'nils', 30),
      made('a1', 'jonas', 10),
      made('b1', 'nils', 10),
      made('a2', 'jonas', 20),
      made('b2', 'nils', 20, { confidence: 'high', credibility: null }),
    ];
    expect(shape(theirs)).toEqual([
      'a1+b1 agreed',
      'a2+b2 differing confidence credibility',
      'b3 single',
    ]);
  });

  test.each([
    ['vega', 'closed', 'a1+b1 agreed'],
    ['wega', 'shut', 'a1+b1 agreed'],
    ['ship', 'closed', 'a1+b1 differing chain'],
    ['vega', 'open', 'a1+b1 differing claim'],
  ])(
    'takes for one what was joined, not by whichever entry each named it: %s, %s',
    (id, claim, found) => {
      const said = (source: string, claim: string) => ({
        chain: [hop(source)],
        ...{ claim, stance: 'asserts' as const },
      });
      const theirs = [
        made('a1', 'jonas', 10, said('vega', 'closed')),
        made('b1', 'nils', 10, said(id, claim)),
      ];
      expect(shape(theirs)).toEqual([found]);
    },
  );

  test('holds what they found, not how they worded it', () => {
    const chain = annotation().chain;
    const worded = chain.map((each) => ({ ...each, as: 'an official', terms: 'not by name' }));
    expect(
      shape([made('a1', 'jonas', 10), made('b1', 'nils', 10, { chain: worded, note: 'x' })]),
    ).toEqual(['a1+b1 agreed']);
    const other = [hop('board'), ...chain.slice(1)];
    expect(shape([made('a1', 'jonas', 10), made('b1', 'nils', 10, { chain: other })])).toEqual([
      'a1+b1 differing chain',
    ]);
  });

  test('leaves out who did not hand in, and what was deleted', () => {
    expect(
      shape([made('a1', 'jonas', 10), made('c1', 'tom', 10), made('a2', 'jonas', 20, { deleted })]),
    ).toEqual(['a1 single']);
  });

  test('keeps what was decided when it is run again, whatever has become of the annotations', () => {
    const theirs = [
      made('a1', 'jonas', 10, { confidence: 'high', revision: 2 }),
      made('b1', 'nils', 10, { deleted }),
      made('a2', 'jonas', 20),
    ];
    expect(shape(theirs, [decision])).toEqual(['a1+b1 agreed confidence taken over', 'a2 single']);
  });

  test('leaves out a decision whose annotations are gone', () => {
    expect(shape([made('a2', 'jonas', 20)], [decision])).toEqual(['a2 single']);
  });
});
