import { z } from 'zod';
import { printableOne } from '../../desk/articles/article-reading.js';
import type { Desk } from '../../desk/desk.js';
import type { Annotation } from '../../domain/annotations/annotation.js';
import { contentParts } from '../../domain/annotations/content-parts.js';
import type { PrintableReading } from '../../domain/articles/article-reading.js';
import {
  type Proposal,
  type ProposalOutcome,
  proposalStanding,
} from '../../domain/review/proposal.js';
import type { CodePointIndex } from '../../domain/text/span.js';
import {
  annotationShape,
  codePoints,
  savedAnnotationShape,
  statementAnswer,
} from '../annotations/annotation-answers.js';
import {
  type Answer,
  momentShape,
  type People,
  personAnswer,
  personShape,
} from '../api/answers.js';
import { contributionAnswer, contributionShape } from './review-answers.js';

const parts = z.array(z.enum(contentParts));

export const proposalShape = annotationShape
  .pick({
    edition: true,
    target: true,
    chain: true,
    confidence: true,
    credibility: true,
    claim: true,
    stance: true,
  })
  .extend(contributionShape.shape)
  .extend({
    /** The one to which it is an alternative. */
    revision: z.int(),
    reason: z.string(),
    /** What is proposed; the rest is as the annotation had it. */
    parts,
    /** What of that the annotation has changed since, and still has otherwise. */
    moved: parts,
    outcome: z
      .object({
        decision: z.enum(['accepted', 'declined', 'withdrawn']),
        /** What was taken over, and the revision that this made. */
        parts: parts.optional(),
        /** The hops of its chain that were taken over by themselves; none where all of it was. */
        hops: z.array(z.string()).optional(),
        revision: z.int().optional(),
        reason: z.string().optional(),
        by: personShape,
        at: momentShape,
      })
      .nullable(),
  })
  .meta({ id: 'Proposal' });
export const madeProposalShape = proposalShape
  .extend(savedAnnotationShape.pick({ warnings: true, newSources: true }).shape)
  .meta({ id: 'MadeProposal' });

type ProposalAnswer = Answer<typeof proposalShape>;

/** A proposal in the place of an annotation. */
export async function proposalAnswer(
  desk: Desk,
  annotation: Annotation,
  proposal: Proposal,
): Promise<ProposalAnswer> {
  const [answer] = await proposalsAnswer(desk, annotation, [proposal]);
  if (!answer) throw new Error('A proposal was asked for that has no answer.');
  return answer;
}

/** What the API answers for several proposals on one annotation. */
export async function proposalsAnswer(
  desk: Desk,
  annotation: Annotation,
  proposals: readonly Proposal[],
): Promise<ProposalAnswer[]> {
  const reading = await printableOne(desk, annotation);
  const editions = proposals.map(({ content }) => content.edition);
  const indexes = await codePoints(desk, reading, editions);
  return proposals.flatMap((proposal) => {
    const index = indexes.get(proposal.content.edition);
    return index ? [answerOf(proposal, annotation, reading, index)] : [];
  });
}

/** `index` counts the code points of the edition of which the passage is. */
function answerOf(
  proposal: Proposal,
  annotation: Annotation,
  reading: PrintableReading,
  index: CodePointIndex,
): ProposalAnswer {
  const { revision, reason, parts, content, outcome } = proposal;
  return {
    ...contributionAnswer(proposal, annotation, reading.people),
    revision,
    reason,
    parts,
    ...statementAnswer(content, reading, index),
    moved: proposalStanding(annotation, proposal).moved,
    outcome: outcome && outcomeAnswer(outcome, reading.people),
  };
}

function outcomeAnswer({ by, ...outcome }: ProposalOutcome, people: People) {
  return { ...outcome, by: personAnswer(by, people) };
}
