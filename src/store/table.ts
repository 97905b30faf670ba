import type { Index } from './indexes.js';
import { Order } from './order.js';
import type { Page, Query } from './store.js';

/** What every document has. */
interface Identified {
  id: string;
  version: number;
}

/** One collection as it stands: its documents in the order in which they came, and its indexes. */
export class Table<D extends Identified> {
  readonly #declared: Readonly<Record<string, Index<D>>>;
  readonly #docs: Map<string, D>;
  readonly #orders: ReadonlyMap<string, Order>;

  private constructor(
    declared: Readonly<Record<string, Index<D>>>,
    docs: Map<string, D>,
    orders: ReadonlyMap<string, Order>,
  ) {
    this.#declared = declared;
    this.#docs = docs;
    this.#orders = orders;
  }

  /** A table of documents whose ids differ, with the indexes declared for them. */
  static of<D extends Identified>(
    declared: Readonly<Record<string, Index<D>>>,
    docs: readonly D[] = [],
  ): Table<D> {
    const orders = Object.entries(declared).map(([name, index]) => {
      const order = new Order();
      for (const doc of docs) {
        for (const entry of index.entries(doc)) order.append(entry, doc.id);
      }
      order.sort();
      return [name, order] as const;
    });
    return new Table(declared, new Map(docs.map((doc) => [doc.id, doc])), new Map(orders));
  }

  get(id: string): D | undefined {
    return this.#docs.get(id);
  }

  docs(): IterableIterator<D> {
    return this.#docs.values();
  }

  /** Takes in the document, in the place of the one with its id if there is one. */
  put(doc: D): void {
    this.#unlist(doc.id);
    this.#docs.set(doc.id, doc);
    for (const [name, order] of this.#orders) {
      for (const entry of this.#index(name).entries(doc)) order.add(entry, doc.id);
    }
  }

  drop(id: string): void {
    this.#unlist(id);
    this.#docs.delete(id);
  }

  find(index: string, query: Query): Page<D> {
    const { places, next } = this.#order(index).stretch(query);
    return { items: places.flatMap(({ id }) => this.#docs.get(id) ?? []), next };
  }

  count(index: string, key: string): number {
    return this.#order(index).count(key);
  }

  #unlist(id: string): void {
    const doc = this.#docs.get(id);
    if (!doc) return;
    for (const [name, order] of this.#orders) {
      for (const entry of this.#index(name).entries(doc)) order.remove(entry, id);
    }
  }

  #index(name: string): Index<D> {
    const index = this.#declared[name];
    if (!index) throw new Error(`There is no index “${name}” here.`);
    return index;
  }

  #order(name: string): Order {
    const order = this.#orders.get(name);
    if (!order) throw new Error(`There is no index “${name}” here.`);
    return order;
  }
}
