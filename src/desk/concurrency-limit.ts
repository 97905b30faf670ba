import { Problem } from '../domain/problem.js';

/**
 * Bounds how much of one kind is under way at once in this process, under each key: for everybody who
 * asks, or of everything that is asked for.
 */
export class ConcurrencyLimit {
  readonly #underWay = new Map<string, number>();

  constructor(
    private readonly limit: number,
    /** What is said where there is so much already. */
    private readonly sentence: string,
  ) {}

  /** Does the work that counts under a key, or throws *too-many*. */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const count = this.#underWay.get(key) ?? 0;
    if (count >= this.limit) throw new Problem('too-many', this.sentence, [], { retryAfter: 10 });
    this.#underWay.set(key, count + 1);
    try {
      return await work();
    } finally {
      const left = (this.#underWay.get(key) ?? 1) - 1;
      if (left === 0) this.#underWay.delete(key);
      else this.#underWay.set(key, left);
    }
  }
}
