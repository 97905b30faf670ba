import { z } from 'zod';
import { contentParts, contentShape } from '../annotations/content.js';
import { maxHops } from '../chain/ground-rules.js';
import { chainShapes } from '../chain/hop.js';
import { type Fields, ordinal, stampOf, stored } from '../fields.js';

/* What colleagues say of an annotation, as it is kept in the annotation and carried with it. */

/** What a colleague may find; `words` stand on the button, the sign stands beside them. */
export const verdictKinds = [
  { code: 'agree', words: 'Agree', sign: '✓' },
  { code: 'dispute', words: 'Dispute', sign: '◐' },
  { code: 'unsure', words: 'Unsure', sign: '?' },
] as const;
export type VerdictCode = (typeof verdictKinds)[number]['code'];
export const verdictCodes = verdictKinds.map(({ code }) => code);

const judgedParts = ['whole', 'span', 'chain', 'confidence', 'credibility', 'claim'] as const;

/** What a verdict is on. Hops and the holders of a hop are counted from 1. */
export type JudgedPart = (typeof judgedParts)[number] | `hop:${number}` | `hop:${number}.${number}`;

/** Whether a text names something that can be judged: "whole", "span", "hop:2", "hop:2.1". */
export function isJudgedPart(text: string): text is JudgedPart {
  return judgedParts.some((part) => part === text) || judgedHop.test(text);
}

const judgedHop = /^hop:([1-9]\d{0,2})(?:\.([1-9]\d?))?$/u;

/** The hop that a verdict is on, and which of its holders, counted from 1; null for other parts. */
export function judgedPlace(on: JudgedPart): { hop: number; holder: number | null } | null {
  const [, hop, holder] = judgedHop.exec(on) ?? [];
  return hop === undefined ? null : { hop: Number(hop), holder: holder ? Number(holder) : null };
}

/**
 * A hop of a proposed chain that is taken over by itself, counted from 1; `hop:-2` is that hop 2 of
 * the chain that stands goes.
 */
export type HopPart = `hop:${number}`;

/** Whether a text names a hop that is taken over: "hop:2", "hop:-3". */
export function isHopPart(text: string): text is HopPart {
  return hopPart.test(text);
}

const hopPart = /^hop:-?[1-9]\d{0,2}$/u;

/** How a dispute can end: the annotation stands, stands as it was amended, or stands no more. */
export const settlementOutcomes = [
  { code: 'upheld', words: 'Upheld', meaning: 'the annotation stands as it is' },
  { code: 'amended', words: 'Amended', meaning: 'the annotation stands as it has been changed' },
  { code: 'withdrawn', words: 'Withdrawn', meaning: 'the desk no longer stands by the annotation' },
] as const;
export type SettlementOutcome = (typeof settlementOutcomes)[number]['code'];

/** What became of a proposal. */
function outcomeShape(fields: Fields) {
  const { list, text } = fields;
  const stamp = stampOf(fields);
  const hop = text(20).refine(isHopPart, 'expected a hop such as hop:2');
  const accepted = z.strictObject({
    decision: z.literal('accepted'),
    ...stamp,
    /** What was taken over. */
    parts: z.array(z.enum(contentParts)),
    /** The revision that this made. */
    revision: ordinal,
    /** The hops of the chain that were taken over by themselves; none where all of it was. */
    hops: list(hop, 2 * maxHops).default([]),
  });
  return z.discriminatedUnion('decision', [
    accepted,
    z.strictObject({ decision: z.literal('declined'), ...stamp, reason: text(5000) }),
    z.strictObject({ decision: z.literal('withdrawn'), ...stamp }),
  ]);
}

/** A colleague's judgement of an annotation, or of one part of it. */
function verdictShape(fields: Fields) {
  const { id, text } = fields;
  return z.strictObject({
    id,
    ...stampOf(fields),
    /** The revision that was judged; on that it stays on record when the annotation moves on. */
    revision: ordinal,
    verdict: z.enum(verdictCodes),
    on: text(20).refine(isJudgedPart, 'expected a part such as whole or hop:2'),
    /** Why; a dispute always says. */
    comment: text(5000).nullable(),
    /** The hop that was judged, or the hop with the one holder, as it was then. */
    hop: chainShapes(fields).hop.nullable().default(null),
  });
}

/** A full alternative to what an annotation says. */
function proposalShape(fields: Fields) {
  const { id, text } = fields;
  return z.strictObject({
    id,
    ...stampOf(fields),
    /** The revision to which it is an alternative. */
    revision: ordinal,
    content: contentShape(fields).omit({ note: true, labels: true }),
    /** In what it differed from that revision: this is what is proposed. */
    parts: z.array(z.enum(contentParts)),
    reason: text(5000),
    /** What became of it; null while it is open. */
    outcome: outcomeShape(fields).nullable(),
    /** The request that made it: sent again, it makes no second one. */
    key: id.nullable().default(null),
  });
}

/** What a colleague says about an annotation, without judging it. */
function commentShape(fields: Fields) {
  const { id, text } = fields;
  const stamp = stampOf(fields);
  return z.strictObject({
    id,
    ...stamp,
    text: text(10_000),
    /** The comment that began the conversation; null for the one that did. */
    replyTo: id.nullable(),
    /** The people whom it names with an @, by id. */
    mentions: z.array(id),
    /** Of the first comment: when its conversation was resolved, and by whom. */
    resolved: z.strictObject(stamp).nullable(),
    /** The request that made it: sent again, it makes no second one. */
    key: id.nullable().default(null),
  });
}

/** A colleague is asked, by name, to judge an annotation. */
function requestShape(fields: Fields) {
  const { id, text } = fields;
  const stamp = stampOf(fields);
  return z.strictObject({
    id,
    ...stamp,
    to: id,
    note: text(1000).nullable(),
    /** The day by which it is wanted, as year-month-day. */
    due: z.iso.date().nullable(),
    /** When it was answered by a verdict, or withdrawn, and by whom. */
    closed: z.strictObject(stamp).nullable(),
  });
}

/** An editor's closing decision on a disputed annotation; dissent stays on record. */
function settlementShape(fields: Fields) {
  return z.strictObject({
    ...stampOf(fields),
    /** The revision that it closes. */
    revision: ordinal,
    outcome: z.enum(settlementOutcomes.map(({ code }) => code)),
    reason: fields.text(5000),
  });
}

/** Verdict, proposal, comment, request and settlement, as a store keeps them or as they travel. */
export function reviewShapes(fields: Fields) {
  const { list } = fields;
  const verdict = verdictShape(fields);
  const proposal = proposalShape(fields);
  const comment = commentShape(fields);
  const request = requestShape(fields);
  const settlement = settlementShape(fields);
  return {
    verdict,
    proposal,
    comment,
    request,
    settlement,
    /** The fields of an annotation that hold them; files of before there was reviewing have none. */
    fields: {
      /** One for each person and part, the earliest first; replaced and withdrawn ones are history. */
      verdicts: list(verdict, 10_000).default([]),
      proposals: list(proposal, 10_000).default([]),
      comments: list(comment, 10_000).default([]),
      requests: list(request, 10_000).default([]),
      /** The last one; it holds for the revision that it names. */
      settlement: settlement.nullable().default(null),
    },
  };
}

const shapes = reviewShapes(stored);

export interface Verdict extends z.output<typeof shapes.verdict> {}
export interface Proposal extends z.output<typeof shapes.proposal> {}
export type ProposalOutcome = NonNullable<Proposal['outcome']>;
export interface Comment extends z.output<typeof shapes.comment> {}
export interface ReviewRequest extends z.output<typeof shapes.request> {}
export interface Settlement extends z.output<typeof shapes.settlement> {}
