import { z } from 'zod';
import {
  type Annotation,
  contentOf,
  demandPresent,
  revise,
  type Stamp,
} from '../annotations/annotation.js';
import {
  authorsOf,
  type ContentPart,
  changedSince,
  contentParts,
  partsDiffering,
  type Statement,
  withParts,
} from '../annotations/content-parts.js';
import { partWord, theParts } from '../annotations/part-words.js';
import { neededWords } from '../fields.js';
import { Problem } from '../problem.js';
import { demandTheirs } from '../rights.js';
import { hopSteps, withHops } from './hop-steps.js';
import { type HopPart, isHopPart, type Proposal, type ProposalOutcome } from './model.js';
import { demandSeen } from './verdict.js';

export type { HopPart, Proposal, ProposalOutcome } from './model.js';

/** What of a proposal is taken over: a part, or one hop of its chain. */
export type ProposedPart = ContentPart | HopPart;

const proposedPart = z.union(
  [z.enum(contentParts), z.templateLiteral(['hop:', z.int()])],
  'Name parts of the annotation, or hops: hop:2.',
);

/**
 * What is sent to take a proposal over: all of it, or the parts that are named; `hop:2` is hop 2 of
 * the proposed chain, `hop:-2` that hop 2 of the chain that stands is left out.
 */
export const acceptanceInput = z.object({
  parts: z.array(proposedPart).optional(),
  /** The revision that was looked at. */
  revision: z.int().min(1).optional(),
});

/** What is sent to decline a proposal. */
export const refusalInput = z.object({
  reason: neededWords(5000, 'Say why you decline it.'),
});

/** How a proposal stands to the annotation as it is now. */
interface ProposalStanding {
  /** What is proposed and still differs. */
  open: ContentPart[];
  /** What of that the annotation has changed since: it must be looked at again. */
  moved: ContentPart[];
  /** What was proposed and reads so by now. */
  met: ContentPart[];
}

/**
 * Adds a proposal. Throws *conflict* where the annotation has moved on from the revision that it is
 * made to, *forbidden* for the annotation's creator, who edits it, and *invalid* where nothing
 * differs.
 */
export function propose(
  annotation: Annotation,
  made: Omit<Proposal, 'parts' | 'outcome' | 'key'> & Partial<Pick<Proposal, 'key'>>,
): Annotation {
  demandPresent(annotation);
  demandSeen(annotation, made.revision);
  demandTheirs(made.by, 'propose something else', annotation);
  const parts = partsDiffering(annotation, made.content);
  if (parts.length === 0) {
    throw new Problem('invalid', 'Your proposal says what the annotation says already.');
  }
  const proposal: Proposal = { key: null, ...made, parts, outcome: null };
  return { ...annotation, proposals: [...annotation.proposals, proposal] };
}

/** How a proposal stands to the annotation as it is now, part by part. */
export function proposalStanding(annotation: Annotation, proposal: Proposal): ProposalStanding {
  const changed = changedSince(annotation, proposal.revision);
  const open = openParts(annotation, proposal);
  return {
    open,
    moved: open.filter((part) => changed.includes(part)),
    met: proposal.parts.filter((part) => !open.includes(part)),
  };
}

const decisionWords = {
  accepted: 'taken over',
  declined: 'declined',
  withdrawn: 'withdrawn',
} as const;

/** The proposals that wait for a decision. */
export function openProposals({ proposals }: Pick<Annotation, 'proposals'>): Proposal[] {
  return proposals.filter(({ outcome }) => outcome === null);
}

/** The proposal with that id. Throws *not-found*, and *conflict* for one that is decided. */
export function openProposal(annotation: Annotation, id: string): Proposal {
  const proposal = annotation.proposals.find((each) => each.id === id);
  if (!proposal) throw new Problem('not-found', 'There is no such proposal.');
  if (proposal.outcome === null) return proposal;
  throw new Problem(
    'conflict',
    `This proposal has been ${decisionWords[proposal.outcome.decision]} already.`,
  );
}

/** How a proposal is taken over. */
interface Acceptance extends Stamp {
  /** All that is still open unless told. */
  parts?: readonly ProposedPart[] | undefined;
  /** The revision that was looked at. */
  seen?: number | undefined;
}

/**
 * Takes a proposal over, whole, in parts or hop by hop: a new revision, whose parts are the
 * proposer's. Throws *conflict* where what is taken was changed since the proposal was made and
 * whoever accepts has not seen that revision (`details.moved`), or where nothing is left to take;
 * *invalid* for a part that is not proposed, and for hops that make no chain without others.
 */
export function acceptProposal(
  annotation: Annotation,
  id: string,
  { parts, seen, at, by }: Acceptance,
): Annotation {
  demandPresent(annotation);
  const proposal = openProposal(annotation, id);
  const { moved } = proposalStanding(annotation, proposal);
  const choice = chosenParts(annotation, proposal, parts);
  const unseen = moved.filter((part) => choice.parts.includes(part));
  if (unseen.length > 0 && seen !== annotation.revision) throw movedOn(unseen);
  const before = contentOf(annotation);
  const alternative = withChosenHops(proposal.content, before, choice);
  const content = withParts(before, alternative, choice.parts);
  const revised = revise(annotation, content, { at, by }, proposal.by);
  const { revision } = revised;
  return decided(revised, id, { decision: 'accepted', at, by, ...choice, revision });
}

/** What of a proposal is taken over; no hops where its chain is taken whole, or not at all. */
interface ChosenParts {
  parts: ContentPart[];
  hops: HopPart[];
}

/** What of a proposal is meant by parts that are named, all that is open where none are. */
export function chosenParts(
  standing: Statement,
  proposal: Pick<Proposal, 'content' | 'parts'>,
  parts: readonly ProposedPart[] | undefined,
): ChosenParts {
  const open = openParts(standing, proposal);
  const named = parts ?? open;
  const hops = [...new Set(named.filter(isHopPart))];
  const wanted = contentParts.filter((part) => named.includes(part));
  if (hops.length > 0 && wanted.includes('chain')) {
    throw Problem.field('parts', 'Take over the chain, or single hops of it.');
  }
  const all: ContentPart[] = hops.length > 0 ? [...wanted, 'chain'] : wanted;
  demandOpen(open, all);
  const steps = hopSteps(standing.chain, proposal.content.chain).flatMap(({ part }) => part ?? []);
  demandSteps(steps, hops);
  return {
    parts: open.filter((part) => all.includes(part)),
    hops: hops.length === steps.length ? [] : steps.filter((part) => hops.includes(part)),
  };
}

function withChosenHops(proposed: Statement, { chain }: Statement, { hops }: ChosenParts) {
  return hops.length === 0
    ? proposed
    : { ...proposed, chain: withHops(chain, proposed.chain, hops) };
}

function openParts(standing: Statement, { content, parts }: Pick<Proposal, 'content' | 'parts'>) {
  const differing = partsDiffering(standing, content);
  return parts.filter((part) => differing.includes(part));
}

/** Declines a proposal with a reason. */
export function declineProposal(
  annotation: Annotation,
  id: string,
  { reason, ...stamp }: Stamp & { reason: string },
): Annotation {
  demandPresent(annotation);
  openProposal(annotation, id);
  return decided(annotation, id, { decision: 'declined', ...stamp, reason });
}

/** Takes one's own proposal back. Throws *forbidden* for another's. */
export function withdrawProposal(annotation: Annotation, id: string, stamp: Stamp): Annotation {
  demandPresent(annotation);
  demandTheirs(stamp.by, 'take back the proposal', openProposal(annotation, id));
  return decided(annotation, id, { decision: 'withdrawn', ...stamp });
}

/** Opens a proposal again, whatever was decided. */
export function reopenProposal(annotation: Annotation, id: string): Annotation {
  demandPresent(annotation);
  return decided(annotation, id, null);
}

/** Whose words stand in an annotation beside its creator's: they are named with it. */
export function contributorsTo(annotation: Annotation): string[] {
  return authorsOf(annotation).filter((person) => person !== annotation.creator);
}

function demandOpen(open: readonly ContentPart[], wanted: readonly ContentPart[]): void {
  if (open.length === 0) {
    throw new Problem('conflict', 'The annotation reads as proposed already.');
  }
  if (wanted.length === 0) throw Problem.field('parts', 'Choose what is to be taken over.');
  const other = wanted.find((part) => !open.includes(part));
  if (other === undefined) return;
  throw Problem.field('parts', `There is no other ${partWord(other)} in this proposal.`);
}

function demandSteps(steps: readonly HopPart[], hops: readonly HopPart[]): void {
  const other = hops.find((hop) => !steps.includes(hop));
  if (other === undefined) return;
  const number = other.replace(/^hop:-?/u, '');
  const sentence = other.startsWith('hop:-')
    ? `Hop ${number} is not left out in this proposal.`
    : `There is no other hop ${number} in this proposal.`;
  throw Problem.field('parts', sentence);
}

function movedOn(moved: readonly ContentPart[]): Problem {
  const is = moved.length === 1 ? 'has' : 'have';
  const sentence = `Since this was proposed ${theParts(moved)} ${is} been changed: look at both again.`;
  return new Problem('conflict', sentence, [], { moved });
}

function decided(annotation: Annotation, id: string, outcome: ProposalOutcome | null): Annotation {
  const proposals = annotation.proposals.map((proposal) =>
    proposal.id === id ? { ...proposal, outcome } : proposal,
  );
  return { ...annotation, proposals };
}
