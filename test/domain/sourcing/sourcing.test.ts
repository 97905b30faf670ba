import { expect, test } from 'vitest';
import {
  SourcingCount,
  sourcingFacts,
  sourcingSentence,
} from '../../../src/domain/sourcing/sourcing.js';
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

test.each([
  ['moudir', 'مدير الميناء'],
  ['gongchengshi', '工程师'],
])('a description in other letters than Latin is given no article of English: %s', (id, name) => {
  expect(said(id)[0]).toBe(`One origin carries one passage: ${name}.`);
});
