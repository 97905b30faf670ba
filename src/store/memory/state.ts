import type { CollectionName, Documents } from '../documents.js';
import { eachInTurns, inTurns } from '../in-turns.js';
import { type Index, indexes } from '../indexes.js';
import { type SearchedCollection, searchEntryInTurns } from '../searchable.js';
import type { Change, Commit, Page, Search } from '../store.js';
import { changesAtOnce, fits, type View } from './draft.js';
import { type Moves, Table } from './table.js';
import { TextIndex } from './text-index.js';

type Tables = { readonly [C in CollectionName]: Table<Documents[C]> };
type TextIndexes = { [C in CollectionName]?: TextIndex<Documents[C]> };

export type Contents = { readonly [C in CollectionName]?: readonly Documents[C][] };

/** What is read when it is first wanted, by the collection whose documents it gives. */
export type UnreadContents = {
  readonly [C in CollectionName]?: () => AsyncIterable<readonly Documents[C][]>;
};

/** What a commit will change in the indexes, by its changes. */
type ReadyMoves = ReadonlyMap<Change, Moves>;

/** Whether a commit is carried out in pieces: ahead of it, what can be, and behind it the words that it brings. */
export function isLong(changes: readonly Change[]): boolean {
  return changes.length > 50;
}

/** A whole desk as it stands. It changes in place, commit by commit, once a commit lasts. */
export class State implements View {
  readonly tables: Tables;
  #commit: number;
  readonly #changed = new Map<CollectionName, number>();
  readonly #textIndexes: TextIndexes = {};

  constructor(commit: number, tables: Tables) {
    this.#commit = commit;
    this.tables = tables;
  }

  /** The number of its last commit; 0 before the first. */
  get commit(): number {
    return this.#commit;
  }

  get<C extends CollectionName>(collection: C, id: string): Documents[C] | undefined {
    const table: Table<Documents[C]> = this.tables[collection];
    return table.get(id);
  }

  count(collection: CollectionName, index: string, key: string): number {
    return this.tables[collection].count(index, { key });
  }

  newestEvent(): string {
    return this.tables.events.newestId();
  }

  /** Reads what was left for later of these collections. */
  async complete(names: Iterable<CollectionName>): Promise<void> {
    for (const name of names) if (!this.tables[name].isWhole) await this.tables[name].complete();
  }

  /** The number of the last commit that changed one of these collections since it was opened. */
  lastChange(names: readonly CollectionName[]): number {
    return Math.max(0, ...names.map((name) => this.#changed.get(name) ?? 0));
  }

  /** Works out in turns, for a long commit, what it will change in the indexes. */
  *ready({ changes }: Commit): Generator<undefined, ReadyMoves> {
    const ready = new Map<Change, Moves>();
    if (isLong(changes)) {
      yield* eachInTurns(changes, changesAtOnce, (change) => {
        ready.set(change, this.#movesOf(change));
      });
    }
    return ready;
  }

  #movesOf<C extends CollectionName>({ do: verb, in: collection, doc }: Change<C>): Moves {
    const table: Table<Documents[C]> = this.tables[collection];
    const after: Documents[C] = doc;
    return table.moves(doc.id, verb === 'remove' ? undefined : after);
  }

  /** Carries out a commit that was judged by this state, with what was worked out for it. */
  take({ number, changes }: Commit, ready?: ReadyMoves): void {
    const later = isLong(changes);
    for (const change of changes) {
      this.#carryOut(change, later, ready?.get(change));
      this.#changed.set(change.in, number);
    }
    this.#commit = number;
  }

  /** Carries out a commit of an earlier day; false, and nothing done, where it does not fit. */
  retake(commit: Commit): boolean {
    if (!fits(this, commit.changes)) return false;
    this.take(commit);
    return true;
  }

  /** The documents of a collection, in the order in which they came. */
  docs<C extends CollectionName>(collection: C): Iterable<Documents[C]> {
    const table: Table<Documents[C]> = this.tables[collection];
    return table.docs();
  }

  /** What these collections hold now, whatever becomes of them. */
  contents(names: readonly CollectionName[]): Contents {
    return Object.fromEntries(names.map((name) => [name, [...this.tables[name].docs()]]));
  }

  /** A page of what is found by words. The first search makes the index: no start waits for it. */
  async search<C extends SearchedCollection>(
    collection: C,
    search: Search,
  ): Promise<Page<Documents[C]>> {
    const index = this.#textIndex(collection);
    await index.filled;
    const { items, next } = await inTurns(index.find(search));
    return { items: items.flatMap((id) => this.get(collection, id) ?? []), next };
  }

  /** Ends what is still being made for searches. */
  stopIndexing(): void {
    for (const index of Object.values(this.#textIndexes)) index.stop();
  }

  #textIndex<C extends SearchedCollection>(collection: C): TextIndex<Documents[C]> {
    const indexes: { [K in C]?: TextIndex<Documents[K]> } = this.#textIndexes;
    const made = indexes[collection];
    if (made) return made;
    const index = new TextIndex(this.docs(collection), (doc) =>
      searchEntryInTurns(collection, doc),
    );
    indexes[collection] = index;
    return index;
  }

  #carryOut<C extends CollectionName>(change: Change<C>, later: boolean, moves?: Moves): void {
    const table: Table<Documents[C]> = this.tables[change.in];
    const index: TextIndex<Documents[C]> | undefined = this.#textIndexes[change.in];
    const doc: Documents[C] = change.doc;
    const before = table.get(doc.id);
    const after = change.do === 'remove' ? undefined : doc;
    table.put(doc.id, after, moves);
    index?.replace(before, after, { later });
  }
}

/** The desk that holds these documents and those of later, whose ids differ within each collection. */
export function stateOf(commit: number, contents: Contents, later: UnreadContents = {}): State {
  const table = <C extends CollectionName>(name: C): Table<Documents[C]> => {
    const declared: { [K in CollectionName]: Readonly<Record<string, Index<Documents[K]>>> } =
      indexes;
    return new Table<Documents[C]>(declared[name], contents[name] ?? [], later[name]);
  };
  return new State(commit, {
    articles: table('articles'),
    editions: table('editions'),
    wordings: table('wordings'),
    annotations: table('annotations'),
    sources: table('sources'),
    claims: table('claims'),
    rounds: table('rounds'),
    settings: table('settings'),
    events: table('events'),
    people: table('people'),
    sessions: table('sessions'),
    tokens: table('tokens'),
    identities: table('identities'),
    nameWitnesses: table('nameWitnesses'),
    attempts: table('attempts'),
    answers: table('answers'),
    shares: table('shares'),
  });
}
