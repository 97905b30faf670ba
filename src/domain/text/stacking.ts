import type { Segment } from './segments.js';

/** The places under a line of text where underlines fit above each other: see article.css. */
const places = [0, 1, 2, 3];
/** What a piece has over which nothing lies. */
const nowhere: ReadonlyMap<string, number> = new Map();

/**
 * Gives each annotation a place for its underline, from 1, which it keeps along its length and
 * shares with no other. Where all are taken, one whose level is seen there goes without, and one
 * whose level is not takes a place from a level that has two: with four places for four levels,
 * every level over a piece is seen. Asked piece by piece, in the order of the text; the answer
 * holds those with a place.
 */
export function stacking(
  levelOf: (id: string) => string,
): (piece: Pick<Segment, 'ids' | 'ends'>) => ReadonlyMap<string, number> {
  const held: (string | undefined)[] = [];
  return ({ ids, ends }) => {
    if (ids.length === 0) return nowhere;
    for (const id of ids) {
      if (held.includes(id)) continue;
      const place = placeFor(levelOf(id), held, levelOf);
      if (place !== undefined) held[place] = id;
    }
    const now = new Map<string, number>();
    held.forEach((id, place) => {
      if (id !== undefined) now.set(id, place + 1);
    });
    for (const id of ends) if (held.includes(id)) held[held.indexOf(id)] = undefined;
    return now;
  };
}

function placeFor(
  level: string,
  held: readonly (string | undefined)[],
  levelOf: (id: string) => string,
): number | undefined {
  const free = places.find((place) => held[place] === undefined);
  if (free !== undefined) return free;
  const levels = held.map((id) => id && levelOf(id));
  if (levels.includes(level)) return undefined;
  return places.find((place) => levels.indexOf(levels[place]) < place);
}
