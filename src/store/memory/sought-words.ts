import { eachInTurns } from '../in-turns.js';

/** To take in so many ids takes some milliseconds. */
export const idsAtOnce = 5_000;

/** The documents that hold all of some words, asked of one document after another. */
export class SoughtWords {
  /** The rarest first. */
  readonly #words: readonly SoughtWord[];

  constructor(words: readonly SoughtWord[]) {
    this.#words = words.toSorted((one, other) => one.uses - other.uses);
  }

  get rarest(): SoughtWord | undefined {
    return this.#words[0];
  }

  /** How often an id was looked for so far: what that costs. */
  get lookups(): number {
    return this.#words.reduce((sum, { lookups }) => sum + lookups, 0);
  }

  areIn(id: string): boolean {
    return this.#words.every((word) => word.isIn(id));
  }

  /** To be called before so many documents are asked of. */
  *prepare(documents: number): Generator<undefined, void> {
    for (const word of this.#words) yield* word.prepare(documents);
  }
}

/** A word as it was typed, and the documents that hold one that begins so. */
export class SoughtWord {
  /** In how many documents it is, each counted once for every word that begins so. */
  readonly uses: number;
  lookups = 0;
  /** The largest first: an id is soon found. */
  #sets: readonly ReadonlySet<string>[];

  /** `sets` are the ids of the documents with a word that begins so, for each such word. */
  constructor(sets: Iterable<ReadonlySet<string>>) {
    this.#sets = [...sets].sort((one, other) => other.size - one.size);
    this.uses = this.#sets.reduce((sum, { size }) => sum + size, 0);
  }

  isIn(id: string): boolean {
    return this.#sets.some((set) => {
      this.lookups += 1;
      return set.has(id);
    });
  }

  /** Some ids more than once. */
  *ids(): Generator<string> {
    for (const set of this.#sets) yield* set;
  }

  /** Makes one set of many where it pays. */
  *prepare(documents: number): Generator<undefined, void> {
    if (this.#sets.length < 2 || this.#sets.length * documents <= this.uses) return;
    const one = new Set<string>();
    yield* eachInTurns(this.ids(), idsAtOnce, (id) => one.add(id));
    this.#sets = [one];
  }
}
