import type { Segment } from '../domain/segments.js';

/** How many underlines can be told apart below one line of text: see article.css. */
const places = 4;

/**
 * Gives each annotation a place for its underline, from 1, which it keeps along its length and
 * shares with no other; where all are taken it goes without, and its number alone tells of it.
 * To be asked piece by piece, in the order of the text.
 */
export function underlines(): (
  piece: Pick<Segment, 'ids' | 'ends'>,
) => ReadonlyMap<string, number> {
  const held: (string | null)[] = Array.from({ length: places }, () => null);
  return ({ ids, ends }) => {
    for (const id of ids.filter((id) => !held.includes(id))) {
      const free = held.indexOf(null);
      if (free !== -1) held[free] = id;
    }
    const now = new Map(
      held.flatMap((id, place) => (id === null ? [] : [[id, place + 1] as const])),
    );
    for (const id of ends) if (held.includes(id)) held[held.indexOf(id)] = null;
    return now;
  };
}
