import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type CollectionName, collections } from '../../src/store/documents.js';
import { indexes } from '../../src/store/indexes.js';
import {
  all,
  type Change,
  type Commit,
  insert,
  insertLast,
  type Page,
  remove,
  replace,
  type Snapshot,
  type Store,
} from '../../src/store/store.js';
import {
  annotation,
  article,
  claim,
  edition,
  event,
  hop,
  identity,
  nameWitness,
  person,
  round,
  session,
  settings,
  share,
  source,
  token,
  wording,
} from './documents.js';

/** How a test gets stores of one kind. */
export interface Kind {
  /** An empty store; a test that closes it does no harm to what comes behind. */
  open(): Promise<Store>;
}

const moment = '2026-03-20T09:30:00.000Z';

/** Compares what is kept of a counted index of annotations with what is found under its keys. */
async function demandCounted(store: Store, index: 'source' | 'tally'): Promise<void> {
  const kept = await store.keys('annotations', index);
  const found = new Map<string, number>();
  for await (const each of all(store, 'annotations', 'all', { key: '' })) {
    for (const { key } of indexes.annotations[index].entries(each)) {
      found.set(key, (found.get(key) ?? 0) + 1);
    }
  }
  expect(new Map(kept)).toEqual(found);
  for (const [key, count] of found)
    expect(await store.count('annotations', index, key)).toBe(count);
}

/**
 * Takes out what one run of a law has left to the next, which find one store: to open one for each
 * would take longer than all that is done with it.
 */
export async function takeOut<C extends 'annotations' | 'sources'>(
  store: Store,
  collection: C,
  ids: readonly string[],
): Promise<void> {
  const left = await store.getMany(collection, ids);
  if (left.length > 0) await store.commit(left.map((doc) => remove(collection, doc)));
}

/** Whether nothing in a document can be changed. */
function demandFrozen(value: unknown): void {
  expect(value).toSatisfy(Object.isFrozen);
  if (value !== null && typeof value === 'object')
    for (const part of Object.values(value)) demandFrozen(part);
}

/** What the port promises, asked of one kind of store. */
export function storeContract(name: string, kind: Kind): void {
  const opened = async (...changes: Change[]): Promise<Store> => {
    const store = await kind.open();
    onTestFinished(() => store.close());
    if (changes.length > 0) await store.commit(changes);
    return store;
  };

  describe(`${name}: get`, () => {
    test('a document that was inserted is found by its id', async () => {
      const store = await opened(insert('articles', article('bridge')));
      expect(await store.get('articles', 'bridge')).toEqual(article('bridge'));
    });

    test('an id that is not there answers null', async () => {
      const store = await opened();
      expect(await store.get('articles', 'bridge')).toBeNull();
    });

    test('each collection keeps what it is given', async () => {
      const documents = [
        insert('articles', article('bridge')),
        insert('editions', edition('bridge')),
        insert('wordings', wording('bridge', 'ferry')),
        insert('annotations', annotation('a')),
        insert('sources', source('engineer')),
        insert('claims', claim('c', 'The bridge closes in May.')),
        insert('rounds', round('r')),
        insert('settings', settings(2)),
        insert('events', event('e')),
        insert('people', person('mira')),
        insert('sessions', session('s')),
        insert('tokens', token('t')),
        insert('identities', identity('engineer', 'Ada Lindqvist')),
        insert('nameWitnesses', nameWitness('ada lindqvist')),
        insert('shares', share('s')),
      ];
      const store = await opened(...documents);
      for (const { in: collection, doc } of documents) {
        expect(await store.get(collection, doc.id)).toEqual(doc);
      }
    });

    test('of many ids those that are there are found at once, in their order and each once', async () => {
      const store = await opened(
        ...['bridge', 'ferry', 'tunnel'].map((id) => insert('articles', article(id))),
      );
      const found = await store.getMany('articles', [
        'tunnel',
        'pier',
        'bridge',
        'tunnel',
        '\0',
        '\ud83d',
      ]);
      expect(found).toEqual([article('tunnel'), article('bridge')]);
      expect(await store.getMany('articles', [])).toEqual([]);
    });

    test('what is asked for at once is answered each by itself', async () => {
      const store = await opened(
        insert('articles', article('bridge')),
        insert('sources', source('engineer')),
        insert('annotations', annotation('a')),
      );
      const [bridge, none, sources, tagged, count, searched] = await Promise.all([
        store.get('articles', 'bridge'),
        store.get('articles', 'pier'),
        store.find('sources', 'all', { key: '' }),
        store.find('annotations', 'article', { key: 'bridge', order: 'descending' }),
        store.count('annotations', 'source', 'engineer'),
        store.getMany('sources', ['nobody', 'engineer']),
      ]);
      expect(bridge).toEqual(article('bridge'));
      expect(none).toBeNull();
      expect(sources.items).toEqual([source('engineer')]);
      expect(tagged.items).toEqual([annotation('a')]);
      expect(count).toBe(await store.count('annotations', 'source', 'engineer'));
      expect(searched).toEqual([source('engineer')]);
    });

    test('what is somebody’s is read with the person whose it is', async () => {
      const store = await opened(
        insert('people', person('mira')),
        insert('sessions', session('hers', { person: 'mira' })),
        insert('sessions', session('nobody’s', { person: null })),
        insert('tokens', { ...token('t'), person: 'gone' }),
      );
      const mira = await store.get('people', 'mira');
      const hers = await store.getOwned('sessions', 'hers');
      expect(hers).toEqual({ doc: session('hers', { person: 'mira' }), owner: mira });
      expect((await store.getOwned('sessions', 'nobody’s'))?.owner).toBeNull();
      expect((await store.getOwned('tokens', 't'))?.owner).toBeNull();
      expect(await store.getOwned('tokens', 'hers')).toBeNull();
    });

    test('a document that was read can’t be changed, however it was come by', async () => {
      const store = await opened();
      const told: Change[] = [];
      store.watch(({ changes }) => told.push(...changes));
      const engineer = source('engineer', { aliases: ['Ada'] });
      const { changes } = await store.commit([
        insert('sources', engineer),
        insert('sessions', session('hers', { person: 'mira', data: { a: [1] } })),
        insert('people', person('mira')),
      ]);
      const owned = await store.getOwned('sessions', 'hers');
      const snapshot = await store.snapshot();
      const copied = [];
      for await (const doc of snapshot.docs('sources')) copied.push(doc);
      await snapshot.close();
      const read = [
        await store.get('sources', 'engineer'),
        ...(await store.find('sources', 'all', { key: '' })).items,
        ...(await store.findMany('sources', 'all', [{ key: '' }])).flatMap(({ items }) => items),
        ...(await store.getMany('sources', ['engineer'])),
        ...(await store.search('sources', { words: 'ada' })).items,
        ...copied,
        owned?.doc,
        owned?.owner,
        ...[...changes, ...told].map(({ doc }) => doc),
      ];
      expect(read).toHaveLength(14);
      for (const doc of read) demandFrozen(doc);
      expect(engineer.aliases).not.toSatisfy(Object.isFrozen);
    });

    test('a document that is changed after the commit was called is stored as it was then', async () => {
      const store = await opened();
      const mine = source('engineer', { aliases: ['Ada'] });
      const committed = store.commit([insert('sources', mine)]);
      mine.aliases.push('too late');
      await committed;
      expect((await store.get('sources', 'engineer'))?.aliases).toEqual(['Ada']);
    });

    test('a session keeps what JSON keeps of it', async () => {
      const data = { cookie: { expires: new Date(0), path: '/' }, gone: undefined };
      const store = await opened(insert('sessions', session('s', { data })));
      expect((await store.get('sessions', 's'))?.data).toEqual({
        cookie: { expires: '1970-01-01T00:00:00.000Z', path: '/' },
      });
    });
  });

  describe(`${name}: find`, () => {
    const named = (id: string, name: string, more = {}) =>
      insert('sources', source(id, { name, ...more }));
    const ids = (page: Page<{ id: string }>) => page.items.map(({ id }) => id);

    test('documents come in the order of the sort value, then of the id', async () => {
      const store = await opened(named('3', 'Ada'), named('1', 'Bo'), named('2', 'Ada'));
      expect(ids(await store.find('sources', 'all', { key: '' }))).toEqual(['2', '3', '1']);
      const down = await store.find('sources', 'all', { key: '', order: 'descending' });
      expect(ids(down)).toEqual(['1', '3', '2']);
    });

    test('letters are in the order of their code points', async () => {
      const letters = ['a', 'z', 'é', '\u{e000}', '\u{fffd}', '\u{1f5fa}'];
      const store = await opened(...letters.toReversed().map((letter) => named(letter, letter)));
      expect(ids(await store.find('sources', 'all', { key: '' }))).toEqual(letters);
    });

    test('only what stands under the key is found and counted', async () => {
      const store = await opened(
        insert('annotations', annotation('a')),
        insert('annotations', annotation('b', { article: 'tunnel' })),
      );
      expect(ids(await store.find('annotations', 'article', { key: 'tunnel' }))).toEqual(['b']);
      expect(await store.count('annotations', 'article', 'tunnel')).toBe(1);
      expect(await store.count('annotations', 'article', 'ferry')).toBe(0);
      expect(await store.find('annotations', 'article', { key: 'ferry' })).toEqual({
        items: [],
        next: null,
      });
    });

    test('the pages of many queries come in their order, each as if it were asked for alone', async () => {
      const store = await opened(named('1', 'Ada'), named('2', 'Bo'), named('3', 'Ada'));
      const queries = [
        { key: 'bo' },
        { key: 'ada', limit: 1 },
        { key: 'nobody' },
        { key: 'ada', limit: 1, order: 'descending' as const },
        { key: 'bo' },
      ];
      const pages = await store.findMany('sources', 'name', queries);
      expect(pages.map(ids)).toEqual([['2'], ['1'], [], ['3'], ['2']]);
      for (const [at, query] of queries.entries()) {
        expect(pages[at]).toEqual(await store.find('sources', 'name', query));
      }
      const after = pages[1]?.next ?? null;
      const [next] = await store.findMany('sources', 'name', [{ key: 'ada', after }]);
      expect(next && ids(next)).toEqual(['3']);
    });

    test('documents are found with those beside them that share a key, the first of each key', async () => {
      const store = await opened(
        named('1', 'Ada', { aliases: ['Countess'] }),
        named('2', 'Bo'),
        named('3', 'countess'),
        named('4', 'Ada'),
        named('5', 'Cy', { aliases: ['Bo'] }),
        named('6', 'Dee', { unnamed: true }),
      );
      const beside = async (some: string[], limit = 50) => {
        const found = await store.findBeside('sources', 'named', some, limit);
        return found.map(({ id }) => id).toSorted();
      };
      expect(await beside(['1'])).toEqual(['1', '3', '4']);
      expect(await beside(['3', '5', '5', 'nobody', '\0'])).toEqual(['1', '2', '3', '5']);
      expect(await beside(['1', '2'], 1)).toEqual(['1', '2']);
      expect(await beside(['4', '5'], 1)).toEqual(['1', '2', '4', '5']);
      expect(await beside(['6'])).toEqual(['6']);
      expect(await beside([])).toEqual([]);
      const ada = await store.get('sources', '4');
      if (ada) await store.commit([replace('sources', { ...ada, name: 'Bo' })]);
      expect(await beside(['1'])).toEqual(['1', '3']);
      expect(await beside(['4'])).toEqual(['2', '4', '5']);
    });

    test('entries are counted under many keys at once, and only those before a sort value', async () => {
      const tag = (id: string, start: number, in_ = 'bridge') => {
        const { target } = annotation(id);
        return insert(
          'annotations',
          annotation(id, { article: in_, target: { ...target, start, end: start + 4 } }),
        );
      };
      const store = await opened(tag('a', 5), tag('b', 70), tag('c', 70), tag('d', 300, 'tunnel'));
      const sort = (start: number) => String(start).padStart(12, '0');
      const counts = [
        { key: 'bridge' },
        { key: 'bridge', before: sort(70) },
        { key: 'tunnel' },
        { key: 'ferry' },
        { key: 'bridge', before: sort(71) },
        { key: 'bridge', before: '' },
      ];
      const counted = await store.countMany('annotations', 'article', counts);
      expect(counted).toEqual([3, 1, 1, 0, 3, 0]);
      const [named] = await store.countMany('annotations', 'source', [
        { key: 'engineer', before: '9' },
      ]);
      expect(named).toBe(await store.count('annotations', 'source', 'engineer'));
    });

    test('the numbers of counted indexes are what is found, whatever was written', async () => {
      const step = fc.record({
        id: fc.constantFrom('a', 'b', 'c'),
        do: fc.constantFrom('put', 'put', 'delete', 'remove', 'fail'),
        article: fc.constantFrom('bridge', 'ferry'),
        sources: fc.subarray(['engineer', 'post', 'memo'], { minLength: 1 }),
        status: fc.constantFrom('unreviewed', 'agreed'),
      } as const);
      const store = await opened();
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
          await takeOut(store, 'annotations', ['a', 'b', 'c']);
          for (const { id, do: what, article: of, sources, status } of steps) {
            const is = await store.get('annotations', id);
            const chain = sources.map((name) => hop(name));
            const deleted = what === 'delete' ? { at: moment, by: 'mira' } : null;
            const next = annotation(id, { article: of, chain, status, deleted });
            const change = is
              ? replace('annotations', { ...next, version: is.version })
              : insert('annotations', next);
            if (what === 'remove') await store.commit(is ? [remove('annotations', is)] : []);
            else if (what === 'fail') {
              const clash = insert('people', person('ada'));
              await store.commit([change, clash, clash]).catch(() => {});
            } else await store.commit([change]);
          }
          for (const index of ['source', 'tally'] as const) await demandCounted(store, index);
          await store.recount();
          for (const index of ['source', 'tally'] as const) await demandCounted(store, index);
        }),
        { numRuns: 12 },
      );
    });

    test('the keys of a counted index are told with how often', async () => {
      const published = (id: string, publisher: string) =>
        insert('articles', article(id, { publisher }));
      const store = await opened(
        published('1', 'Post'),
        published('2', 'Post'),
        published('3', 'post'),
      );
      expect(new Map(await store.keys('articles', 'publisher'))).toEqual(
        new Map([
          ['Post', 2],
          ['post', 1],
        ]),
      );
      const third = await store.get('articles', '3');
      if (third) await store.commit([replace('articles', { ...third, publisher: 'Mail' })]);
      expect([...(await store.keys('articles', 'publisher')).keys()].sort()).toEqual([
        'Mail',
        'Post',
      ]);
    });

    test('a document is found under each of its keys', async () => {
      const chain = [
        hop('engineer', { relation: 'told' }),
        hop(null, { relation: 'told' }),
        hop('post'),
      ];
      const store = await opened(insert('annotations', annotation('a', { chain })));
      for (const key of ['engineer', 'post']) {
        expect(ids(await store.find('annotations', 'source', { key }))).toEqual(['a']);
      }
    });

    test('a beginning finds those entries that begin so, and a document at each of its own', async () => {
      const store = await opened(
        named('1', 'Ada Adams'),
        named('2', 'Bo Adler'),
        named('3', 'Bo Zhou'),
      );
      const found = await store.find('sources', 'word', { key: '', startsWith: 'ad' });
      expect(ids(found)).toEqual(['1', '1', '2']);
      const down = { key: '', startsWith: 'ad', order: 'descending' } as const;
      expect(ids(await store.find('sources', 'word', down))).toEqual(['2', '1', '1']);
    });

    test('a replaced document is found where it stands now, and a removed one no more', async () => {
      const store = await opened(named('1', 'Ada'), named('2', 'Bo'));
      await store.commit([
        replace('sources', source('1', { name: 'Zoe' })),
        remove('sources', source('2')),
      ]);
      expect(ids(await store.find('sources', 'name', { key: 'zoe' }))).toEqual(['1']);
      for (const key of ['ada', 'bo']) expect(await store.count('sources', 'name', key)).toBe(0);
    });

    test.each(['ascending', 'descending'] as const)(
      'pages put together are the whole list, %s, whatever their size',
      async (order) => {
        const names = ['Ada', 'Bo', 'Bo', 'Cy', 'Di', 'Ed', 'Ed'];
        const store = await opened(...names.map((text, at) => named(String(at), text)));
        const whole = ids(await store.find('sources', 'all', { key: '', order }));
        for (let limit = 1; limit <= names.length + 1; limit++) {
          const walked: string[] = [];
          for await (const { id } of all(store, 'sources', 'all', { key: '', order, limit })) {
            walked.push(id);
          }
          expect(walked).toEqual(whole);
        }
      },
    );

    test('the last page says that it is the last', async () => {
      const store = await opened(named('1', 'Ada'), named('2', 'Bo'));
      expect((await store.find('sources', 'all', { key: '', limit: 2 })).next).toBeNull();
      expect((await store.find('sources', 'all', { key: '', limit: 1 })).next).not.toBeNull();
    });

    test('fifty come unless told otherwise', async () => {
      const many = Array.from({ length: 60 }, (_, at) => named(String(at), 'Ada'));
      const store = await opened(...many);
      expect((await store.find('sources', 'all', { key: '' })).items).toHaveLength(50);
    });

    test('a page goes on where the last one ended though documents came and went', async () => {
      const store = await opened(...['b', 'd', 'f', 'h'].map((text) => named(text, text)));
      const first = await store.find('sources', 'all', { key: '', limit: 2 });
      expect(ids(first)).toEqual(['b', 'd']);
      await store.commit([
        remove('sources', source('d', { name: 'd' })),
        named('a', 'a'),
        named('e', 'e'),
        remove('sources', source('f', { name: 'f' })),
      ]);
      const rest = await store.find('sources', 'all', { key: '', after: first.next });
      expect(ids(rest)).toEqual(['e', 'h']);
    });

    test.each(['x', '', 'bm9uZQ', '[1,2]', Buffer.from('[1,2]').toString('base64url')])(
      'the cursor “%s” is none',
      async (after) => {
        const store = await opened(named('1', 'Ada'));
        await expect(store.find('sources', 'all', { key: '', after })).rejects.toMatchObject({
          code: 'invalid',
          fields: [{ field: 'after' }],
        });
      },
    );

    test.each([0, -1, 1.5, 10_001, Number.NaN])(
      'nobody can ask for %d at a time',
      async (limit) => {
        const store = await opened();
        await expect(store.find('sources', 'all', { key: '', limit })).rejects.toMatchObject({
          code: 'invalid',
          fields: [{ field: 'limit' }],
        });
      },
    );

    test('after any commits an index holds what its documents say, in order', async () => {
      const ids = ['1', '2', '3', '4', '5'];
      const step = fc.record({
        id: fc.constantFrom(...ids),
        name: fc.constantFrom('Ada', 'Bo', 'Cy Bo', 'Di'),
        gone: fc.boolean(),
      });
      const store = await opened();
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
          await takeOut(store, 'sources', ids);
          for (const { id, name, gone } of steps) {
            const present = await store.get('sources', id);
            if (!present) await store.commit([named(id, name)]);
            else if (gone) await store.commit([remove('sources', present)]);
            else await store.commit([replace('sources', { ...present, name })]);
          }
          const docs = await store.getMany('sources', ids);
          const expected = docs.sort((a, b) =>
            `${a.name}/${a.id}` < `${b.name}/${b.id}` ? -1 : 1,
          );
          expect((await store.find('sources', 'all', { key: '' })).items).toEqual(expected);
        }),
        { numRuns: 25 },
      );
    });
  });

  describe(`${name}: commit`, () => {
    test('an inserted document gets version 1 and a replaced one the next', async () => {
      const store = await opened(insert('sources', source('1', { version: 7 })));
      const first = await store.get('sources', '1');
      expect(first?.version).toBe(1);
      const { changes } = await store.commit([replace('sources', source('1'))]);
      expect(changes.map(({ doc }) => doc.version)).toEqual([2]);
      expect((await store.get('sources', '1'))?.version).toBe(2);
    });

    test('commits are counted from 1', async () => {
      const store = await opened();
      expect((await store.commit([insert('sources', source('1'))])).number).toBe(1);
      expect((await store.commit([insert('people', person('mira'))])).number).toBe(2);
    });

    test('what was committed comes back in its order, with the new versions', async () => {
      const store = await opened(insert('sources', source('1')), insert('sources', source('2')));
      const { changes } = await store.commit([
        remove('sources', source('2', { name: 'as somebody misremembers it' })),
        replace('sources', source('1', { name: 'Zoe' })),
        insert('people', person('mira')),
      ]);
      expect(changes).toEqual([
        remove('sources', source('2')),
        replace('sources', source('1', { name: 'Zoe', version: 2 })),
        insert('people', person('mira')),
      ]);
    });

    const present = insert('sources', source('1'));
    test.each<[string, Change]>([
      ['an insertion under an id that exists', insert('sources', source('1'))],
      ['a replacement of an older version', replace('sources', source('1', { version: 3 }))],
      ['a removal of another version', remove('sources', source('1', { version: 3 }))],
      ['a replacement of what is not there', replace('sources', source('2'))],
      ['a removal of what is not there', remove('sources', source('2'))],
    ])('%s is a conflict, and nothing of its commit is written', async (_, change) => {
      const store = await opened(present);
      const commit = store.commit([insert('claims', claim('c', 'It closes.')), change]);
      await expect(commit).rejects.toMatchObject({ name: 'Problem', code: 'conflict' });
      expect(await store.get('claims', 'c')).toBeNull();
      expect(await store.get('sources', '1')).toEqual(source('1'));
      expect(await store.count('claims', 'all', '')).toBe(0);
    });

    test('of two who replace the same version the second fails', async () => {
      const store = await opened(present);
      const both = await Promise.allSettled([
        store.commit([replace('sources', source('1', { name: 'first' }))]),
        store.commit([replace('sources', source('1', { name: 'second' }))]),
      ]);
      expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
      expect((await store.get('sources', '1'))?.name).toBe('first');
    });

    test('a commit that waits for one that conflicts is written nevertheless', async () => {
      const store = await opened(present);
      const three = await Promise.allSettled([
        store.commit([insert('sources', source('2'))]),
        store.commit([insert('sources', source('2'))]),
        store.commit([insert('sources', source('3'))]),
      ]);
      expect(three.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(await store.count('sources', 'all', '')).toBe(3);
    });

    test('whoever hears of a conflict already reads what it conflicts with', async () => {
      const store = await opened(present);
      const winner = store.commit([replace('sources', source('1', { name: 'first' }))]);
      await store
        .commit([replace('sources', source('1', { name: 'second' }))])
        .catch(async () => expect((await store.get('sources', '1'))?.name).toBe('first'));
      await winner;
    });

    test.each<[string, Change[], Change]>([
      [
        'two claims of one wording',
        [insert('claims', claim('c', 'It closes.'))],
        insert('claims', claim('d', ' it  CLOSES. ')),
      ],
      [
        'two people of one address',
        [insert('people', person('mira'))],
        insert('people', person('mo', { email: 'mira@post.example' })),
      ],
      [
        'a document that moves to where another stands',
        [insert('claims', claim('c', 'It closes.')), insert('claims', claim('d', 'It stays.'))],
        replace('claims', claim('d', 'It closes.')),
      ],
    ])('%s are a conflict', async (_, before, change) => {
      const store = await opened(...before);
      const { in: collection, doc } = change;
      const was = await store.get(collection, doc.id);
      await expect(store.commit([change])).rejects.toMatchObject({ code: 'conflict' });
      expect(await store.get(collection, doc.id)).toEqual(was);
    });

    test('two of one commit cannot share a unique key either', async () => {
      const store = await opened();
      const commit = store.commit([
        insert('claims', claim('c', 'It closes.')),
        insert('claims', claim('d', 'It closes.')),
      ]);
      await expect(commit).rejects.toMatchObject({ code: 'conflict' });
      expect(await store.count('claims', 'all', '')).toBe(0);
    });

    test('two documents may change places under a unique key', async () => {
      const store = await opened(
        insert('claims', claim('c', 'It closes.')),
        insert('claims', claim('d', 'It stays.')),
      );
      await store.commit([
        replace('claims', claim('c', 'It stays.')),
        replace('claims', claim('d', 'It closes.')),
      ]);
      const [found] = (await store.find('claims', 'statement', { key: 'it stays.' })).items;
      expect(found?.id).toBe('c');
    });

    test('a key that was given up can be taken', async () => {
      const store = await opened(insert('claims', claim('c', 'It closes.')));
      await store.commit([
        insert('claims', claim('d', 'It closes.')),
        remove('claims', claim('c', 'It closes.')),
      ]);
      expect(await store.count('claims', 'statement', 'it closes.')).toBe(1);
    });

    test('a change meets what the ones before it left', async () => {
      const store = await opened();
      await store.commit([
        insert('sources', source('1')),
        replace('sources', source('1', { name: 'Zoe' })),
      ]);
      expect(await store.get('sources', '1')).toEqual(source('1', { name: 'Zoe', version: 2 }));
      const twice = store.commit([
        replace('sources', source('1', { version: 2 })),
        replace('sources', source('1', { version: 2 })),
      ]);
      await expect(twice).rejects.toMatchObject({ code: 'conflict' });
      expect((await store.get('sources', '1'))?.version).toBe(2);
    });

    test('a document that is not of its type is no Problem but a defect, and is not written', async () => {
      const store = await opened();
      const wrong = insert('sources', { ...source('1'), created: 'yesterday' });
      const fault = await store.commit([wrong]).catch((reason: unknown) => reason);
      expect(fault).toBeInstanceOf(Error);
      expect(fault).not.toHaveProperty('code');
      expect(String(fault)).toContain('sources: created');
      expect(await store.get('sources', '1')).toBeNull();
    });

    test('of the documents that it names it tells those that are not there', async () => {
      const store = await opened(insert('sources', source('1')), insert('articles', article('a')));
      const named = [
        { in: 'articles' as const, id: 'a' },
        { in: 'sources' as const, id: '1' },
        { in: 'sources' as const, id: '2' },
        { in: 'claims' as const, id: '3' },
      ];
      const [first, second, third] = await Promise.all([
        store.commit([insert('claims', claim('1', 'It holds.'))], named),
        store.commit([remove('sources', source('1')), insert('claims', claim('3', 'No.'))], named),
        store.commit([insert('events', event('e'))]),
      ]);
      expect(first.gone).toEqual([named[2], named[3]]);
      expect(second.gone).toEqual([named[1], named[2]]);
      expect(second.changes[0]?.doc).toEqual(source('1'));
      expect(third).not.toHaveProperty('gone');
    });

    test('behind a barrier nothing is written that has not heeded it, nor a barrier that has not heeded all', async () => {
      const store = await opened(insert('sources', source('1')));
      const refused = { code: 'conflict', details: { barrier: true } };
      const before = { since: store.told };
      const { number } = await store.commit(
        [insert('claims', claim('1', 'It holds.'))],
        [],
        before,
      );
      const barrier = (id: string, since: number) =>
        store.commit([insert('sources', source(id))], [], { since, isBarrier: true });
      await expect(barrier('2', before.since)).rejects.toMatchObject(refused);
      expect((await barrier('2', number)).number).toBe(number + 1);
      const late = [insert('claims', claim('2', 'It leaks.'))];
      await expect(store.commit(late, [], { since: number })).rejects.toMatchObject(refused);
      expect(await store.get('claims', '2')).toBeNull();
      await store.commit(late, [], { since: number + 1 });
      await store.commit([insert('claims', claim('3', 'It gives way.'))]);
      expect(store.told).toBe(number + 3);
    });

    test('of a barrier and what is written beside it one meets the other', async () => {
      const store = await opened(insert('sources', source('1')));
      const since = store.told;
      const both = await Promise.allSettled([
        store.commit([insert('sources', source('2'))], [], { since, isBarrier: true }),
        store.commit([insert('sources', source('3'))], [], { since }),
      ]);
      expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    });

    test('events come in the order of commits, whatever moments their ids tell', async () => {
      const store = await kind.open();
      const ids = ['000000005-0000-0000000a', '000000009-0000-0000000b', '000000001-0000-0000000c'];
      const told = async (...changes: Change[]) => {
        const commit = await store.commit(changes);
        return commit.changes.map(({ doc }) => doc.id);
      };
      const last = (id = '', fields = {}) => insertLast(event(id, fields));
      const saved = [
        ...(await told(last(ids[0], { article: 'ferry' }))),
        ...(await told(last(ids[1]), last(ids[0]), last(ids[1]))),
        ...(await told(last(ids[2], { article: 'ferry' }))),
        ...(await told(last('00000000a-0000-0000000d'))),
      ];
      expect(saved.slice(0, 2)).toEqual(ids.slice(0, 2));
      expect(saved.at(-1)).toBe('00000000a-0000-0000000d');
      for (const index of ['all', 'subject', 'action'] as const) {
        const key = { all: '', subject: 'source/engineer', action: 'source.added' }[index];
        const found = (await store.find('events', index, { key })).items;
        expect(found.map(({ id }) => id)).toEqual(saved);
      }
      const [first, fifth] = [saved[0], saved[4]];
      const ofArticle = (await store.find('events', 'article', { key: 'ferry' })).items;
      expect(ofArticle.map(({ id }) => id)).toEqual([first, fifth]);
      expect(await store.get('events', fifth ?? '')).toMatchObject({ id: fifth, version: 1 });
      // What comes from elsewhere keeps its place.
      expect(await told(insert('events', event('000000003-0000-0000000e')))).toEqual([
        '000000003-0000-0000000e',
      ]);
    });

    test('a commit of nothing is nothing', async () => {
      const store = await opened(present);
      const told: Commit[] = [];
      store.watch((commit) => told.push(commit));
      expect(await store.commit([])).toEqual({ number: 1, changes: [] });
      expect(told).toEqual([]);
    });
  });

  describe(`${name}: watch`, () => {
    test('each watcher hears of every commit, in order and as it was returned', async () => {
      const store = await opened();
      const heard: Commit[][] = [[], []];
      for (const list of heard) store.watch((commit) => list.push(commit));
      const made = await Promise.all(
        ['1', '2', '3'].map((id) => store.commit([insert('sources', source(id))])),
      );
      expect(made.map(({ number }) => number)).toEqual([1, 2, 3]);
      expect(heard).toEqual([made, made]);
    });

    test('nobody hears of a commit that failed', async () => {
      const store = await opened(insert('sources', source('1')));
      const heard: Commit[] = [];
      store.watch((commit) => heard.push(commit));
      await store.commit([insert('sources', source('1'))]).catch(() => {});
      expect(heard).toEqual([]);
    });

    test('a watcher reads what it has been told', async () => {
      const store = await opened();
      const read = new Promise((resolve) => {
        store.watch(() => resolve(store.get('sources', '1')));
      });
      await store.commit([insert('sources', source('1'))]);
      expect(await read).toEqual(source('1'));
    });

    test('a watcher that left hears no more', async () => {
      const store = await opened();
      const heard: Commit[] = [];
      const leave = store.watch((commit) => heard.push(commit));
      await store.commit([insert('sources', source('1'))]);
      leave();
      await store.commit([insert('sources', source('2'))]);
      expect(heard.map(({ number }) => number)).toEqual([1]);
    });

    test('what a watcher throws or changes harms nobody', async () => {
      const store = await opened();
      const heard: string[] = [];
      store.watch(({ changes }) => {
        for (const { doc } of changes) doc.id = 'changed';
        throw new Error('a watcher’s own fault');
      });
      store.watch(({ changes }) => heard.push(...changes.map(({ doc }) => doc.id)));
      await store.commit([insert('sources', source('1'))]);
      expect(heard).toEqual(['1']);
      expect(await store.get('sources', '1')).toEqual(source('1'));
    });
  });

  describe(`${name}: caughtUp`, () => {
    test('returns when every watcher has heard of all that was acknowledged', async () => {
      const store = await opened();
      const heard: number[] = [];
      store.watch(({ number }) => heard.push(number));
      for (const id of ['1', '2', '3']) await store.commit([insert('sources', source(id))]);
      await store.caughtUp();
      expect(heard).toEqual([1, 2, 3]);
    });

    test('returns where nothing was ever committed', async () => {
      await (await opened()).caughtUp();
    });

    test('a closed store fails', async () => {
      const store = await kind.open();
      await store.close();
      await expect(store.caughtUp()).rejects.toMatchObject({ code: 'unavailable' });
    });
  });

  describe(`${name}: snapshot`, () => {
    /** All that a snapshot holds, the collections that have nothing left out. */
    async function held(snapshot: Snapshot): Promise<Partial<Record<CollectionName, unknown[]>>> {
      const found: Partial<Record<CollectionName, unknown[]>> = {};
      const read = async <C extends CollectionName>(collection: C) => {
        for await (const doc of snapshot.docs(collection)) {
          found[collection] = [...(found[collection] ?? []), doc];
        }
      };
      for (const collection of collections) await read(collection);
      return found;
    }

    test('holds every document as it stands, in the order in which they came', async () => {
      const store = await opened(
        insert('sources', source('m')),
        insert('sources', source('z')),
        insert('identities', identity('m', 'Ada Lindqvist')),
      );
      await store.commit([insert('sources', source('a')), insert('events', event('e'))]);
      await store.commit([replace('sources', source('z', { name: 'شاهد 🕊️' }))]);
      await store.commit([remove('sources', source('m')), insert('sources', source('k'))]);
      const snapshot = await store.snapshot();
      expect(snapshot.commit).toBe(4);
      expect(await held(snapshot)).toEqual({
        sources: [source('z', { name: 'شاهد 🕊️', version: 2 }), source('a'), source('k')],
        identities: [identity('m', 'Ada Lindqvist')],
        events: [event('e')],
      });
      await snapshot.close();
    });

    test('does not see what is committed later', async () => {
      const store = await opened(insert('sources', source('1')), insert('sources', source('2')));
      const snapshot = await store.snapshot();
      await store.commit([
        replace('sources', source('1', { name: 'Changed' })),
        remove('sources', source('2')),
        insert('sources', source('3')),
        insert('people', person('mira')),
      ]);
      expect(snapshot.commit).toBe(1);
      expect(await held(snapshot)).toEqual({ sources: [source('1'), source('2')] });
      await snapshot.close();
      expect((await store.get('sources', '1'))?.name).toBe('Changed');
    });

    test('tells of more documents than fit on a page', async () => {
      const ids = Array.from({ length: 1203 }, (_, at) => `${at * 7919}`);
      const store = await opened(...ids.map((id) => insert('sources', source(id))));
      const snapshot = await store.snapshot();
      const { sources } = await held(snapshot);
      expect(sources).toEqual(ids.map((id) => source(id)));
      await snapshot.close();
    });

    test('that of an empty store is empty', async () => {
      const snapshot = await (await opened()).snapshot();
      expect(snapshot.commit).toBe(0);
      expect(await held(snapshot)).toEqual({});
      await snapshot.close();
      await snapshot.close();
    });

    test('a closed store gives none', async () => {
      const store = await kind.open();
      await store.close();
      await expect(store.snapshot()).rejects.toMatchObject({ code: 'unavailable' });
    });
  });

  describe(`${name}: close`, () => {
    test('what was committed before is finished, what comes later fails', async () => {
      const store = await kind.open();
      const committed = store.commit([insert('sources', source('1'))]);
      const closed = store.close();
      await expect(store.commit([insert('sources', source('2'))])).rejects.toMatchObject({
        code: 'unavailable',
      });
      await expect(store.get('sources', '1')).rejects.toMatchObject({ code: 'unavailable' });
      await expect(store.count('sources', 'all', '')).rejects.toMatchObject({
        code: 'unavailable',
      });
      expect((await committed).number).toBe(1);
      await closed;
    });

    test('closing twice is closing', async () => {
      const store = await kind.open();
      await store.close();
      await store.close();
    });
  });
}
