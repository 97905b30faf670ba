import { expect, test } from 'vitest';
import type { Hop } from '../../../src/domain/chain/chain.js';
import {
  SourcingCount,
  sourcingFacts,
  sourcingSentence,
} from '../../../src/domain/sourcing/sourcing.js';
import { holder, shared } from '../../cases/hops.js';
import { hop, source } from '../../reports/documents.js';

const ann = source('ann', 'Ann Example');
const registers = new Map(
  [
    ann,
    source('ben', 'Ben Example'),
    source('clerk', 'harbour clerk', { unnamed: true }),
    source('moudir', 'مدير الميناء', { unnamed: true }),
    source('gongchengshi', '工程师', { unnamed: true }),
  ].map((each) => [each.id, each]),
);
const sourceOf = (id: string) => registers.get(id);

/** What is said of passages with these origins; several of one hop are joined by "+", "?" is none. */
function said(...origins: string[]) {
  const count = new SourcingCount();
  origins.forEach((ids, at) => {
    const holders = ids.split('+').flatMap((id) => hop(id === '?' ? null : id).holders);
    count.add({ id: `a${at}`, chain: [{ ...hop(ann.id), holders }] }, sourceOf);
  });
  const most = sourcingFacts(count.sourcing, sourceOf).find(({ term }) => term === 'Most used');
  return [sourcingSentence(count.sourcing, sourceOf), most?.words];
}

test.each([
  [
    'the origin on which most rests',
    ['ann', 'ann', 'ben'],
    'Two origins carry three passages; two rest on Ann Example.',
    '2 of 3 passages on Ann Example',
  ],
  [
    'the one origin of all, with no count',
    ['clerk', 'clerk'],
    'One origin carries two passages: the harbour clerk.',
    '2 of 2 passages on the harbour clerk',
  ],
  [
    'the one origin of those that state any',
    ['clerk', '?', '?'],
    'One origin carries one of three passages: the harbour clerk.',
    '1 of 3 passages on the harbour clerk',
  ],
  [
    'none before others that carry as many',
    ['ann', 'ben', 'ann', 'ben', 'clerk'],
    'Three origins carry five passages, none more than two.',
    '2 alike, 2 passages each',
  ],
  [
    'none where each carries one',
    ['ann', 'ben', 'clerk'],
    'Three origins carry three passages, none more than one.',
    '3 alike, 1 passage each',
  ],
  [
    'neither of two who told one passage',
    ['ann+ben'],
    'Two origins carry one passage.',
    '2 alike, 1 passage each',
  ],
  [
    'the one origin of one passage',
    ['clerk'],
    'One origin carries one passage: the harbour clerk.',
    '1 of 1 passage on the harbour clerk',
  ],
])('the sentence on what carries an article names %s', (_whom, origins, sentence, fact) => {
  expect(said(...origins)).toEqual([sentence, fact]);
});

test('where every passage has gone from the text, the sentence does not say that there is none', () => {
  expect(said()[0]).toBe('No annotated passage stands in the text.');
});

test.each([
  ['moudir', 'مدير الميناء'],
  ['gongchengshi', '工程师'],
])('a description in other letters than Latin is given no article of English: %s', (id, name) => {
  expect(said(id)[0]).toBe(`One origin carries one passage: ${name}.`);
});

test('what carries an article is counted, and told in lines', () => {
  const entries = new Map(
    [
      ...registers.values(),
      source('known', 'the clerk', {
        unnamed: true,
        joined: { into: 'ann', at: '2026-03-02T09:00:00.000Z', by: 'mira' },
      }),
      source('mask', 'Confidential source 1', { confidential: true }),
    ].map((each) => [each.id, each]),
  );
  const count = new SourcingCount();
  const add = (id: string, ...chain: Hop[]) =>
    count.add({ id, chain }, (each) => entries.get(each));
  expect(sourcingFacts(count.sourcing, sourceOf)).toEqual([]);
  // The entry that stands for her, and she herself: one origin.
  add('first', shared(null, holder('known'), holder('ann', { firstHand: true })));
  add('mask', hop('mask', { check: 'on trust' }), hop('ben', { check: 'seen' }));
  add('clerk', hop('clerk', { check: 'confirmed' }), hop('ann', { check: 'on trust' }));
  add('mixed', shared(null, holder('clerk'), holder('mask'), holder('ben')));
  add('gone', hop('gone'));
  add('none', hop(null));
  expect(count.sourcing).toEqual({
    ...{
      annotations: 6,
      origins: 4,
      named: 2,
      unnamed: 3,
      unknown: 1,
      firstHand: 1,
      secondHand: 5,
    },
    ...{ seen: 2, onTrust: 2, checkNotSaid: 6 },
    mostUsed: { source: 'mask', annotations: 2, equals: 1 },
    longest: { annotation: 'mask', hops: 2 },
  });
  expect(sourcingFacts(count.sourcing, (id) => entries.get(id))).toEqual(
    [
      ['Origins', '4', null],
      ['Most used', '2 alike, 2 passages each', null],
      ['Origin named', '2 named, 3 not named, 1 not stated', null],
      ['First-hand', '1 first-hand, 5 second-hand or not said', null],
      ['Seen by the desk', '2 seen or confirmed, 2 on trust, 6 not said', null],
      ['Longest chain', '2 hops', 'mask'],
    ].map(([term, words, annotation]) => ({ term, words, annotation })),
  );
});

test('of passages without an origin it is said that they state none', () => {
  expect(said('?')[0]).toBe('One passage does not state its origin.');
  expect(said('?', '?')).toEqual(['Two passages state no origin.', 'no origin is stated']);
});
