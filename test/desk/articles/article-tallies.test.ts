import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { deleteAnnotation } from '../../../src/desk/annotations/deleting.js';
import {
  type ArticleQuery,
  type ArticleSort,
  listArticles,
  publishersOf,
} from '../../../src/desk/articles/article-list.js';
import { articleTalliesOf, tallyOf } from '../../../src/desk/articles/article-tallies.js';
import { addArticle, changeArticle, deleteArticle } from '../../../src/desk/articles/articles.js';
import { type Desk, openDesk } from '../../../src/desk/desk.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import {
  type Article,
  articleDetails,
  articleInput,
} from '../../../src/domain/articles/article.js';
import { insert, storeWith } from '../../../src/store/store.js';
import { countedStore } from '../../store/counted-store.js';
import { openMemoryStore } from '../../store/memory.js';
import { person } from '../peopled-desk.js';

const mira = person('mira', 'Mira Sen', 'editor');

let desk: Desk;
beforeEach(() => {
  let seconds = 0;
  const clock = () => new Date(Date.UTC(2026, 0, 5, 9, 0, seconds++));
  desk = openDesk(openMemoryStore(), { clock });
});
afterEach(() => desk.store.close());

async function article(title: string, details: object = {}): Promise<Article> {
  const input = { title, publisher: 'The Morning Ledger', text: 'The ferry stops.', ...details };
  return addArticle(desk, mira, articleInput.parse(input));
}

async function tag(on: Article, confidence: string | null = null): Promise<string> {
  const input = { target: { exact: 'ferry' }, chain: 'Ida Brandt', confidence };
  const { annotation } = await createAnnotation(desk, mira, on.id, annotationInput.parse(input));
  return annotation.id;
}

async function titles(query: ArticleQuery = {}): Promise<string[]> {
  const { items } = await listArticles(desk, query);
  return items.map((listed) => listed.article.title);
}

describe('the tally of an article', () => {
  test('counts its annotations, the unreviewed ones, and each level of confidence', async () => {
    const ferry = await article('Ferry');
    for (const level of ['high', 'high', 'low', null]) await tag(ferry, level);
    expect(await tallyOf(desk, ferry.id)).toEqual({
      annotations: 4,
      unreviewed: 4,
      levels: { high: 2, moderate: 0, low: 1, none: 1 },
    });
  });

  test('follows what is annotated, deleted and renamed after it was first counted', async () => {
    const ferry = await article('Ferry');
    await tag(ferry, 'low');
    const gone = await tag(ferry, 'high');
    expect((await tallyOf(desk, ferry.id)).annotations).toBe(2);
    await deleteAnnotation(desk, mira, gone);
    await changeArticle(
      desk,
      mira,
      ferry.id,
      articleDetails.parse({ ...ferry, title: 'The last ferry' }),
    );
    await article('Quay');
    expect((await tallyOf(desk, ferry.id)).levels.high).toBe(0);
    expect(await titles()).toEqual(['Quay', 'The last ferry']);
    await deleteArticle(desk, mira, ferry.id, { annotations: true });
    expect(await titles()).toEqual(['Quay']);
    expect((await tallyOf(desk, ferry.id)).annotations).toBe(0);
  });

  test('is right for everyone who asks while it is being counted', async () => {
    const ferry = await article('Ferry');
    const asked = articleTalliesOf(desk);
    await tag(ferry, 'high');
    const [, after] = await Promise.all([asked, tallyOf(desk, ferry.id)]);
    expect(after.annotations).toBe(1);
  });

  test('is the same where it is counted anew', async () => {
    const ferry = await article('Ferry');
    await tag(ferry, 'moderate');
    const before = await articleTalliesOf(desk);
    desk = openDesk(storeWith(desk.store, {}), desk);
    expect(await articleTalliesOf(desk)).toEqual(before);
    await tag(ferry, 'moderate');
    expect((await tallyOf(desk, ferry.id)).levels.moderate).toBe(2);
  });

  test('is not counted again where nothing has changed', async () => {
    await article('Ferry');
    expect(await articleTalliesOf(desk)).toBe(await articleTalliesOf(desk));
  });
});

describe('the list of articles', () => {
  test('can be sorted by each of its columns, either way; what has none stands last', async () => {
    const b = await article('b 10', { publisher: 'Zeit', publishedAt: '2026-01-02' });
    const a = await article('B 9', { publisher: 'Ámbito', publishedAt: '2026-02-01' });
    const c = await article('Élan', { publisher: 'Mail' });
    await tag(a, 'low');
    await tag(a, 'high');
    await tag(b, 'high');
    await tag(c, null);
    const sorted = async (sort: ArticleSort) => [
      await titles({ sort, order: 'ascending' }),
      await titles({ sort, order: 'descending' }),
    ];
    expect(await sorted('title')).toEqual([
      ['B 9', 'b 10', 'Élan'],
      ['Élan', 'b 10', 'B 9'],
    ]);
    expect(await sorted('publisher')).toEqual([
      ['B 9', 'Élan', 'b 10'],
      ['b 10', 'Élan', 'B 9'],
    ]);
    expect(await sorted('published')).toEqual([
      ['b 10', 'B 9', 'Élan'],
      ['B 9', 'b 10', 'Élan'],
    ]);
    expect(await sorted('added')).toEqual([
      ['b 10', 'B 9', 'Élan'],
      ['Élan', 'B 9', 'b 10'],
    ]);
    expect((await titles({ sort: 'annotations' }))[0]).toBe('B 9');
    expect((await titles({ sort: 'unreviewed' }))[0]).toBe('B 9');
    expect(await sorted('confidence')).toEqual([
      ['B 9', 'b 10', 'Élan'],
      ['b 10', 'B 9', 'Élan'],
    ]);
  });

  test('finds every word in title, publisher or byline, whatever the case', async () => {
    await article('The FÄHRE stops', { byline: 'Ida Brandt' });
    await article('The ferry stops', { publisher: 'Quay News' });
    expect(await titles({ q: ' fähre  ida' })).toEqual(['The FÄHRE stops']);
    expect(await titles({ q: 'stops quay' })).toEqual(['The ferry stops']);
    expect(await titles({ q: 'stops mayor' })).toEqual([]);
    expect(await titles({ publisher: 'quay news' })).toEqual(['The ferry stops']);
    expect(await publishersOf(desk)).toEqual(['Quay News', 'The Morning Ledger']);
  });

  test('names each publisher once as most articles spell it, in whatever order they came', async () => {
    for (const publisher of ['quay news', 'Łódź', 'Quay News', 'QUAY NEWS', 'lodz', 'Quay News']) {
      await article('Ferry', { publisher });
    }
    const names = await desk.store.keys('articles', 'publisher');
    const turned = openDesk(
      storeWith(desk.store, { keys: async () => new Map([...names].toReversed()) }),
    );
    const named = ['lodz', 'Łódź', 'Quay News'];
    expect(await publishersOf(desk)).toEqual(named);
    expect(await publishersOf(turned)).toEqual(named);
  });

  test('refuses a mark of a page that is none', async () => {
    await expect(listArticles(desk, { after: 'nonsense' })).rejects.toMatchObject({
      code: 'invalid',
      fields: [{ field: 'after' }],
    });
  });

  test('reads nothing beside its page, the first time too, however many articles there are', async () => {
    const one = await article('Ferry');
    const asked = async () => {
      const { store, taken } = countedStore(desk.store);
      await listArticles(openDesk(store), { limit: 20 });
      return taken();
    };
    const few = await asked();
    const copies = Array.from({ length: 1200 }, (_, n) => ({ ...one, id: `copy-${n}` }));
    await desk.store.commit(copies.map((copy) => insert('articles', copy)));
    expect(await asked()).toEqual(few);
  });

  test('gives every article once, page by page, in the same order as all at once', async () => {
    const sorts = ['added', 'title', 'published', 'annotations', 'confidence'] as const;
    const article = fc.record({
      title: fc.constantFrom('a', 'A', 'b', 'é', '10', '9'),
      publishedAt: fc.constantFrom(null, '2026-01-02', '2026-01-03'),
    });
    const asked = fc.record({
      sort: fc.constantFrom(...sorts),
      order: fc.constantFrom('ascending' as const, 'descending' as const),
      limit: fc.integer({ min: 1, max: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(article, { maxLength: 9 }), asked, async (details, query) => {
        const own = openDesk(openMemoryStore());
        for (const each of details) {
          const input = { publisher: 'P', text: 'T', ...each };
          await addArticle(own, mira, articleInput.parse(input));
        }
        const whole = await listArticles(own, { ...query, limit: 100 });
        const paged: string[] = [];
        for (let after: string | null = null; ; ) {
          const page = await listArticles(own, { ...query, after });
          paged.push(...page.items.map((listed) => listed.article.id));
          after = page.next;
          if (after === null) break;
        }
        expect(paged).toEqual(whole.items.map((listed) => listed.article.id));
        expect(whole.total).toBe(details.length);
      }),
      { numRuns: 40 },
    );
  });

  test('goes on where a page ended though the article there is gone', async () => {
    const all = [await article('c'), await article('b'), await article('a')];
    const query = { sort: 'title', order: 'ascending' } as const;
    const { next } = await listArticles(desk, { ...query, limit: 2 });
    await deleteArticle(desk, mira, all[1]?.id ?? '');
    expect(await titles({ ...query, after: next })).toEqual(['c']);
  });
});
