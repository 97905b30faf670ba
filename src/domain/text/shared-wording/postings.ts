/**
 * Under each of very many numbers a few owners, in little memory: millions take some ten bytes each.
 * Owners are numbers from 0.
 */
export class Postings {
  #heads = new Int32Array(1024).fill(-1);
  #keys = new Int32Array(1024);
  #owners = new Int32Array(1024);
  #next = new Int32Array(1024);
  #count = 0;

  add(key: number, owner: number): void {
    if (this.#count === this.#keys.length) this.#grow();
    this.#keys[this.#count] = key;
    this.#owners[this.#count] = owner;
    this.#link(this.#count);
    this.#count += 1;
  }

  /** The owners under a key, those that came last first, as often as they were added. */
  *under(key: number): Generator<number> {
    for (let at = this.#heads[this.#slot(key)] ?? -1; at >= 0; at = this.#next[at] ?? -1) {
      if (this.#keys[at] === key) yield this.#owners[at] ?? 0;
    }
  }

  #slot(key: number): number {
    return (Math.imul(key, 0x9e3779b1) >>> 0) % this.#heads.length;
  }

  #link(at: number): void {
    const slot = this.#slot(this.#keys[at] ?? 0);
    this.#next[at] = this.#heads[slot] ?? -1;
    this.#heads[slot] = at;
  }

  #grow(): void {
    const size = 2 * this.#keys.length;
    this.#keys = enlarged(this.#keys, size);
    this.#owners = enlarged(this.#owners, size);
    this.#next = enlarged(this.#next, size);
    this.#heads = new Int32Array(size).fill(-1);
    for (let at = 0; at < this.#count; at += 1) this.#link(at);
  }
}

function enlarged(array: Int32Array<ArrayBuffer>, size: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(size);
  larger.set(array);
  return larger;
}
