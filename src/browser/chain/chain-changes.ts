import { gapName, relationInWords } from '../../domain/chain/hop-words.js';
import { printedRelation } from '../../domain/chain/relations.js';
import { nameKey } from '../../domain/register/name.js';
import { type ChainHop, hopPairs } from './chain-hops.js';
import type { HopChange } from './hops/edited-hop.js';

/** What a chain says otherwise than the one before it, holder by holder; null where all is as it was. */
export function changesTo(
  before: readonly ChainHop[],
  after: readonly ChainHop[],
): (HopChange | null)[] {
  const pairs = hopPairs(before, after);
  return after.map((hop, at) => {
    const was = before[pairs[at] ?? -1];
    if (!was) return { word: 'added', wasName: null, wasRelation: null };
    return changeOf(was, hop, at === after.length - 1);
  });
}

/** The names that stood in the chain before and stand in none of its hops now. */
export function leftOut(before: readonly ChainHop[], after: readonly ChainHop[]): string[] {
  const kept = new Set(hopPairs(before, after));
  return before.flatMap(({ name }, at) => (kept.has(at) ? [] : (name ?? gapName(at === 0))));
}

function changeOf(was: ChainHop, hop: ChainHop, isLast: boolean): HopChange | null {
  const isRenamed = nameKey(was.name ?? '?') !== nameKey(hop.name ?? '?');
  const [relation, now] = [was.relation ?? 'passed', hop.relation ?? 'passed'];
  const passesOtherwise = !isLast && relation !== now;
  const says = JSON.stringify(saidOf(was)) !== JSON.stringify(saidOf(hop));
  if (!isRenamed && !passesOtherwise && !says) return null;
  return {
    word: isRenamed || says ? 'changed' : '',
    wasName: isRenamed ? (was.name ?? 'nobody known') : null,
    wasRelation: passesOtherwise ? relationInWords(printedRelation(relation)) : null,
  };
}

function saidOf({ relation: _, name: _name, id: _id, ...said }: ChainHop) {
  const { at: _at, ...rest } = said as typeof said & { at?: unknown };
  return rest;
}
