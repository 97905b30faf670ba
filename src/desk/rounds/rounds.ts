import type { Stamp } from '../../domain/annotations/annotation.js';
import type { HappenedTo } from '../../domain/history/written-event.js';
import { Problem } from '../../domain/problem.js';
import {
  handedIn,
  participantExcused,
  roundEnded,
  roundOpened,
} from '../../domain/review/review-events.js';
import { demand } from '../../domain/rights.js';
import {
  openRound as begin,
  handIn as close,
  excuse as goOnWithout,
  isOpen,
  type Round,
} from '../../domain/rounds/round.js';
import { all, type Change, insert, replace } from '../../store/store.js';
import { articleById } from '../articles/articles.js';
import { type Actor, type Desk, idOfMade, now } from '../desk.js';
import { record } from '../history/record.js';
import { annotators } from '../people/colleagues.js';
import { commitPlanned } from '../with-retry.js';
import { openRoundOn } from './open-rounds.js';
import { entriesShown } from './round-ending.js';

/** A round; throws *not-found*. */
export async function roundById(desk: Desk, id: string): Promise<Round> {
  const round = await desk.store.get('rounds', id);
  if (!round) throw new Problem('not-found', 'There is no such blind round.');
  return round;
}

/** The rounds of an article, the newest first. */
export async function roundsOf(desk: Desk, article: string): Promise<Round[]> {
  return collected(desk, 'article', article);
}

/** The open rounds that wait for somebody to hand in, the newest first. */
export async function awaitedFrom(desk: Desk, { id }: Pick<Actor, 'id'>): Promise<Round[]> {
  return collected(desk, 'awaited', id);
}

async function collected(desk: Desk, index: 'article' | 'awaited', key: string): Promise<Round[]> {
  const rounds: Round[] = [];
  const query = { key, order: 'descending' as const };
  for await (const round of all(desk.store, 'rounds', index, query)) rounds.push(round);
  return rounds;
}

/**
 * Opens a blind round on an article for some people. Throws *forbidden* for anyone but editors,
 * *conflict* where one is open on it already, *invalid* at `people` for fewer than two and for who
 * can't annotate.
 */
export async function openRound(
  desk: Desk,
  actor: Actor,
  articleId: string,
  people: readonly string[],
): Promise<Round> {
  demand(actor, 'hold blind rounds');
  const { worked } = await commitPlanned(desk, async () => {
    const article = await articleById(desk, articleId);
    const id = idOfMade(desk, 'round');
    const before = await desk.store.get('rounds', id);
    if (before) return { round: before, changes: [] };
    if (await openRoundOn(desk, articleId)) {
      throw new Problem('conflict', 'A blind round is open on this article already.');
    }
    await demandAnnotators(desk, people);
    const made = { id, article: articleId, at: now(desk), by: actor.id };
    const round = begin(people, made);
    // The article is the witness that no other round was opened at the same moment.
    const changes = [insert('rounds', round), replace('articles', article)];
    return { round, changes: [...changes, roundEvent(round, made, roundOpened(round))] };
  });
  return worked.round;
}

async function demandAnnotators(desk: Desk, people: readonly string[]): Promise<void> {
  const able = new Set((await annotators(desk)).map(({ id }) => id));
  if (people.every((id) => able.has(id))) return;
  throw Problem.field('people', 'Choose people of the desk who may annotate.');
}

/**
 * Hands in one's own part of a round; the last one ends it. Throws *forbidden* for who takes no
 * part, *conflict* for who has handed in.
 */
export function handIn(desk: Desk, actor: Actor, id: string): Promise<Round> {
  return closing(desk, actor, id, (round, stamp) => ({
    next: close(round, stamp),
    happened: handedIn(),
  }));
}

/** Lets a round go on without somebody; may end it. For editors; throws as `handIn` does. */
export async function excuse(desk: Desk, actor: Actor, id: string, person: string): Promise<Round> {
  demand(actor, 'hold blind rounds');
  return closing(desk, actor, id, (round, stamp) => ({
    next: goOnWithout(round, person, stamp),
    happened: participantExcused(person),
  }));
}

async function closing(
  desk: Desk,
  actor: Actor,
  id: string,
  close: (round: Round, stamp: Stamp) => { next: Round; happened: HappenedTo['round'] },
): Promise<Round> {
  const { worked } = await commitPlanned(desk, async () => {
    const stamp = { at: now(desk), by: actor.id };
    const { next, happened } = close(await roundById(desk, id), stamp);
    const changes = [replace('rounds', next), roundEvent(next, stamp, happened)];
    if (isOpen(next)) return { next, changes };
    const ending = [roundEvent(next, stamp, roundEnded()), ...(await entriesShown(desk, next))];
    return { next, changes: [...changes, ...ending] };
  });
  return worked.next;
}

/** The part of a commit that puts what became of a round into the history. */
export function roundEvent(
  { id, article }: Round,
  stamp: Stamp,
  happened: HappenedTo['round'],
): Change {
  return record(stamp, { kind: 'round', id }, happened, article);
}
