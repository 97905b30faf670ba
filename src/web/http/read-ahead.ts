import { type Store, storeWith } from '../../store/store.js';

/** A store on which one request begins to read, and that on which it reads on: see `readingAhead`. */
export interface StoreAhead {
  begin: Store;
  goOn: Store;
}

type Reading<A extends unknown[], T> = (...asked: A) => Promise<T>;

/**
 * What `begin` is asked for by `get`, `getMany`, `find` and `findBeside` is what `goOn` answers the first time that
 * it is asked for the very same: so what a request reads can be read together with who asks. Nobody is
 * shown it but through what they may see, since that is found out of `goOn` as of any store. `note` is told of
 * whatever `goOn` is asked for so, to have it begun for another request: see `beginAgain`.
 */
export function readingAhead(store: Store, note: (named: string) => void = () => {}): StoreAhead {
  const begun = new Map<string, Promise<unknown>>();
  const keeping = <A extends unknown[], T>(name: string, read: Reading<A, T>): Reading<A, T> => {
    return (...asked) => {
      const named = nameOf(name, asked);
      const before = begun.get(named) as Promise<T> | undefined;
      const reading: Promise<T> = before ?? Reflect.apply(read, store, asked);
      // Who asks for it hears of a failure; nobody may.
      reading.catch(() => {});
      begun.set(named, reading);
      return reading;
    };
  };
  const taking = <A extends unknown[], T>(name: string, read: Reading<A, T>): Reading<A, T> => {
    return (...asked) => {
      const named = nameOf(name, asked);
      note(named);
      const reading = begun.get(named) as Promise<T> | undefined;
      begun.delete(named);
      return reading ?? Reflect.apply(read, store, asked);
    };
  };
  return { begin: readingBy(keeping, store), goOn: readingBy(taking, store) };
}

function readingBy(
  way: <A extends unknown[], T>(name: string, read: Reading<A, T>) => Reading<A, T>,
  store: Store,
): Store {
  return storeWith(store, {
    get: way('get', store.get),
    getMany: way('getMany', store.getMany),
    find: way('find', store.find),
    findBeside: way('findBeside', store.findBeside),
  });
}

function nameOf(name: string, asked: readonly unknown[]): string {
  return JSON.stringify([name, ...asked]);
}

/** Begins to read what another request asked for, as it was noted. */
export function beginAgain(begin: Store, named: string): void {
  const [name, ...asked] = JSON.parse(named);
  Reflect.apply(Reflect.get(begin, name), begin, asked);
}
