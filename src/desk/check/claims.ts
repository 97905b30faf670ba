import type { Claim } from '../../domain/claims/claim.js';
import { isSingleSourced } from '../../domain/claims/claim-figures.js';
import { wayToEnd } from '../../domain/register/joining.js';
import { all, type Store } from '../../store/store.js';
import { claimStandings } from '../claims/kept-claims.js';
import { openDesk } from '../desk.js';
import { type Finding, fault, note } from './finding.js';

/**
 * Claims that hang on what is not there or were decided by nobody; and, with how every claim is borne
 * worked out anew, those that were confirmed on one source. What a server keeps of that is in its
 * memory and in no database, so there is nothing of it here that could be wrong.
 */
export async function* checkClaims(store: Store): AsyncGenerator<Finding> {
  const claims = new Map<string, Claim>();
  for await (const claim of all(store, 'claims', 'all', { key: '' })) claims.set(claim.id, claim);
  for (const claim of claims.values()) {
    const where = `claim ${claim.id}`;
    yield* joining(claim, claims, where);
    yield* decision(claim, where);
  }
  for (const { claim, inside } of await claimStandings(openDesk(store))) {
    if (claim.state !== 'confirmed' || !isSingleSourced(inside)) continue;
    const sentence = 'It is confirmed, and all that asserts it rests on one source at the most.';
    yield note(`claim ${claim.id}`, sentence);
  }
}

function* joining(
  claim: Claim,
  claims: ReadonlyMap<string, Claim>,
  where: string,
): Generator<Finding> {
  if (claim.joined === null) return;
  const end = wayToEnd(claim, (id) => claims.get(id)).at(-1) ?? claim;
  if (end.joined === null) return;
  const isGone = !claims.has(end.joined.into);
  yield fault(
    where,
    isGone
      ? `It is joined into ${end.joined.into}, which is not there.`
      : 'It is joined round in a circle: no claim stands for it.',
  );
}

function* decision({ state, decision }: Claim, where: string): Generator<Finding> {
  if (state !== 'open' && decision === null) {
    yield fault(where, `It is ${state}, and nothing says by whom and why.`);
  }
  if (state === 'open' && decision !== null) yield fault(where, 'It is open, and was decided.');
}
