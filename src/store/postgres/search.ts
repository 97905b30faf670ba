import { z } from 'zod';
import { queryWords } from '../../domain/search/search-words.js';
import { demandLimit, unknownCursor } from '../cursor.js';
import type { Documents } from '../documents.js';
import { jsonOf } from '../json.js';
import { isCalledSomething, type SearchedCollection } from '../searchable.js';
import type { Page, Search } from '../store.js';
import type { Connections } from './connections.js';
import { quoted } from './rows.js';
import { docOf } from './stored-documents.js';

/** A place among what is found: whether the heading holds the words, when, and which. */
const text = z.string().refine((characters) => !characters.includes('\0'));
const place = z.tuple([z.boolean(), text, text]);
type Place = z.infer<typeof place>;

interface FoundRow {
  heading: boolean;
  sort: string;
  id: string;
  doc: unknown;
}

/** One page of what is found, as the port says. */
export async function searchPage<C extends SearchedCollection>(
  connections: Connections,
  collection: C,
  { words, after = null, limit = 50 }: Search,
): Promise<Page<Documents[C]>> {
  demandLimit(limit);
  const last = after === null ? null : placeNamed(after);
  const wanted = queryWords(words);
  if (wanted.length === 0) return { items: [], next: null };
  const query = (weight: string) => wanted.map((word) => `${quoted(word)}:*${weight}`).join(' & ');
  // Without a name: how frequent the words are decides how they are best looked for.
  const rows = await connections.query<FoundRow>({
    text: searchStatement(collection, last),
    values: [query(''), query('A'), limit + 1, ...(last?.slice(1) ?? [])],
  });
  const shown = rows.slice(0, limit);
  const end = shown.at(-1);
  return {
    items: shown.map(({ doc }) => docOf(collection, doc)),
    next: end && rows.length > limit ? cursor(end) : null,
  };
}

/**
 * Those whose heading alone holds the words, and where these are too few, the others behind them. Each group in an
 * order that an index has: of words that many documents hold, the newest are met soon from its end on.
 */
export function searchStatement(collection: SearchedCollection, last: Place | null): string {
  const group = (heading: boolean, meets: string) => `
    SELECT doc, ${heading} AS heading, search_sort AS sort, id FROM ${collection}
    WHERE search IS NOT NULL AND ${meets}
      ${last?.[0] === heading ? 'AND (search_sort, id) < ($4::text, $5::text)' : ''}
    ORDER BY search_sort DESC, id DESC LIMIT $3`;
  // Behind a function, since PostgreSQL takes a word for as frequent in headings as it is in all of the texts.
  const others = 'search @@ $1::tsquery AND coalesce(NOT search @@ $2::tsquery, true)';
  if (last?.[0] === false || !isCalledSomething(collection)) return group(false, others);
  return `WITH called AS MATERIALIZED (${group(true, 'search @@ $2::tsquery')})
    SELECT * FROM (SELECT * FROM called UNION ALL
      (${group(false, `(SELECT count(*) FROM called) < $3 AND ${others}`)})) AS found
    ORDER BY heading DESC, sort DESC, id DESC LIMIT $3`;
}

function cursor({ heading, sort, id }: FoundRow): string {
  return Buffer.from(JSON.stringify([heading, sort, id])).toString('base64url');
}

function placeNamed(after: string): Place {
  const read = place.safeParse(jsonOf(Buffer.from(after, 'base64url').toString()));
  if (read.success) return read.data;
  throw unknownCursor();
}
