import { compareText } from '../code-point-order.js';
import { cursorOf, type IndexPlace, placeOf } from '../cursor.js';
import type { Entry } from '../indexes.js';
import type { Count, Query } from '../store.js';
import { comparePlaces, Places } from './places.js';

/** The places of one page, and the cursor of the next one. */
interface Stretch {
  places: IndexPlace[];
  next: string | null;
}

const none = new Places();

/** One index as it stands: under each key the places of documents, in order. */
export class Order {
  readonly #keys = new Map<string, Places>();

  /** Takes in an entry, one of many. */
  append({ key, sort }: Entry, id: string): void {
    const places = this.#keys.get(key);
    if (places) places.append({ sort, id });
    else this.#keys.set(key, new Places({ sort, id }));
  }

  add({ key, sort }: Entry, id: string): void {
    const places = this.#keys.get(key);
    if (places) places.add({ sort, id });
    else this.#keys.set(key, new Places({ sort, id }));
  }

  remove({ key, sort }: Entry, id: string): void {
    const places = this.#keys.get(key);
    places?.remove({ sort, id });
    if (places?.count === 0) this.#keys.delete(key);
  }

  count({ key, before }: Count): number {
    const places = this.#keys.get(key) ?? none;
    if (before === undefined) return places.count;
    return places.firstWhere(({ sort }) => compareText(sort, before) >= 0);
  }

  /** The keys, each with how many there are under it. */
  keys(): Map<string, number> {
    return new Map(Array.from(this.#keys, ([key, places]) => [key, places.count]));
  }

  stretch({ key, startsWith = '', after = null, limit = 50, order }: Query): Stretch {
    const last = after === null ? null : placeOf(after);
    const places = this.#keys.get(key) ?? none;
    const reached = (sort: string) => compareText(sort, startsWith) >= 0;
    const from = places.firstWhere(({ sort }) => reached(sort));
    const to = places.firstWhere(({ sort }) => reached(sort) && !sort.startsWith(startsWith));
    if (order === 'descending') {
      const end = last ? Math.min(to, places.before(last)) : to;
      return page(places.slice(Math.max(from, end - limit), end).reverse(), end - from);
    }
    const begin = last ? Math.max(from, places.firstWhere(isBehind(last))) : from;
    return page(places.slice(begin, Math.min(to, begin + limit)), to - begin);
  }
}

function isBehind(last: IndexPlace): (place: IndexPlace) => boolean {
  return (place) => comparePlaces(place, last) > 0;
}

function page(places: IndexPlace[], available: number): Stretch {
  const last = places.at(-1);
  return { places, next: last && places.length < available ? cursorOf(last) : null };
}
