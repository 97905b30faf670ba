import type { Page } from '../../store/store.js';

/** Reads a page of a list of which not everything may be seen. */
type Read<D> = (part: { after: string | null; limit: number }) => Promise<Page<D>>;
type Sees<D> = (doc: D) => boolean | Promise<boolean>;

/** The number of documents that are read at once when some have turned out to be hidden. */
const maxDocumentsRead = 200;

/**
 * A page of what may be seen of a list, as if there were nothing else: as full as there is enough
 * of it, and with a next page only where something to be seen comes later. Its cursor names the
 * last document that is shown, never a hidden one.
 */
export async function visiblePage<D>(
  read: Read<D>,
  sees: Sees<D>,
  { after = null, limit = 50 }: { after?: string | null; limit?: number },
): Promise<Page<D>> {
  const items: D[] = [];
  let next = after;
  let size = limit;
  do {
    const part = await stretch(read, sees, next, limit - items.length, size);
    items.push(...part.items);
    next = part.next;
    size = Math.max(limit - items.length, maxDocumentsRead);
  } while (items.length < limit && next !== null);
  const more = next !== null && (await isAnyBehind(read, sees, next));
  return { items, next: more ? next : null };
}

/**
 * What may be seen of so many documents at the most; where that is as many as are wanted, it ends
 * with the last of them.
 */
async function stretch<D>(
  read: Read<D>,
  sees: Sees<D>,
  after: string | null,
  wanted: number,
  size: number,
): Promise<Page<D>> {
  const page = await read({ after, limit: size });
  const seen = await placesSeen(page.items, sees);
  const last = seen[wanted - 1];
  if (last !== undefined && last < page.items.length - 1) {
    return stretch(read, sees, after, wanted, last + 1);
  }
  return { items: seen.flatMap((at) => page.items[at] ?? []), next: page.next };
}

async function isAnyBehind<D>(read: Read<D>, sees: Sees<D>, cursor: string): Promise<boolean> {
  let after: string | null = cursor;
  let limit = 1;
  while (after !== null) {
    const page: Page<D> = await read({ after, limit });
    if ((await placesSeen(page.items, sees)).length > 0) return true;
    after = page.next;
    limit = maxDocumentsRead;
  }
  return false;
}

async function placesSeen<D>(docs: readonly D[], sees: Sees<D>): Promise<number[]> {
  const seen = await Promise.all(docs.map(sees));
  return seen.flatMap((is, at) => (is ? [at] : []));
}
