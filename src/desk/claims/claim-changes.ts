import type { Stamp } from '../../domain/annotations/model.js';
import type { Claim } from '../../domain/claims/claim.js';
import {
  type ClaimChangeInput,
  type ClaimJoiningInput,
  changeClaim,
  joinClaim,
  partClaim,
} from '../../domain/claims/claim-change.js';
import { endedEitherWay } from '../../domain/claims/full-stop.js';
import type { HappenedTo } from '../../domain/history/written-event.js';
import { Problem } from '../../domain/problem.js';
import { partedFrom, wayToEnd } from '../../domain/register/joining.js';
import { demand } from '../../domain/rights.js';
import { inQuotes } from '../../domain/text/wording.js';
import { claimKey } from '../../store/indexes.js';
import { type Change, replace } from '../../store/store.js';
import { type Actor, type Desk, now } from '../desk.js';
import { documentsById, writtenBy } from '../documents.js';
import { record } from '../history/record.js';
import { namingKnownTo } from '../register/identities/identities-in-text.js';
import { withWaysIn } from '../register/joined.js';
import { besideClaimQuestion, namedInClaim } from '../register/named-in-claim.js';
import { demandAnswered, demandUnnamed, type WithConfirmation } from '../register/questions.js';
import { demandCurrent } from '../version-tag.js';
import { commitPlanned, commitWithRetry } from '../with-retry.js';
import { claimFor } from './claims.js';
import { standingsFor } from './kept-claims.js';

/*
 * What becomes of claims beside the annotations that name them. Each is one event; joining is a pointer,
 * no annotation is rewritten. `seen` is the ETag of the state that the editor saw, where they say.
 */

/** The claim with that id; throws *not-found*. */
export async function claimById(desk: Desk, id: string): Promise<Claim> {
  const claim = await desk.store.get('claims', id);
  if (!claim) throw new Problem('not-found', 'There is no such claim.');
  return claim;
}

/** Enters a claim, or answers with the one of that wording. */
export async function addClaim(
  desk: Desk,
  actor: Actor,
  { statement, confirm }: { statement: string } & WithConfirmation,
): Promise<Claim> {
  demand(actor, 'annotate');
  await demandUnnamed(desk, actor, statement, confirm);
  const { worked } = await commitPlanned(desk, async () => {
    const { claim, registering } = await claimFor(desk, actor, statement);
    return { claim, changes: registering };
  });
  if (!worked.claim) throw Problem.field('statement', 'Say what is claimed, in one sentence.');
  return worked.claim;
}

/**
 * Rewords a claim or decides it. Throws *conflict* for a wording that another claim has, and for a decision on a joined
 * one: it is decided with the one that stands for it. Who takes a step back says by whom, and when, what stands
 * again was decided (`again`).
 */
export function reviseClaim(
  desk: Desk,
  actor: Actor,
  id: string,
  { confirm, ...input }: ClaimChangeInput & WithConfirmation,
  seen: string | null = null,
  again: Stamp | null = null,
): Promise<Claim> {
  return putRight(desk, actor, { id, seen }, async (claim) => {
    const said = claim.joined ? await rewordedAlone(desk, claim, input) : input;
    const change = changeClaim(claim, said, again ?? { at: now(desk), by: actor.id });
    if (!change) return [];
    const { before, after } = change;
    await demandUnnamed(desk, actor, [after.statement, after.reason].join(' | '), confirm);
    if (after.statement) await demandOwnWording(desk, change.claim);
    const happened = { action: 'claim.changed' as const, before, after };
    return [replace('claims', change.claim), recordOfClaim(desk, actor, claim, happened)];
  });
}

/** What is said of a joined claim, without the decision on the one that stands for it, which it was answered with. */
async function rewordedAlone(
  desk: Desk,
  claim: Claim,
  said: ClaimChangeInput,
): Promise<ClaimChangeInput> {
  const end = (await wayFrom(desk, claim)).at(-1) ?? claim;
  const isSaid = ({ state, decision }: Claim) =>
    said.state === state && (state === 'open' || said.reason === (decision?.reason ?? null));
  if (!isSaid(claim) && !isSaid(end)) {
    const sentence = `This claim is joined into ${inQuotes(end.statement)}: decide that one, or part them first.`;
    throw new Problem('conflict', sentence);
  }
  return { ...said, state: claim.state, reason: claim.decision?.reason ?? null };
}

async function demandOwnWording(desk: Desk, claim: Claim): Promise<void> {
  const found = await Promise.all(
    endedEitherWay(claim.statement).map((statement) => {
      const key = claimKey({ ...claim, statement });
      return desk.store.find('claims', 'statement', { key, limit: 1 });
    }),
  );
  if (found.every(({ items }) => items.every(({ id }) => id === claim.id))) return;
  const sentence = 'Another claim has this wording already: join the two instead.';
  throw new Problem('conflict', sentence, [{ field: 'statement', message: sentence }]);
}

/**
 * Joins a claim with another: from now on both are one. Throws as `joinClaim` does, and *conflict* with `details.confirm`
 * where what the desk says of one names a confidential source in a chain of the other. `again` says by whom, and when,
 * they had been joined, where a parting is taken back.
 */
export function joinClaims(
  desk: Desk,
  actor: Actor,
  id: string,
  into: string,
  {
    confirm = [],
    seen = null,
    again = null,
  }: Pick<ClaimJoiningInput, 'confirm'> & { seen?: string | null; again?: Stamp | null } = {},
): Promise<Claim> {
  return putRight(desk, actor, { id, seen }, async (claim) => {
    const isRepeated = claim.joined?.into === into && claim.joined.by === actor.id;
    if (desk.request !== null && isRepeated) return [];
    const target = await desk.store.get('claims', into);
    if (!target) throw Problem.field('into', 'There is no such claim.');
    const way = await wayFrom(desk, target);
    const joined = joinClaim(claim, way, again ?? { at: now(desk), by: actor.id });
    await demandNobodyNamed(desk, actor, [claim, way.at(-1) ?? target], confirm);
    const happened = { action: 'claim.joined' as const, before: null, after: { into } };
    return [
      replace('claims', joined),
      // Written again as they stand, so that two who join at one moment can't close a circle.
      ...way.map((each) => replace('claims', each)),
      recordOfClaim(desk, actor, claim, happened),
    ];
  });
}

/** Who stands in a chain of the one claim is not named in what is said of the other: joined, both stand on one page. */
async function demandNobodyNamed(
  desk: Desk,
  actor: Actor,
  [claim, other]: readonly [Claim, Claim],
  confirmed: readonly string[],
): Promise<void> {
  if (confirmed.includes('identity')) return;
  const naming = await namingKnownTo(desk, actor);
  const inChainsOf = async (each: Claim) => {
    const standings = await standingsFor(desk, [each]);
    const hops = standings.flatMap(({ passages }) => passages.flatMap(({ chain }) => chain.hops));
    const ids = hops.flat().map(({ source }) => source);
    return [...(await documentsById(desk, 'sources', ids)).values()];
  };
  const named = [
    ...(await namedInClaim(desk, naming, claim.id, await inChainsOf(other))),
    ...(await namedInClaim(desk, naming, other.id, await inChainsOf(claim))),
  ];
  demandAnswered([besideClaimQuestion(named)], confirmed);
}

async function wayFrom(desk: Desk, claim: Claim): Promise<Claim[]> {
  const known = await withWaysIn(desk.store, 'claims', [claim]);
  return wayToEnd(claim, (id) => known.get(id));
}

/** Parts a claim from the one into which it was joined. */
export function partClaims(
  desk: Desk,
  actor: Actor,
  id: string,
  seen: string | null = null,
): Promise<Claim> {
  return putRight(desk, actor, { id, seen }, async (claim) => {
    const before = partedFrom(claim);
    const happened = { action: 'claim.parted' as const, before, after: null };
    return [replace('claims', partClaim(claim)), recordOfClaim(desk, actor, claim, happened)];
  });
}

interface ClaimAsked {
  id: string;
  seen: string | null;
}

/** Commits what was worked out of a claim as it stands, and answers with what it is then. */
async function putRight(
  desk: Desk,
  actor: Actor,
  { id, seen }: ClaimAsked,
  work: (claim: Claim) => Promise<Change[]>,
): Promise<Claim> {
  demand(actor, 'decide claims');
  const commit = await commitWithRetry(desk, async () => {
    const claim = await claimById(desk, id);
    demandCurrent('claim', claim, seen);
    return work(claim);
  });
  return writtenBy(commit, 'claims', id) ?? claimById(desk, id);
}

function recordOfClaim(
  desk: Desk,
  actor: Actor,
  { id }: Claim,
  happened: HappenedTo['claim'],
): Change {
  return record({ at: now(desk), by: actor.id }, { kind: 'claim', id }, happened);
}
