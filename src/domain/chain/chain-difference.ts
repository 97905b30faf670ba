import { isSame } from '../equality.js';
import type { Chain, Hop } from './chain.js';

/** What a hop says, each told apart in a comparison. */
const hopFields = [
  'source',
  'as',
  'firsthand',
  'relation',
  'basis',
  'terms',
  'check',
  'rating',
  'evidence',
] as const satisfies readonly (keyof Hop)[];
export type HopField = (typeof hopFields)[number];

/** One step of two chains that are laid side by side. Hops are counted from 1, the origin. */
export interface HopDifference {
  kind: 'kept' | 'changed' | 'added' | 'removed';
  /** Its number in the one chain; null for an added hop. */
  before: number | null;
  /** Its number in the other; null for a removed hop. */
  after: number | null;
  /** In what a changed hop differs. */
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
export function chainDifference(before: Chain, after: Chain): HopDifference[] {
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
function costTable(before: Chain, after: Chain): number[][] {
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

function distance(one: Hop, other: Hop): number {
  if (one.source !== other.source) return otherHolder;
  return fieldsDiffering(one, other).length === 0 ? 0 : otherDetails;
}

function paired(one: Hop, other: Hop, before: number, after: number): HopDifference {
  const fields = fieldsDiffering(one, other);
  return { kind: fields.length === 0 ? 'kept' : 'changed', before, after, fields };
}

function fieldsDiffering(one: Hop, other: Hop): HopField[] {
  return hopFields.filter((field) => !isSame(one[field], other[field]));
}
