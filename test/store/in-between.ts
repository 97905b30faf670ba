import { type Store, storeWith } from '../../src/store/store.js';

/** A store at which somebody else acts, once, right before it has been asked for the given number of times. */
export function storeInBetween(
  store: Store,
  calls: number,
  act: () => Promise<unknown>,
): { store: Store; hasActed: () => boolean } {
  let left = calls;
  let hasActed = false;
  const others = async () => {
    if (hasActed || left-- > 0) return;
    hasActed = true;
    await act();
  };
  const asked: Partial<Store> = {
    get: (...said) => others().then(() => store.get(...said)),
    getOwned: (...said) => others().then(() => store.getOwned(...said)),
    find: (...said) => others().then(() => store.find(...said)),
    count: (...said) => others().then(() => store.count(...said)),
    commit: (...said) => others().then(() => store.commit(...said)),
  };
  return { store: storeWith(store, asked), hasActed: () => hasActed };
}
