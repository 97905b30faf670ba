import type { Annotation } from '../../domain/annotations/annotation.js';
import type { ContentPart, Statement } from '../../domain/annotations/content-parts.js';
import {
  otherParts,
  partLabel,
  partWord,
  takenWords,
  valueWords,
} from '../../domain/annotations/part-words.js';
import type { ArticleReading } from '../../domain/articles/article-reading.js';
import {
  type ProposedPart as AnyPart,
  type Proposal,
  type ProposalOutcome,
  proposalStanding,
} from '../../domain/review/proposal.js';
import { mayDo } from '../../domain/rights.js';
import { type BoundsView, boundPassage, boundsView } from '../annotations/bounds-view.js';
import { proposedSteps, type StepView } from '../annotations/chain-difference-view.js';
import { type LevelClass, levelView } from '../annotations/level-view.js';
import { type PageForms, type RefusedForm, refusedAt } from '../forms/sent-form.js';
import { type MomentView, momentView, type Viewer } from '../page/viewer.js';
import { formAnchor } from './form-anchors.js';

/** A level, a claim or a stance, as it is and as it is proposed. */
interface ValueView {
  words: string;
  /** The class of a level of confidence. */
  class: LevelClass | null;
}

/** One part that is proposed otherwise, as a difference. */
interface ProposedPart {
  code: ContentPart;
  /** As in "Passage". */
  label: string;
  /** Where the annotation has changed this part since: the revision that did, and whose it was. */
  moved: { revision: number; by: string } | null;
  bounds: BoundsView | null;
  chain: StepView[] | null;
  values: { before: ValueView; after: ValueView } | null;
}

/** A proposal, shown as the difference that it makes to the annotation as it stands. */
export interface ProposalView {
  id: string;
  by: string;
  at: MomentView;
  revision: number;
  /** As in "another passage and chain". */
  what: string;
  reason: string;
  parts: ProposedPart[];
  /** How many ticks it is taken over by, and which of them are set: all, unless it was sent with others. */
  ticks: number;
  isTicked: (part: AnyPart) => boolean;
  /** What was proposed and reads so by now, in words. */
  met: string[];
  outcome: {
    sign: 'agreed' | 'declined' | 'undone';
    sentence: string;
    at: MomentView;
    reason: string | null;
  } | null;
  /** The revision that is seen, to which an acceptance is bound. */
  seen: number;
  back: string;
  mayDecide: boolean;
  mayWithdraw: boolean;
  /** What could not be taken of the form by which it is taken over, or of that by which it is declined. */
  acceptance: RefusedForm | null;
  refusal: RefusedForm | null;
}

/** The proposals to an annotation: those that wait for a decision first, the latest first. */
export function proposalViews(
  annotation: Annotation,
  reading: ArticleReading,
  viewer: Viewer,
  options: PageForms,
): ProposalView[] {
  const views = annotation.proposals
    .map((proposal) => proposalView(annotation, proposal, reading, viewer, options))
    .toReversed();
  const isOpen = ({ outcome }: ProposalView) => outcome === null;
  return [...views.filter(isOpen), ...views.filter((view) => !isOpen(view))];
}

function proposalView(
  annotation: Annotation,
  proposal: Proposal,
  reading: ArticleReading,
  viewer: Viewer,
  { back, refused }: PageForms,
): ProposalView {
  const { id, by, at, revision, reason, outcome } = proposal;
  const { open, met } = proposalStanding(annotation, proposal);
  const isOpen = outcome === null && annotation.deleted === null;
  const isOwn = by === viewer.actor.id;
  const parts = open.map((part) => proposedPart(part, annotation, proposal, reading));
  const again = refusedAt(refused, formAnchor.proposal(id));
  const acceptance = again?.typed.revision === undefined ? null : again;
  return {
    id,
    by: isOwn ? 'You' : nameOf(by, reading),
    at: momentView(at, viewer),
    revision,
    what: otherParts(proposal.parts),
    reason,
    parts,
    ticks: parts.reduce((sum, part) => sum + ticksOf(part), 0),
    isTicked: (part) => acceptance?.ticked('parts').includes(part) !== false,
    met: met.map(partWord),
    outcome: outcome && outcomeView(outcome, reading, viewer),
    seen: annotation.revision,
    back,
    mayDecide: isOpen && mayDo(viewer.actor, 'decide on a proposal to it', annotation),
    mayWithdraw: isOpen && mayDo(viewer.actor, 'take back the proposal', proposal),
    acceptance,
    refusal: again?.typed.reason === undefined ? null : again,
  };
}

function proposedPart(
  part: ContentPart,
  annotation: Annotation,
  proposal: Proposal,
  reading: ArticleReading,
): ProposedPart {
  const { content } = proposal;
  const written = annotation.parts[part];
  const isMoved = written !== undefined && written.revision > proposal.revision;
  return {
    code: part,
    label: partLabel(part),
    moved: isMoved ? { revision: written.revision, by: nameOf(written.by, reading) } : null,
    bounds: part === 'span' ? proposedBounds(annotation, proposal, reading) : null,
    chain: part === 'chain' ? proposedSteps(annotation.chain, content.chain, reading) : null,
    values:
      part === 'span' || part === 'chain'
        ? null
        : {
            before: valueView(part, annotation, reading),
            after: valueView(part, content, reading),
          },
  };
}

function proposedBounds(
  annotation: Annotation,
  { content: { target }, id }: Proposal,
  reading: ArticleReading,
): BoundsView {
  const is = { exact: target.exact, span: reading.proposed?.get(id) ?? null };
  return boundsView(boundPassage(annotation, reading), is, reading);
}

function ticksOf({ chain }: ProposedPart): number {
  return chain ? chain.filter(({ tick }) => tick !== null).length : 1;
}

type ValuePart = Exclude<ContentPart, 'span' | 'chain'>;

function valueView(part: ValuePart, said: Statement, { claims }: ArticleReading): ValueView {
  return {
    words: valueWords(part, said, claims),
    class: part === 'confidence' ? levelView(said.confidence).class : null,
  };
}

const signs = { accepted: 'agreed', declined: 'declined', withdrawn: 'undone' } as const;

function outcomeView(
  outcome: ProposalOutcome,
  reading: ArticleReading,
  viewer: Viewer,
): ProposalView['outcome'] {
  const { decision, by, at } = outcome;
  return {
    sign: signs[decision],
    sentence: outcomeSentence(outcome, by === viewer.actor.id ? 'You' : nameOf(by, reading)),
    at: momentView(at, viewer),
    reason: decision === 'declined' ? outcome.reason : null,
  };
}

function outcomeSentence(outcome: ProposalOutcome, who: string): string {
  if (outcome.decision === 'withdrawn') return `${who} withdrew it.`;
  if (outcome.decision === 'declined') return `${who} declined it.`;
  return `${who} took over ${takenWords(outcome.parts, outcome.hops)}, in revision ${outcome.revision}.`;
}

function nameOf(person: string, { people }: Pick<ArticleReading, 'people'>): string {
  return people.get(person) ?? person;
}
