import { sha256 } from './digest.js';

/**
 * The results that were wanted last, by what they were made from, so that nothing that changes can make
 * them wrong.
 */
export class RecentResults<T> {
  /** Those wanted longest ago first. */
  readonly #kept = new Map<string, Promise<T>>();

  constructor(private readonly maxKept: number) {}

  /** What is made from some data; what fails is made anew the next time. */
  of(data: unknown, make: () => Promise<T>): Promise<T> {
    const key = sha256(JSON.stringify(data));
    const result = this.#kept.get(key) ?? make();
    this.#kept.delete(key);
    this.#kept.set(key, result);
    result.catch(() => this.#kept.delete(key));
    for (const oldest of [...this.#kept.keys()].slice(0, -this.maxKept)) this.#kept.delete(oldest);
    return result;
  }
}
