import type { Source } from '../../domain/register/source.js';
import type { Page } from '../../store/store.js';
import type { Desk } from '../desk.js';

/** This many entries are looked at at once, and this many times for one page. */
const lookedAtAtOnce = 500;
const maxRounds = 4;

/**
 * A page of the entries that nothing uses: no annotation, no proposal, no other entry. They may be
 * removed. It may come out short, since no more is looked at for it than so much.
 */
export async function listLeftovers(
  desk: Desk,
  { after = null, limit = 50 }: { after?: string | null; limit?: number } = {},
): Promise<Page<Source>> {
  const items: Source[] = [];
  let place = after;
  for (let round = 0; round < maxRounds; round += 1) {
    const query = { key: '', after: place, limit: Math.min(lookedAtAtOnce, limit * 10) };
    const page: Page<Source> = await desk.store.find('sources', 'listed', query);
    items.push(...(await unused(desk, page.items)));
    place = page.next;
    if (place === null || items.length >= limit) break;
  }
  return { items, next: place };
}

/** Those of some entries that nothing uses, seen or not. */
async function unused({ whole }: Desk, sources: readonly Source[]): Promise<Source[]> {
  const keys = sources.map(({ id }) => ({ key: id }));
  if (keys.length === 0) return [];
  const [named, belonging, joined] = await Promise.all([
    whole.countMany('annotations', 'mention', keys),
    whole.countMany('sources', 'affiliation', keys),
    whole.countMany('sources', 'joined', keys),
  ]);
  return sources.filter(
    ({ round }, at) => round === null && !named[at] && !belonging[at] && !joined[at],
  );
}
