import { isSame } from '../equality.js';
import { aligned } from './alignment.js';
import { type Chain, type Holder, type HolderPlace, placesIn } from './chain.js';
import { holderFields } from './hop.js';
import { noTexts } from './hop-details.js';

/** What a holder says, each told apart in a comparison. */
export type HopField = keyof Holder | 'beside' | 'relation';

/**
 * One step of two chains that are laid side by side, holder by holder. Places are counted from 1 as
 * `placesIn` has them: a hop has one for each of its holders.
 */
export interface HopDifference {
  kind: 'kept' | 'changed' | 'added' | 'removed';
  /** The number of its place in the one chain; null for an added one. */
  before: number | null;
  /** That in the other; null for a removed one. */
  after: number | null;
  /** In what a changed one differs. */
  fields: HopField[];
}

/*
 * What a pair counts beside one that came or went. A hop with another holder counts less than one
 * that went and one that came, so that a name which was put in the place of another reads as that.
 */
const otherDetails = 1;
const otherHolder = 3;

/**
 * Two chains laid side by side with as little difference as possible, the origins first: what was
 * kept, changed, added and removed.
 */
export function chainDifference(from: Chain, to: Chain): HopDifference[] {
  const [ones, others] = [placesIn(from), placesIn(to)];
  return aligned(ones, others, distance).map(({ before, after }): HopDifference => {
    const [one, other] = [ones[(before ?? 0) - 1], others[(after ?? 0) - 1]];
    if (!one) return { kind: 'added', before, after, fields: [] };
    if (!other) return { kind: 'removed', before, after, fields: [] };
    const fields = fieldsDiffering(one, other);
    return { kind: fields.length === 0 ? 'kept' : 'changed', before, after, fields };
  });
}

function distance(one: HolderPlace, other: HolderPlace): number {
  if (one.holder?.source !== other.holder?.source) return otherHolder;
  return fieldsDiffering(one, other).length === 0 ? 0 : otherDetails;
}

/** The relation is the hop's, and is told once: of the first of those who hold it. */
function fieldsDiffering(one: HolderPlace, other: HolderPlace): HopField[] {
  const fields: HopField[] = holderFields.filter(
    (field) => !isSame(said(one, field), said(other, field)),
  );
  if (isBeside(one) !== isBeside(other)) fields.push('beside');
  if (!isBeside(other) && one.relation !== other.relation) fields.push('relation');
  return fields;
}

/** Whether it stands in one hop with the place before it. */
function isBeside({ number }: HolderPlace): boolean {
  return (number ?? 1) > 1;
}

const nobody: Record<keyof Holder, unknown> = {
  ...noTexts,
  source: null,
  firstHand: false,
  basis: 'not stated',
  check: null,
  rating: null,
  evidence: [],
};

function said({ holder }: HolderPlace, field: keyof Holder): unknown {
  return (holder ?? nobody)[field];
}
