import { bases, type Chain, checks, type Hop, longestChain } from '../../domain/chain/chain.js';
import { relationCodes } from '../../domain/chain/relations.js';
import { reliabilityCodes } from '../../domain/chain/scales.js';
import type { Store } from '../../store/store.js';
import { sha256 } from '../articles/articles.js';
import { type Finding, fault } from './finding.js';

/** What breaks the rules of a chain, hop by hop; `where` is the annotation's. */
export async function* checkChain(
  store: Store,
  chain: Chain,
  where: string,
): AsyncGenerator<Finding> {
  if (chain.length === 0) yield fault(where, 'Its chain has no hop.');
  if (chain.length > longestChain) {
    yield fault(where, `Its chain has more than ${longestChain} hops.`);
  }
  for (const [index, hop] of chain.entries()) {
    const at = `${where}, hop ${index + 1}`;
    yield* place(hop, { first: index === 0, last: index === chain.length - 1 }, at);
    yield* codes(hop, at);
    yield* source(store, hop, at);
    yield* evidence(hop, at);
  }
}

function* place(
  { firsthand, relation }: Hop,
  { first, last }: { first: boolean; last: boolean },
  where: string,
): Generator<Finding> {
  if (firsthand && !first) yield fault(where, 'Only the origin can know something first-hand.');
  if (last && relation !== null)
    yield fault(where, 'It is the last, and has a relation to a next.');
  if (!last && relation === null) yield fault(where, 'It has no relation to the hop after it.');
}

function* codes({ relation, basis, check, rating }: Hop, where: string): Generator<Finding> {
  if (relation !== null && !relationCodes.includes(relation)) {
    yield fault(where, `Its relation is none of ${relationCodes.join(', ')}.`);
  }
  if (!bases.includes(basis)) yield fault(where, `Its basis is none of ${bases.join(', ')}.`);
  if (check !== null && !checks.includes(check)) {
    yield fault(where, `Its check is none of ${checks.join(', ')}.`);
  }
  if (rating && !reliabilityCodes.includes(rating.reliability)) {
    yield fault(where, 'Its reliability is none of the letters A to F.');
  }
}

async function* source(store: Store, hop: Hop, where: string): AsyncGenerator<Finding> {
  if (hop.source === null) {
    if (hop.rating) yield fault(where, 'Nobody is named here, and yet it has a rating.');
    return;
  }
  const entry = await store.get('sources', hop.source);
  if (!entry) {
    yield fault(where, `Its source, ${hop.source}, is not in the register.`);
  } else if (hop.basis === 'deep background' && !entry.confidential) {
    yield fault(where, 'It spoke on deep background, and its source is not confidential.');
  }
}

function* evidence({ evidence }: Hop, where: string): Generator<Finding> {
  const excerpt = evidence?.excerpt ?? null;
  if (excerpt !== null && evidence?.sha256 !== sha256(excerpt)) {
    yield fault(where, 'The excerpt of its evidence is not the one that was entered.');
  }
}
