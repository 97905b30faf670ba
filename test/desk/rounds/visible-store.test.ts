import fc from 'fast-check';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openDesk } from '../../../src/desk/desk.js';
import { visibleTo } from '../../../src/desk/rounds/visibility.js';
import type { CollectionName } from '../../../src/store/documents.js';
import { indexes } from '../../../src/store/indexes.js';
import {
  all,
  type Change,
  type Commit,
  insert,
  type Page,
  type Store,
} from '../../../src/store/store.js';
import {
  annotation,
  article,
  claim,
  event,
  hop,
  identity,
  round,
  source,
} from '../../store/documents.js';
import { openMemoryStore } from '../../store/memory.js';
import { turnsOfOthers } from '../../turns-of-others.js';

/* A blind round is open on the bridge; on the ferry there is none. */

const people = ['mira', 'tom', 'nils'] as const;
const made = fc.record({
  of: fc.constantFrom('bridge', 'ferry'),
  creator: fc.constantFrom(...people),
  word: fc.constantFrom('pier', 'pylon', 'quay'),
  minute: fc.integer({ min: 0, max: 3 }),
});
type Made = typeof made extends fc.Arbitrary<infer M> ? M : never;

/** A document with all that comes of it, and whether somebody may see it. */
interface Thing {
  changes: Change[];
  seenBy: (person: string | null) => boolean;
}

/** What somebody made on an article: a source, a claim, an annotation that names both, events. */
function thingOf({ of, creator, word, minute }: Made, n: number): Thing {
  const created = `2026-03-20T09:0${minute}:00.000Z`;
  const mark = of === 'bridge' ? 'r' : null;
  const [s, c, a] = [`s${n}`, `c${n}`, `a${n}`];
  const chain = [hop(s, { as: word, relation: 'told' }), hop('post')];
  const seen = { creator, created };
  const changes = [
    insert('sources', source(s, { name: `${word} ${n}`, round: mark, ...seen })),
    insert('identities', identity(s, `${word} who is ${n}`)),
    insert('claims', { ...claim(c, `The ${word} moves, ${n}.`), round: mark, ...seen }),
    insert('annotations', annotation(a, { article: of, chain, claim: c, round: mark, ...seen })),
    ...['annotation', 'source', 'claim'].map((kind, k) =>
      insert(
        'events',
        event(`${minute}-${n}-${kind}`, {
          by: creator,
          action: 'source.added',
          subject: {
            kind: kind === 'annotation' || kind === 'source' ? kind : 'claim',
            id: [a, s, c][k] ?? '',
          },
          article: kind === 'annotation' ? of : null,
        }),
      ),
    ),
  ];
  return { changes, seenBy: (person) => of === 'ferry' || creator === person };
}

const common = [
  insert('articles', article('bridge')),
  insert('articles', article('ferry')),
  insert('rounds', round('r')),
  insert('sources', source('post', { name: 'The Quayside Post' })),
  insert(
    'events',
    event('9-opened', {
      action: 'round.opened',
      subject: { kind: 'round', id: 'r' },
      article: 'bridge',
    }),
  ),
];

async function storeOf(...changes: Change[]): Promise<Store> {
  const store = openMemoryStore();
  await store.commit(changes);
  return store;
}

/** What somebody sees of everything, beside a store that holds nothing but what they may see. */
async function seenAndBare(mades: readonly Made[], person: string | null) {
  const things = mades.map(thingOf);
  const whole = await storeOf(...common, ...things.flatMap(({ changes }) => changes));
  const open = things.filter((thing) => thing.seenBy(person));
  const bare = await storeOf(...common, ...open.flatMap(({ changes }) => changes));
  const { store } = await visibleTo(openDesk(whole), person === null ? null : { id: person });
  return { store, bare, whole, things };
}

const collections = [
  'annotations',
  'sources',
  'claims',
  'events',
  'identities',
] as const satisfies readonly CollectionName[];
const keys = [
  '',
  'bridge',
  'ferry',
  'r',
  'post',
  's0',
  's1',
  'c0',
  'unreviewed',
  'source.added',
  'source/s0',
  'annotation/a1',
  'pier 0',
  'pier who is 0',
  'the pier moves, 0.',
];

type Asked = { [C in CollectionName]?: readonly string[] };
const asked: Asked = Object.fromEntries(
  collections.map((name) => [name, Object.keys(indexes[name])]),
);

/** All that a store answers on its pages, with the cursors between them. */
async function pagesOf<T>(read: (after: string | null) => Promise<Page<T>>): Promise<Page<T>[]> {
  const pages: Page<T>[] = [];
  let after: string | null = null;
  do {
    const page: Page<T> = await read(after);
    pages.push(page);
    after = page.next;
  } while (after !== null);
  return pages;
}

async function answersOf(store: Store, limit: number): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {};
  for (const collection of collections) {
    for (const name of asked[collection] ?? []) {
      const index = name as never;
      const counts = keys.flatMap((key) => [{ key }, { key, before: '2' }]);
      answers[`counts ${collection} ${name}`] = await store.countMany(collection, index, counts);
      answers[`pages ${collection} ${name}`] = await store.findMany<CollectionName>(
        collection,
        index,
        keys.map((key) => ({ key, limit })),
      );
      for (const key of keys) {
        const at = `${collection} ${name} ${key}`;
        answers[`count ${at}`] = await store.count(collection, index, key);
        for (const order of ['ascending', 'descending'] as const) {
          answers[`${order} ${at}`] = await pagesOf((after) =>
            store.find<CollectionName>(collection, index, { key, order, limit, after }),
          );
        }
      }
    }
  }
  const sources = await store.find('sources', 'all', { key: '', limit: 1000 });
  const some = sources.items.map(({ id }) => id).filter((_, at) => at % 2 === 0);
  const beside = await store.findBeside('sources', 'name', some, 1000);
  answers['beside some sources'] = new Set(beside);
  for (const collection of ['annotations', 'sources', 'claims'] as const) {
    for (const words of ['pier', 'py', 'the']) {
      answers[`search ${collection} ${words}`] = await pagesOf((after) =>
        store.search<typeof collection>(collection, { words, limit, after }),
      );
    }
  }
  const snapshot = await store.snapshot();
  for (const collection of collections) {
    const docs: unknown[] = [];
    for await (const doc of snapshot.docs<CollectionName>(collection)) docs.push(doc);
    answers[`snapshot ${collection}`] = docs;
  }
  await snapshot.close();
  return answers;
}

const viewer = fc.constantFrom(...people, 'ada', null);

describe('while a blind round is open', () => {
  test('everything reads as if what may not be seen were not there, page by page', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(made, { maxLength: 9 }),
        viewer,
        fc.integer({ min: 1, max: 4 }),
        async (mades, person, limit) => {
          const { store, bare } = await seenAndBare(mades, person);
          expect(await answersOf(store, limit)).toEqual(await answersOf(bare, limit));
        },
      ),
      { numRuns: 25 },
    );
  });

  test('a hidden document is not there under its id either', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(made, { maxLength: 9 }), viewer, async (mades, person) => {
        const { store, things } = await seenAndBare(mades, person);
        for (const { changes, seenBy: sees } of things) {
          for (const { in: collection, doc } of changes) {
            expect((await store.get<CollectionName>(collection, doc.id)) !== null).toBe(
              sees(person),
            );
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  test('a page is full though hundreds of hidden documents lie between', async () => {
    const mades = Array.from({ length: 650 }, (_, n) => ({
      of: 'bridge' as const,
      creator: n === 3 || n === 600 ? ('tom' as const) : ('nils' as const),
      word: 'quay' as const,
      minute: 0,
    }));
    const { store, bare } = await seenAndBare(mades, 'tom');
    const query = { key: '', limit: 2 };
    const page = await store.find('annotations', 'all', query);
    expect(page).toEqual(await bare.find('annotations', 'all', query));
    expect(page.items).toHaveLength(2);
    expect(page.next).toBeNull();
  });

  test('however much is counted, each hidden document is looked at once, in turns with others', async () => {
    const mades = Array.from({ length: 40 }, (_, minute) => ({
      of: 'bridge' as const,
      creator: 'nils' as const,
      word: 'quay' as const,
      minute: minute % 4,
    }));
    const { store, bare, whole } = await seenAndBare(mades, 'tom');
    // A store in memory makes an index when it is first asked for.
    await whole.count('annotations', 'source', 'post');
    const looking = vi.spyOn(indexes.annotations.source, 'entries');
    onTestFinished(() => looking.mockRestore());
    const counts = [{ key: 'post' }, ...mades.map((_, n) => ({ key: `s${n}` }))];
    const turns = turnsOfOthers();
    const counted = await store.countMany('annotations', 'source', counts);
    await store.count('annotations', 'source', 'post');
    expect(looking).toHaveBeenCalledTimes(mades.length);
    expect(turns()).toBeGreaterThan(mades.length / 2);
    expect(counted).toEqual(await bare.countMany('annotations', 'source', counts));
  });

  test('a limit that no page may have fails as ever', async () => {
    const { store } = await seenAndBare([], 'tom');
    for (const limit of [0, 10_001, 1.5]) {
      await expect(store.find('annotations', 'all', { key: '', limit })).rejects.toMatchObject({
        code: 'invalid',
      });
    }
  });

  test('who watches is told of nothing that they may not see', async () => {
    const { store, whole } = await seenAndBare([], 'tom');
    const told: Commit[] = [];
    const stop = store.watch((commit) => told.push(commit));
    const things = ['nils', 'tom'].map((creator, n) =>
      thingOf({ of: 'bridge', creator: creator as Made['creator'], word: 'quay', minute: 0 }, n),
    );
    for (const { changes } of things) await whole.commit(changes);
    stop();
    const ids = told.map(({ changes }) => changes.map(({ doc }) => doc.id));
    expect(ids[0]).toEqual([]);
    expect(ids[1]).toEqual([
      's1',
      'c1',
      'a1',
      ...['annotation', 'source', 'claim'].map((kind) => `0-1-${kind}`),
    ]);
  });
});

test('without a round that is open the store is the one that holds everything', async () => {
  const whole = await storeOf(
    insert('articles', article('bridge')),
    insert('rounds', round('r', { ended: { at: '2026-03-20T10:00:00.000Z', by: 'mira' } })),
  );
  const desk = await visibleTo(openDesk(whole), { id: 'tom' });
  expect(desk.store).toBe(whole);
});

test('a desk that is seen by one can be seen by another', async () => {
  const thing = thingOf({ of: 'bridge', creator: 'nils', word: 'quay', minute: 0 }, 0);
  const whole = await storeOf(...common, ...thing.changes);
  const byTom = await visibleTo(openDesk(whole), { id: 'tom' });
  const byNils = await visibleTo(byTom, { id: 'nils' });
  expect(await byTom.store.get('annotations', 'a0')).toBeNull();
  expect(await byNils.store.get('annotations', 'a0')).not.toBeNull();
  const everything: string[] = [];
  for await (const { id } of all(byNils.store, 'annotations', 'all', { key: '' }))
    everything.push(id);
  expect(everything).toEqual(['a0']);
});
