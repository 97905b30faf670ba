import { countDisjoint, countKeys, greedyCover, type KeySet } from './cover.js';
import { StepBudget } from './step-budget.js';

/** Sources of which one stands in every set that was asked for, and whether none has fewer. */
interface Cut {
  sources: string[];
  isExact: boolean;
}

interface Search {
  budget: StepBudget;
  best: readonly number[];
}

/** On the average. What is not compared with all others stays, which makes the search longer and no more. */
const maxComparisonsOfSet = 30;

/** More sets than this are not searched. */
const maxSearchedSets = 300;

/**
 * The smallest set of sources of which one stands in each of these sets (minimum hitting set), by
 * branch and bound: one of the smallest set's must be in it. Sets without a source are left out. Where
 * there are too many sets, or the steps run out, it is one that a greedy choice finds.
 */
export function smallestCut(sets: readonly (readonly string[])[], budget: StepBudget): Cut {
  const names = [...new Set(sets.flat())];
  const numbers = new Map(names.map((name, number) => [name, number]));
  const numbered = sets.map((set) => set.flatMap((name) => numbers.get(name) ?? []));
  const reducing = new StepBudget(numbered.length * maxComparisonsOfSet);
  const wanted = minimalSets(numbered, reducing);
  budget.take(reducing.taken);
  const search: Search = { budget, best: greedyCover(wanted) };
  const isExact =
    search.best.length <= countDisjoint(wanted) ||
    (wanted.length <= maxSearchedSets && branch(search, wanted, []));
  return { sources: search.best.flatMap((key) => names[key] ?? []), isExact };
}

/** Each once, the smallest first, without those that hold another: they are met wherever it is. */
function minimalSets(sets: readonly KeySet[], budget: StepBudget): KeySet[] {
  const distinct = new Map(sets.map((set) => [set.toSorted((a, b) => a - b).join(), set]));
  distinct.delete('');
  const under = new Map<number, KeySet[]>();
  return [...distinct.values()].toSorted(bySize).filter((set) => {
    if (budget.isSpent) return true;
    const holds = (smaller: KeySet) => budget.take(1) && smaller.every((key) => set.includes(key));
    if (set.some((key) => under.get(key)?.some(holds))) return false;
    const [first = -1] = set;
    const known = under.get(first);
    if (known) known.push(set);
    else under.set(first, [set]);
    return true;
  });
}

function bySize(one: KeySet, other: KeySet): number {
  return one.length - other.length;
}

/** Whether all that are left were looked through, or need not be. */
function branch(search: Search, left: readonly KeySet[], taken: readonly number[]): boolean {
  if (!search.budget.take(left.length * stepsOfSet)) return false;
  const sorted = left.toSorted(bySize);
  const [smallest] = sorted;
  if (!smallest) {
    if (taken.length < search.best.length) search.best = taken;
    return true;
  }
  if (taken.length + countDisjoint(sorted) >= search.best.length) return true;
  const counts = countKeys(left);
  const order = smallest.toSorted((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0));
  let rest = left;
  for (const key of order) {
    const open = rest.filter((set) => !set.includes(key));
    if (!branch(search, open, [...taken, key])) return false;
    rest = rest.map((set) => (set.includes(key) ? set.filter((other) => other !== key) : set));
    if (rest.some(({ length }) => length === 0)) break;
  }
  return true;
}

/** A set is sorted, counted and gone through for each of the smallest one's keys. */
const stepsOfSet = 10;
