import { expect, test } from 'vitest';
import { grownWording, strengthOf } from '../../../src/domain/sourcing/wording-strength.js';

const strengths: [wording: string, strength: number][] = [
  ['They may have agreed.', 0],
  ['It is unconfirmed.', 0],
  ['A text was apparently ready.', 1],
  ['They were about to sign.', 1],
  ['They agreed.', 2],
  ['They certainly agreed.', 3],
  ['It may be confirmed.', 0],
  ['The mayor agreed in Maymyo.', 2],
  ['A certain Mr Ott agreed.', 2],
  ['Sie könnten sich geeinigt haben.', 0],
  ['Sie konnten sich einigen.', 2],
  ['Die mutmaßlichen Täter sind frei.', 0],
  ['Die Fähre ist offenbar leck.', 1],
  ['Sie haben sich geeinigt.', 2],
  ['Sie haben sich nachweislich geeinigt.', 3],
  ['Ils auraient signé.', 0],
  ['L’accord, non confirmé, est prêt.', 0],
  ['Il est sans doute prêt.', 1],
  ['Ils ont signé.', 2],
  ['Certains députés ont signé.', 2],
  ['Ils ont signé, sans aucun doute.', 3],
  ['El presunto autor huyó.', 0],
  ['Por supuesto firmaron.', 2],
  ['Al parecer firmaron.', 1],
  ['Firmaron.', 2],
  ['Está confirmado que firmaron.', 3],
  ['وربما وقعوا الاتفاق.', 0],
  ['النبأ غير مؤكد.', 0],
  ['يَبْدُو أنهم وقعوا.', 1],
  ['وقعوا الاتفاق.', 2],
  ['وقعوا بالتأكيد.', 3],
  ['Они, возможно, подписали.', 2],
];
test.each(strengths)('“%s” sounds like %d', (wording, strength) => {
  expect(strengthOf(wording)).toBe(strength);
});

function hop(...excerpts: string[]) {
  const evidence = excerpts.map((excerpt, at) => ({
    ...{ id: `e${at}`, url: null, excerpt, retrievedAt: null, sha256: null, file: null },
    ...{ page: null, paragraph: null, time: null },
  }));
  const said = { source: 'ann', as: null, firstHand: false, basis: 'not stated' as const };
  return {
    relation: null,
    holders: [{ ...said, terms: null, check: null, rating: null, evidence }],
  };
}

const grown: [why: string, excerpts: string[][], passage: string, expected: object | null][] = [
  ['nothing is kept of the hops', [[], []], 'They agreed.', null],
  [
    'the passage says more than the origin did',
    [['They may agree.'], []],
    'They agreed.',
    { hop: 1, before: 'They may agree.', laterHop: null, after: 'They agreed.' },
  ],
  [
    'it grew between two hops and was put back',
    [['They may agree.'], ['They agreed.']],
    'They may have agreed.',
    { hop: 1, before: 'They may agree.', laterHop: 2, after: 'They agreed.' },
  ],
  [
    'it grew in steps, of which the largest is told',
    [['They may agree.'], ['They probably agree.'], ['They certainly agreed.']],
    'They agreed.',
    { hop: 1, before: 'They may agree.', laterHop: 3, after: 'They certainly agreed.' },
  ],
  [
    'it grew alike from two hops, of which the first is told',
    [['They may agree.'], ['They may sign.']],
    'They agreed.',
    { hop: 1, before: 'They may agree.', laterHop: null, after: 'They agreed.' },
  ],
  [
    'it grew weaker on the way',
    [['They certainly agreed.'], ['They agreed.']],
    'They agreed.',
    null,
  ],
  ['it grew weaker', [['They agreed.']], 'They may have agreed.', null],
  [
    'two pieces of one hop are no way',
    [['They may agree.', 'They agreed.']],
    'They may agree.',
    null,
  ],
];
test.each(grown)('%s', (_, excerpts, passage, expected) => {
  expect(
    grownWording(
      excerpts.map((each) => hop(...each)),
      passage,
    ),
  ).toEqual(expected);
});
