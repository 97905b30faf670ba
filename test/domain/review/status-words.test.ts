import { expect, test } from 'vitest';
import type { Annotation } from '../../../src/domain/annotations/annotation.js';
import type { Hop } from '../../../src/domain/chain/chain.js';
import { withStatus } from '../../../src/domain/review/status.js';
import { statusAside } from '../../../src/domain/review/status-words.js';
import { hop } from '../../cases/hops.js';
import { annotation, at, verdicts } from '../../cases/review.js';

const settlement = {
  by: 'mira',
  at: at(9),
  revision: 1,
  outcome: 'amended' as const,
  reason: 'The ledger was found.',
};

const cases: [what: string, part: Partial<Annotation>, aside: string | null][] = [
  ['nobody has said anything', {}, null],
  ['a colleague agrees', { verdicts: verdicts('tom agree') }, 'by a colleague'],
  ['two colleagues agree', { verdicts: verdicts('tom agree', 'nils agree') }, 'by 2 colleagues'],
  ['the whole is disputed', { verdicts: verdicts('tom dispute', 'nils dispute hop:2') }, null],
  [
    'parts are disputed',
    { verdicts: verdicts('tom dispute hop:2', 'nils dispute span', 'vera dispute hop:2') },
    'at hop 2, in its passage',
  ],
  [
    'several hops are disputed',
    {
      verdicts: verdicts(
        'tom dispute hop:10',
        'nils dispute span',
        'vera dispute hop:2',
        'ada dispute hop:1',
      ),
    },
    'at hops 1, 2 and 10, in its passage',
  ],
  ['a dispute is settled', { verdicts: verdicts('tom dispute'), settlement }, 'and amended'],
];

test('of a hop whose chain was replaced since, who held it then is told', () => {
  const names = new Map([['vega', { name: 'Ines Vega' }]]);
  const [given] = verdicts('tom dispute hop:1');
  const parts = { chain: { by: 'jonas', revision: 2 } };
  const replaced = (judged: Hop | null) => {
    const on = given ? [{ ...given, hop: judged }] : [];
    return statusAside(withStatus(annotation({ revision: 2, parts, verdicts: on }), 1), names);
  };
  expect(replaced(hop('vega'))).toBe('at what was hop 1, Ines Vega');
  expect(replaced(hop(null))).toBe('at what was hop 1, origin not stated');
  expect(replaced(null)).toBe('at what was hop 1 of revision 1');
});

test.each(cases)('after the word of the status stands more when %s', (_what, part, aside) => {
  expect(statusAside(withStatus(annotation(part), 1), new Map())).toBe(aside);
});
