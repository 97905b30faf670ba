import { may } from '../../domain/rights.js';
import { awaited } from '../../domain/rounds/round.js';
import type { OpenRound } from '../../domain/rounds/visibility.js';
import type { Actor, Desk } from '../desk.js';
import { unableToAnnotate } from '../people/colleagues.js';

/** An open blind round that waits for somebody: for their part, or to be let go on without others. */
export interface WaitingRound extends OpenRound {
  /** Whether their own part is awaited. */
  isOwn: boolean;
  /** Who is awaited and can't hand in any more, by id, and why; only for those who may go on without them. */
  unable: ReadonlyMap<string, string>;
}

/** The open blind rounds that wait for somebody, the oldest first. */
export async function roundsWaitingFor(desk: Desk, actor: Actor): Promise<WaitingRound[]> {
  const open = [...desk.visibility.blind.values()].map((round) => ({
    round,
    people: awaited(round),
  }));
  const asked = may(actor, 'hold blind rounds') ? open.flatMap(({ people }) => people) : [];
  const reasons = await unableToAnnotate(desk, [...new Set(asked)]);
  return open
    .map(({ round, people }) => {
      const unable = new Map([...reasons].filter(([id]) => people.includes(id)));
      return { ...round, isOwn: people.includes(actor.id), unable };
    })
    .filter(({ isOwn, unable }) => isOwn || unable.size > 0)
    .toSorted((one, other) => (one.created < other.created ? -1 : 1));
}
