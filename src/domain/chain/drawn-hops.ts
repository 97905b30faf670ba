import type { Source, SourceKind } from '../register/source.js';
import type { Basis, Chain, Check, Evidence, Hop } from './chain.js';
import { printedRelation, type RelationCode } from './relations.js';
import { type Reliability, reliabilityInSentence, reliabilityWords } from './scales.js';

/** The sign under which a station is drawn: see the chain in look.md. */
export type Sign = 'person' | 'document' | 'outlet' | 'unnamed' | 'unknown' | 'confidential';

/** A hop, ready to be drawn or told: everything a view needs, nothing left to look up. */
export interface Station {
  /** Counted from 1, the origin. */
  hop: number;
  source: string | null;
  /** The source's name, or the honest gap in words. */
  name: string;
  kind: SourceKind | null;
  unnamed: boolean;
  confidential: boolean;
  as: string | null;
  firsthand: boolean;
  sign: Sign;
  relation: RelationCode | null;
  /** What stands in the arrow to the next station; empty for a bare arrow or the last. */
  printed: string;
  basis: Basis;
  terms: string | null;
  check: Check | null;
  /** The check in words: "taken on trust", "seen by us", "confirmed with the holder". */
  checked: string | null;
  reliability: Reliability | null;
  /** The reliability's official words. */
  words: string | null;
  ratedAt: string | null;
  reason: string | null;
  evidence: Evidence | null;
}

const checkWords: Record<Check, string> = {
  seen: 'seen by us',
  confirmed: 'confirmed by us',
  'on trust': 'taken on trust',
};

/** The words for what the desk did about a hop. */
export function wordsOfCheck(check: Check): string {
  return checkWords[check];
}

/** What an honest gap is called: as the origin, and further on. */
export function gapName(first: boolean): string {
  return first ? 'Origin not stated' : 'Holder unknown';
}

/** The chain as a row of stations, origin first. `sourceOf` gives the register's entry of an id. */
export function stations(chain: Chain, sourceOf: (id: string) => Source | undefined): Station[] {
  return chain.map((hop, index) => station(hop, index, sourceOf));
}

function station(hop: Hop, index: number, sourceOf: (id: string) => Source | undefined): Station {
  const source = hop.source === null ? undefined : sourceOf(hop.source);
  return {
    hop: index + 1,
    source: hop.source,
    name: hop.source === null ? gapName(index === 0) : (source?.name ?? 'A source no longer here'),
    kind: source?.kind ?? null,
    unnamed: source?.unnamed ?? false,
    confidential: source?.confidential ?? false,
    as: hop.as,
    firsthand: hop.firsthand,
    sign: signOf(source),
    relation: hop.relation,
    printed: hop.relation === null ? '' : printedRelation(hop.relation),
    basis: hop.basis,
    terms: hop.terms,
    check: hop.check,
    checked: hop.check && checkWords[hop.check],
    reliability: hop.rating?.reliability ?? null,
    words: hop.rating && reliabilityWords(hop.rating.reliability),
    ratedAt: hop.rating?.at ?? null,
    reason: hop.rating?.reason ?? null,
    evidence: hop.evidence,
  };
}

/** The sign of a source; of nothing, the sign of a gap. */
export function signOf(
  source: Pick<Source, 'kind' | 'unnamed' | 'confidential'> | undefined,
): Sign {
  if (!source) return 'unknown';
  if (source.confidential) return 'confidential';
  if (source.unnamed) return 'unnamed';
  return source.kind === 'document' || source.kind === 'outlet' ? source.kind : 'person';
}

/**
 * The chain as one sentence: "From Laura Hickey (B, usually reliable): told US diplomat in London
 * (unnamed; taken on trust), wrote to US embassy cable."
 */
export function chainSentence(row: readonly Station[]): string {
  const [origin, ...rest] = row;
  if (!origin) return '';
  const steps = rest.map((to, index) => `${verb(row[index])} ${holder(to)}`);
  const start = `From ${holder(origin)}`;
  return steps.length === 0 ? `${start}.` : `${start}: ${steps.join(', ')}.`;
}

function verb(from: Station | undefined): string {
  return from?.printed || 'passed, in a way not known, to';
}

function holder(at: Station): string {
  const name = at.source === null ? at.name.toLowerCase() : at.name;
  const asides = [
    at.as && `described as “${at.as}”`,
    at.reliability && reliabilityInSentence(at.reliability),
    at.unnamed && !at.confidential && 'unnamed',
    at.firsthand && 'first-hand',
    at.basis !== 'not stated' && at.basis,
    at.checked,
  ].filter(Boolean);
  return asides.length === 0 ? name : `${name} (${asides.join('; ')})`;
}
