import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { finished } from '../../../src/domain/finished.js';
import { TextIndex } from '../../../src/store/memory/text-index.js';
import { searchEntryInTurns } from '../../../src/store/searchable.js';
import { annotation, edition } from '../documents.js';

/** Different words enough that no two texts are taken in before others get their turn. */
function text(about: string): string {
  return Array.from({ length: 6_000 }, (_, n) => `${about}${n.toString(36)}`).join(' ');
}

function editionOf(article: string, about = article) {
  return { ...edition(article), text: text(about) };
}

test('what comes, changes and goes while the index is made is found as it stands', async () => {
  const docs = new Map(
    ['ferry', 'bridge', 'pier', 'quay', 'lock'].map((id) => [`${id}.1`, editionOf(id)]),
  );
  const index = new TextIndex(docs.values(), (doc) => searchEntryInTurns('editions', doc));
  const change = (id: string, after?: ReturnType<typeof editionOf>) => {
    const before = docs.get(id);
    if (after) docs.set(id, after);
    else docs.delete(id);
    index.replace(before, after);
  };
  await nextTurn();
  change('ferry.1', editionOf('ferry', 'tunnel'));
  change('bridge.1');
  change('quay.1', editionOf('quay', 'tunnel'));
  change('lock.1');
  change('beacon.1', editionOf('beacon'));
  await index.filled;
  const found = (words: string) => finished(index.find({ words })).items.sort();
  expect(found('tunnel0')).toEqual(['ferry.1', 'quay.1']);
  expect(found('pier0')).toEqual(['pier.1']);
  expect(found('beacon0')).toEqual(['beacon.1']);
  for (const gone of ['ferry0', 'bridge0', 'quay0', 'lock0']) expect(found(gone)).toEqual([]);
});

test('a word that very many documents have is looked for in turns, and the page is that of the moment', async () => {
  const ids = Array.from({ length: 12_000 }, (_, at) => `a${String(at).padStart(5, '0')}`);
  const docs = new Map(ids.map((id) => [id, annotation(id, { note: 'lock' })]));
  const index = new TextIndex(docs.values(), (doc) => searchEntryInTurns('annotations', doc));
  await index.filled;
  const work = index.find({ words: 'lock', limit: 3 });
  let steps = 0;
  let step = work.next();
  for (; !step.done; step = work.next()) {
    steps += 1;
    // One goes while it is looked for.
    if (steps === 1) index.replace(docs.get('a11999'), undefined);
  }
  expect(steps).toBeGreaterThan(3);
  expect(step.value.items).toEqual(['a11998', 'a11997', 'a11996']);
  const { next: after } = step.value;
  const behind = finished(index.find({ words: 'lock', limit: 3, after }));
  expect(behind.items).toEqual(['a11995', 'a11994', 'a11993']);
});
