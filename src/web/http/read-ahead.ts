import { type Store, storeWith } from '../../store/store.js';

type ReadingName = 'get' | 'getMany' | 'find' | 'findBeside';
type Reading<A extends unknown[], T> = (...asked: A) => Promise<T>;

/** What a store was asked for, so that it can be asked again. */
export interface StoreRead {
  by: ReadingName;
  asked: readonly unknown[];
  /** The same as text, by which it is known. */
  named: string;
}

/** A store on which one request begins to read, and that on which it reads on: see `readingAhead`. */
interface StoreAhead {
  begin: Store;
  /** Begins to read what another request asked for, as it was noted. */
  beginAgain(asked: StoreRead): void;
  goOn: Store;
}

/**
 * What `begin` is asked for by `get`, `getMany`, `find` and `findBeside` is what `goOn` answers the first time that
 * it is asked for the very same: so what a request reads can be read together with who asks. Nobody is
 * shown it but through what they may see, since that is found out of `goOn` as of any store. `note` is told of
 * whatever `goOn` is asked for so, to have it begun for another request.
 */
export function readingAhead(
  store: Store,
  note: (asked: StoreRead) => void = () => {},
): StoreAhead {
  const begun = new Map<string, Promise<unknown>>();
  const read = ({ by, asked }: StoreRead): Promise<unknown> =>
    Reflect.apply(store[by], store, asked);
  const keep = (asked: StoreRead): Promise<unknown> => {
    const reading = begun.get(asked.named) ?? read(asked);
    // Who asks for it hears of a failure; nobody may.
    reading.catch(() => {});
    begun.set(asked.named, reading);
    return reading;
  };
  const take = (asked: StoreRead): Promise<unknown> => {
    note(asked);
    const reading = begun.get(asked.named);
    begun.delete(asked.named);
    return reading ?? read(asked);
  };
  return { begin: readingBy(keep, store), beginAgain: keep, goOn: readingBy(take, store) };
}

function readingBy(way: (asked: StoreRead) => Promise<unknown>, store: Store): Store {
  const by = <A extends unknown[], T>(name: ReadingName, _read: Reading<A, T>): Reading<A, T> => {
    return (...asked) =>
      way({ by: name, asked, named: JSON.stringify([name, ...asked]) }) as Promise<T>;
  };
  return storeWith(store, {
    get: by('get', store.get),
    getMany: by('getMany', store.getMany),
    find: by('find', store.find),
    findBeside: by('findBeside', store.findBeside),
  });
}
