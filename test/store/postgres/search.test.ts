import { expect, test } from 'vitest';
import { searchStatement } from '../../../src/store/postgres/search.js';
import { insert } from '../../../src/store/store.js';
import { annotation, edition } from '../documents.js';
import { ask, emptyDesk, openOn } from './postgres.js';

/** A step of a plan that was carried out. */
interface Step {
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Step[];
}

/** How many rows of its table a statement has read. */
function rowsRead(step: Step): number {
  const { Plans = [] } = step;
  const own = (step['Actual Rows'] + (step['Rows Removed by Filter'] ?? 0)) * step['Actual Loops'];
  return Plans.length === 0 ? own : Plans.reduce((sum, inner) => sum + rowsRead(inner), 0);
}

const many = Array.from({ length: 1000 }, (_, n) => new Date(Date.UTC(2026, 0, 1, 0, n)));

test.each([
  [
    'annotations that quote it',
    'annotations',
    many.map((made, n) => {
      const { target, ...rest } = annotation(`a${n}`, { created: made.toISOString() });
      return insert('annotations', { ...rest, target: { ...target, exact: `lock ${n}` } });
    }),
  ],
  [
    'texts that hold it',
    'editions',
    many.map((made, n) => {
      const capturedAt = made.toISOString();
      return insert('editions', { ...edition(`a${n}`), capturedAt, text: `lock ${n}` });
    }),
  ],
] as const)(
  'of a thousand %s, a search for a word reads no more than a page needs',
  async (_what, collection, changes) => {
    const url = await emptyDesk();
    const store = await openOn(url);
    await store.commit(changes);
    await ask(url, `VACUUM ANALYZE ${collection}`);
    const { items } = await store.search(collection, { words: 'lock', limit: 10 });
    const newest = changes.slice(-10).map(({ doc }) => doc.id);
    expect(items.map(({ id }) => id)).toEqual(newest.toReversed());
    const [row] = await ask<{ 'QUERY PLAN': [{ Plan: Step }] }>(
      url,
      `EXPLAIN (ANALYZE, FORMAT JSON) ${searchStatement(collection, null)}`,
      ['lock:*', 'lock:*A', 11],
    );
    expect(row && rowsRead(row['QUERY PLAN'][0].Plan)).toBeLessThan(100);
  },
);
