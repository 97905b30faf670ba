import type { Round } from '../../domain/rounds/round.js';
import type { Visibility } from '../../domain/rounds/visibility.js';
import { all } from '../../store/store.js';
import type { Actor, Desk } from '../desk.js';
import { VisibleStore } from './visible-store.js';

/**
 * The desk as somebody sees it: `store` holds, of articles on which a blind round is open, what
 * they made themselves and nothing else. null is nobody in particular, as an export or a command.
 * The rounds are those that are open now, so that it is made anew for each request.
 */
export async function visibleTo(desk: Desk, actor: Pick<Actor, 'id'> | null): Promise<Desk> {
  const visibility = await visibilityOf(desk, actor?.id ?? null);
  const store = visibility.blind.size === 0 ? desk.whole : new VisibleStore(desk.whole, visibility);
  return { ...desk, store, visibility };
}

/** What somebody sees as the rounds stand now; null is nobody in particular. */
export async function visibilityOf(
  { whole }: Pick<Desk, 'whole'>,
  person: string | null,
): Promise<Visibility> {
  const blind = new Map<string, Round>();
  for await (const round of all(whole, 'rounds', 'open', { key: '' })) {
    blind.set(round.article, round);
  }
  return { person, blind };
}
