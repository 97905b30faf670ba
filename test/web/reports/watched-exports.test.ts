import { expect, test } from 'vitest';
import { WatchedExports } from '../../../src/web/reports/watched-exports.js';

test('an export is watched by whoever began it, under the name that they gave', () => {
  const exports = new WatchedExports();
  const tell = exports.watch('mira', 'a-1');
  tell({ round: 1, article: 12, articles: 300 });
  const made = { round: 1, article: 12, articles: 300, ended: null, said: [] };
  expect(exports.progressOf('mira', 'a-1')).toEqual(made);
  expect(exports.progressOf('tom', 'a-1')).toBeNull();
  tell({ ended: 'whole' });
  expect(exports.progressOf('mira', 'a-1')).toEqual({ ...made, ended: 'whole' });
});

test.each([undefined, '', 'a b', 'a'.repeat(61), ['a']])('%j is no name', (name) => {
  const exports = new WatchedExports();
  exports.watch('mira', name)({ article: 1 });
  expect(exports.progressOf('mira', String(name))).toBeNull();
});

test('of very many the oldest are forgotten', () => {
  const exports = new WatchedExports();
  for (let n = 0; n <= 1_000; n++) exports.watch('mira', `e${n}`);
  expect(exports.progressOf('mira', 'e0')).toBeNull();
  expect(exports.progressOf('mira', 'e1')).not.toBeNull();
});
