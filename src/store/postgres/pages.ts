import { cursorOf, demandLimit, placeOf } from '../cursor.js';
import type { CollectionName, Documents } from '../documents.js';
import type { IndexName, Page, Query } from '../store.js';
import type { FoundDocument, HeldDocuments } from './held-documents.js';
import { plain, storedKey } from './rows.js';

/** How many keys are read in one request at the most. */
const maxKeysTogether = 200;

type WholeQuery = Required<Query>;
interface AskedPage {
  query: WholeQuery;
  /** Among all that are asked for. */
  at: number;
}

/** A page for each query, in their order. Those that begin at the beginning and are of one size are read together. */
export async function readPages<C extends CollectionName>(
  documents: HeldDocuments,
  collection: C,
  index: IndexName<C>,
  queries: readonly Query[],
): Promise<Page<Documents[C]>[]> {
  const pages: Page<Documents[C]>[] = [];
  const reading = groupsOf(queries).map(async (group) => {
    const [first] = group;
    if (!first) return;
    const { limit, order, after } = first.query;
    const wanted = {
      do: 'find' as const,
      in: collection,
      index,
      keys: group.map(({ query }) => storedKey(query.key)),
      starts: group.map(({ query }) => plain(query.startsWith)),
      limit: limit + 1,
      order,
    };
    const rows = await documents.find(collection, wanted, after === null ? null : placeOf(after));
    const found: FoundDocument<C>[][] = group.map(() => []);
    for (const row of rows) found[row.count - 1]?.push(row);
    for (const [place, { at }] of group.entries()) pages[at] = pageOf(found[place] ?? [], limit);
  });
  await Promise.all(reading);
  return pages;
}

function groupsOf(queries: readonly Query[]): AskedPage[][] {
  const open = new Map<string, AskedPage[]>();
  const groups: AskedPage[][] = [];
  for (const [at, asked] of queries.entries()) {
    demandLimit(asked.limit);
    const { key, startsWith = '', after = null, limit = 50, order = 'ascending' } = asked;
    const kind = after === null ? `${limit} ${order}` : `after ${at}`;
    let group = open.get(kind);
    if (!group || group.length === maxKeysTogether) {
      group = [];
      open.set(kind, group);
      groups.push(group);
    }
    group.push({ query: { key, startsWith, after, limit, order }, at });
  }
  return groups;
}

function pageOf<C extends CollectionName>(
  rows: readonly FoundDocument<C>[],
  limit: number,
): Page<Documents[C]> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ doc }) => doc),
    next: last && rows.length > limit ? cursorOf(last) : null,
  };
}
