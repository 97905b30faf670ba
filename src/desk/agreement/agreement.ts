import type { Figure } from '../../domain/agreement/agreement.js';
import { foundBy, type ObservedText } from '../../domain/agreement/observation.js';
import { Problem } from '../../domain/problem.js';
import { demandToDo } from '../../domain/rights.js';
import { isOpen } from '../../domain/rounds/round.js';
import { articleById } from '../articles/articles.js';
import type { Actor, Desk } from '../desk.js';
import { documentsById } from '../documents.js';
import { reviewRows } from '../review/review-rows.js';
import { roundById } from '../rounds/rounds.js';
import { observedTextsOf } from './agreement-input.js';
import { figuresKept } from './agreement-working.js';

/** Whose agreement, and on what; nothing said: everybody's, on the whole desk. */
export interface AgreementQuery {
  article?: string | undefined;
  round?: string | undefined;
  /** The ids of two people or more; none: everybody. */
  people?: readonly string[];
  /** Only what was annotated in blind rounds. */
  blind?: boolean;
}

export interface Agreement {
  figures: Figure[];
  /** On how many articles they rest, and whether all of it was annotated in blind rounds. */
  articles: number;
  isBlind: boolean;
}

/**
 * How far colleagues agree, as far as an article, a round and people are named: see `textsOf` for
 * what is compared, and `figuresOn` for how. An open blind round is not looked into. What two
 * people have in common is for themselves and for those who may see the desk's figures.
 * Throws *not-found* for an article or round, *conflict* for a round that is open, *invalid* at
 * `people` for fewer than two, *forbidden*.
 */
export async function agreementOf(
  desk: Desk,
  actor: Actor,
  query: AgreementQuery = {},
): Promise<Agreement> {
  const people = [...new Set(query.people ?? [])];
  await demandPeople(desk, actor, people);
  const all = (await textsAsked(desk, query)).filter(({ round }) => !query.blind || round !== null);
  const texts = people.length === 0 ? all : all.map((text) => foundBy(text, people));
  const shared = texts.filter((text) => text.people.length >= 2);
  return {
    figures: await figuresKept(shared),
    articles: new Set(shared.map(({ article }) => article)).size,
    isBlind: shared.every(({ round }) => round !== null),
  };
}

/**
 * The ids of the articles that two or more people annotated or that had a blind round; those on
 * which one is open are left out.
 */
export async function sharedArticles(desk: Desk): Promise<string[]> {
  const first = new Map<string, string>();
  const shared = new Set<string>();
  for (const { article, creator, round } of await reviewRows(desk)) {
    if (round !== null || (first.get(article) ?? creator) !== creator) shared.add(article);
    first.set(article, creator);
  }
  return [...shared].filter((article) => !desk.visibility.blind.has(article)).sort();
}

async function demandPeople(desk: Desk, actor: Actor, people: readonly string[]): Promise<void> {
  if (people.length === 0) return;
  if (people.length < 2) throw Problem.field('people', 'Name two people to compare.');
  demandToDo(actor, 'see figures of these people', people);
  const known = await documentsById(desk, 'people', people);
  if (people.some((id) => !known.has(id)))
    throw Problem.field('people', 'There is nobody of this id on the desk.');
}

async function textsAsked(
  desk: Desk,
  { article, round }: AgreementQuery,
): Promise<readonly ObservedText[]> {
  if (round !== undefined) return textsOfRound(desk, round, article);
  if (article === undefined) return observedTextsOf(desk, await sharedArticles(desk));
  const { id } = await articleById(desk, article);
  return textsSeen(desk, id);
}

async function textsOfRound(desk: Desk, id: string, article: string | undefined) {
  const round = await roundById(desk, id);
  if (article !== undefined && round.article !== article) {
    throw new Problem('not-found', 'There was no such blind round on this article.');
  }
  if (isOpen(round)) throw new Problem('conflict', 'The round is open: wait until all handed in.');
  const texts = await textsSeen(desk, round.article);
  return texts.filter((text) => text.round === id);
}

async function textsSeen(desk: Desk, article: string): Promise<readonly ObservedText[]> {
  return desk.visibility.blind.has(article) ? [] : observedTextsOf(desk, [article]);
}
