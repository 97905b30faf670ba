import { type Desk, GoneSince } from '../../desk/desk.js';
import type { Store } from '../../store/store.js';

/*
 * A secret is told once. The answer that told it may have been lost all the same, as the first of two
 * clicks' is: the very same form, sent right after, is told it once more, and makes no second one.
 */

/** So long a secret stays in this process's memory, and nowhere else. */
const rememberedMs = 60_000;

const told = new WeakMap<Store, Map<string, Promise<unknown>>>();

/**
 * What a form makes that bears a secret; the same for the same form sent again. Throws *conflict*
 * where it is gone by then.
 */
export async function toldOnce<T>(
  { whole, request }: Desk,
  make: () => Promise<T>,
  isThere: (made: T) => Promise<boolean>,
): Promise<T> {
  if (request === null) return make();
  const lately = told.get(whole) ?? new Map<string, Promise<unknown>>();
  told.set(whole, lately);
  const before = lately.get(request) as Promise<T> | undefined;
  if (before) {
    const made = await before;
    if (await isThere(made)) return made;
    throw new GoneSince();
  }
  const making = make();
  lately.set(request, making);
  const forget = () => lately.delete(request);
  making.then(() => setTimeout(forget, rememberedMs).unref(), forget);
  return making;
}
