import type { Annotation, Stamp } from '../../domain/annotations/annotation.js';
import type { ProposalInput } from '../../domain/annotations/annotation-input.js';
import type { Statement } from '../../domain/annotations/content-parts.js';
import type { Article } from '../../domain/articles/article.js';
import type { Claim } from '../../domain/claims/claim.js';
import type { HappenedTo } from '../../domain/history/written-event.js';
import type { Source } from '../../domain/register/source.js';
import { openProposal, type Proposal, propose } from '../../domain/review/proposal.js';
import { proposalMade } from '../../domain/review/review-events.js';
import { demand } from '../../domain/rights.js';
import type { Change } from '../../store/store.js';
import { demandCurrent } from '../annotations/annotations.js';
import { passageOf } from '../annotations/passages.js';
import { articleById, editionOf } from '../articles/articles.js';
import { claimFor } from '../claims/claims.js';
import { type Actor, type Desk, idOfMade } from '../desk.js';
import { demandConfirmation } from '../register/confirmation.js';
import { namingKnownTo } from '../register/identities/identities-in-text.js';
import { type ResolvedChain, resolve, standingChain } from '../register/resolve-chain.js';
import { reviewing, revisionSeen } from './reviewing.js';

/** A proposal that was made, and what it brought into the register. */
interface ProposalMade {
  annotation: Annotation;
  proposal: Proposal;
  newSources: Source[];
  /** The claim, where nobody had put anything to it before. */
  newClaim: Claim | null;
  warnings: string[];
}

/** A proposal that is not written yet, with the changes that write it. */
export interface ProposalPrepared extends ProposalMade {
  happened: HappenedTo['annotation'][];
  registering: Change[];
}

/**
 * Proposes something else than what an annotation says; what is left out is proposed as it stands.
 * The chain is read and resolved as when an annotation is saved, with the same problems. Throws
 * *forbidden* for the annotation's author, *conflict* where it has moved on (`details.revision`),
 * *invalid* where nothing differs, and *stale* where a chain is proposed and words of the annotation are others than
 * it was `seen` with, if told: a name that was masked meanwhile may stand in them.
 */
export async function makeProposal(
  desk: Desk,
  actor: Actor,
  id: string,
  input: ProposalInput,
  seen: string | null = null,
): Promise<ProposalMade> {
  demand(actor, 'propose');
  const revision = await revisionSeen(desk, id, input.revision);
  return reviewing(desk, actor, id, async (current, stamp) => {
    const made = idOfMade(desk, 'proposal');
    const proposal = current.proposals.find((each) => each.id === made);
    const unchanged = { annotation: current, happened: [], registering: [] };
    if (proposal) return { ...unchanged, proposal, newSources: [], newClaim: null, warnings: [] };
    if (seen && input.chain !== undefined && revision === current.revision) {
      demandCurrent(current, seen);
    }
    return proposed(desk, actor, current, { ...input, revision }, stamp);
  });
}

/**
 * What proposing something else comes to, to be written with whatever it is a part of. `revision`
 * is the one to which it is an alternative, the present one unless told; `verdict` the id of the
 * one with which it is made.
 */
export async function proposed(
  desk: Desk,
  actor: Actor,
  current: Annotation,
  input: ProposalInput,
  stamp: Stamp,
  verdict?: string,
): Promise<ProposalPrepared> {
  const made = await alternative(desk, actor, current, input, stamp);
  const { content, chain, newClaim, registering } = made;
  const id = idOfMade(desk, 'proposal');
  const { reason, revision = current.revision } = input;
  const annotation = propose(current, { id, ...stamp, revision, content, reason });
  const proposal = openProposal(annotation, id);
  return {
    annotation,
    proposal,
    happened: [proposalMade(proposal, verdict)],
    registering,
    newSources: chain.added.map(({ source }) => source),
    newClaim,
    warnings: chain.warnings,
  };
}

async function alternative(
  desk: Desk,
  actor: Actor,
  current: Annotation,
  input: ProposalInput,
  { at }: Stamp,
): Promise<
  Pick<ProposalPrepared, 'newClaim' | 'registering'> & { content: Statement; chain: ResolvedChain }
> {
  const article = await articleById(desk, current.article);
  const chain = await chainOf(desk, actor, { article, at }, current, input);
  const { claim, registering } = await claimOf(desk, actor, current, input);
  const standing = input.stance === undefined ? current.stance : input.stance;
  const content: Statement = {
    ...(await placeOf(desk, actor, article, current, input)),
    chain: chain.chain,
    confidence: input.confidence === undefined ? current.confidence : input.confidence,
    credibility: input.credibility === undefined ? current.credibility : input.credibility,
    claim: claim?.id ?? null,
    stance: claim ? (standing ?? 'asserts') : null,
  };
  // The reason is read by everybody, as a note is.
  const written = { ...content, note: input.reason, labels: [] };
  await demandConfirmation(desk, await namingKnownTo(desk, actor), {
    content: written,
    chain,
    claim,
    publisher: article.publisher,
    about: current,
    confirmed: input.confirm,
    registered: input.registered,
  });
  const newClaim = registering.length > 0 ? claim : null;
  return { content, chain, newClaim, registering: [...chain.registering, ...registering] };
}

async function placeOf(
  desk: Desk,
  actor: Actor,
  article: Article,
  annotation: Annotation,
  input: ProposalInput,
): Promise<Pick<Statement, 'edition' | 'target'>> {
  if (!input.target) return { edition: annotation.edition, target: annotation.target };
  const edition = await editionOf(desk, article);
  return passageOf(desk, actor, { article, edition }, input.target, annotation);
}

async function chainOf(
  desk: Desk,
  actor: Actor,
  { article, at }: { article: Article; at: string },
  { chain: standing }: Annotation,
  { chain, hops }: ProposalInput,
): Promise<ResolvedChain> {
  if (chain === undefined) return standingChain(standing);
  const place = { article, round: null };
  return resolve(desk, actor, { id: article.id, place, at }, { chain, hops }, standing);
}

function claimOf(
  desk: Desk,
  actor: Actor,
  { claim }: Annotation,
  input: ProposalInput,
): Promise<{ claim: Claim | null; registering: Change[] }> {
  if (input.claim !== undefined) return claimFor(desk, actor, input.claim, { standing: claim });
  return claimFor(desk, actor, claim === null ? null : { id: claim });
}
