import type { Documents } from '../../store/documents.js';
import { type Page, type Store, storeWith } from '../../store/store.js';

/** A store on which one request begins to read, and that on which it reads on: see `readingAhead`. */
export interface StoreAhead {
  begin: Store;
  goOn: Store;
}

/**
 * What `begin` is asked for by `get` and `find` is what `goOn` answers the first time that it is asked for the
 * very same: so what a request reads first can be read together with who asks. Nobody is shown it but
 * through what they may see, since that is found out of `goOn` as of any store.
 */
export function readingAhead(store: Store): StoreAhead {
  const begun = new Map<string, Promise<unknown>>();
  const nameOf = (...asked: unknown[]) => JSON.stringify(asked);
  const keep = <T>(name: string, reading: Promise<T>): Promise<T> => {
    // Who asks for it hears of a failure; nobody may.
    reading.catch(() => {});
    begun.set(name, reading);
    return reading;
  };
  const taken = (name: string): Promise<unknown> | undefined => {
    const reading = begun.get(name);
    begun.delete(name);
    return reading;
  };
  return {
    begin: storeWith(store, {
      get: (...asked) => keep(nameOf('get', ...asked), store.get(...asked)),
      find: (...asked) => keep(nameOf('find', ...asked), store.find(...asked)),
    }),
    goOn: storeWith(store, {
      get: <C extends keyof Documents>(...asked: Parameters<typeof store.get<C>>) =>
        (taken(nameOf('get', ...asked)) as Promise<Documents[C] | null> | undefined) ??
        store.get(...asked),
      find: <C extends keyof Documents>(...asked: Parameters<typeof store.find<C>>) =>
        (taken(nameOf('find', ...asked)) as Promise<Page<Documents[C]>> | undefined) ??
        store.find(...asked),
    }),
  };
}
