import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { addLongArticle } from '../../../bench/long-article.js';
import { openDesk } from '../../../src/desk/desk.js';
import { inPortions, Pace } from '../../../src/desk/pace.js';
import { reportOn } from '../../../src/desk/reports/reports.js';
import { formatNames, formats } from '../../../src/reports/formats.js';
import type { Page, Store } from '../../../src/store/store.js';
import { openMemoryStore } from '../../store/memory.js';

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

/** More than two of the portions of 500 in which a store is read. */
const annotations = 1_200;

let store: Store;
beforeAll(async () => {
  store = openMemoryStore();
  await addLongArticle(store, { words: 10_000, annotations });
});

/** Each look at the clock finds that it is time for others; a spy would keep every one of a million looks. */
beforeEach(() => {
  let now = 0;
  performance.now = () => (now += 5);
});
afterEach(() => Reflect.deleteProperty(performance, 'now'));

/** What stands in the pages is not asked here, so nothing is set. */
const typeset = async () => ({ pdf: new Uint8Array(), said: [] });

test.each(formatNames)(
  'a report on a whole desk as %s reads some hundred documents between two turns of others',
  async (format) => {
    let [read, most, whole] = [0, 0, 0];
    const counted = counting(store, (documents) => {
      read += documents;
      whole += documents;
    });
    const pace = new Pace();
    const report = await reportOn(openDesk(counted), null, { baseUrl: null }, pace);
    let isOver = false;
    const another = () => {
      most = Math.max(most, read);
      read = 0;
      if (!isOver) setImmediate(another);
    };
    another();
    [most, whole] = [0, 0];
    for await (const _ of inPortions(formats[format].write({ ...report, typeset }), pace));
    isOver = true;
    expect(whole).toBeGreaterThan(annotations);
    expect(most).toBeLessThan(700);
  },
);
