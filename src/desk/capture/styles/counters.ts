import { numberStyle } from '../number-styles.js';

/** A counter as one element began it: it counts for what stands behind and in that element, within its parent. */
interface Counter {
  value: number;
  home: Element | null;
}

/** Deeper than any text counts; what would be longer is no number for readers. */
const maxNested = 20;

/** What a style says of counters. */
export interface CounterStyle {
  reset: string;
  increment: string;
  set: string;
}

/** The counters of CSS at one place of a page that is gone through in its order (CSS Lists 3). */
export class Counters {
  readonly #open = new Map<string, Counter[]>();
  readonly #begun = new Map<Element | null, string[]>();

  /** What a style says at an element, or at a piece that is drawn in it, that stands in `home`. */
  take({ reset, increment, set }: CounterStyle, home: Element | null): void {
    for (const [name, value] of named(reset, 0)) this.#begin(name, value, home);
    for (const [name, by] of named(increment, 1)) this.#at(name, home).value += by;
    for (const [name, value] of named(set, 0)) this.#at(name, home).value = value;
  }

  /** All that stands in an element was gone through. */
  leave(home: Element): void {
    for (const name of this.#begun.get(home) ?? []) this.#open.get(name)?.pop();
    this.#begun.delete(home);
  }

  /** A counter in a style of numbers; with `between`, each that it stands in before it. null for one that nothing began. */
  written(name: string, between: string | null, style: string): string | null {
    const open = this.#open.get(name);
    if (!open || open.length === 0 || open.length > maxNested) return null;
    const write = numberStyle(style)?.write ?? String;
    const shown = between === null ? open.slice(-1) : open;
    return shown.map(({ value }) => write(value)).join(between ?? '');
  }

  #begin(name: string, value: number, home: Element | null): Counter {
    const open = this.#open.get(name) ?? [];
    this.#open.set(name, open);
    const last = open.at(-1);
    if (last?.home === home && last) {
      last.value = value;
      return last;
    }
    const begun = { value, home };
    open.push(begun);
    this.#begun.set(home, [...(this.#begun.get(home) ?? []), name]);
    return begun;
  }

  #at(name: string, home: Element | null): Counter {
    return this.#open.get(name)?.at(-1) ?? this.#begin(name, 0, home);
  }
}

const maxNamed = 20;

/** The counters that a declaration names, each with its number. */
function* named(said: string, usual: number): Generator<[name: string, value: number]> {
  const words = said.split(/\s+/u).filter(Boolean).slice(0, maxNamed);
  for (const [index, word] of words.entries()) {
    if (/^[-+]?\d|^(?:none|inherit|initial|unset|revert)$|\(/iu.test(word)) continue;
    const number = words[index + 1] ?? '';
    yield [word, /^[-+]?\d{1,9}$/u.test(number) ? Number(number) : usual];
  }
}
