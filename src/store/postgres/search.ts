import { z } from 'zod';
import { Problem } from '../../domain/problem.js';
import { queryWords } from '../../domain/search/search-words.js';
import { demandLimit } from '../cursor.js';
import type { Documents } from '../documents.js';
import { jsonOf } from '../json.js';
import type { SearchedCollection } from '../searchable.js';
import type { Page, Search } from '../store.js';
import type { Connections } from './connections.js';
import { quoted } from './rows.js';
import { docOf } from './stored-documents.js';

/** A place among what is found: whether the heading holds the words, when, and which. */
const text = z.string().refine((characters) => !characters.includes('\0'));
const place = z.tuple([z.boolean(), text, text]);

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
  const rows = await connections.query<FoundRow>({
    name: `search ${collection} ${last === null}`,
    text: `SELECT doc, search @@ $2::tsquery AS heading, search_sort AS sort, id FROM ${collection}
      WHERE search @@ $1::tsquery
      ${last ? 'AND (search @@ $2::tsquery, search_sort, id) < ($4::boolean, $5::text, $6::text)' : ''}
      ORDER BY 2 DESC, search_sort DESC, id DESC LIMIT $3`,
    values: [query(''), query('A'), limit + 1, ...(last ?? [])],
  });
  const shown = rows.slice(0, limit);
  const end = shown.at(-1);
  return {
    items: shown.map(({ doc }) => docOf(collection, doc)),
    next: end && rows.length > limit ? cursor(end) : null,
  };
}

function cursor({ heading, sort, id }: FoundRow): string {
  return Buffer.from(JSON.stringify([heading, sort, id])).toString('base64url');
}

function placeNamed(after: string): z.infer<typeof place> {
  const read = place.safeParse(jsonOf(Buffer.from(after, 'base64url').toString()));
  if (read.success) return read.data;
  throw Problem.field('after', 'This is no mark of a page: start again from the first page.');
}
