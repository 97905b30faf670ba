import { z } from 'zod';
import { Problem } from '../domain/problem.js';
import { jsonOf } from './json.js';

/** A copy that fills a database, and has not come to its end. */
export interface Copying {
  /** The database that is copied: a path, or an address without a password. */
  from: string;
  /** When it was begun: RFC 3339, UTC. */
  since: string;
}

const marker = z.object({ copying: z.object({ from: z.string(), since: z.string() }) });

/** The copy that stands in a text in the place of a desk, or null. */
export function copyingIn(text: string): Copying | null {
  return copyingOf(jsonOf(text));
}

/** Throws *unreadable* where what was read of a database of that name is a copy's beginning. */
export function demandFinished(value: unknown, name: string): void {
  const copying = copyingOf(value);
  if (copying) throw unfinished(copying, name);
}

/** Tells that a database holds no desk but the beginning of one, and how to go on. */
export function unfinished({ from, since }: Copying, name: string): Problem {
  return new Problem(
    'unreadable',
    `${name} is incomplete: the copy of ${from} into it, begun at ${since}, is not finished. Run “whence copy ${from} ${name}” to start it over.`,
  );
}

/** Tells that a database is being filled from elsewhere than a copy of `from` that would begin. */
export function filledByAnother({ from, since }: Copying, name: string): Problem {
  return new Problem(
    'conflict',
    `${name} holds the beginning of a copy of ${from}, made at ${since}. Finish that with “whence copy ${from} ${name}”, delete ${name}, or copy into another.`,
  );
}

function copyingOf(value: unknown): Copying | null {
  const read = marker.safeParse(value);
  return read.success ? read.data.copying : null;
}
