import { expect, test } from 'vitest';
import type { Chain } from '../../src/domain/chain/chain.js';
import { proposedDetails } from '../../src/reports/proposed-details.js';
import { evidence, hop } from '../cases/hops.js';
import { moment, source } from './documents.js';

const sources = new Map([
  ['ann', source('ann', 'Ann')],
  ['memo', source('memo', 'Memo')],
]);
const rated = (reason: string | null) => ({ reliability: 'C' as const, at: moment(1), reason });
const piece = evidence({
  url: 'https://e.example/memo',
  excerpt: 'It holds.',
  retrievedAt: moment(3),
  page: '4',
});
const bare = [hop('ann', { relation: 'told' }), hop('memo')];
const full = [
  hop('ann', {
    relation: 'told',
    as: 'a clerk',
    terms: 'as a clerk',
    rating: rated('seen'),
    evidence: [piece],
  }),
  hop('memo'),
];
const all =
  'described as “a clerk”; terms: as a clerk; rated so because: seen; ' +
  'evidence: https://e.example/memo, “It holds.”, page 4, retrieved 2 March 2026, 09:03 UTC';

test.each<[string, Chain, Chain, string[]]>([
  ['nothing where it says the same', full, full, []],
  ['nothing of who is proposed by name alone', [hop('memo')], bare, []],
  ['all of who is proposed', [hop('memo')], full, [`Hop 1, Ann: ${all}`]],
  ['all that would be said of who stands there', bare, full, [`Hop 1, Ann: ${all}`]],
  [
    'what would be taken away, as none',
    full,
    bare,
    ['Hop 1, Ann: described as: nothing; terms: none; evidence: none'],
  ],
  [
    'that a rating would bear no reason',
    [hop('ann', { rating: rated('seen') })],
    [hop('ann', { rating: rated(null) })],
    ['Hop 1, Ann: rated without a reason'],
  ],
  [
    'what would change alone',
    full,
    [hop('ann', { ...full[0]?.holders[0], relation: 'told', terms: 'on record' }), hop('memo')],
    ['Hop 1, Ann: terms: on record'],
  ],
  [
    'of another hop, too',
    bare,
    [hop('ann', { relation: 'told' }), hop('memo', { as: 'a note' })],
    ['Hop 2, Memo: described as “a note”'],
  ],
  ['nothing of what would go', full, [hop('memo')], []],
])('of a proposed chain is told, beside its notation, %s', (_, from, to, told) => {
  const details = proposedDetails(from, to, (id) => sources.get(id));
  expect(details.map(({ label, said }) => `${label}: ${said}`)).toEqual(told);
});
