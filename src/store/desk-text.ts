import { z } from 'zod';
import { Problem } from '../domain/problem.js';
import { clashOf } from './draft.js';
import { jsonFault, jsonOf } from './json.js';
import { changeShape, faultIn, shapes } from './shapes.js';
import type { Contents, State } from './state.js';
import {
  type Change,
  type CollectionName,
  collections,
  privateCollections,
  publicCollections,
} from './store.js';

/** The version of the layout described here. A file of a later one is refused. */
const format = 1;

/** The two files of a desk. */
export const halves = { public: publicCollections, private: privateCollections } as const;
export type Half = keyof typeof halves;

/**
 * What a private file may hold back for the public one since the days before there was a journal:
 * the public part of a commit of both.
 */
interface Pending {
  /** The commit that the public file must hold for these changes to follow. */
  after: number;
  changes: readonly Change[];
}

/** What one file says. */
export interface HalfDesk {
  commit: number;
  pending: Pending | null;
  contents: Contents;
}

/** About how many characters are made at a time: a millisecond's work, which requests can bear. */
const pieceLength = 100_000;

/**
 * The text of one file in pieces: a head, then each collection with one document a line, so that
 * two states of a desk are compared line by line.
 */
export function* printHalf(half: Half, commit: number, contents: Contents): Generator<string> {
  let piece = `{\n  "whence": ${format},\n  "commit": ${commit}`;
  for (const name of halves[half]) {
    const docs = contents[name] ?? [];
    piece += `,\n  "${name}": [`;
    for (const [at, doc] of docs.entries()) {
      piece += `${at === 0 ? '' : ','}\n    ${JSON.stringify(doc)}`;
      if (piece.length < pieceLength) continue;
      yield piece;
      piece = '';
    }
    piece += docs.length === 0 ? ']' : '\n  ]';
  }
  yield `${piece}\n}\n`;
}

const head = { whence: z.literal(format), commit: z.int().min(0) };
const held = z.strictObject({ after: z.int().min(0), changes: z.array(changeShape) });

const files = {
  public: z.strictObject({
    ...head,
    articles: z.array(shapes.articles).default([]),
    editions: z.array(shapes.editions).default([]),
    annotations: z.array(shapes.annotations).default([]),
    sources: z.array(shapes.sources).default([]),
    claims: z.array(shapes.claims).default([]),
    events: z.array(shapes.events).default([]),
  }),
  private: z.strictObject({
    ...head,
    pending: held.nullable().default(null),
    people: z.array(shapes.people).default([]),
    sessions: z.array(shapes.sessions).default([]),
    tokens: z.array(shapes.tokens).default([]),
    identities: z.array(shapes.identities).default([]),
  }),
} as const;

/**
 * Reads the bytes of one file of the given name. Throws *unreadable*, saying where, for anything
 * but a whole file of this program: damaged, foreign, or of a later version.
 */
export function readHalf(half: Half, bytes: Buffer, name: string): HalfDesk {
  const value = parsed(decoded(bytes, name), name);
  demandFormat(value, name);
  const read = files[half].safeParse(value);
  if (!read.success) throw damaged(name, faultIn(read.error));
  const { whence: _, commit, ...rest } = read.data;
  const { pending, ...contents } = 'pending' in rest ? rest : { ...rest, pending: null };
  demandSingleIds(contents, name);
  return { commit, pending, contents };
}

function decoded(bytes: Buffer, name: string): string {
  if (bytes.length === 0) throw damaged(name, 'it is empty');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw damaged(name, 'it is not text in UTF-8');
  }
}

function parsed(text: string, name: string): unknown {
  const value = jsonOf(text);
  if (value !== undefined) return value;
  const { line, column } = jsonFault(text);
  throw damaged(name, `line ${line}, column ${column} is not JSON`);
}

function demandFormat(value: unknown, name: string): void {
  const version = z.object({ whence: z.number() }).safeParse(value);
  if (!version.success) {
    throw new Problem(
      'unreadable',
      `${name} is not a Whence database: it has no "whence" at its head. It has been left as it is.`,
    );
  }
  if (version.data.whence <= format) return;
  throw new Problem(
    'unreadable',
    `${name} has format ${version.data.whence}, and this Whence reads format ${format}. Open it with a newer Whence.`,
  );
}

function demandSingleIds(contents: Contents, name: string): void {
  for (const collection of collections) {
    const seen = new Set<string>();
    for (const [at, { id }] of (contents[collection] ?? []).entries()) {
      if (seen.has(id)) throw damaged(name, `${collection}[${at}]: the id “${id}” stands twice`);
      seen.add(id);
    }
  }
}

/**
 * Throws *unreadable* where two documents of a file of that name stand under one key of a unique
 * index, as the state tells that was made of them.
 */
export function demandSound(state: State, half: Half, name: string): void {
  const demand = <C extends CollectionName>(collection: C): void => {
    let at = 0;
    for (const doc of state.docs(collection)) {
      const index = clashOf(state, collection, doc);
      if (index) throw damaged(name, `${collection}[${at}]: another one has the same ${index}`);
      at++;
    }
  };
  halves[half].forEach(demand);
}

function damaged(name: string, fault: string): Problem {
  return new Problem(
    'unreadable',
    `${name} is damaged: ${fault}. It has been left as it is; mend it or put back a copy.`,
  );
}
