import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { TextIndex } from '../../../src/store/memory/text-index.js';
import { searchEntryInTurns } from '../../../src/store/searchable.js';
import { edition } from '../documents.js';

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
  const found = (words: string) => index.find({ words }).items.sort();
  expect(found('tunnel0')).toEqual(['ferry.1', 'quay.1']);
  expect(found('pier0')).toEqual(['pier.1']);
  expect(found('beacon0')).toEqual(['beacon.1']);
  for (const gone of ['ferry0', 'bridge0', 'quay0', 'lock0']) expect(found(gone)).toEqual([]);
});
