import type { Chain } from '../../domain/chain/chain.js';
import { drawnHops } from '../../domain/chain/drawn-hops.js';
import type { Source } from '../../domain/register/source.js';

/** One that information came through, in a chain on one line. */
interface LinkView {
  name: string;
  /** Its entry; null where nobody is said. */
  source: string | null;
  /** What stands before the next: an arrow, or a plus between holders of one hop; null at the end. */
  joint: 'arrow' | 'plus' | null;
}

/** A chain on one line: views/chain/way.ejs. */
export interface WayView {
  links: LinkView[];
  /** How many links are not shown, behind the second, and what stands before the last; null where all are shown. */
  more: { count: number; joint: LinkView['joint'] } | null;
}

/** A longer chain is its beginning and its end. */
const maxLinks = 4;

/** A chain in one short row: of a long one the first two names and the last, and how many are left out between. */
export function wayView(chain: Chain, sources: ReadonlyMap<string, Source>): WayView {
  const row = drawnHops(chain, (id) => sources.get(id));
  const links = row.map(({ name, source }, at): LinkView => {
    const next = row[at + 1];
    return { name, source, joint: next ? (next.beside ? 'plus' : 'arrow') : null };
  });
  if (links.length <= maxLinks) return { links, more: null };
  const more = { count: links.length - 3, joint: links.at(-2)?.joint ?? null };
  return { links: [...links.slice(0, 2), ...links.slice(-1)], more };
}
