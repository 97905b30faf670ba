import { holdersIn } from '../../domain/chain/chain.js';
import { Problem } from '../../domain/problem.js';
import type { Source } from '../../domain/register/source.js';
import { demand } from '../../domain/rights.js';
import { all, replace } from '../../store/store.js';
import { type Actor, type Desk, now } from '../desk.js';
import { record } from '../history/record.js';
import { commitPlanned } from '../with-retry.js';
import { sourceById } from './sources.js';

/**
 * Takes back one's own rating of a source, the last, which was given at that moment. Throws
 * *conflict* where it was rated since, or where an annotation has the rating by now.
 */
export async function withdrawRating(
  desk: Desk,
  actor: Actor,
  id: string,
  at: string,
): Promise<Source> {
  demand(actor, 'rate sources');
  const { worked } = await commitPlanned(desk, async () => {
    const source = await sourceById(desk, id);
    const last = source.ratings.at(-1);
    if (last?.at !== at || last.by !== actor.id) {
      throw new Problem('conflict', `${source.name} has been rated anew since.`);
    }
    if (await isUsed(desk, id, at)) {
      const sentence = 'An annotation has this rating by now: it stays, and can be given anew.';
      throw new Problem('conflict', sentence);
    }
    const unrated = { ...source, ratings: source.ratings.slice(0, -1) };
    const before = { reliability: last.reliability, reason: last.reason };
    const happened = { action: 'source.unrated' as const, before, after: null };
    const stamp = { at: now(desk), by: actor.id };
    const event = record(stamp, { kind: 'source', id }, happened);
    return { unrated, changes: [replace('sources', unrated), event] };
  });
  return worked.unrated;
}

async function isUsed(desk: Desk, id: string, at: string): Promise<boolean> {
  for await (const { chain } of all(desk.store, 'annotations', 'source', { key: id })) {
    const holders = holdersIn(chain).filter(({ source }) => source === id);
    if (holders.some(({ rating }) => rating?.at === at)) return true;
  }
  return false;
}
