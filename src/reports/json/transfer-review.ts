import { z } from 'zod';
import { unreviewed } from '../../domain/annotations/annotation.js';
import { type ContentPart, contentParts } from '../../domain/annotations/content-parts.js';
import type { EventAction } from '../../domain/history/event.js';
import { settlementOutcomes } from '../../domain/review/settlement.js';
import { isJudgedPart, verdictCodes } from '../../domain/review/verdict.js';
import { content, count, happened, id, moment, subject, text } from './transfer-content.js';

/* What the format `json` says of an annotation's review, and of the history of it. */

const stamp = { at: moment, by: id };
const stamped = z.strictObject(stamp);
const revision = count.min(1);
const parts = z.array(z.enum(contentParts)).max(contentParts.length);
const reason = text(5000).min(1);
const day = z.iso.date('A day is written like 2011-03-20.');

const authorship = z.strictObject({ by: id, revision }).exactOptional();

/** Named one by one, so that they are always in this order. */
const authorships = z.strictObject({
  span: authorship,
  chain: authorship,
  confidence: authorship,
  credibility: authorship,
  claim: authorship,
  stance: authorship,
} satisfies Record<ContentPart, typeof authorship>);

const verdict = z.strictObject({
  id,
  ...stamp,
  revision,
  verdict: z.enum(verdictCodes),
  on: text(10).refine(isJudgedPart, 'A verdict is on a part such as whole or hop:2.'),
  comment: text(5000).nullable(),
});

const outcome = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('accepted'), ...stamp, parts, revision }),
  z.strictObject({ decision: z.literal('declined'), ...stamp, reason }),
  z.strictObject({ decision: z.literal('withdrawn'), ...stamp }),
]);

const proposal = z.strictObject({
  id,
  ...stamp,
  revision,
  content: content.omit({ note: true }),
  parts,
  reason,
  outcome: outcome.nullable(),
});

const said = { text: text(10_000).min(1), replyTo: id.nullable(), mentions: z.array(id) };
const comment = z.strictObject({
  id,
  ...stamp,
  ...said,
  resolved: stamped.nullable(),
});

const asked = { to: id, note: text(1000).nullable(), due: day.nullable() };
const request = z.strictObject({
  id,
  ...stamp,
  ...asked,
  closed: stamped.nullable(),
});

const settlement = z.strictObject({
  ...stamp,
  revision,
  outcome: z.enum(settlementOutcomes.map(({ code }) => code)),
  reason,
});

/** An annotation's fields. Files of version 1 have none of them. */
export const review = {
  parts: authorships.default(unreviewed.parts),
  verdicts: z.array(verdict).default([]),
  proposals: z.array(proposal).default([]),
  comments: z.array(comment).default([]),
  requests: z.array(request).default([]),
  settlement: settlement.nullable().default(null),
};

const replaced = z.strictObject({ verdicts: z.array(verdict) });
const ofProposal = z.strictObject({ proposal: id });
/** The verdict with which a proposal was made, or undone. */
const withVerdict = { verdict: id.optional() };
const ofComment = z.strictObject({ comment: id });
const proposed = content.partial();
const credit = { proposal: id, proposer: id };

function step<A extends EventAction, B extends z.ZodType, C extends z.ZodType>(
  action: A,
  before: B,
  after: C,
) {
  return z.strictObject({
    ...happened,
    action: z.literal(action),
    subject: subject('annotation'),
    before,
    after,
  });
}

/** The steps of a review, with the values that `review-events.ts` in domain/ gives them. */
export const reviewEvents = [
  step('verdict.given', z.null(), verdict),
  step('verdict.changed', replaced, verdict),
  step('verdict.withdrawn', verdict, replaced.nullable()),
  step('proposal.made', z.null(), ofProposal.extend({ reason, parts, proposed, ...withVerdict })),
  step('proposal.accepted', content.partial(), content.partial().extend({ ...credit, parts })),
  step('proposal.declined', z.null(), z.strictObject({ ...credit, reason })),
  step('proposal.withdrawn', z.null(), ofProposal.extend(withVerdict)),
  step('comment.added', z.null(), ofComment.extend(said)),
  step('comment.resolved', z.null(), ofComment),
  step('comment.reopened', z.null(), ofComment),
  step('review.requested', z.null(), z.strictObject({ request: id, ...asked })),
  step('review.withdrawn', z.null(), z.strictObject({ request: id, to: id })),
  step('annotation.settled', z.null(), settlement),
] as const;
