import type { Store } from '../store/store.js';

/*
 * A barrier must come right behind all that it has read, so that of those who save without a pause one always comes first.
 * While it is tried once more the others of its process wait.
 */

/** Longer nobody waits at one time, in milliseconds. */
const maxHeldMs = 5000;

/** What is waited for before one saves. */
const heldBy = new WeakMap<Store, Set<Promise<void>>>();

/** Lets all who save to a store in this process wait, for a bounded time or until the answer is called. */
export function holdSaves(store: Store): () => void {
  const held = heldBy.get(store) ?? new Set();
  heldBy.set(store, held);
  let letGo = () => {};
  const hold = new Promise<void>((end) => {
    letGo = end;
  }).finally(() => held.delete(hold));
  held.add(hold);
  const timer = setTimeout(letGo, maxHeldMs);
  return () => {
    clearTimeout(timer);
    letGo();
  };
}

/** Waits until nobody holds back what is saved to a store. */
export async function untilLetGo(store: Store): Promise<void> {
  const held = heldBy.get(store);
  if (held?.size) await Promise.all(held);
}
