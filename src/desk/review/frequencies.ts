/** How often values occur. */
export class Frequencies {
  readonly #counts = new Map<string, number>();

  /** Counts a value so many times more, or less. */
  add(value: string, times: number): void {
    const count = this.get(value) + times;
    if (count === 0) this.#counts.delete(value);
    else this.#counts.set(value, count);
  }

  get(value: string): number {
    return this.#counts.get(value) ?? 0;
  }

  /** The most frequent, and of those that are as frequent the first by value, so many at the most. */
  most(limit: number): [string, number][] {
    const found: [string, number][] = [];
    for (const each of this.#counts) {
      const last = found.at(-1);
      if (found.length === limit && last && comesAfter(each, last)) continue;
      const at = found.findIndex((other) => comesAfter(other, each));
      found.splice(at < 0 ? found.length : at, 0, each);
      if (found.length > limit) found.pop();
    }
    return found;
  }
}

function comesAfter([one, ones]: [string, number], [other, others]: [string, number]): boolean {
  return ones < others || (ones === others && one > other);
}
