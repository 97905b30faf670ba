import { isSame } from '../equality.js';
import { type Chain, type Holder, type Place, placesIn } from './chain.js';
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
 * What each step counts. A hop with another holder counts less than one that went and one that came,
 * so that a name which was put in the place of another reads as that.
 */
const otherDetails = 1;
const comeOrGone = 2;
const otherHolder = 3;

/**
 * Two chains laid side by side with as little difference as possible, the origins first: what was
 * kept, changed, added and removed. (Needleman and Wunsch's alignment, 1970.)
 */
export function chainDifference(from: Chain, to: Chain): HopDifference[] {
  const [before, after] = [placesIn(from), placesIn(to)];
  const costs = costTable(before, after);
  const cost = (row: number, column: number) => costs[row]?.[column] ?? 0;
  const steps: HopDifference[] = [];
  let [row, column] = [before.length, after.length];
  while (row > 0 || column > 0) {
    const [one, other] = [before[row - 1], after[column - 1]];
    const pair = one && other && cost(row - 1, column - 1) + distance(one, other);
    if (one && other && pair === cost(row, column)) steps.push(paired(one, other, row--, column--));
    else if (one && cost(row - 1, column) + comeOrGone === cost(row, column)) {
      steps.push({ kind: 'removed', before: row--, after: null, fields: [] });
    } else steps.push({ kind: 'added', before: null, after: column--, fields: [] });
  }
  return steps.toReversed();
}

/** What it costs at the least to turn the first hops of one chain into the first of the other. */
function costTable(before: readonly Place[], after: readonly Place[]): number[][] {
  const table = [Array.from({ length: after.length + 1 }, (_, column) => column * comeOrGone)];
  for (const [index, one] of before.entries()) {
    const above = table[index] ?? [];
    const row = [(index + 1) * comeOrGone];
    for (const [at, other] of after.entries()) {
      const paired = (above[at] ?? 0) + distance(one, other);
      const alone = Math.min(above[at + 1] ?? 0, row[at] ?? 0) + comeOrGone;
      row.push(Math.min(paired, alone));
    }
    table.push(row);
  }
  return table;
}

function distance(one: Place, other: Place): number {
  if (one.holder?.source !== other.holder?.source) return otherHolder;
  return fieldsDiffering(one, other).length === 0 ? 0 : otherDetails;
}

function paired(one: Place, other: Place, before: number, after: number): HopDifference {
  const fields = fieldsDiffering(one, other);
  return { kind: fields.length === 0 ? 'kept' : 'changed', before, after, fields };
}

/** The relation is the hop's, and is told once: of the first of those who hold it. */
function fieldsDiffering(one: Place, other: Place): HopField[] {
  const fields: HopField[] = holderFields.filter(
    (field) => !isSame(said(one, field), said(other, field)),
  );
  if (isBeside(one) !== isBeside(other)) fields.push('beside');
  if (!isBeside(other) && one.relation !== other.relation) fields.push('relation');
  return fields;
}

/** Whether it stands in one hop with the place before it. */
function isBeside({ number }: Place): boolean {
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

function said({ holder }: Place, field: keyof Holder): unknown {
  return (holder ?? nobody)[field];
}
