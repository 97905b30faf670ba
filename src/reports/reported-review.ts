import type { Annotation, Stamp } from '../domain/annotations/annotation.js';
import type { ContentPart, Statement } from '../domain/annotations/content-parts.js';
import {
  otherParts,
  partLabel,
  stanceWords,
  takenWords,
  judgedWords as wordsOf,
} from '../domain/annotations/part-words.js';
import { chainSentence, drawnHops } from '../domain/chain/drawn-hops.js';
import { notationOf } from '../domain/chain/notation/print-chain.js';
import { confidenceWords, credibilityInSentence, notRated } from '../domain/chain/scales.js';
import { listed } from '../domain/history/words.js';
import { type Comment, conversations } from '../domain/review/comments.js';
import { contributorsTo, type Proposal } from '../domain/review/proposal.js';
import { isWithdrawn, type Settlement, settlementOutcomes } from '../domain/review/settlement.js';
import { isSettled } from '../domain/review/status.js';
import { earlierHopWords, statusAside } from '../domain/review/status-words.js';
import {
  isOnEarlierChain,
  judgedPlace,
  type Verdict,
  verdictKinds,
} from '../domain/review/verdict.js';
import { inQuotes } from '../domain/text/wording.js';
import type { NamedThings } from './named.js';
import { proposedDetails } from './proposed-details.js';
import type { Audience } from './report-scope.js';

/** What colleagues said of an annotation: agreement and dissent, ready to be told. */
export interface ReportedReview {
  /** What follows the word of the status, as in "at hop 2". */
  aside: string | null;
  /** Whether the desk no longer stands by the annotation. */
  withdrawn: boolean;
  /** Names of people whose words stand in it beside its creator's. */
  contributors: readonly string[];
  verdicts: readonly ReportedVerdict[];
  proposals: readonly ReportedProposal[];
  settlement: ReportedSettlement | null;
  /** One conversation after the other, each from its beginning. */
  comments: readonly ReportedComment[];
}

export interface ReportedComment {
  comment: Comment;
  by: string;
  /** Who marked the conversation that it begins as resolved, and when. */
  resolved: { by: string; at: string } | null;
}

export interface ReportedVerdict {
  verdict: Verdict;
  /** Of whom, a name; null, as are when and why, where the report is for readers. */
  by: string | null;
  at: string | null;
  reason: string | null;
  sign: string;
  /** What it is on, as in "hop 2, US diplomat in London". */
  judged: string;
  /** As in "disputes hop 2, US diplomat in London". */
  did: string;
  /** Whether it is on an earlier revision than the present one. */
  earlier: boolean;
  /** Whether it is on a hop of a chain that was replaced since. */
  onEarlierChain: boolean;
  /** A dispute that stands although an editor has settled it. */
  dissent: boolean;
}

export interface ReportedProposal {
  proposal: Proposal;
  by: string;
  /** As in "another passage and another chain". */
  what: string;
  /** What is proposed, part by part; behind a chain, as no part of its own, what its notation doesn't say. */
  parts: readonly { part: ContentPart | null; label: string; said: string }[];
  /** The proposed chain as a line that can be typed; null where the chain stays as it is. */
  notation: string | null;
  /** What became of it, as in "Mira Sen took over the chain, in revision 2."; and why. */
  outcome: { sentence: string; reason: string | null };
}

export interface ReportedSettlement {
  settlement: Settlement;
  /** An editor's name; null, as are when and why, where the report is for readers. */
  by: string | null;
  at: string | null;
  reason: string | null;
  /** As in "upheld: the annotation stands as it is". */
  words: string;
  /** Whether the annotation has been revised since, so that it is open again. */
  earlier: boolean;
}

/** What a review needs to know of the register: what the report names, and the ids in notation. */
interface ReviewNames extends NamedThings {
  shortIds: ReadonlyMap<string, string>;
  audience: Audience;
}

/** The facts of an annotation's review. Everything in the annotation is taken as public. */
export function reportedReview(annotation: Annotation, names: ReviewNames): ReportedReview {
  const isSigned = names.audience === 'record';
  return {
    aside: statusAside(annotation, names.sources),
    withdrawn: isWithdrawn(annotation),
    contributors: isSigned ? contributorsTo(annotation).map((person) => nameOf(person, names)) : [],
    verdicts: annotation.verdicts.map((verdict) => reportedVerdict(annotation, verdict, names)),
    proposals: annotation.proposals.map((proposal) =>
      reportedProposal(annotation, proposal, names),
    ),
    settlement: reportedSettlement(annotation, names),
    comments: conversations(annotation).flatMap(({ first, replies }) =>
      [first, ...replies].map((comment) => reportedComment(comment, names)),
    ),
  };
}

function signed({ at, by }: Stamp, reason: string | null, names: ReviewNames) {
  if (names.audience === 'readers') return { by: null, at: null, reason: null };
  return { by: nameOf(by, names), at, reason };
}

function nameOf(person: string, { people }: NamedThings): string {
  return people.get(person) ?? person;
}

function reportedVerdict(
  annotation: Annotation,
  verdict: Verdict,
  names: ReviewNames,
): ReportedVerdict {
  const kind = verdictKinds.find(({ code }) => code === verdict.verdict);
  const judged = judgedWords(annotation, verdict, names);
  return {
    verdict,
    ...signed(verdict, verdict.comment, names),
    sign: kind?.sign ?? '',
    judged,
    did: `${verbs[verdict.verdict]} ${judged}`,
    earlier: verdict.revision !== annotation.revision,
    onEarlierChain: isOnEarlierChain(annotation, verdict),
    dissent: verdict.verdict === 'dispute' && isSettled(annotation),
  };
}

const verbs: Readonly<Record<Verdict['verdict'], string>> = {
  agree: 'agrees with',
  dispute: 'disputes',
  unsure: 'is unsure about',
};

/** The second hop of another chain is another hop: it is called by those who held it then. */
function judgedWords(annotation: Annotation, verdict: Verdict, { sources }: NamedThings): string {
  const place = judgedPlace(verdict.on);
  if (!place) return wordsOf(verdict.on);
  if (isOnEarlierChain(annotation, verdict)) {
    return verdict.hop ? `what was ${earlierHopWords(verdict, sources)}` : wordsOf(verdict.on);
  }
  const names = drawnHops(annotation.chain, (id) => sources.get(id))
    .filter(({ hop, holder }) => hop === place.hop && (place.holder ?? holder) === holder)
    .map(({ name }) => name);
  return [wordsOf(verdict.on), listed(names)].filter(Boolean).join(', ');
}

function reportedProposal(
  annotation: Annotation,
  proposal: Proposal,
  names: ReviewNames,
): ReportedProposal {
  const { by, content, parts } = proposal;
  return {
    proposal,
    by: nameOf(by, names),
    what: otherParts(parts),
    parts: parts.flatMap((part) => [
      { part, label: partLabel(part), said: said[part](content, names) },
      ...(part === 'chain' ? detailsOf(annotation, proposal, names) : []),
    ]),
    notation: parts.includes('chain') ? notationOf(content.chain, names) : null,
    outcome: outcomeOf(proposal, names),
  };
}

function detailsOf({ chain }: Annotation, { content }: Proposal, { sources }: NamedThings) {
  const details = proposedDetails(chain, content.chain, (id) => sources.get(id));
  return details.map((each) => ({ part: null, ...each }));
}

function reportedComment(comment: Comment, names: NamedThings): ReportedComment {
  const { by, resolved } = comment;
  return {
    comment,
    by: nameOf(by, names),
    resolved: resolved && { by: nameOf(resolved.by, names), at: resolved.at },
  };
}

/** What a part says, in words. */
const said: Readonly<Record<ContentPart, (content: Statement, names: NamedThings) => string>> = {
  span: ({ target }) => inQuotes(target.exact),
  chain: ({ chain }, { sources }) => chainSentence(drawnHops(chain, (id) => sources.get(id))),
  confidence: ({ confidence }) => confidenceWords(confidence),
  credibility: ({ credibility }) => (credibility ? credibilityInSentence(credibility) : notRated),
  claim: ({ claim }, { claims }) => (claim && claims.get(claim)?.statement) ?? 'None',
  stance: ({ stance }) => stanceWords(stance),
};

function outcomeOf({ outcome }: Proposal, names: NamedThings): ReportedProposal['outcome'] {
  if (!outcome) return { sentence: 'It waits for a decision.', reason: null };
  const who = nameOf(outcome.by, names);
  if (outcome.decision === 'withdrawn') return { sentence: `${who} withdrew it.`, reason: null };
  if (outcome.decision === 'declined') {
    return { sentence: `${who} declined it.`, reason: outcome.reason };
  }
  const taken = takenWords(outcome.parts, outcome.hops);
  return { sentence: `${who} took over ${taken}, in revision ${outcome.revision}.`, reason: null };
}

function reportedSettlement(annotation: Annotation, names: ReviewNames): ReportedSettlement | null {
  const { settlement } = annotation;
  const outcome = settlementOutcomes.find(({ code }) => code === settlement?.outcome);
  if (!settlement || !outcome) return null;
  return {
    settlement,
    ...signed(settlement, settlement.reason, names),
    words: `${outcome.words.toLowerCase()}: ${outcome.meaning}`,
    earlier: !isSettled(annotation),
  };
}
