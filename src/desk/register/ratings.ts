import { isDeepStrictEqual } from 'node:util';
import { holdersIn } from '../../domain/chain/chain.js';
import type { Reliability } from '../../domain/chain/scales.js';
import { dayMs } from '../../domain/durations.js';
import { Problem } from '../../domain/problem.js';
import type { Source, SourceRating } from '../../domain/register/source.js';
import { demand } from '../../domain/rights.js';
import { all, replace } from '../../store/store.js';
import { type Actor, type Desk, now } from '../desk.js';
import { record } from '../history/record.js';
import { commitPlanned } from '../with-retry.js';
import { sourcesNamedIn } from './identities/identities-in-text.js';
import { tellsTooMuch } from './new-sources.js';
import { demandAnswered, namedQuestion, ownWords } from './questions.js';
import { sourceById } from './sources.js';

interface RatingSent {
  reliability: Reliability;
  reason: string | null;
  confirm?: readonly string[];
}

/** Gives a source its new, dated rating in the register. Earlier hops keep theirs. */
export async function rateSource(
  desk: Desk,
  actor: Actor,
  id: string,
  { reliability, reason, confirm }: RatingSent,
): Promise<Source> {
  demand(actor, 'rate sources');
  const { worked } = await commitPlanned(desk, async () => {
    const source = await sourceById(desk, id);
    if (source.joined !== null) {
      const sentence = `${source.name} is joined into another entry: rate that one.`;
      throw new Problem('conflict', sentence);
    }
    const rating = { reliability, at: now(desk), by: actor.id, reason };
    if (desk.request !== null && isRepeated(rating, source.ratings.at(-1))) {
      return { rated: source, changes: [] };
    }
    const named = await sourcesNamedIn(desk, actor, reason ?? '');
    if (named.some((each) => each.source.id === id)) throw tellsTooMuch(source.name);
    demandAnswered([namedQuestion(named, ownWords)], confirm ?? []);
    const rated = { ...source, ratings: [...source.ratings, rating] };
    const before = { reliability: source.ratings.at(-1)?.reliability ?? null };
    const after = { reliability, reason };
    const happened = { action: 'source.rated' as const, before, after };
    const event = record(rating, { kind: 'source', id }, happened);
    return { rated, changes: [replace('sources', rated), event] };
  });
  return worked.rated;
}

/** For so long a rating that was sent once more is taken for the same one. */
const repeatedWithinMs = dayMs;

/** A rating has no id: the same one sent again is known by what it says. */
function isRepeated(rating: SourceRating, before: SourceRating | undefined): boolean {
  if (!before || Date.parse(rating.at) - Date.parse(before.at) > repeatedWithinMs) return false;
  const said = ({ reliability, by, reason }: SourceRating) => [reliability, by, reason];
  return isDeepStrictEqual(said(rating), said(before));
}

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
      throw new Problem('conflict', `${source.name} has been rated again since.`);
    }
    if (await isUsed(desk, id, at)) {
      const sentence = 'An annotation has this rating by now: it stays, and can be given again.';
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
