import { listed } from '../history/words.js';
import { endOf } from '../register/joining.js';
import { currentRating, type Source } from '../register/source.js';
import type { SourceKind } from '../register/source-kind.js';
import { capitalised, inQuotes } from '../text/wording.js';
import {
  type Chain,
  type ChainSummary,
  type Evidence,
  type HolderPlace,
  numberOf,
  placesIn,
} from './chain.js';
import type { Basis, Check } from './ground-rules.js';
import { type HolderText, noTexts, textsOf } from './hop-details.js';
import { gapName, wordsOfCheck } from './hop-words.js';
import { passedSomehow, printedRelation, type RelationCode } from './relations.js';
import { type Reliability, reliabilityInSentence, reliabilityWords } from './scales.js';
import { type DrawnSign, drawnSign } from './sign-shapes.js';

/** The sign under which a holder is drawn. */
export type Sign = 'person' | 'document' | 'outlet' | 'unnamed' | 'unknown' | 'confidential';

/** A holder or a gap, ready to be drawn or told: everything a view needs, nothing left to look up. */
export interface DrawnHop extends Record<HolderText, string | null> {
  /** Counted from 1, the origin. */
  hop: number;
  /** Among the holders of its hop, counted from 1; null for a gap. */
  holder: number | null;
  /** As verdicts name it: "2", or "2.1" where several hold the hop. */
  number: string;
  /** Whether it stands in one hop with the holder before it. */
  beside: boolean;
  source: string | null;
  /** The name of the entry that stands for the source, where it is joined with another. */
  sameAs: string | null;
  /** The source's name, or the honest gap in words. */
  name: string;
  kind: SourceKind | null;
  unnamed: boolean;
  confidential: boolean;
  firstHand: boolean;
  sign: Sign;
  /** The same as a picture. */
  drawn: DrawnSign;
  relation: RelationCode | null;
  /** What stands in the arrow to the next hop; empty for a bare arrow, the last, and one beside it. */
  printed: string;
  basis: Basis;
  check: Check | null;
  /** The check in words: "taken on trust", "seen by us", "confirmed with the holder". */
  checked: string | null;
  reliability: Reliability | null;
  /** The reliability's official words. */
  words: string | null;
  ratedAt: string | null;
  reason: string | null;
  /** The register's rating of today, where it is another than that of this chain's day. */
  today: Reliability | null;
  evidence: readonly Evidence[];
}

/** Where in it a piece of evidence stands, as in "page 3, paragraph 2"; empty where nobody said. */
export function locatorWords({ page, paragraph, time }: Evidence): string {
  const words = [
    page && `page ${page}`,
    paragraph && `paragraph ${paragraph}`,
    time && `at ${time}`,
  ];
  return words.filter(Boolean).join(', ');
}

/**
 * The chain as a row of holders, origin first, several holders of one hop beside each other.
 * `sourceOf` gives the register's entry of an id.
 */
export function drawnHops(chain: Chain, sourceOf: (id: string) => Source | undefined): DrawnHop[] {
  return placesIn(chain).map((place) => drawnHop(place, sourceOf));
}

function drawnHop(place: HolderPlace, sourceOf: (id: string) => Source | undefined): DrawnHop {
  const { holder, hop, number } = place;
  const source = holder === null ? undefined : sourceOf(holder.source);
  // The relation is the hop's: it stands behind the last of those who hold it.
  const relation = (number ?? 1) >= place.holders ? place.relation : null;
  return {
    hop,
    holder: number,
    number: numberOf(place),
    beside: (number ?? 1) > 1,
    source: holder?.source ?? null,
    sameAs: otherStanding(source, sourceOf),
    name: holder === null ? gapName(hop === 1) : (source?.name ?? 'A source no longer here'),
    kind: source?.kind ?? null,
    unnamed: source?.unnamed ?? false,
    confidential: source?.confidential ?? false,
    firstHand: holder?.firstHand ?? false,
    sign: signOf(source),
    drawn: drawnSign(holder === null ? null : (source ?? noEntry)),
    relation,
    printed: relation === null ? '' : printedRelation(relation),
    basis: holder?.basis ?? 'not stated',
    check: holder?.check ?? null,
    checked: holder?.check ? wordsOfCheck(holder.check) : null,
    reliability: holder?.rating?.reliability ?? null,
    words: holder?.rating ? reliabilityWords(holder.rating.reliability) : null,
    ratedAt: holder?.rating?.at ?? null,
    reason: holder?.rating?.reason ?? null,
    today: otherToday(holder?.rating?.reliability, source, sourceOf),
    evidence: holder?.evidence ?? [],
    // Last: an object that begins with what was spread takes ten times as long to make.
    ...textsOf(holder ?? noTexts),
  };
}

function otherStanding(
  source: Source | undefined,
  sourceOf: (id: string) => Source | undefined,
): string | null {
  const standing = source && endOf(source, sourceOf);
  return standing && standing.id !== source.id ? standing.name : null;
}

/** Chains keep the rating of their day: the one of today, of whatever entry stands for it now. */
function otherToday(
  then: Reliability | undefined,
  source: Source | undefined,
  sourceOf: (id: string) => Source | undefined,
): Reliability | null {
  if (then === undefined || !source) return null;
  const today = currentRating(endOf(source, sourceOf))?.reliability ?? null;
  return today === then ? null : today;
}

/** As in "rated B today"; null where nothing differs. */
export function todayWords({ today }: Pick<DrawnHop, 'today'>): string | null {
  return today && `rated ${today} today`;
}

/** Of a source that is no longer here nothing is known. */
const noEntry = { kind: null, unnamed: false, confidential: false };

/** Of a row of holders the weakest link: in its hop, the holder for whose reliability it counts. */
export function weakestHop<S extends DrawnHop>(
  row: readonly S[],
  { weakest }: Pick<ChainSummary, 'weakest'>,
): S | null {
  if (!weakest) return null;
  const { hop, reliability } = weakest;
  return row.find((each) => each.hop === hop && each.reliability === reliability) ?? null;
}

/** The sign of a source; of nothing, the sign of a gap. */
function signOf(source: Pick<Source, 'kind' | 'unnamed' | 'confidential'> | undefined): Sign {
  if (!source) return 'unknown';
  if (source.confidential) return 'confidential';
  if (source.unnamed) return 'unnamed';
  return source.kind === 'document' || source.kind === 'outlet' ? source.kind : 'person';
}

/**
 * The chain as one sentence: "From Laura Hickey (B, usually reliable): told US diplomat in London
 * (unnamed; taken on trust), wrote to US embassy cable." A gap is nobody from whom it came:
 * "Origin not stated: told The Hindu."
 */
export function chainSentence(row: readonly DrawnHop[]): string {
  const [origin, ...rest] = hopsIn(row);
  if (!origin) return '';
  const steps = rest.map(
    (to, index) => `${verb((index === 0 ? origin : rest[index - 1]) ?? [])} ${holders(to)}`,
  );
  const isGap = origin.every(({ source }) => source === null);
  const start = isGap ? capitalised(holders(origin)) : `From ${holders(origin)}`;
  return steps.length === 0 ? `${start}.` : `${start}: ${steps.join(', ')}.`;
}

/** The holders of each hop by themselves. */
export function hopsIn<S extends Pick<DrawnHop, 'hop'>>(row: readonly S[]): S[][] {
  const hops: S[][] = [];
  for (const each of row) {
    const last = hops.at(-1);
    if (last?.[0]?.hop === each.hop) last.push(each);
    else hops.push([each]);
  }
  return hops;
}

function verb(from: readonly DrawnHop[]): string {
  return from.at(-1)?.printed || passedSomehow;
}

function holders(hop: readonly DrawnHop[]): string {
  return listed(hop.map(holder));
}

function holder(at: DrawnHop): string {
  const name = at.source === null ? at.name.toLowerCase() : at.name;
  const asides = [
    at.as && `described as ${inQuotes(at.as)}`,
    at.reliability && reliabilityInSentence(at.reliability),
    at.unnamed && !at.confidential && 'unnamed',
    at.firstHand && 'first-hand',
    at.basis !== 'not stated' && at.basis,
    at.checked,
  ].filter(Boolean);
  return asides.length === 0 ? name : `${name} (${asides.join('; ')})`;
}
