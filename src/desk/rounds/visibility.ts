import type { Visibility } from '../../domain/rounds/visibility.js';
import { all } from '../../store/store.js';
import type { Actor, Desk } from '../desk.js';
import { collected } from '../documents.js';
import { VisibleStore } from './visible-store.js';

/**
 * The desk as somebody sees it: `store` holds, of articles on which a blind round is open, what
 * they made themselves and nothing else. null is nobody in particular, as an export or a command.
 * The rounds are those that are open now, so that it is made anew for each request, which may have a way of
 * its own to read everything.
 */
export async function visibleTo(
  desk: Desk,
  actor: Pick<Actor, 'id'> | null,
  rounds: OpenRounds | Promise<OpenRounds> = openRounds(desk),
  whole = desk.whole,
): Promise<Desk> {
  const begun = desk.begun ?? desk.goneNames.begin();
  const visibility = { person: actor?.id ?? null, blind: await rounds };
  const store = visibility.blind.size === 0 ? whole : new VisibleStore(whole, visibility);
  return { ...desk, store, visibility, begun };
}

/** What somebody sees as the rounds stand now; null is nobody in particular. */
export async function visibilityOf(
  desk: Pick<Desk, 'whole'>,
  person: string | null,
): Promise<Visibility> {
  return { person, blind: await openRounds(desk) };
}

/** The blind rounds that are open, by the articles on which they are. */
export type OpenRounds = Visibility['blind'];

/** The blind rounds that are open now. */
export async function openRounds({ whole }: Pick<Desk, 'whole'>): Promise<OpenRounds> {
  const rounds = await collected(all(whole, 'rounds', 'open', { key: '' }));
  return new Map(rounds.map((round) => [round.article, round]));
}
