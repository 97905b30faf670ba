import { Problem } from '../domain/problem.js';

/** Bounds how much of one kind everybody may have under way at once, in this process. */
export class AtOnce {
  readonly #underWay = new Map<string, number>();

  constructor(
    private readonly limit: number,
    /** What whoever has so much already is told. */
    private readonly sentence: string,
  ) {}

  /** Does a person's work, or throws *too-many*. */
  async run<T>(person: string, work: () => Promise<T>): Promise<T> {
    const count = this.#underWay.get(person) ?? 0;
    if (count >= this.limit) throw new Problem('too-many', this.sentence, [], { retryAfter: 10 });
    this.#underWay.set(person, count + 1);
    try {
      return await work();
    } finally {
      const left = (this.#underWay.get(person) ?? 1) - 1;
      if (left === 0) this.#underWay.delete(person);
      else this.#underWay.set(person, left);
    }
  }
}
