import { Problem } from '../domain/problem.js';
import type { Change, CollectionName, Documents } from './store.js';
import type { Table } from './table.js';

export type Tables = { readonly [C in CollectionName]: Table<Documents[C]> };

/** Tables in the making: each is copied when it is first changed. */
export class Draft {
  #tables: Tables;
  readonly #own = new Set<CollectionName>();

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  get tables(): Tables {
    return this.#tables;
  }

  /** Carries out a change as the port says, and returns it with the document's new version. */
  take<C extends CollectionName>(change: Change<C>): Change<C> {
    const { in: name, do: verb } = change;
    const doc: Documents[C] = change.doc;
    const present = this.#tables[name].get(doc.id);
    const fits = verb === 'insert' ? !present : present?.version === doc.version;
    if (!fits) throw conflict(name, doc.id);
    const version = verb === 'insert' ? 1 : doc.version + 1;
    const done = {
      do: verb,
      in: name,
      doc: verb === 'remove' && present ? present : { ...doc, version },
    } as Change<C>;
    this.#carryOut(done);
    return done;
  }

  /** Carries out a change as it was carried out once; false where it does not fit. */
  repeat<C extends CollectionName>(change: Change<C>): boolean {
    const { in: name, do: verb } = change;
    const doc: Documents[C] = change.doc;
    if ((verb === 'insert') === (this.#tables[name].get(doc.id) !== undefined)) return false;
    this.#carryOut(change);
    return true;
  }

  #carryOut<C extends CollectionName>(change: Change<C>): void {
    const doc: Documents[C] = change.doc;
    if (change.do === 'remove') this.#mine(change.in).drop(doc.id);
    else this.#mine(change.in).put(doc);
  }

  #mine<C extends CollectionName>(name: C): Table<Documents[C]> {
    if (!this.#own.has(name)) {
      this.#tables = { ...this.#tables, [name]: this.#tables[name].copy() };
      this.#own.add(name);
    }
    return this.#tables[name];
  }
}

/** Throws *conflict* where a unique index holds the document of the change and another one. */
export function demandAlone(tables: Tables, change: Change): void {
  const index = clash(tables, change);
  if (index !== null) {
    throw new Problem(
      'conflict',
      'Somebody else has just entered the same. Look, and save again.',
      [],
      {
        in: change.in,
        id: change.doc.id,
        index,
      },
    );
  }
}

/** The name of a unique index in which the document of the change does not stand alone, or null. */
export function clash<C extends CollectionName>(tables: Tables, change: Change<C>): string | null {
  const doc: Documents[C] = change.doc;
  return tables[change.in].clash(doc);
}

function conflict(collection: CollectionName, id: string): Problem {
  return new Problem(
    'conflict',
    'Somebody else has changed this meanwhile. Look at it as it stands now, and save again.',
    [],
    { in: collection, id },
  );
}
