import type { Store } from '../../src/store/store.js';

/** The calls to a store since it was asked for them last, in order: "find annotations article". */
export interface CountedStore {
  store: Store;
  taken(): string[];
}

const indexed = new Set(['find', 'findMany', 'findBeside', 'count', 'countMany']);
const reading = new Set([...indexed, 'get', 'getOwned', 'getMany', 'search']);
const counted = new Set([...reading, 'commit', 'caughtUp', 'snapshot']);

/** A store that counts the calls to it. */
export function countedStore(store: Store): CountedStore {
  let calls: string[] = [];
  const proxy = new Proxy(store, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== 'function' || typeof property !== 'string') return value;
      return (...asked: unknown[]) => {
        if (counted.has(property)) calls.push(callNamed(property, asked));
        return Reflect.apply(value, target, asked);
      };
    },
  });
  return {
    store: proxy,
    taken() {
      const before = calls;
      calls = [];
      return before;
    },
  };
}

function callNamed(method: string, asked: readonly unknown[]): string {
  // Ids are not what is counted by.
  const named = indexed.has(method) ? 2 : reading.has(method) ? 1 : 0;
  return [method, ...asked.slice(0, named)].join(' ');
}
