import type { Store } from '../../src/store/store.js';

/** The calls to a store since it was asked for them last, in order: "find annotations article". */
export interface CountedStore {
  store: Store;
  taken(): string[];
}

const reading = new Set(['get', 'getMany', 'find', 'findMany', 'count', 'countMany', 'search']);
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
  const names = reading.has(method) ? asked.slice(0, 2).filter(isName) : [];
  return [method, ...names].join(' ');
}

/** An id is not what is counted by. */
function isName(asked: unknown, at: number): boolean {
  return typeof asked === 'string' && (at === 0 || asked.length < 20);
}
