import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finished } from '../../../src/domain/finished.js';
import { TextIndex } from '../../../src/store/memory/text-index.js';
import { type SearchEntry, searchEntryInTurns } from '../../../src/store/searchable.js';
import type { Page } from '../../../src/store/store.js';
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
  const found = (words: string) => finished(index.find({ words })).items.sort();
  expect(found('tunnel0')).toEqual(['ferry.1', 'quay.1']);
  expect(found('pier0')).toEqual(['pier.1']);
  expect(found('beacon0')).toEqual(['beacon.1']);
  for (const gone of ['ferry0', 'bridge0', 'quay0', 'lock0']) expect(found(gone)).toEqual([]);
});

/** Documents of which the one at a place in the list holds certain words; each is newer than the one before. */
async function indexOf(
  count: number,
  wordsAt: (at: number) => { heading?: string[]; body?: string[] },
) {
  const docs = Array.from({ length: count }, (_, at) => ({
    id: `a${String(at).padStart(5, '0')}`,
    entry: { heading: [], body: [], ...wordsAt(at), sort: String(at).padStart(5, '0') },
  }));
  // They come in any order.
  const coming = [0, 1].flatMap((odd) => docs.filter((_, at) => at % 2 === odd));
  const index = new TextIndex(coming, function* (doc): Generator<undefined, SearchEntry> {
    yield* [];
    return doc.entry;
  });
  await index.filled;
  return { docs, index };
}

/** How often others have their turn until a page is found. */
function turnsOf(search: Generator<undefined, Page<string>>): number {
  let turns = 0;
  while (!search.next().done) turns += 1;
  return turns;
}

test.each([
  ['that all hold', () => ({ body: ['lock'] }), 'lock'],
  ['that all are called', () => ({ heading: ['lock'] }), 'lock'],
  ['that begins a hundred words', (at: number) => ({ body: [`lock${at % 100}`] }), 'lock'],
  ['of which all hold both', () => ({ heading: ['lock'], body: ['pier'] }), 'pier lock'],
  ['that every third holds', (at: number) => ({ body: at % 3 ? ['pier'] : ['lock'] }), 'lock'],
])('a word %s is found at once among 60,000 documents', async (_what, wordsAt, words) => {
  const { index } = await indexOf(60_000, wordsAt);
  expect(turnsOf(index.find({ words }))).toBe(0);
});

test('words that only few of many documents hold together are looked for in turns, and the page is that of the moment', async () => {
  const both = ['lock', 'pier'];
  const { docs, index } = await indexOf(60_000, (at) => ({
    body: at < 7 ? both : [both[at % 2] ?? ''],
  }));
  const work = index.find({ words: 'lock pier', limit: 3 });
  let steps = 0;
  let step = work.next();
  for (; !step.done; step = work.next()) {
    steps += 1;
    // One goes while it is looked for, and one that was met changes.
    if (steps === 1) index.replace(docs[4], undefined);
    if (steps > 10) index.replace(docs[6], docs[6]);
  }
  expect(steps).toBeGreaterThan(10);
  expect(step.value.items).toEqual(['a00006', 'a00005', 'a00003']);
  const { next: after } = step.value;
  const behind = finished(index.find({ words: 'lock pier', limit: 3, after }));
  expect(behind).toEqual({ items: ['a00002', 'a00001', 'a00000'], next: null });
});

test('pages of any words are those of one who reads everything, whatever comes and goes', async () => {
  const some = ['lock', 'locker', 'pier', 'quay'];
  const words = fc.subarray(some);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(words, words, fc.integer({ min: 0, max: 9 })), { maxLength: 60 }),
      fc.array(fc.nat({ max: 59 }), { maxLength: 20 }),
      fc.subarray(['lock', 'locker', 'pier', 'q'], { minLength: 1 }),
      fc.integer({ min: 1, max: 7 }),
      async (all, gone, asked, limit) => {
        const docs = all.map(([heading, body, sort], at) => ({
          id: `a${at}`,
          entry: { heading, body: body.filter((word) => !heading.includes(word)), sort: `${sort}` },
        }));
        const index = new TextIndex(docs, function* (doc): Generator<undefined, SearchEntry> {
          yield* [];
          return doc.entry;
        });
        await index.filled;
        const left = new Set(docs);
        for (const at of gone) {
          const doc = docs[at];
          if (doc && left.delete(doc)) index.replace(doc, undefined);
        }
        const found: string[] = [];
        let after: string | null = null;
        do {
          const page: Page<string> = finished(index.find({ words: asked.join(' '), limit, after }));
          found.push(...page.items);
          after = page.next;
        } while (after !== null);
        expect(found).toEqual(byReading([...left], asked));
      },
    ),
  );
});

/** The ids of those that hold the words: called so first, then the newest, then by id. */
function byReading(
  docs: readonly { id: string; entry: SearchEntry }[],
  asked: readonly string[],
): string[] {
  const inAll = (words: readonly string[]) =>
    asked.every((start) => words.some((word) => word.startsWith(start)));
  return docs
    .filter(({ entry }) => inAll([...entry.heading, ...entry.body]))
    .map(({ id, entry }) => ({ id, key: `${inAll(entry.heading) ? 1 : 0} ${entry.sort} ${id}` }))
    .sort((one, other) => (one.key < other.key ? 1 : -1))
    .map(({ id }) => id);
}
