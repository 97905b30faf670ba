import { z } from 'zod';
import { Problem } from '../domain/problem.js';
import { jsonOf } from './json.js';

/** Where a document stands in an index. */
export interface IndexPlace {
  sort: string;
  id: string;
}

const encoded = z.tuple([z.string(), z.string()]);

/** The opaque text that names a place: it holds even when the document there is gone. */
export function cursorOf({ sort, id }: IndexPlace): string {
  return Buffer.from(JSON.stringify([sort, id])).toString('base64url');
}

/** The place that a cursor names. Throws *invalid* for a text that is no cursor. */
export function placeOf(cursor: string): IndexPlace {
  const read = encoded.safeParse(jsonOf(Buffer.from(cursor, 'base64url').toString()));
  if (!read.success) throw unknownCursor();
  const [sort, id] = read.data;
  return { sort, id };
}

/** What is thrown for a text that names no place. */
export function unknownCursor(): Problem {
  return Problem.field('after', 'This is no mark of a page: start again from the first page.');
}

/** The number of documents that a page has at the most. */
export const maxPageSize = 10_000;

/** Throws *invalid* for a number of documents that no page may have. */
export function demandLimit(limit = 1): void {
  if (Number.isInteger(limit) && limit >= 1 && limit <= maxPageSize) return;
  throw Problem.field('limit', 'Ask for 1 to 10,000 at a time.');
}
