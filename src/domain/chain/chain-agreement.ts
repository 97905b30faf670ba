import { nameKey } from '../register/name.js';
import type { SourceKind } from '../register/source-kind.js';
import type { Basis, Check } from './ground-rules.js';
import { type HopDraft, nothingSaid, parseNotation } from './notation/notation.js';
import type { RelationCode } from './relations.js';
import type { Reliability } from './scales.js';

/** A holder of a list of hops, as far as notation can say the same. */
interface ListedHolder {
  /** An entry of the register. */
  source: string | null;
  name: string | null;
  kind: SourceKind | null;
  unnamed: boolean;
  confidential: boolean;
  firstHand: boolean;
  basis: Basis;
  check: Check | null;
  reliability: Reliability | null;
}

interface ListedHop {
  relation?: RelationCode | null | undefined;
  holders: readonly ListedHolder[];
}

/**
 * Whether a line of notation and a list of hops say the same chain, as far as a line says it: who
 * passed it on to whom and how, and the words beside the names. A kind that the line leaves out is
 * not another one. A source that the list names by its id alone agrees with that id in the line.
 */
export function agree(line: string, hops: readonly ListedHop[]): boolean {
  const { hops: said, faults } = parseNotation(line);
  if (faults.length > 0) return false;
  const listed = hops.flatMap(listedHolders);
  return (
    said.length === listed.length &&
    said.every((one, at) => {
      const other = listed[at];
      return other !== undefined && isSame(one, other, at === said.length - 1);
    })
  );
}

type Listed = ListedHop & { holder: ListedHolder | null; beside: boolean; isLast: boolean };

function listedHolders(hop: ListedHop): Listed[] {
  if (hop.holders.length === 0) return [{ ...hop, holder: null, beside: false, isLast: true }];
  return hop.holders.map((holder, at) => ({
    ...hop,
    holder,
    beside: at > 0,
    isLast: at === hop.holders.length - 1,
  }));
}

/** The last holder of a hop bears its relation; the last of the chain passes nothing on. */
function isSame(said: HopDraft, listed: Listed, isEnd: boolean): boolean {
  const { beside, holder, isLast, relation } = listed;
  const passes = isEnd || !isLast ? null : (relation ?? 'passed');
  if (said.beside !== beside || said.relation !== passes) return false;
  if (holder === null) return said.name === null && said.reliability === nothingSaid.reliability;
  return isSameSource(said, holder) && saysSame(said, holder);
}

function isSameSource({ id, kind, name }: HopDraft, holder: ListedHolder): boolean {
  if (name === null) return false;
  if (id !== null && holder.source !== null && !holder.source.startsWith(id)) return false;
  if (kind !== null && holder.kind !== null && kind !== holder.kind) return false;
  return holder.name === null ? id !== null : nameKey(name) === nameKey(holder.name);
}

function saysSame(said: HopDraft, holder: ListedHolder): boolean {
  return (
    (said.unnamed === holder.unnamed || holder.confidential) &&
    said.confidential === holder.confidential &&
    said.firstHand === holder.firstHand &&
    (said.basis ?? 'not stated') === holder.basis &&
    said.check === holder.check &&
    said.reliability === holder.reliability
  );
}
