import {
  type Chain,
  type Holder,
  type HolderPlace,
  type Hop,
  numberOf,
  placesIn,
} from '../../domain/chain/chain.js';
import {
  bases,
  checks,
  maxEvidence,
  maxHolders,
  maxHops,
} from '../../domain/chain/ground-rules.js';
import { relationCodes } from '../../domain/chain/relations.js';
import { reliabilityCodes } from '../../domain/chain/scales.js';
import { webAddressOf } from '../../domain/web-address.js';
import type { Store } from '../../store/store.js';
import { sha256 } from '../digest.js';
import { type Finding, fault, note } from './finding.js';

/** What breaks the rules of a chain, hop by hop; `where` is the annotation's. */
export async function* checkChain(
  store: Store,
  chain: Chain,
  where: string,
): AsyncGenerator<Finding> {
  if (chain.length === 0) yield fault(where, 'Its chain has no hop.');
  if (chain.length > maxHops) {
    yield fault(where, `Its chain has more than ${maxHops} hops.`);
  }
  for (const [index, hop] of chain.entries()) {
    yield* relation(hop, index === chain.length - 1, `${where}, hop ${index + 1}`);
  }
  for (const place of placesIn(chain)) {
    yield* checkHolder(store, place, `${where}, hop ${numberOf(place)}`);
  }
}

function* relation({ relation, holders }: Hop, isLast: boolean, where: string): Generator<Finding> {
  if (isLast && relation !== null) {
    yield fault(where, 'It is the last, and has a relation to a next.');
  }
  if (!isLast && relation === null) yield fault(where, 'It has no relation to the hop after it.');
  if (relation !== null && !relationCodes.includes(relation)) {
    yield fault(where, `Its relation is none of ${relationCodes.join(', ')}.`);
  }
  if (holders.length > maxHolders) {
    yield fault(where, `It has more than ${maxHolders} holders.`);
  }
  yield* doubles(holders, where);
}

function* doubles(holders: readonly Holder[], where: string): Generator<Finding> {
  if (new Set(holders.map(({ source }) => source)).size < holders.length) {
    yield fault(where, 'One source holds it twice.');
  }
}

/** What breaks the rules in a hop that was judged, as it was then. */
export async function* checkHolders(
  store: Store,
  { holders }: Hop,
  where: string,
): AsyncGenerator<Finding> {
  yield* doubles(holders, where);
  for (const holder of holders) {
    yield* source(store, holder, where);
    yield* evidence(holder, where);
  }
}

async function* checkHolder(
  store: Store,
  { hop, holder }: HolderPlace,
  where: string,
): AsyncGenerator<Finding> {
  if (!holder) return;
  if (holder.firstHand && hop > 1) {
    yield fault(where, 'Only the origin can know something first-hand.');
  }
  yield* codes(holder, where);
  yield* source(store, holder, where);
  yield* evidence(holder, where);
}

function* codes({ basis, check, rating }: Holder, where: string): Generator<Finding> {
  if (!bases.includes(basis)) yield fault(where, `Its basis is none of ${bases.join(', ')}.`);
  if (check !== null && !checks.includes(check)) {
    yield fault(where, `Its check is none of ${checks.join(', ')}.`);
  }
  if (rating && !reliabilityCodes.includes(rating.reliability)) {
    yield fault(where, 'Its reliability is none of the letters A to F.');
  }
}

async function* source(store: Store, holder: Holder, where: string): AsyncGenerator<Finding> {
  const entry = await store.get('sources', holder.source);
  if (!entry) {
    yield fault(where, `Its source, ${holder.source}, is not in the register.`);
  } else if (holder.basis === 'deep background' && !entry.confidential) {
    yield fault(where, 'It spoke on deep background, and its source is not confidential.');
  }
}

function* evidence({ evidence }: Holder, where: string): Generator<Finding> {
  if (evidence.length > maxEvidence) {
    yield fault(where, `It has more than ${maxEvidence} pieces of evidence.`);
  }
  for (const { excerpt, sha256: digest, url } of evidence) {
    if (url !== null && webAddressOf(url) !== url) {
      yield note(where, 'The web address of its evidence is not a valid one.');
    }
    if (excerpt !== null && digest === null) {
      yield note(where, 'Nothing tells whether the excerpt of its evidence is as it was entered.');
    } else if (excerpt !== null && digest !== sha256(excerpt)) {
      yield fault(where, 'The excerpt of its evidence is not the one that was entered.');
    }
  }
}
