import { Problem } from '../../domain/problem.js';
import { demandToDo } from '../../domain/rights.js';
import { isOpen, type Round } from '../../domain/rounds/round.js';
import { all, type Change, replace } from '../../store/store.js';
import type { Actor, Desk } from '../desk.js';

/** The blind round that is open on an article, or null. */
export async function openRoundOn(
  { whole }: Pick<Desk, 'whole'>,
  article: string,
): Promise<Round | null> {
  for await (const round of all(whole, 'rounds', 'article', {
    key: article,
    order: 'descending',
  })) {
    if (isOpen(round)) return round;
  }
  return null;
}

/** Throws *conflict* while a blind round is open on an article: its text and it itself stay. */
export async function demandNoRound(desk: Desk, article: string): Promise<void> {
  if (!(await openRoundOn(desk, article))) return;
  const sentence = 'A blind round is open on this article: wait until it has ended.';
  throw new Problem('conflict', sentence);
}

/**
 * The open round of which a person's work on an article is part, or null. Throws *conflict* for
 * those who have handed in: what is compared is what they handed in.
 */
export async function roundOfWork(
  desk: Desk,
  actor: Actor,
  article: string,
): Promise<Round | null> {
  const round = await openRoundOn(desk, article);
  demandWork(actor, round);
  return round;
}

/** Throws *conflict* where somebody's part of the round that is open has been handed in. */
export function demandWork(actor: Actor, round: Round | null): void {
  if (round) demandToDo(actor, 'annotate within the round', round);
}

/**
 * Changes that are part of an open round, with the round as their witness: they are written only if
 * it is still open, so that nothing comes after it has ended.
 */
export function withinRound(round: Round | null, changes: readonly Change[]): Change[] {
  return round && changes.length > 0 ? [...changes, replace('rounds', round)] : [...changes];
}
