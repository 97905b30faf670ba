import { constants } from 'node:buffer';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { Problem } from '../../domain/problem.js';
import { demandFinished } from '../copying.js';
import {
  type CollectionName,
  collections,
  type Documents,
  type Half,
  halves,
} from '../documents.js';
import { jsonFault, jsonOf } from '../json.js';
import { clashOf } from '../memory/draft.js';
import type { Contents, State, UnreadContents } from '../memory/state.js';
import { hasUniqueIndex } from '../memory/unique.js';
import { changeShape, faultIn, listOf, shapes } from '../shapes.js';
import type { Change } from '../store.js';
import { upgradedFile } from '../upgrade.js';
import { Digests, differenceIn, FileDigests } from './digests.js';
import { itemsInPieces, parseLargeJson } from './large-json.js';

/** The version of the layout described here. A file of a later one is refused. */
export const format = 3;

/**
 * What a private file may hold back for the public one since the days before there was a journal:
 * the public part of a commit of both.
 */
interface Pending {
  /** The commit that the public file must hold for these changes to follow. */
  after: number;
  changes: readonly Change[];
}

/** What stands at the head of a file. */
export interface HalfHead {
  commit: number;
  /**
   * Of the public file, whether a private one belongs to it; of the private one, whether a journal
   * does. Null where it does not say, as in a file that was shared by itself.
   */
  companion: boolean | null;
}

/** The one that a file knows of. */
const companions = { public: 'private', private: 'journal' } as const;

/** What one file says. */
export interface HalfDesk extends HalfHead {
  /** In which it was written; what it says has been brought to this one. */
  format: number;
  /** Where it is not what was written; null where it is, or where nothing tells. */
  difference: string | null;
  pending: Pending | null;
  contents: Contents;
  /** What was not read, as nothing asks for it at a start. */
  later: UnreadContents;
}

/** How a file of today begins. */
const opening = `{\n  "whence": ${format},\n`;

/** About how many characters are made at a time: a third of a millisecond, which saves can bear. */
const pieceCharacters = 32_000;

/**
 * The text of one file, made as its documents come: a head, then each collection with one document
 * a line, so that two states of a desk are compared line by line; at the end its digests.
 */
export class HalfText {
  readonly #names: readonly CollectionName[];
  /** How many of the collections have been begun. */
  #begun = 0;
  #empty = true;
  #text: string;
  readonly #digests = new Digests();

  constructor(half: Half, { commit, companion }: HalfHead) {
    this.#names = halves[half];
    const known = companion === null ? '' : `,\n  "${companions[half]}": ${companion}`;
    this.#text = `${opening}  "commit": ${commit}${known}`;
  }

  /** How many characters have been made and not been taken. */
  get length(): number {
    return this.#text.length;
  }

  /** Adds a document of the collection of the one before, or of a later one of this half. */
  add<C extends CollectionName>(collection: C, doc: Documents[C]): void {
    const at = this.#names.indexOf(collection);
    if (at < this.#begun - 1) throw new Error(`It is too late for ${collection} in this file.`);
    while (this.#begun <= at) this.#beginNext();
    this.#text += `${this.#empty ? '' : ','}\n    ${JSON.stringify(doc)}`;
    this.#empty = false;
  }

  /** The last that is to be taken. */
  end(): Buffer {
    while (this.#begun < this.#names.length) this.#beginNext();
    this.#closeLast();
    this.#text += ',';
    const rest = this.take();
    this.#digests.end();
    return Buffer.concat([rest, Buffer.from(this.#digests.print())]);
  }

  /** What has been made since it was last taken. */
  take(): Buffer {
    const bytes = Buffer.from(this.#text);
    this.#text = '';
    this.#digests.add(bytes);
    return bytes;
  }

  #beginNext(): void {
    if (this.#begun > 0) this.#closeLast();
    this.#text += `,\n  "${this.#names[this.#begun]}": [`;
    this.#begun++;
    this.#empty = true;
  }

  #closeLast(): void {
    this.#text += this.#empty ? ']' : '\n  ]';
  }
}

/** The text of one file in pieces. */
export function* printHalf(half: Half, head: HalfHead, contents: Contents): Generator<Buffer> {
  const text = new HalfText(half, head);
  const add = function* <C extends CollectionName>(name: C): Generator<Buffer> {
    for (const doc of contents[name] ?? []) {
      text.add(name, doc);
      if (text.length >= pieceCharacters) yield text.take();
    }
  };
  for (const name of halves[half]) yield* add(name);
  yield text.end();
}

/** Format 1 knew fewer collections. */
const head = {
  whence: z.literal([1, 2, format]),
  commit: z.int().min(0),
  crc32: z.array(z.string()).optional(),
};
const held = z.strictObject({ after: z.int().min(0), changes: z.array(changeShape) });

/** What makes a desk large. */
const largeLists = ['annotations', 'events'] as const;
type LargeList = (typeof largeLists)[number];

const large: { readonly [C in LargeList]: z.ZodType<Documents[C][]> } = {
  annotations: listOf(shapes.annotations),
  events: listOf(shapes.events),
};

const files = {
  public: z.strictObject({
    ...head,
    private: z.boolean().nullable().default(null),
    articles: listOf(shapes.articles).default([]),
    editions: listOf(shapes.editions).default([]),
    wordings: listOf(shapes.wordings).default([]),
    annotations: large.annotations.default([]),
    sources: listOf(shapes.sources).default([]),
    claims: listOf(shapes.claims).default([]),
    rounds: listOf(shapes.rounds).default([]),
    settings: listOf(shapes.settings).default([]),
    events: large.events.default([]),
  }),
  private: z.strictObject({
    ...head,
    journal: z.boolean().nullable().default(null),
    pending: held.nullable().default(null),
    people: listOf(shapes.people).default([]),
    sessions: listOf(shapes.sessions).default([]),
    tokens: listOf(shapes.tokens).default([]),
    identities: listOf(shapes.identities).default([]),
    nameWitnesses: listOf(shapes.nameWitnesses).default([]),
    attempts: listOf(shapes.attempts).default([]),
    answers: listOf(shapes.answers).default([]),
    shares: listOf(shapes.shares).default([]),
  }),
} as const;

/**
 * Reads the bytes of one file of the given name. Throws *unreadable*, saying where, for anything
 * but a whole file of this program: damaged, foreign, or of a later version.
 *
 * `mayLeave` allows to leave for later what a desk is full of. That is only done where the bytes are what
 * was written, in the format of today: nothing is opened unseen that hands have changed. Digests that
 * took what had been read of these very bytes need not be worked out again.
 */
export function readHalf(
  half: Half,
  bytes: Buffer,
  name: string,
  { mayLeave = false, begun = new FileDigests() }: { mayLeave?: boolean; begun?: FileDigests } = {},
): HalfDesk {
  const digests = begun.of(bytes);
  const leaves = mayLeave && digests?.areStated === true && bytes.indexOf(opening) === 0;
  const left = new Map<string, Buffer>();
  const leave = (list: string, within: Buffer) =>
    leaves && Object.hasOwn(large, list) && left.set(list, within).size > 0;
  const inPieces = parseLargeJson(bytes, leave);
  if (!inPieces) left.clear();
  const value = inPieces ?? parsed(decoded(bytes, name), name);
  const written = formatOf(value, name);
  demandFinished(value, name);
  const read = files[half].safeParse(written < format ? readUpgraded(value, name) : value);
  if (!read.success) throw damaged(name, faultIn(read.error));
  const { commit, crc32 } = read.data;
  const difference = crc32 ? differenceIn(digests, crc32) : null;
  return { format: written, commit, difference, later: laterOf(left, name), ...partsOf(read.data) };
}

function laterOf(left: ReadonlyMap<string, Buffer>, name: string): UnreadContents {
  const found = largeLists.flatMap((collection) => {
    const bytes = left.get(collection);
    return bytes ? [[collection, () => itemsOf(collection, bytes, name)]] : [];
  });
  return Object.fromEntries(found);
}

/** The documents of a list, read piece by piece between the turns of others. */
async function* itemsOf<C extends LargeList>(
  collection: C,
  bytes: Buffer,
  name: string,
): AsyncGenerator<Documents[C][]> {
  const shape: z.ZodType<Documents[C][]> = large[collection];
  let count = 0;
  for (const piece of itemsInPieces(bytes)) {
    const read = shape.safeParse(piece);
    if (!read.success)
      throw damaged(name, `${collection}, behind ${count}: ${faultIn(read.error)}`);
    count += read.data.length;
    yield read.data;
    await nextTurn();
  }
}

function partsOf(
  read: z.output<(typeof files)[Half]>,
): Pick<HalfDesk, 'companion' | 'pending' | 'contents'> {
  const { whence: _, commit: __, crc32: ___, ...rest } = read;
  if ('pending' in rest) {
    const { journal: companion, pending, ...contents } = rest;
    return { companion, pending, contents };
  }
  const { private: companion, ...contents } = rest;
  return { companion, pending: null, contents };
}

function readUpgraded(value: unknown, name: string): unknown {
  try {
    return upgradedFile(value);
  } catch (fault) {
    throw fault instanceof z.ZodError ? damaged(name, faultIn(fault)) : fault;
  }
}

function decoded(bytes: Buffer, name: string): string {
  if (bytes.length === 0) throw damaged(name, 'it is empty');
  if (bytes.length > constants.MAX_STRING_LENGTH) {
    throw damaged(name, 'it is not laid out as Whence does it, and too large for another way');
  }
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
  throw damaged(name, `line ${line}, character ${column} is not JSON`);
}

function formatOf(value: unknown, name: string): number {
  const version = z.object({ whence: z.number() }).safeParse(value);
  if (!version.success) {
    throw new Problem(
      'unreadable',
      `${name} is not a Whence database: it has no "whence" at its head. It has been left as it is.`,
    );
  }
  if (version.data.whence <= format) return version.data.whence;
  throw new Problem(
    'unreadable',
    `${name} has format ${version.data.whence}, and this Whence reads format ${format}. Open it with a newer Whence.`,
  );
}

/**
 * Throws *unreadable* where two documents of a file of that name have one id, or stand under one key
 * of a unique index, as the state tells that was made of them.
 */
export function demandSound(state: State, { contents }: HalfDesk, name: string): void {
  for (const collection of collections) {
    const docs = contents[collection] ?? [];
    if (state.tables[collection].size < docs.length) throw damaged(name, twice(collection, docs));
    demandUnique(state, collection, name);
  }
}

function twice(collection: CollectionName, docs: readonly { id: string }[]): string {
  const seen = new Set<string>();
  const at = docs.findIndex(({ id }) => seen.size === seen.add(id).size);
  return `${collection}[${at}]: the id “${docs[at]?.id}” stands twice`;
}

function demandUnique<C extends CollectionName>(state: State, collection: C, name: string): void {
  if (!hasUniqueIndex(collection)) return;
  let at = 0;
  for (const doc of state.docs(collection)) {
    const index = clashOf(state, collection, doc);
    if (index) throw damaged(name, `${collection}[${at}]: another one has the same ${index}`);
    at++;
  }
}

function damaged(name: string, fault: string): Problem {
  return new Problem(
    'unreadable',
    `${name} is damaged: ${fault.replace(/\.$/u, '')}. It has been left as it is; mend it or put back a copy.`,
  );
}
