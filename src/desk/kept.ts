import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Change, Store } from '../store/store.js';
import { OneAtATime } from './one-at-a-time.js';

/** How what is kept is made of a store's documents. */
export interface Derivation<Value> {
  /** Everything there is, by key, in batches of which each is some milliseconds of work. */
  everything(): AsyncIterable<ReadonlyMap<string, Value>>;
  /** Some of it as it stands now; what is not answered is not there any more. */
  some(keys: readonly string[]): Promise<ReadonlyMap<string, Value>>;
  /** What a change touches, in marks; they are keys, unless `keysOf` says otherwise. */
  marks(change: Change): readonly string[];
  /** The keys that are touched by what was marked, among those that are kept and others. */
  keysOf?(marks: ReadonlySet<string>, kept: ReadonlyMap<string, Value>): readonly string[];
}

/** The number of keys that are made at once, before others get their turn. */
const keysAtOnce = 500;

/**
 * The number of changes that are remembered for those who follow, about as many as there are values: for who is further
 * behind it is no more work to begin anew.
 */
const minChanges = 500;
const maxChanges = 10_000;

/** A filling that has come to more values than this takes longer than somebody waits for a page. */
const maxAwaited = 10_000;

/** What became of a value; undefined where there was none before, or is none any more. */
export interface KeptChange<Value> {
  before: Value | undefined;
  after: Value | undefined;
}

/** How far somebody has followed what is kept. */
export interface KeptPosition {
  /** Another one each time when everything is made anew. */
  readonly filling: object;
  /** How many changes there had been since. */
  readonly changes: number;
}

/**
 * What is worked out of a whole store and kept in memory: filled once, when it is first wanted, and
 * kept by watching from then on.
 *
 * - However many ask at once, it is filled once, and each change is taken over once.
 * - After `current` nothing that was committed before the call is missing, by whatever process.
 * - What fails, in filling or in taking over, is done again the next time; the asker hears of it.
 * - Where the store has missed to tell of commits, everything is made anew by a new derivation.
 */
export class Kept<Value> {
  readonly #store: Store;
  readonly #begin: () => Derivation<Value>;
  #values = new Map<string, Value>();
  #filling = {};
  /** The last changes since somebody follows, and how many came before them. */
  #isFollowed = false;
  #changes: KeptChange<Value>[] = [];
  #forgotten = 0;
  #derivation: Derivation<Value>;
  #marks = new Set<string>();
  #isFilled = false;
  /** Those who wait for no more than a short filling. */
  #impatient: (() => void)[] = [];
  #isFilling = false;
  #isLong = false;
  readonly #works = new OneAtATime();
  #list: readonly Value[] | null = null;

  /** `begin` makes a derivation, which may remember what it has read until everything is made anew. */
  constructor(store: Store, begin: () => Derivation<Value>) {
    this.#store = store;
    this.#begin = begin;
    this.#derivation = begin();
    store.watch(
      ({ changes }) => this.#mark(changes),
      () => {
        this.#isFilled = false;
      },
    );
  }

  /** All that is kept, in no order: the array and each value are the same while nothing changes. */
  get list(): readonly Value[] {
    this.#list ??= [...this.#values.values()];
    return this.#list;
  }

  /** How many there are. */
  get size(): number {
    return this.#values.size;
  }

  /** How far it is: what comes later is in the changes since, which are remembered from the first time on. */
  get followed(): KeptPosition {
    this.#isFollowed = true;
    return { filling: this.#filling, changes: this.#forgotten + this.#changes.length };
  }

  /** What has changed since then, in its order; null where that is not known any more. */
  changesSince({ filling, changes }: KeptPosition): readonly KeptChange<Value>[] | null {
    if (filling !== this.#filling || changes < this.#forgotten) return null;
    return this.#changes.slice(changes - this.#forgotten);
  }

  get(key: string): Value | undefined {
    return this.#values.get(key);
  }

  /** Keeps a value that is made on demand, until something touches its key. */
  keep(key: string, value: Value): void {
    this.#values.set(key, value);
  }

  drop(key: string): void {
    this.#values.delete(key);
  }

  /** Takes over what is new. One work at a time: who asks meanwhile waits for a turn of their own. */
  async current(): Promise<this> {
    await this.#store.caughtUp();
    return this.told();
  }

  /** As `current`, without asking whether others have committed: for what may be a moment old. */
  async told(): Promise<this> {
    await this.#works.run(() => this.#renew());
    return this;
  }

  /**
   * Resolves with null when the filling that is going on, or the next one, turns out to be long; after
   * a short one, never: it is to be raced with `current`.
   */
  longFilling(): Promise<null> {
    return new Promise((resolve) => {
      if (this.#isLong) resolve(null);
      else if (!this.#isFilled || this.#isFilling) this.#impatient.push(() => resolve(null));
    });
  }

  #mark(changes: readonly Change[]): void {
    for (const change of changes) {
      for (const mark of this.#derivation.marks(change)) this.#marks.add(mark);
    }
  }

  /** What is written, or missed, while it is filled is looked at afterwards. */
  async #renew(): Promise<void> {
    if (!this.#isFilled) await this.#fill();
    await this.#takeOver();
  }

  async #fill(): Promise<void> {
    this.#isFilling = true;
    try {
      await this.#fillAnew();
    } finally {
      [this.#isFilling, this.#isLong, this.#impatient] = [false, false, []];
    }
  }

  async #fillAnew(): Promise<void> {
    this.#isFilled = true;
    this.#derivation = this.#begin();
    this.#marks = new Set();
    const values = new Map<string, Value>();
    try {
      for await (const batch of this.#derivation.everything()) {
        for (const [key, value] of batch) values.set(key, value);
        if (values.size > maxAwaited) this.#tellLong();
        await nextTurn();
      }
    } catch (error) {
      this.#isFilled = false;
      throw error;
    }
    this.#values = values;
    this.#list = null;
    [this.#filling, this.#changes, this.#forgotten] = [{}, [], 0];
  }

  #tellLong(): void {
    this.#isLong = true;
    for (const tell of this.#impatient.splice(0)) tell();
  }

  async #takeOver(): Promise<void> {
    const marks = this.#marks;
    if (marks.size === 0) return;
    this.#marks = new Set();
    try {
      const keys = this.#derivation.keysOf?.(marks, this.#values) ?? [...marks];
      for (let at = 0; at < keys.length; at += keysAtOnce) {
        await this.#make(keys.slice(at, at + keysAtOnce));
        await nextTurn();
      }
    } catch (error) {
      for (const mark of marks) this.#marks.add(mark);
      throw error;
    }
  }

  async #make(keys: readonly string[]): Promise<void> {
    const made = await this.#derivation.some(keys);
    for (const key of keys) {
      const [before, after] = [this.#values.get(key), made.get(key)];
      if (after !== undefined) this.#values.set(key, after);
      else if (!this.#values.delete(key)) continue;
      if (this.#isFollowed) this.#changes.push({ before, after });
      this.#list = null;
    }
    const most = Math.min(maxChanges, Math.max(minChanges, this.#values.size));
    const over = this.#changes.length - most;
    // In portions, since what is left is moved each time.
    if (over < most) return;
    this.#changes.splice(0, over);
    this.#forgotten += over;
  }
}

/** What is kept of each store of this process. */
export class KeptOfStores<Value> {
  readonly #derivationOf: (store: Store) => Derivation<Value>;
  readonly #kept = new WeakMap<Store, Kept<Value>>();

  constructor(derivationOf: (store: Store) => Derivation<Value>) {
    this.#derivationOf = derivationOf;
  }

  /** What is kept of a store as it stands now. */
  current(store: Store): Promise<Kept<Value>> {
    return this.#of(store).current();
  }

  /** As `Kept.told`. */
  told(store: Store): Promise<Kept<Value>> {
    return this.#of(store).told();
  }

  /** As `Kept.longFilling`. */
  longFilling(store: Store): Promise<null> {
    return this.#of(store).longFilling();
  }

  #of(store: Store): Kept<Value> {
    const kept = this.#kept.get(store) ?? new Kept(store, () => this.#derivationOf(store));
    this.#kept.set(store, kept);
    return kept;
  }
}
