/**
 * What was used last, by name, of a bounded weight: what was used since half of that was full, and what had been
 * used in the half before. What is used again and again stays where it is.
 */
export class LastUsed<Value> {
  readonly #most: number;
  readonly #weightOf: (value: Value) => number;
  #now = new Map<string, Value>();
  #before = new Map<string, Value>();
  /** Of what was used now. */
  #weight = 0;

  constructor(most: number, weightOf: (value: Value) => number) {
    this.#most = most;
    this.#weightOf = weightOf;
  }

  get(name: string): Value | undefined {
    return this.#now.get(name) ?? this.#before.get(name);
  }

  /** Keeps a value under a name, in place of any other. */
  use(name: string, value: Value): void {
    const current = this.#now.get(name);
    if (current === value) return;
    this.#now.set(name, value);
    this.#weight += this.#weightOf(value) - (current === undefined ? 0 : this.#weightOf(current));
    if (this.#weight <= this.#most / 2) return;
    this.#before = this.#now;
    this.#now = new Map();
    this.#weight = 0;
  }

  drop(name: string): void {
    const current = this.#now.get(name);
    if (current !== undefined) this.#weight -= this.#weightOf(current);
    this.#now.delete(name);
    this.#before.delete(name);
  }
}
