import { eachInTurns, inTurns } from '../in-turns.js';
import type { Entry, Index } from '../indexes.js';
import type { Count, Page, Query } from '../store.js';
import { Order } from './order.js';

/** What every document has. */
interface StoredDocument {
  id: string;
  version: number;
}

/** To find the places of this many documents in an index takes some milliseconds. */
const docsAtOnce = 1_000;

/** What a document that comes, changes or goes changes in indexes. */
export interface Moves {
  old: object | undefined;
  /** In how many indexes, of those that were made first. */
  within: number;
  moves: Move[];
}

interface Move {
  do: 'add' | 'remove';
  order: Order;
  entry: Entry;
}

/** One collection as it stands: its documents in the order in which they came, and its indexes. */
export class Table<D extends StoredDocument> {
  readonly #declared: Readonly<Record<string, Index<D>>>;
  readonly #docs = new Map<string, D>();
  /** Reads the documents that are still to come; null once they are there. */
  #later: (() => AsyncIterable<readonly D[]>) | null;
  #reading: Promise<void> | null = null;
  /** The id that sorts behind the others; null until it is asked for. */
  #newestId: string | null = null;
  /** Those that have been asked for: the others cost neither time nor memory. */
  readonly #orders = new Map<string, Order>();
  /** Those that are being made, each with what changed since it was begun: who stood there, and who does. */
  readonly #making = new Map<
    string,
    { made: Promise<void>; changed: [D | undefined, D | undefined][] }
  >();

  /**
   * A table of documents; of those that share an id, the last. Where some are left for later, nothing
   * but their completing may be asked for before.
   */
  constructor(
    declared: Readonly<Record<string, Index<D>>>,
    docs: readonly D[],
    later: (() => AsyncIterable<readonly D[]>) | null = null,
  ) {
    this.#declared = declared;
    this.#later = later;
    for (const doc of docs) this.#docs.set(doc.id, doc);
  }

  /** Whether all its documents are there. */
  get isWhole(): boolean {
    return this.#later === null;
  }

  /** Reads what is still to come, once. */
  complete(): Promise<void> {
    this.#reading ??= this.#read();
    return this.#reading;
  }

  async #read(): Promise<void> {
    if (this.#later) {
      for await (const docs of this.#later()) for (const doc of docs) this.#docs.set(doc.id, doc);
    }
    this.#later = null;
  }

  /** Whoever asks for less than all would be told what is wrong. */
  get #whole(): Map<string, D> {
    if (this.#later) throw new Error('Not all documents have been read yet.');
    return this.#docs;
  }

  /** How many documents are there. */
  get size(): number {
    return this.#docs.size;
  }

  get(id: string): D | undefined {
    return this.#whole.get(id);
  }

  docs(): IterableIterator<D> {
    return this.#whole.values();
  }

  /** The id that sorts behind those of all other documents; empty where there is none. */
  newestId(): string {
    if (this.#newestId === null) {
      this.#newestId = '';
      for (const id of this.#whole.keys()) if (id > this.#newestId) this.#newestId = id;
    }
    return this.#newestId;
  }

  /** Takes in a document, in the place of the one with its id if there is one, or takes that out (undefined). */
  put(id: string, doc: D | undefined, ready: Moves | undefined): void {
    const old = this.#whole.get(id);
    const isReady = ready !== undefined && ready.old === old;
    if (isReady) carryOut(ready.moves, id);
    carryOut(this.#movesOf(old, doc, isReady ? ready.within : 0), id);
    for (const { changed } of this.#making.values()) changed.push([old, doc]);
    if (doc) this.#docs.set(id, doc);
    else this.#docs.delete(id);
    if (this.#newestId === null) return;
    if (!doc && id === this.#newestId) this.#newestId = null;
    else if (doc && id > this.#newestId) this.#newestId = id;
  }

  /** What `put` would change in the indexes that have been made, worked out before. */
  moves(id: string, doc: D | undefined): Moves {
    const old = this.#whole.get(id);
    return { old, within: this.#orders.size, moves: this.#movesOf(old, doc, 0) };
  }

  /** In all indexes but the first that were made. */
  #movesOf(old: D | undefined, doc: D | undefined, from: number): Move[] {
    if (from === this.#orders.size) return [];
    return [...this.#orders]
      .slice(from)
      .flatMap(([name, order]) => this.#movesIn(name, order, old, doc));
  }

  #movesIn(name: string, order: Order, old: D | undefined, doc: D | undefined): Move[] {
    const { entries } = this.#index(name);
    const [was, is] = [old ? entries(old) : [], doc ? entries(doc) : []];
    return [
      ...lacking(was, is).map((entry): Move => ({ do: 'remove', order, entry })),
      ...lacking(is, was).map((entry): Move => ({ do: 'add', order, entry })),
    ];
  }

  /** Makes an index in turns, unless it is there; changes may come meanwhile. */
  ordered(name: string): Promise<void> | null {
    if (this.#orders.has(name)) return null;
    const making = this.#making.get(name);
    if (making) return making.made;
    const changed: [D | undefined, D | undefined][] = [];
    const made = this.#makeOrder(name, changed);
    this.#making.set(name, { made, changed });
    return made;
  }

  async #makeOrder(
    name: string,
    changed: readonly [D | undefined, D | undefined][],
  ): Promise<void> {
    const { entries } = this.#index(name);
    const order = new Order();
    const docs = [...this.#whole.values()];
    await inTurns(
      eachInTurns(docs, docsAtOnce, (doc) => {
        for (const entry of entries(doc)) order.append(entry, doc.id);
      }),
    );
    for (const [old, doc] of changed) {
      carryOut(this.#movesIn(name, order, old, doc), (doc ?? old)?.id ?? '');
    }
    this.#making.delete(name);
    // Somebody may have needed it at once.
    if (!this.#orders.has(name)) this.#orders.set(name, order);
  }

  find(index: string, query: Query): Page<D> {
    const { places, next } = this.#order(index).stretch(query);
    const items: D[] = [];
    for (const { id } of places) {
      const doc = this.#docs.get(id);
      if (doc) items.push(doc);
    }
    return { items, next };
  }

  /** The keys under which some documents stand, each once. */
  keysOf(index: string, ids: readonly string[]): string[] {
    const docs = ids.flatMap((id) => this.get(id) ?? []);
    const entries = docs.flatMap((doc) => this.#index(index).entries(doc));
    return [...new Set(entries.map(({ key }) => key))];
  }

  count(index: string, count: Count): number {
    return this.#order(index).count(count);
  }

  keys(index: string): Map<string, number> {
    return this.#order(index).keys();
  }

  #index(name: string): Index<D> {
    const index = this.#declared[name];
    if (!index) throw new Error(`There is no index “${name}” here.`);
    return index;
  }

  #order(name: string): Order {
    const made = this.#orders.get(name);
    if (made) return made;
    const { entries } = this.#index(name);
    const order = new Order();
    for (const doc of this.#whole.values()) {
      for (const entry of entries(doc)) order.append(entry, doc.id);
    }
    this.#orders.set(name, order);
    return order;
  }
}

function carryOut(moves: readonly Move[], id: string): void {
  for (const { do: verb, order, entry } of moves) order[verb](entry, id);
}

/** Those entries that are not among the others. */
function lacking(entries: readonly Entry[], others: readonly Entry[]): Entry[] {
  return entries.filter(
    ({ key, sort }) => !others.some((other) => other.key === key && other.sort === sort),
  );
}
