import { uniqueConflict, versionConflict } from '../conflict.js';
import { type CollectionName, collections, type Documents } from '../documents.js';
import { frozen } from '../frozen.js';
import { eachInTurns } from '../in-turns.js';
import { idBehind } from '../last-id.js';
import type { Change } from '../store.js';
import { uniqueEntries } from './unique.js';

/** To judge this many changes, or to find their places in indexes, takes some milliseconds. */
export const changesAtOnce = 500;

/** What a commit is judged by. */
export interface View {
  get<C extends CollectionName>(collection: C, id: string): Documents[C] | undefined;
  /** How many entries stand under a key of a unique index. */
  count(collection: CollectionName, index: string, key: string): number;
  /** The id of an event that sorts behind those of all others; empty where there is none. */
  newestEvent(): string;
}

type Overlay = { readonly [C in CollectionName]: Map<string, Documents[C] | null> };

/** A view with changes laid over it, for as long as it is not known whether they will last. */
export class Draft implements View {
  readonly #base: View;
  /** The documents that are new; null for those that are gone. */
  readonly #docs: Overlay = overlay();
  #newestEvent: string | null = null;
  /** By how many the entries under the keys of unique indexes are more, or fewer. */
  readonly #more = new Map<string, number>();

  constructor(base: View) {
    this.#base = base;
  }

  get<C extends CollectionName>(collection: C, id: string): Documents[C] | undefined {
    const own: Documents[C] | null | undefined = this.#docs[collection].get(id);
    return own === undefined ? this.#base.get(collection, id) : (own ?? undefined);
  }

  count(collection: CollectionName, index: string, key: string): number {
    const more = this.#more.get(placeOf(collection, index, key)) ?? 0;
    return this.#base.count(collection, index, key) + more;
  }

  newestEvent(): string {
    this.#newestEvent ??= this.#base.newestEvent();
    return this.#newestEvent;
  }

  /** Carries out a change without asking whether it fits. */
  put<C extends CollectionName>(change: Change<C>): void {
    const { in: name } = change;
    const doc: Documents[C] = change.doc;
    const before = this.get(name, doc.id);
    if (before) this.#tally(name, before, -1);
    const docs: Map<string, Documents[C] | null> = this.#docs[name];
    docs.set(doc.id, change.do === 'remove' ? null : doc);
    if (name === 'events' && doc.id > this.newestEvent()) this.#newestEvent = doc.id;
    if (change.do !== 'remove') this.#tally(name, doc, 1);
  }

  #tally<C extends CollectionName>(collection: C, doc: Documents[C], by: number): void {
    for (const { index, key } of uniqueEntries(collection, doc)) {
      const place = placeOf(collection, index, key);
      this.#more.set(place, (this.#more.get(place) ?? 0) + by);
    }
  }
}

/**
 * What a commit of that number and these changes writes: the documents with their new versions, frozen. Throws
 * *conflict* as the port says. The view stays as it is, and must until the work is done.
 */
export function* checkCommit(
  view: View,
  changes: readonly Change[],
  commit: number,
): Generator<undefined, Change[]> {
  const draft = new Draft(view);
  const done: Change[] = [];
  yield* eachInTurns(changes, changesAtOnce, (change) => {
    const next = frozen(versioned(draft, behind(draft, change, { commit, at: done.length })));
    draft.put(next);
    done.push(next);
  });
  yield* eachInTurns(done, changesAtOnce, (change) => {
    const index = clash(draft, change);
    if (index !== null) throw uniqueConflict(change.in, change.doc.id, index);
  });
  return done;
}

/** Whether changes that were judged once, and bear the versions they got then, fit this view. */
export function fits(view: View, changes: readonly Change[]): boolean {
  const draft = new Draft(view);
  const follow = changes.every((change) => {
    const before = draft.get(change.in, change.doc.id)?.version ?? 0;
    draft.put(change);
    return before === change.doc.version - (change.do === 'remove' ? 0 : 1);
  });
  return follow && changes.every((change) => clash(draft, change) === null);
}

/** The change with an id behind those of all other events, where it is to be the last. */
function behind(view: View, change: Change, place: { commit: number; at: number }): Change {
  if (!change.last) return change;
  const id = idBehind(view.newestEvent(), change.doc.id, place);
  return { ...change, doc: { ...change.doc, id } } as Change;
}

function versioned<C extends CollectionName>(view: View, change: Change<C>): Change<C> {
  const { in: name, do: verb } = change;
  const doc: Documents[C] = change.doc;
  const present = view.get(name, doc.id);
  const fitting = verb === 'insert' ? !present : present?.version === doc.version;
  if (!fitting) throw versionConflict(name, doc.id);
  const version = verb === 'insert' ? 1 : doc.version + 1;
  return {
    do: verb,
    in: name,
    doc: verb === 'remove' && present ? present : { ...doc, version },
  } as Change<C>;
}

function clash(view: View, change: Change): string | null {
  return change.do === 'remove' ? null : clashOf(view, change.in, change.doc);
}

/** The name of a unique index in which a document of the view does not stand alone, or null. */
export function clashOf<C extends CollectionName>(
  view: View,
  collection: C,
  doc: Documents[C],
): string | null {
  const shared = uniqueEntries(collection, doc).find(
    ({ index, key }) => view.count(collection, index, key) > 1,
  );
  return shared?.index ?? null;
}

function overlay(): Overlay {
  return Object.fromEntries(collections.map((name) => [name, new Map()])) as Overlay;
}

function placeOf(collection: CollectionName, index: string, key: string): string {
  return `${collection}/${index}/${key}`;
}
