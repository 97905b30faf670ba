import { expect, test } from 'vitest';
import { annotationsThen } from '../../src/reports/as-it-stood.js';
import { annotation } from '../store/documents.js';

test('annotations are taken back one by one, with a turn of others after each, those that are left out too', () => {
  const until = '2026-03-21T00:00:00.000Z';
  const all = [
    annotation('first', { created: '2026-03-20T09:30:00.000Z' }),
    annotation('later', { created: '2026-03-22T09:30:00.000Z' }),
    annotation('last', { created: '2026-03-20T09:31:00.000Z' }),
  ];
  const edition = { number: 1, until };
  const work = annotationsThen(all, new Map(), edition, { textOf: () => undefined, quorum: 1 });
  let turns = 0;
  let step = work.next();
  for (; !step.done; step = work.next()) turns += 1;
  expect(turns).toBe(3);
  expect(step.value.map(({ id }) => id)).toEqual(['first', 'last']);
});
