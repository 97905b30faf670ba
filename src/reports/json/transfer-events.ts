import { z } from 'zod';
import { contentParts, contentShape } from '../../domain/annotations/content.js';
import { placementKinds } from '../../domain/annotations/model.js';
import { maxHops } from '../../domain/chain/ground-rules.js';
import { chainShapes } from '../../domain/chain/hop.js';
import { carried, count, ordinal, stampOf } from '../../domain/fields.js';
import type { Event, EventAction } from '../../domain/history/event.js';
import { chainOf, hopOf } from '../../domain/history/event-hops.js';
import { reviewShapes } from '../../domain/review/model.js';
import { overrideShapes } from '../../domain/sourcing/override.js';

/* What the format `json` says of the history: each action with the values that it has. */

const { id, text } = carried;
const shapes = reviewShapes(carried);
const chain = chainShapes(carried);

/** Chains and hops of before a hop could have several holders are read as those of today. */
const content = contentShape(carried)
  .extend({ chain: z.preprocess((sent) => chainOf(sent) ?? sent, chain.chain) })
  .partial();
const verdict = shapes.verdict.extend({
  hop: z.preprocess((sent) => hopOf(sent) ?? sent ?? null, chain.hop.nullable()),
});

const reason = text(5000).min(1);
const parts = z.array(z.enum(contentParts)).max(contentParts.length);
const details = z.record(text(60), z.union([text(2000), z.number(), z.boolean(), z.null()]));
const replaced = z.strictObject({ verdicts: z.array(verdict) });
const ofProposal = z.strictObject({ proposal: id });
/** The verdict with which a proposal was made, or undone. */
const withVerdict = { verdict: id.optional() };
const ofComment = z.strictObject({ comment: id });
/** It takes back the step before it. */
const undoing = { undoing: z.literal(true).optional() };
const credit = { proposal: id, proposer: id };
/** The hops of a chain that were taken over by themselves. */
const byHop = {
  hops: z
    .array(text(20))
    .max(2 * maxHops)
    .optional(),
};
const asked = shapes.request.pick({ to: true, note: true, due: true });
const said = shapes.comment.pick({ text: true, replyTo: true, mentions: true });

/** An action of the history, with the values that it has before and after. */
function step<A extends EventAction, B extends z.ZodType, C extends z.ZodType>(
  kind: 'article' | 'annotation',
  actions: readonly A[],
  before: B,
  after: C,
) {
  return z.strictObject({
    id,
    ...stampOf(carried),
    action: z.enum(actions),
    subject: z.strictObject({ kind: z.literal(kind), id }),
    before,
    after,
  });
}

const none = z.null();
const overridden = overrideShapes(carried)
  .ofAnnotation.pick({ code: true, reason: true })
  .extend({ override: id });

const wordingDecided = z.strictObject({ with: id, independent: z.boolean(), reason: text(2000) });
const ofEdition = z.strictObject({ edition: ordinal });
const wording = z.strictObject({ wording: text(2_000_000) });
const placements = z.record(z.enum(placementKinds), count);

/** An event, with the values that `review-events.ts` in domain/ and the desk give it. */
export const event = z.discriminatedUnion('action', [
  step('article', ['article.added', 'article.changed'], details.nullable(), details.nullable()),
  step('article', ['wording.decided'], wordingDecided.nullable(), wordingDecided.nullable()),
  step(
    'article',
    ['edition.added'],
    none,
    ofEdition.extend({ note: text(20_000).nullable(), placements }),
  ),
  step('article', ['edition.removed'], ofEdition, none),
  step(
    'annotation',
    ['annotation.carried'],
    z.union([wording, ofEdition]),
    ofEdition
      .extend({
        // An edition told of changed words alone before it told of lost places.
        placement: z.enum(placementKinds).optional(),
        wording: wording.shape.wording.nullable(),
        reason: text(1000).nullable(),
      })
      .nullable(),
  ),
  step(
    'annotation',
    ['annotation.created', 'annotation.deleted', 'annotation.restored'],
    content.nullable(),
    content.nullable(),
  ),
  step(
    'annotation',
    ['annotation.revised'],
    content.nullable(),
    content.extend(undoing).nullable(),
  ),
  step('annotation', ['verdict.given'], none, verdict.extend(undoing)),
  step('annotation', ['verdict.changed'], replaced, verdict.extend(undoing)),
  step('annotation', ['verdict.withdrawn'], verdict, replaced.nullable()),
  step(
    'annotation',
    ['proposal.made'],
    none,
    ofProposal.extend({ reason, parts, proposed: content, ...withVerdict }),
  ),
  step(
    'annotation',
    ['proposal.accepted'],
    content,
    content.extend({ ...credit, parts, ...byHop }),
  ),
  step('annotation', ['proposal.declined'], none, z.strictObject({ ...credit, reason })),
  step('annotation', ['proposal.withdrawn'], none, ofProposal.extend(withVerdict)),
  step('annotation', ['proposal.reopened'], none, z.strictObject(credit)),
  step('annotation', ['comment.added'], none, ofComment.extend(said.shape)),
  step('annotation', ['comment.resolved'], none, ofComment.extend(undoing)),
  step('annotation', ['comment.reopened', 'comment.withdrawn'], none, ofComment),
  step('annotation', ['review.requested'], none, asked.extend({ request: id })),
  step(
    'annotation',
    ['review.withdrawn', 'review.reopened'],
    none,
    z.strictObject({ request: id, to: id }),
  ),
  step('annotation', ['annotation.settled'], none, shapes.settlement),
  step('annotation', ['override.made'], none, overridden),
  step('annotation', ['override.withdrawn'], overridden, none),
  step('annotation', ['annotation.reopened'], shapes.settlement.pick({ outcome: true }), none),
]);

/**
 * An event as it is carried, whatever program wrote it: chains in the shape of today. One that can't
 * be carried, as it is.
 */
export function asCarried({ version: _, article: _article, ...carried }: Event): object {
  const read = event.safeParse(carried);
  return read.success ? read.data : carried;
}
