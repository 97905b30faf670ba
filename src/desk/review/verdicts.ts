import { z } from 'zod';
import type { Annotation } from '../../domain/annotations/annotation.js';
import { proposalInput } from '../../domain/annotations/annotation-input.js';
import { isSame } from '../../domain/equality.js';
import { stored } from '../../domain/fields.js';
import type { Event } from '../../domain/history/event.js';
import { hopOf } from '../../domain/history/event-hops.js';
import { parse } from '../../domain/parse.js';
import { Problem } from '../../domain/problem.js';
import type { Source } from '../../domain/register/source.js';
import { reviewShapes } from '../../domain/review/model.js';
import { openProposals, withdrawProposal } from '../../domain/review/proposal.js';
import {
  proposalWithdrawn,
  verdictGiven,
  verdictWithdrawn,
} from '../../domain/review/review-events.js';
import {
  giveVerdictBack,
  judge,
  type Verdict,
  type VerdictInput,
  withdrawVerdict as withdraw,
} from '../../domain/review/verdict.js';
import { demand } from '../../domain/rights.js';
import { type Actor, type Desk, GoneSince, idOfMade } from '../desk.js';
import { collected } from '../documents.js';
import { eventsOf } from '../history/events-of.js';
import { byQuorum } from '../people/settings.js';
import { demandUnnamed, type WithConfirmation } from '../register/questions.js';
import { type ProposalPrepared, proposed } from './proposals.js';
import { reviewing, revisionSeen } from './reviewing.js';

/** A verdict that was given, and what became of the annotation. */
interface VerdictGiven {
  annotation: Annotation;
  verdict: Verdict;
  /** The earlier verdicts of the same person in whose place it stands. */
  replaced: Verdict[];
  /** What the chain that was proposed with it brought into the register. */
  newSources: Source[];
  warnings: string[];
}

const nothingElse = { happened: [], registering: [], newSources: [], newClaim: null, warnings: [] };

/**
 * Judges an annotation, or a part of it, as of the revision that was seen. The same verdict sent
 * twice stands once. `proposal` is another
 * chain in notation: with it the verdict is also a proposal, whose reason is the comment. Throws
 * *forbidden* for who wrote a part of the annotation, *conflict* where it has moved on
 * (`details.revision`) or where a confidential source is named (`details.confirm`).
 */
export async function giveVerdict(
  desk: Desk,
  actor: Actor,
  id: string,
  input: VerdictInput & WithConfirmation & { proposal?: string | undefined },
): Promise<VerdictGiven> {
  demand(actor, 'judge');
  const revision = await revisionSeen(desk, id, input.revision);
  const { verdict: code, on, comment, confirm } = input;
  const made = idOfMade(desk, 'verdict');
  const isSentAgain = desk.request !== null && (await madeBy(desk, id, made)) !== null;
  return byQuorum(desk, (quorum) =>
    reviewing(desk, actor, id, async (current, stamp) => {
      const before = current.verdicts.find((each) => each.id === made);
      if (before) return { annotation: current, verdict: before, replaced: [], ...nothingElse };
      if (isSentAgain) throw new GoneSince();
      const given = { id: made, ...stamp, revision, verdict: code, on, comment };
      const alike = lastAlike(current, given);
      if (alike && !input.proposal?.trim()) {
        return { annotation: current, verdict: alike, replaced: [], ...nothingElse };
      }
      const { annotation, verdict, replaced } = judge(current, given, quorum);
      await demandUnnamed(desk, actor, comment, confirm);
      const beside = await proposedBeside(desk, actor, annotation, input, verdict);
      const happened = [verdictGiven(verdict, replaced), ...beside.happened];
      return { ...beside, verdict, replaced, happened };
    }),
  );
}

/**
 * Takes one's own verdict back. To *undo* it, rather than to have second thoughts, also puts back
 * those in whose place it stood, and withdraws what was proposed with it, unless that has been
 * decided. Throws *not-found*, *forbidden* for another's verdict, *conflict*
 * where one has judged the annotation again since what is to be undone.
 */
export async function withdrawVerdict(
  desk: Desk,
  actor: Actor,
  id: string,
  verdictId: string,
  { undo = false }: { undo?: boolean } = {},
): Promise<Annotation> {
  demand(actor, 'judge');
  const { restored, proposals, history } = (undo && (await madeBy(desk, id, verdictId))) || nothing;
  const { annotation } = await byQuorum(desk, (quorum) =>
    reviewing(desk, actor, id, (current, stamp) => {
      if (undo) demandLast(current, actor, verdictId);
      const named = { id: verdictId, by: actor.id };
      const { annotation, withdrawn } = withdraw(current, named, quorum, restored, history);
      const open = openProposals(annotation).filter(({ id }) => proposals.includes(id));
      const events = open.map((proposal) => proposalWithdrawn(proposal, verdictId));
      return {
        annotation: open.reduce((made, { id }) => withdrawProposal(made, id, stamp), annotation),
        happened: [verdictWithdrawn(withdrawn, restored), ...events],
      };
    }),
  );
  return annotation;
}

/**
 * Takes back that a verdict was withdrawn: it stands again as it was given, with its moment. Throws *conflict* where
 * another has been given in its place.
 */
export async function giveAgain(
  desk: Desk,
  actor: Actor,
  id: string,
  withdrawn: unknown,
): Promise<Annotation> {
  demand(actor, 'judge');
  const verdict = { ...parse(verdictInEvent, withdrawn), by: actor.id };
  const history = await collected(eventsOf(desk.store, 'annotation', id));
  const { annotation } = await byQuorum(desk, (quorum) =>
    reviewing(desk, actor, id, async (current) => {
      if (lastAlike(current, verdict)) return { annotation: current, happened: [] };
      const annotation = giveVerdictBack(current, verdict, quorum, history);
      await demandUnnamed(desk, actor, verdict.comment, undefined);
      return { annotation, happened: [verdictGiven(verdict, [], { undoing: true })] };
    }),
  );
  return annotation;
}

/** What two verdicts on the same revision may differ in and say the same. */
const anyTime = { id: '', at: '', hop: null };

/** The last verdict of the same person, where it says just the same of the same revision. */
function lastAlike({ verdicts }: Annotation, verdict: Omit<Verdict, 'hop'>): Verdict | null {
  const last = verdicts.findLast(({ by }) => by === verdict.by);
  return last && isSame({ ...last, ...anyTime }, { ...verdict, ...anyTime }) ? last : null;
}

/** What comes with a verdict where another chain was typed beside it. */
async function proposedBeside(
  desk: Desk,
  actor: Actor,
  annotation: Annotation,
  { proposal, comment, revision, confirm }: Parameters<typeof giveVerdict>[3],
  { id, at, by }: Verdict,
): Promise<Omit<ProposalPrepared, 'proposal'>> {
  if (!proposal?.trim()) {
    return { annotation, ...nothingElse };
  }
  if (comment === null) throw Problem.field('comment', 'Say why you propose it.');
  try {
    const sent = { chain: proposal, reason: comment, revision, confirm };
    const read = parse(proposalInput, sent);
    return await proposed(desk, actor, annotation, read, { at, by }, id);
  } catch (error) {
    throw error instanceof Problem ? atField(error, 'chain', 'proposal') : error;
  }
}

/** A problem as it is told where the field at fault goes by another name. */
function atField({ code, message, fields, details }: Problem, from: string, to: string): Problem {
  const renamed = fields.map((fault) => (fault.field === from ? { ...fault, field: to } : fault));
  return new Problem(code, message, renamed, details);
}

function demandLast({ verdicts }: Annotation, actor: Actor, id: string): void {
  const own = verdicts.filter(({ by }) => by === actor.id);
  if (!own.some((verdict) => verdict.id === id) || own.at(-1)?.id === id) return;
  throw new Problem('conflict', 'You have given another verdict since: withdraw that one first.');
}

/** Events of before verdicts kept the hop that they were on have none. */
const verdictInEvent = reviewShapes(stored).verdict.extend({
  hop: z.unknown().transform(hopOf).default(null),
});

const replacedVerdicts = z.object({ verdicts: z.array(verdictInEvent) });

/** What giving a verdict brought about beside it, as the history has it. */
interface MadeByVerdict {
  /** The verdicts in whose place it stood. */
  restored: Verdict[];
  /** The ids of what was proposed with it. */
  proposals: string[];
  /** What happened to the annotation, oldest first. */
  history: Event[];
}

const nothing: MadeByVerdict = { restored: [], proposals: [], history: [] };

/** null where no verdict of that id was ever given. */
async function madeBy(
  desk: Desk,
  annotation: string,
  verdict: string,
): Promise<MadeByVerdict | null> {
  const history = await collected(eventsOf(desk.store, 'annotation', annotation));
  const made: MadeByVerdict = { restored: [], proposals: [], history };
  let isKnown = false;
  for (const { action, before, after } of history.toReversed()) {
    if (action === 'proposal.made' && after?.verdict === verdict) {
      made.proposals.push(String(after.proposal));
    }
    if (after?.id !== verdict) continue;
    isKnown = true;
    // What was withdrawn and given again was given before.
    if (action === 'verdict.changed') made.restored = parse(replacedVerdicts, before).verdicts;
    if (after.undoing !== true) break;
  }
  return isKnown ? made : null;
}
