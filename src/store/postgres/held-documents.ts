import { LastUsed } from '../../domain/last-used.js';
import type { IndexPlace } from '../cursor.js';
import type { CollectionName, Documents } from '../documents.js';
import type { ReadRequest, ReadRow } from './read-function.js';
import type { Reads } from './reads.js';
import { docOf } from './stored-documents.js';

/** How much is held of a collection, in characters of JSON. */
const maxHeldLength = 8_000_000;
/** Of how many requests it is known which documents they found last. */
const maxAnswersKnown = 1_000;

/** Events are read once, page by page; and who a source is is held by nobody. */
const unheld: readonly CollectionName[] = ['events', 'identities'];

type DocumentRequest = Extract<ReadRequest, { do: 'get' | 'find' | 'beside' | 'owner' }>;

/** A document that was found, with its place: see `ReadRow`. */
export interface FoundDocument<C extends CollectionName>
  extends Pick<ReadRow, 'id' | 'sort' | 'count'> {
  doc: Documents[C];
}

/**
 * Reads documents, and has none sent again that are held: a request says in which state it holds what it
 * is likely to find, and of a row that is still in it the database answers that alone. So whatever is
 * read stands there at that moment, whoever wrote it.
 */
export class HeldDocuments {
  readonly #reads: Pick<Reads, 'rows'>;
  readonly #held: { [C in CollectionName]?: RecentDocuments<C> } = {};
  /** The ids of what requests found, by the request. */
  readonly #found = new LastUsed<readonly string[]>(maxAnswersKnown, () => 1);

  constructor(reads: Pick<Reads, 'rows'>) {
    this.#reads = reads;
  }

  /** What a request finds in a collection, in the order of `Reads.rows`. */
  async find<C extends CollectionName>(
    collection: C,
    request: DocumentRequest,
    after: IndexPlace | null = null,
  ): Promise<FoundDocument<C>[]> {
    if (isWalk(request, after)) return this.#readOnce(collection, request, after);
    const held = this.#of(collection);
    if (request.do === 'get') return held.read(request.ids, this.#asking(request, after));
    const name = JSON.stringify([request, after]);
    // Of ids that were not asked for together before, at least they themselves are likely to be found.
    const likely = this.#found.get(name) ?? (request.do === 'beside' ? request.ids : []);
    const found = await held.read(likely, this.#asking(request, after));
    this.#found.use(
      name,
      found.map(({ id }) => id),
    );
    return found;
  }

  async #readOnce<C extends CollectionName>(
    collection: C,
    request: DocumentRequest,
    after: IndexPlace | null,
  ): Promise<FoundDocument<C>[]> {
    const rows = await this.#reads.rows(request, {}, after);
    return rows.map(({ doc, id, sort, count }) => ({
      doc: docOf(collection, JSON.parse(doc ?? 'null')),
      id,
      sort,
      count,
    }));
  }

  #asking(request: DocumentRequest, after: IndexPlace | null): Asking {
    return (marks) => this.#reads.rows(request, marks, after);
  }

  #of<C extends CollectionName>(collection: C): RecentDocuments<C> {
    const made: { [K in C]?: RecentDocuments<K> } = this.#held;
    const held = made[collection] ?? new RecentDocuments(collection);
    made[collection] = held;
    return held;
  }
}

/** Whether all of an index is walked through: it would drive out what is read again and again. */
function isWalk(request: DocumentRequest, after: IndexPlace | null): boolean {
  return request.do === 'find' && after !== null && request.keys[0] === '';
}

type Asking = (marks: Record<string, string>) => Promise<ReadRow[]>;

interface HeldDocument<C extends CollectionName> {
  doc: Documents[C];
  mark: string;
  /** Of its JSON, in characters. */
  length: number;
}

/** The documents of a collection that were read last. */
class RecentDocuments<C extends CollectionName> {
  readonly #collection: C;
  readonly #docs = new LastUsed<HeldDocument<C>>(maxHeldLength, ({ length }) => length);

  constructor(collection: C) {
    this.#collection = collection;
  }

  /** What is answered, where it is likely to be the documents of some ids. */
  async read(ids: readonly string[], ask: Asking): Promise<FoundDocument<C>[]> {
    const held = ids.map((id) => this.#docs.get(id));
    const marks: Record<string, string> = {};
    for (const [at, id] of ids.entries()) {
      const mark = held[at]?.mark;
      if (mark !== undefined) marks[id] = mark;
    }
    const rows = await ask(marks);
    let known: Map<string, HeldDocument<C> | undefined> | null = null;
    // Most often all are found as they were the last time, in that order.
    const heldAs = (id: string, at: number) => {
      if (ids[at] === id) return held[at];
      known ??= new Map(ids.map((id, at) => [id, held[at]]));
      return known.get(id);
    };
    const found = rows.map((row, at) => {
      const { id, sort, count } = row;
      const now = row.doc === null ? heldAs(id, at) : this.#opened(row.doc, row.mark);
      if (!now) throw new Error(`The database answered that ${id} is held.`);
      if (!unheld.includes(this.#collection)) this.#docs.use(id, now);
      return { doc: now.doc, id, sort, count };
    });
    if (found.some(({ id }, at) => id !== ids[at]) || found.length < ids.length) {
      this.#dropUnless(new Set(found.map(({ id }) => id)), ids, held);
    }
    return found;
  }

  /** What is gone, or is not found under its key any more, need not be held. */
  #dropUnless(
    found: ReadonlySet<string>,
    ids: readonly string[],
    held: readonly (HeldDocument<C> | undefined)[],
  ): void {
    for (const [at, id] of ids.entries()) {
      if (held[at] && !found.has(id) && this.#docs.get(id) === held[at]) this.#docs.drop(id);
    }
  }

  #opened(json: string, mark: string): HeldDocument<C> {
    return { doc: docOf(this.#collection, JSON.parse(json)), mark, length: json.length };
  }
}
