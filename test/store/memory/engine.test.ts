import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Annotation } from '../../../src/domain/annotations/annotation.js';
import { indexes } from '../../../src/store/indexes.js';
import { checkCommit } from '../../../src/store/memory/draft.js';
import { stateOf } from '../../../src/store/memory/state.js';
import { Table } from '../../../src/store/memory/table.js';
import { type Change, insert, replace } from '../../../src/store/store.js';
import { annotation, hop } from '../documents.js';
import { openMemoryStore } from '../memory.js';

const many = Array.from({ length: 2500 }, (_, at) => annotation(`a${at}`));
const naming = (doc: Annotation, source: string): Annotation => ({ ...doc, chain: [hop(source)] });
const tableOf = (docs: readonly Annotation[]) => new Table<Annotation>(indexes.annotations, docs);
const found = (table: Table<Annotation>, key: string) =>
  table.find('mention', { key, limit: 5000 }).items.map(({ id }) => id);

/** How often others may have their turn while work is done. */
function stepsOf(work: Iterator<undefined, unknown>): number {
  let steps = 0;
  while (!work.next().done) steps += 1;
  return steps;
}

test('a commit of many changes is judged, and its places in indexes are found, in turns', () => {
  const changes: Change[] = many.map((doc) => insert('annotations', doc));
  const state = stateOf(0, {});
  expect(stepsOf(checkCommit(state, changes, 1))).toBeGreaterThan(7);
  expect(stepsOf(state.ready({ number: 1, changes }))).toBeGreaterThan(3);
  const few = { number: 1, changes: changes.slice(0, 3) };
  expect(stepsOf(checkCommit(state, few.changes, 1))).toBe(0);
  expect(stepsOf(state.ready(few))).toBe(0);
});

test('whoever reads while many documents are changed at once sees all changes or none', async () => {
  const store = openMemoryStore();
  const first = many.map((doc) => insert('annotations', naming(doc, 'before')));
  await store.commit(first);
  let isOver = false;
  const commit = store
    .commit(many.map((doc) => replace('annotations', naming(doc, 'after'))))
    .finally(() => {
      isOver = true;
    });
  const seen = new Set<string>();
  for (; !isOver; await nextTurn()) {
    const counts = ['before', 'after'].map((key) => store.count('annotations', 'mention', key));
    seen.add((await Promise.all(counts)).join(' and '));
  }
  await commit;
  expect([...seen]).toEqual(['2500 and 0', '0 and 2500']);
});

test('an index is made in turns, and has what came, changed and went meanwhile', async () => {
  const table = tableOf(many);
  const made = table.ordered('mention');
  setImmediate(() => {
    table.put('a0', naming(annotation('a0'), 'another'), undefined);
    table.put('a2400', naming(annotation('a2400'), 'another'), undefined);
    table.put('a2401', undefined, undefined);
    table.put('new', naming(annotation('new'), 'another'), undefined);
  });
  await made;
  // They were there before the index was.
  expect(table.get('new')).toBeDefined();
  const afresh = tableOf([...table.docs()]);
  for (const key of ['engineer', 'post', 'another']) {
    expect(found(table, key).toSorted()).toEqual(found(afresh, key).toSorted());
  }
  expect(found(table, 'another').toSorted()).toEqual(['a0', 'a2400', 'new']);
});

test('what a change does to indexes is worked out before, and right whatever has come in between', () => {
  const table = tableOf([annotation('one'), annotation('two')]);
  expect(found(table, 'engineer')).toEqual(['one', 'two']);
  const [one, two] = ['one', 'two'].map((id) => naming(annotation(id), 'later'));
  const moves = { one: table.moves('one', one), two: table.moves('two', two) };
  // Another change of the second, and another index.
  table.put('two', naming(annotation('two'), 'meanwhile'), undefined);
  expect(table.count('article', { key: 'bridge' })).toBe(2);
  table.put('one', one && { ...one, article: 'dam' }, moves.one);
  table.put('two', two, moves.two);
  expect(found(table, 'later')).toEqual(['one', 'two']);
  expect([...found(table, 'engineer'), ...found(table, 'meanwhile')]).toEqual([]);
  expect(table.count('article', { key: 'dam' })).toBe(1);
});
