import type { Annotation } from '../annotations/annotation.js';
import { type ContentPart, contentParts, partsDiffering } from '../annotations/content-parts.js';
import type { Chain } from '../chain/chain.js';
import { isSame } from '../equality.js';
import { type Decision, decisionOn, observersOf, type Round } from './round.js';

export const groupKinds = ['agreed', 'differing', 'single'] as const;

/** The annotations of a blind round that stand for the same passage. */
export interface Group {
  /** Of its annotations, in order. */
  ids: string[];
  /** Whether all made it and made it alike, whether some did otherwise, or whether one alone did. */
  kind: (typeof groupKinds)[number];
  /** One for each who made it. */
  annotations: Annotation[];
  /** The parts in which they are not all alike. */
  differing: ContentPart[];
  decision: Decision | null;
}

/** The id of the source or claim that stands for one: its own unless it was joined. */
export type StandsFor = (id: string) => string;

/** Rows of annotations that stand for the same passage, each by another person. */
export type Align = (annotations: readonly Annotation[]) => readonly (readonly Annotation[])[];

/**
 * What the people of a round made, side by side, in the order of the text. `annotations` are those
 * of the round, deleted ones included. What has been decided stays as it was decided, however often
 * the rest is compared: a decision holds the annotations that it is about.
 */
export function compareRound(
  round: Round,
  annotations: readonly Annotation[],
  align: Align,
  standsFor: StandsFor,
): Group[] {
  const observers = observersOf(round);
  const theirs = annotations.filter(({ creator }) => observers.includes(creator));
  const open = theirs.filter(({ id, deleted }) => deleted === null && !decisionOn(round, id));
  const groups = [
    ...round.decisions.map((decision) => decidedGroup(decision, theirs, standsFor)),
    ...align(open).map((row) => openGroup(row, observers, standsFor)),
  ];
  return groups.filter((group) => group.annotations.length > 0).toSorted(inTextOrder);
}

/** The parts in which annotations of one round are not all alike, as far as agreement goes. */
export function partsUnlike(
  annotations: readonly Annotation[],
  standsFor: StandsFor,
): ContentPart[] {
  const [first, ...others] = annotations.map((each) => ({
    ...each,
    claim: each.claim && standsFor(each.claim),
    judgements: judgementsIn(each.chain, standsFor),
  }));
  if (!first) return [];
  return contentParts.filter((part) => others.some((other) => !isAlike(part, first, other)));
}

function openGroup(
  row: readonly Annotation[],
  observers: readonly string[],
  standsFor: StandsFor,
): Group {
  const differing = partsUnlike(row, standsFor);
  const byAll = observers.every((person) => row.some(({ creator }) => creator === person));
  const alone = row.length === 1;
  const kind = alone ? 'single' : byAll && differing.length === 0 ? 'agreed' : 'differing';
  return { ...grouped(row), kind, differing, decision: null };
}

function decidedGroup(
  decision: Decision,
  annotations: readonly Annotation[],
  standsFor: StandsFor,
): Group {
  const row = annotations.filter(({ id }) => decision.ids.includes(id));
  const differing = partsUnlike(row, standsFor);
  return { ...grouped(row), kind: kindOf(decision), differing, decision };
}

/** What a decision was about, which its annotations no longer show once it has been carried out. */
function kindOf({ outcome, ids }: Decision): Group['kind'] {
  if (outcome === 'taken over') return 'agreed';
  return ids.length === 1 ? 'single' : 'differing';
}

function grouped(row: readonly Annotation[]): Pick<Group, 'ids' | 'annotations'> {
  return { ids: row.map(({ id }) => id).toSorted(), annotations: [...row] };
}

type Compared = Annotation & { judgements: unknown[] };

function isAlike(part: ContentPart, one: Compared, other: Compared): boolean {
  if (part === 'chain') return isSame(one.judgements, other.judgements);
  return !partsDiffering(one, other).includes(part);
}

/** What two people must have found alike; how they worded it, and when, is their own. */
function judgementsIn(chain: Chain, standsFor: StandsFor): unknown[] {
  return chain.map(({ relation, holders }) => [
    relation,
    holders
      .map(({ source, firstHand, basis, check, rating }) => [
        standsFor(source),
        firstHand,
        basis,
        check,
        rating?.reliability ?? null,
      ])
      // Who is named first among those who passed it on together says nothing.
      .toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1)),
  ]);
}

function inTextOrder(one: Group, other: Group): number {
  return placeOf(one) - placeOf(other);
}

function placeOf({ annotations }: Group): number {
  return Math.min(...annotations.map(({ target }) => target.start));
}
