import type { Entry, Index } from '../indexes.js';
import type { Count, Page, Query } from '../store.js';
import { Order } from './order.js';

/** What every document has. */
interface StoredDocument {
  id: string;
  version: number;
}

/** One collection as it stands: its documents in the order in which they came, and its indexes. */
export class Table<D extends StoredDocument> {
  readonly #declared: Readonly<Record<string, Index<D>>>;
  readonly #docs = new Map<string, D>();
  /** Reads the documents that are still to come; null once they are there. */
  #later: (() => AsyncIterable<readonly D[]>) | null;
  #reading: Promise<void> | null = null;
  /** Those that have been asked for: the others cost neither time nor memory. */
  readonly #orders = new Map<string, Order>();

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

  /** Takes in the document, in the place of the one with its id if there is one. */
  put(doc: D): void {
    const old = this.#whole.get(doc.id);
    for (const [name, order] of this.#orders) {
      const { entries } = this.#index(name);
      const [was, is] = [old ? entries(old) : [], entries(doc)];
      for (const entry of lacking(was, is)) order.remove(entry, doc.id);
      for (const entry of lacking(is, was)) order.add(entry, doc.id);
    }
    this.#docs.set(doc.id, doc);
  }

  drop(id: string): void {
    const doc = this.#whole.get(id);
    if (!doc) return;
    for (const [name, order] of this.#orders) {
      for (const entry of this.#index(name).entries(doc)) order.remove(entry, id);
    }
    this.#docs.delete(id);
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

/** Those entries that are not among the others. */
function lacking(entries: readonly Entry[], others: readonly Entry[]): Entry[] {
  return entries.filter(
    ({ key, sort }) => !others.some((other) => other.key === key && other.sort === sort),
  );
}
