import { cursorOf, type Place, placeOf } from './cursor.js';
import type { Entry } from './indexes.js';
import type { Query } from './store.js';

/** The places of one page, and the cursor of the next one. */
interface Stretch {
  places: Place[];
  next: string | null;
}

/** One index as it stands: under each key the places of documents, in order. */
export class Order {
  readonly #keys = new Map<string, Place[]>();

  /** Takes in many entries at once; `sort` must follow. */
  append(entry: Entry, id: string): void {
    this.#list(entry.key).push({ sort: entry.sort, id });
  }

  sort(): void {
    for (const places of this.#keys.values()) places.sort(comparePlaces);
  }

  add(entry: Entry, id: string): void {
    const place = { sort: entry.sort, id };
    const places = this.#list(entry.key);
    places.splice(
      firstWhere(places, (other) => comparePlaces(other, place) >= 0),
      0,
      place,
    );
  }

  remove(entry: Entry, id: string): void {
    const place = { sort: entry.sort, id };
    const places = this.#keys.get(entry.key) ?? [];
    const at = firstWhere(places, (other) => comparePlaces(other, place) >= 0);
    if (places[at]?.sort === entry.sort && places[at].id === id) places.splice(at, 1);
    if (places.length === 0) this.#keys.delete(entry.key);
  }

  count(key: string): number {
    return this.#keys.get(key)?.length ?? 0;
  }

  stretch({ key, startsWith = '', after = null, limit = 50, order }: Query): Stretch {
    const places = this.#keys.get(key) ?? [];
    const last = after === null ? null : placeOf(after);
    let from = firstWhere(places, ({ sort }) => compareText(sort, startsWith) >= 0);
    let to = firstWhere(
      places,
      ({ sort }) => compareText(sort, startsWith) >= 0 && !sort.startsWith(startsWith),
    );
    if (order === 'descending') {
      if (last)
        to = Math.min(
          to,
          firstWhere(places, (place) => comparePlaces(place, last) >= 0),
        );
      return page(
        places.slice(Math.max(from, to - limit), Math.max(from, to)).reverse(),
        to - from,
      );
    }
    if (last)
      from = Math.max(
        from,
        firstWhere(places, (place) => comparePlaces(place, last) > 0),
      );
    return page(places.slice(from, Math.min(to, from + limit)), to - from);
  }

  #list(key: string): Place[] {
    const present = this.#keys.get(key);
    if (present) return present;
    const own: Place[] = [];
    this.#keys.set(key, own);
    return own;
  }
}

function page(places: Place[], available: number): Stretch {
  const last = places.at(-1);
  return { places, next: last && places.length < available ? cursorOf(last) : null };
}

/** The index of the first item that meets a condition which, once met, all later ones meet too. */
function firstWhere<T>(items: readonly T[], meets: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && meets(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function comparePlaces(one: Place, other: Place): number {
  return compareText(one.sort, other.sort) || compareText(one.id, other.id);
}

/**
 * By Unicode code point, as databases do. JavaScript's own order is by UTF-16 code unit, which
 * differs where a surrogate meets one of the few characters above the surrogates.
 */
function compareText(one: string, other: string): number {
  if (one === other) return 0;
  const shorter = Math.min(one.length, other.length);
  for (let at = 0; at < shorter; at++) {
    const [a, b] = [one.charCodeAt(at), other.charCodeAt(at)];
    if (a !== b) return rank(a) - rank(b);
  }
  return one.length - other.length;
}

/** A code unit's rank in the order of code points: surrogates come last. */
function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
