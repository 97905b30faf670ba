import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Annotation } from '../../src/domain/annotations/annotation.js';
import { finished } from '../../src/domain/finished.js';
import { searchWords } from '../../src/domain/search/search-words.js';
import type { Documents } from '../../src/store/documents.js';
import { type SearchedCollection, searchEntryInTurns } from '../../src/store/searchable.js';
import {
  type Change,
  insert,
  type Page,
  remove,
  replace,
  type Store,
} from '../../src/store/store.js';
import { evidence as piece } from '../cases/hops.js';
import { type Kind, takeOut } from './contract.js';
import { annotation, article, claim, edition, hop, identity, person, source } from './documents.js';

/** What the port promises of searching, asked of one kind of store. */
export function storeSearchContract(name: string, kind: Kind): void {
  const opened = async (...changes: Change[]): Promise<Store> => {
    const store = await kind.open();
    onTestFinished(() => store.close());
    if (changes.length > 0) await store.commit(changes);
    return store;
  };
  const found = async (
    store: Store,
    collection: SearchedCollection,
    words: string,
  ): Promise<string[]> => (await store.search(collection, { words })).items.map(({ id }) => id);
  const annotations = (docs: Annotation[]) => docs.map((doc) => insert('annotations', doc));
  const quoting = (id: string, exact: string, fields: Partial<Annotation> = {}) =>
    annotation(id, { target: { ...annotation(id).target, exact }, ...fields });
  const evidence = [piece({ excerpt: 'Pins two and three' })];

  describe(`${name}: search`, () => {
    test.each<[SearchedCollection, string, string]>([
      ['articles', 'harbour bridge', 'bridge'],
      ['articles', 'quayside', 'bridge'],
      ['articles', 'okafor', 'bridge'],
      ['editions', 'engineer port', 'bridge.1'],
      ['annotations', 'close may', 'a'],
      ['annotations', 'telephone', 'a'],
      ['annotations', 'a port engineer', 'a'],
      ['annotations', 'pins three', 'a'],
      ['sources', 'Ada Lindqvist', 'engineer'],
      ['sources', 'bridge woman', 'engineer'],
      ['claims', 'closes in May', 'c'],
    ])('%s are found by “%s”', async (collection, words, id) => {
      const store = await opened(
        insert('articles', article('bridge')),
        insert('articles', article('ferry', { title: 'Ferry', publisher: 'Wire', byline: null })),
        insert('editions', edition('bridge')),
        insert(
          'annotations',
          annotation('a', {
            note: 'Told by telephone.',
            chain: [hop('engineer', { as: 'a port engineer' }), hop('post', { evidence })],
          }),
        ),
        insert('sources', source('engineer', { name: 'Ada Lindqvist', aliases: ['Bridge woman'] })),
        insert('claims', claim('c', 'The bridge closes in May.')),
      );
      expect(await found(store, collection, words)).toEqual([id]);
    });

    test.each([
      ['each word', 'bridge harbour', true],
      ['the beginnings of words, in any order', 'br may har', true],
      ['no middle of a word', 'idge', false],
      ['not all of the words', 'harbour tunnel', false],
      ['other capitals', 'HARBOUR bRIDGE', true],
      ['words with signs around them', '“harbour” — bridge!', true],
      ['nothing but signs', '… 🌉 “”', false],
      ['nothing', '  ', false],
      ['what a database would take for its own language', "harbour & !bridge | ':*", true],
      ['quotation marks and backslashes', "'harbour' \\bridge\\ ''", true],
      ['a NUL', 'harbour\0bridge', true],
    ])('a title is looked for by %s', async (_what, words, isFound) => {
      const store = await opened(insert('articles', article('bridge')));
      expect(await found(store, 'articles', words)).toEqual(isFound ? ['bridge'] : []);
    });

    test.each([
      ['Latin with accents', 'Der Fährmann aß Krapfen in Tromsø', 'fahrmann ass tromsø'],
      ['Cyrillic', 'Ёлка стоит у причала', 'елка прич'],
      ['Greek', 'Ο καπετάνιος είδε τον φάρο', 'ΚΑΠΕΤΑΝΙΟΣ φαρ'],
      ['Arabic with its vowels', 'الْبَحْرُ لا يَكْذِب', 'البحر يكذب'],
      ['Hebrew with its points', 'הַיָּם לֹא מְשַׁקֵּר', 'הים משקר'],
      ['Chinese, from within a run', '港口的桥五月关闭', '五月关'],
      ['Japanese', '東京都の港が閉鎖される', '京都の港'],
      ['Thai', 'สะพานท่าเรือปิดในเดือนพฤษภาคม', 'ท่าเรือ'],
      ['Korean', '항구의 다리가 오월에 닫힌다', '항구 닫'],
      ['Hindi', 'बंदरगाह का पुल बंद है', 'बंदर पुल'],
    ])('%s is found', async (_what, exact, words) => {
      const store = await opened(...annotations([quoting('a', exact), quoting('b', 'A bridge.')]));
      expect(await found(store, 'annotations', words)).toEqual(['a']);
    });

    test('a beginning of sixty characters finds a word of any length', async () => {
      const store = await opened(...annotations([quoting('a', 'x'.repeat(3000))]));
      expect(await found(store, 'annotations', 'x'.repeat(60))).toEqual(['a']);
      expect(await found(store, 'annotations', 'x'.repeat(3000))).toEqual(['a']);
    });

    test('a text of more different words than a database takes is kept, and found by its beginning', async () => {
      const text = Array.from({ length: 100_000 }, (_, n) => `harbour${n.toString(36)}`).join(' ');
      const store = await opened(insert('editions', { ...edition('bridge'), text }));
      expect(await found(store, 'editions', 'harbour0 harboura')).toEqual(['bridge.1']);
      expect((await store.get('editions', 'bridge.1'))?.text).toBe(text);
    });

    test('what is called so comes before what only says so, then the newest, then by id', async () => {
      const at = (day: number) => ({ created: `2026-03-0${day}T08:00:00.000Z` });
      const store = await opened(
        ...annotations([
          quoting('a', 'the pier', { note: 'bridge', ...at(4) }),
          quoting('b', 'the bridge', at(1)),
          quoting('c', 'the bridge', at(2)),
          quoting('d', 'the bridge', at(2)),
          quoting('e', 'the', { note: 'bridge', ...at(3) }),
        ]),
      );
      expect(await found(store, 'annotations', 'bridge the')).toEqual(['d', 'c', 'b', 'a', 'e']);
    });

    test('pages go on where the last one ended, whatever came and went', async () => {
      const created = (id: string, day: number) =>
        quoting(id, 'the bridge', { created: `2026-03-0${day}T08:00:00.000Z` });
      const docs = [created('a', 1), created('b', 2), created('c', 3), created('d', 4)];
      const store = await opened(...annotations(docs));
      const first = await store.search('annotations', { words: 'bridge', limit: 2 });
      expect(first.items.map(({ id }) => id)).toEqual(['d', 'c']);
      await store.commit([
        remove('annotations', created('c', 3)),
        insert('annotations', created('e', 5)),
      ]);
      const rest = await store.search('annotations', { words: 'bridge', after: first.next });
      expect(rest.items.map(({ id }) => id)).toEqual(['b', 'a']);
      expect(rest.next).toBeNull();
    });

    test.each([1, 2, 3, 4])(
      'pages of %i, from those called so on to the last that only says so, hold each once',
      async (limit) => {
        const days = [3, 1, 2, 2, 5, 4, 4];
        const made = (n: number) => ({ created: `2026-03-0${days[n]}T08:00:00.000Z` });
        const store = await opened(
          ...annotations(
            days.map((_, n) =>
              n < 3
                ? quoting(`a${n}`, 'the bridge', made(n))
                : quoting(`a${n}`, 'the pier', { note: 'no bridge', ...made(n) }),
            ),
          ),
          ...[2, 1, 3].map((day) =>
            insert('editions', {
              ...edition(`text${day}`),
              capturedAt: `2026-03-0${day}T08:00:00.000Z`,
              text: 'the bridge',
            }),
          ),
        );
        const paged = async (collection: SearchedCollection) => {
          const ids: string[] = [];
          let after: string | null = null;
          do {
            const page: Page<{ id: string }> = await store.search(collection, {
              words: 'bridge',
              limit,
              after,
            });
            ids.push(...page.items.map(({ id }) => id));
            after = page.next;
          } while (after !== null);
          return ids;
        };
        expect(await paged('annotations')).toEqual(['a0', 'a2', 'a1', 'a4', 'a6', 'a5', 'a3']);
        expect(await paged('editions')).toEqual(['text3.1', 'text2.1', 'text1.1']);
      },
    );

    test('a page that ends with the last that is found has no next one', async () => {
      const store = await opened(...annotations([quoting('a', 'bridge'), quoting('b', 'bridge')]));
      expect((await store.search('annotations', { words: 'bridge', limit: 2 })).next).toBeNull();
    });

    test.each([{ limit: 0 }, { limit: 10_001 }, { limit: 1.5 }, { after: 'no cursor' }])(
      'it fails as invalid for %o',
      async (wrong) => {
        const store = await opened(insert('sources', source('engineer')));
        await expect(store.search('sources', { words: 'source', ...wrong })).rejects.toMatchObject({
          code: 'invalid',
        });
      },
    );

    test('what changes is found as it stands now', async () => {
      const ada = source('engineer', { name: 'Ada Lindqvist' });
      const store = await opened(insert('sources', ada));
      expect(await found(store, 'sources', 'ada')).toEqual(['engineer']);
      await store.commit([replace('sources', { ...ada, name: 'Confidential source 1' })]);
      expect(await found(store, 'sources', 'ada')).toEqual([]);
      expect(await found(store, 'sources', 'confidential')).toEqual(['engineer']);
      await store.commit([remove('sources', { ...ada, version: 2 })]);
      expect(await found(store, 'sources', 'confidential')).toEqual([]);
    });

    test('an annotation that is deleted is not found until it is restored', async () => {
      const store = await opened(insert('annotations', annotation('a')));
      const deleted = { at: '2026-03-21T08:00:00.000Z', by: 'mira' };
      await store.commit([replace('annotations', annotation('a', { deleted }))]);
      expect(await found(store, 'annotations', 'close')).toEqual([]);
      await store.commit([replace('annotations', annotation('a', { version: 2 }))]);
      expect(await found(store, 'annotations', 'close')).toEqual(['a']);
    });

    test('what is committed while others look is found by whoever looks afterwards', async () => {
      const store = await opened(...annotations([quoting('a', 'bridge')]));
      const looking = found(store, 'annotations', 'bridge');
      await store.commit(annotations([quoting('b', 'bridge')]));
      expect(await found(store, 'annotations', 'bridge')).toEqual(['b', 'a']);
      expect(await looking).toContain('a');
    });

    test('who a confidential source is, and who works here, is never found', async () => {
      const hidden = source('engineer', { name: 'Confidential source 1', confidential: true });
      const store = await opened(
        insert('sources', hidden),
        insert('identities', identity('engineer', 'Ada Lindqvist')),
        insert('people', person('mira')),
        insert('annotations', annotation('a')),
      );
      for (const collection of ['sources', 'annotations', 'claims'] as const) {
        expect(await found(store, collection, 'ada')).toEqual([]);
        expect(await found(store, collection, 'mira')).toEqual([]);
      }
      expect(await found(store, 'sources', 'confidential source 1')).toEqual(['engineer']);
    });

    test('a store that was closed finds nothing any more', async () => {
      const store = await opened(insert('sources', source('engineer')));
      await store.close();
      await expect(store.search('sources', { words: 'source' })).rejects.toMatchObject({
        code: 'unavailable',
      });
    });

    test('through any changes, it finds what reading everything finds, in that order', async () => {
      const ids = ['1', '2', '3', '4', '5'];
      const words = fc
        .array(fc.constantFrom('ferry', 'ferryman', 'Fähre', 'pier', '桥港', 'no', '2'), {
          maxLength: 3,
        })
        .map((list) => list.join(' '));
      const step = fc.record({
        id: fc.constantFrom(...ids),
        exact: words.map((list) => list || 'quay'),
        note: words,
        day: fc.constantFrom('10', '11'),
        gone: fc.constantFrom('not', 'deleted', 'removed'),
        asked: words,
      });
      const store = await opened();
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
          await takeOut(store, 'annotations', ids);
          const present = new Map<string, Annotation>();
          for (const { id, exact, note, day, gone, asked } of steps) {
            const before = present.get(id);
            const deleted =
              gone === 'deleted' ? { at: '2026-03-21T08:00:00.000Z', by: 'mira' } : null;
            const created = `2026-03-${day}T08:00:00.000Z`;
            const version = before?.version ?? 1;
            const doc = quoting(id, exact, { note, created, deleted, version });
            if (before && gone === 'removed') {
              await store.commit([remove('annotations', before)]);
              present.delete(id);
            } else {
              await store.commit([(before ? replace : insert)('annotations', doc)]);
              present.set(id, before ? { ...doc, version: version + 1 } : doc);
            }
            expect(await found(store, 'annotations', asked)).toEqual(
              byReading([...present.values()], asked),
            );
          }
        }),
        { numRuns: 25 },
      );
    });
  });
}

/** The ids of the annotations that a reader with endless patience would find, in their order. */
function byReading(docs: readonly Documents['annotations'][], asked: string): string[] {
  const starts = searchWords(asked);
  const inAll = (words: readonly string[]) =>
    starts.length > 0 && starts.every((start) => words.some((word) => word.startsWith(start)));
  return docs
    .flatMap(({ id, ...doc }) => {
      const entry = finished(searchEntryInTurns('annotations', { id, ...doc }));
      if (!entry || !inAll([...entry.heading, ...entry.body])) return [];
      return [{ id, key: `${inAll(entry.heading) ? 1 : 0} ${entry.sort} ${id}` }];
    })
    .sort((one, other) => (one.key < other.key ? 1 : -1))
    .map(({ id }) => id);
}
