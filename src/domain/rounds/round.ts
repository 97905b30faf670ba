import { z } from 'zod';
import { byPart, contentParts } from '../annotations/content.js';
import type { Stamp } from '../annotations/model.js';
import { ordinal, stampOf, stored } from '../fields.js';
import { Problem } from '../problem.js';

export const decisionOutcomes = ['taken over', 'resolved', 'kept', 'set aside'] as const;

const stamp = stampOf(stored);

/** A person who takes part in a blind round. */
const participant = z.strictObject({
  person: stored.id,
  /** RFC 3339, UTC; null until then. */
  handedIn: stored.moment.nullable(),
  /** Who let the round go on without them, and when. */
  excused: z.strictObject(stamp).nullable(),
});
export interface Participant extends z.output<typeof participant> {}

/** What was made of annotations that stand for the same passage. */
const decision = z.strictObject({
  ...stamp,
  /** The annotations that it is about, in the order of their ids. */
  ids: z.array(stored.id).min(1),
  outcome: z.enum(decisionOutcomes),
  /** The annotation that stands for all of them; null where none was kept. */
  kept: stored.id.nullable(),
  /** From which annotations parts were taken that are not those of the one that was kept. */
  parts: byPart(stored.id),
});
export interface Decision extends z.output<typeof decision> {}

/**
 * A blind round: people annotate one article, each without seeing what the others do, until each
 * has handed in. Then what they made is compared.
 */
export const roundStored = z.strictObject({
  id: stored.id,
  version: ordinal,
  article: stored.id,
  people: z.array(participant),
  created: stored.moment,
  creator: stored.id,
  /** When the last one handed in or was excused, and by whose act. */
  ended: z.strictObject(stamp).nullable(),
  decisions: z.array(decision),
});
export interface Round extends z.output<typeof roundStored> {}

/** Everybody who takes part in a round or did something to it. */
export function peopleOfRound({ people, creator, ended, decisions }: Round): string[] {
  const stamps = [...people.map(({ excused }) => excused), ended, ...decisions];
  return [
    creator,
    ...people.map(({ person }) => person),
    ...stamps.flatMap((stamp) => stamp?.by ?? []),
  ];
}

/** What is sent to open a round: the ids of people. */
export const roundInput = z.object({
  people: z
    .array(z.string().max(60), 'Name the people who take part.')
    .max(50, 'A round takes 50 people at most.'),
});

/** What is sent to decide on annotations of a round that stand for the same passage. */
export const decisionInput = z.object({
  ids: z.array(z.string().max(60)).min(1, 'Name the annotations.').max(50),
  outcome: z.enum(decisionOutcomes, `Choose one of ${decisionOutcomes.join(', ')}.`),
  /** Resolving: the annotation that is to stand; else the one from which most parts come. */
  base: z
    .string()
    .max(60)
    .nullish()
    .transform((id) => id || null),
  /** Resolving: by part, the annotation from which it is taken; else it is that of the base. */
  parts: z.partialRecord(z.enum(contentParts), z.string().max(60)).default({}),
});
export type DecisionInput = z.output<typeof decisionInput>;

/** A new round. Throws *invalid* for fewer than two people. */
export function openRound(
  people: readonly string[],
  made: Stamp & { id: string; article: string },
): Round {
  const distinct = [...new Set(people)];
  if (distinct.length < 2) throw Problem.field('people', 'A round takes two people at least.');
  return {
    id: made.id,
    version: 1,
    article: made.article,
    people: distinct.map((person) => ({ person, handedIn: null, excused: null })),
    created: made.at,
    creator: made.by,
    ended: null,
    decisions: [],
  };
}

/** Whether people still work on it, unseen by each other. */
export function isOpen({ ended }: Pick<Round, 'ended'>): boolean {
  return ended === null;
}

/** The people who have neither handed in nor been excused. */
export function awaited({ people }: Pick<Round, 'people'>): string[] {
  return people
    .filter(({ handedIn, excused }) => !handedIn && !excused)
    .map(({ person }) => person);
}

/** The people whose work is compared: those who handed in. */
export function observersOf({ people }: Pick<Round, 'people'>): string[] {
  return people.filter(({ handedIn }) => handedIn !== null).map(({ person }) => person);
}

/**
 * Hands in a person's part; the last one ends the round. Throws *forbidden* for somebody who takes
 * no part, *conflict* for one who has handed in or was excused.
 */
export function handIn(round: Round, { at, by }: Stamp): Round {
  demandAwaited(round, by, 'forbidden');
  return closing(round, by, { handedIn: at }, { at, by });
}

/** Goes on without somebody who can't hand in; may end the round. Throws as `handIn` does. */
export function excuse(round: Round, person: string, stamp: Stamp): Round {
  demandAwaited(round, person, 'not-found');
  return closing(round, person, { excused: stamp }, stamp);
}

/**
 * Puts a decision on record. Throws *conflict* while the round is open, or where one of these
 * annotations has been decided on already.
 */
export function decide(round: Round, decision: Decision): Round {
  if (isOpen(round)) throw new Problem('conflict', 'The round is open: wait until all handed in.');
  if (decision.ids.some((id) => decisionOn(round, id))) {
    throw new Problem('conflict', 'This has been decided already: undo that first.');
  }
  const ids = decision.ids.toSorted();
  return { ...round, decisions: [...round.decisions, { ...decision, ids }] };
}

/** Takes the decision on an annotation off the record. Throws *not-found*. */
export function undecide(round: Round, id: string): { round: Round; undone: Decision } {
  const undone = decisionOn(round, id);
  if (!undone) throw new Problem('not-found', 'Nothing was decided here.');
  const decisions = round.decisions.filter((decision) => decision !== undone);
  return { round: { ...round, decisions }, undone };
}

/** The decision on an annotation, or null. */
export function decisionOn({ decisions }: Pick<Round, 'decisions'>, id: string): Decision | null {
  return decisions.find(({ ids }) => ids.includes(id)) ?? null;
}

function demandAwaited(round: Round, person: string, otherwise: 'forbidden' | 'not-found'): void {
  if (awaited(round).includes(person)) return;
  if (!round.people.some((each) => each.person === person)) {
    throw new Problem(otherwise, 'Only those who take part in the round hand in.');
  }
  throw new Problem('conflict', 'This part of the round is closed already.');
}

function closing(round: Round, person: string, part: Partial<Participant>, stamp: Stamp): Round {
  const people = round.people.map((each) => (each.person === person ? { ...each, ...part } : each));
  const closed = { ...round, people };
  return awaited(closed).length > 0 ? closed : { ...closed, ended: stamp };
}
