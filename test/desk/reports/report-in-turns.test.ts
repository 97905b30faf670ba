import { afterEach, expect, test, vi } from 'vitest';
import { addLongArticle } from '../../../bench/long-article.js';
import { openDesk } from '../../../src/desk/desk.js';
import { exportReport } from '../../../src/desk/reports/download.js';
import { formatNames } from '../../../src/reports/formats.js';
import type { Page, Store } from '../../../src/store/store.js';
import { openMemoryStore } from '../../store/memory.js';

afterEach(() => vi.restoreAllMocks());

/** A store that tells of every document which it hands out. */
function counting(store: Store, count: (documents: number) => void): Store {
  const length = (found: unknown): number => {
    if (Array.isArray(found))
      return found.reduce((sum, each) => sum + Math.max(1, length(each)), 0);
    return found && typeof found === 'object' && 'items' in found
      ? length((found as Page<unknown>).items)
      : 0;
  };
  return new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (name !== 'find' && name !== 'findMany' && name !== 'getMany') return value.bind(target);
      return async (...asked: unknown[]) => {
        const found: unknown = await value.apply(target, asked);
        count(length(found));
        return found;
      };
    },
  });
}

test.each(formatNames)(
  'a report on a whole desk as %s reads some hundred documents between two turns of others',
  async (format) => {
    // Each look at the clock finds that it is time for others.
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 5));
    let [read, most, whole] = [0, 0, 0];
    const store = counting(openMemoryStore(), (documents) => {
      read += documents;
      whole += documents;
    });
    const desk = openDesk(store);
    await addLongArticle(store, { words: 10_000, annotations: 2_000 });
    let isOver = false;
    const another = () => {
      most = Math.max(most, read);
      read = 0;
      if (!isOver) setImmediate(another);
    };
    const { pieces } = await exportReport(desk, null, format, { baseUrl: null });
    another();
    [most, whole] = [0, 0];
    for await (const _ of pieces);
    isOver = true;
    expect(whole).toBeGreaterThan(2_000);
    expect(most).toBeLessThan(700);
  },
);
