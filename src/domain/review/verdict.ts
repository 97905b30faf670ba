import { z } from 'zod';
import { type Annotation, demandPresent } from '../annotations/annotation.js';
import { changedSince } from '../annotations/content-parts.js';
import { Problem } from '../problem.js';
import { demandTheirs } from '../rights.js';
import { answerRequests, reopenRequests } from './request.js';
import { withStatus } from './status.js';

/** What a colleague may find; `words` stand on the button, the sign stands beside them. */
export const verdictKinds = [
  { code: 'agree', words: 'Agree', sign: '✓' },
  { code: 'dispute', words: 'Dispute', sign: '◐' },
  { code: 'unsure', words: 'Unsure', sign: '?' },
] as const;
export type VerdictCode = (typeof verdictKinds)[number]['code'];
export const verdictCodes = verdictKinds.map(({ code }) => code);

const judgedParts = ['whole', 'span', 'chain', 'confidence', 'credibility', 'claim'] as const;

/** What a verdict is on. Hops are counted from 1, the origin. */
export type JudgedPart = (typeof judgedParts)[number] | `hop:${number}`;

/** A colleague's judgement of an annotation, or of one part of it. */
export interface Verdict {
  id: string;
  by: string;
  /** RFC 3339, UTC. */
  at: string;
  /** The revision that was judged; on that one it stays on record when the annotation moves on. */
  revision: number;
  verdict: VerdictCode;
  on: JudgedPart;
  /** Why; a dispute always says. */
  comment: string | null;
}

/** Whether a text names something that can be judged: "whole", "span", "hop:2". */
export function isJudgedPart(text: string): text is JudgedPart {
  return judgedParts.some((part) => part === text) || /^hop:[1-9]\d{0,2}$/u.test(text);
}

/** The number of the hop that a verdict is on, counted from 1; null for any other part. */
export function hopNumber(on: JudgedPart): number | null {
  return on.startsWith('hop:') ? Number(on.slice('hop:'.length)) : null;
}

/** What is sent to judge an annotation. Without a revision it is the present one that is meant. */
export const verdictInput = z
  .object({
    verdict: z.enum(verdictCodes, 'Choose a verdict: agree, dispute or unsure.'),
    on: z
      .string()
      .default('whole')
      .refine(
        isJudgedPart,
        'Name the part: whole, span, chain, hop:1, confidence, credibility, claim.',
      ),
    comment: z
      .string()
      .max(5000, 'Use at most 5000 characters.')
      .nullish()
      .transform((text) => text?.trim() || null),
    revision: z.int().min(1).optional(),
  })
  .refine(({ verdict, comment }) => verdict !== 'dispute' || comment !== null, {
    path: ['comment'],
    message: 'Say why you dispute it.',
  });
export type VerdictInput = z.output<typeof verdictInput>;

/** What judging brought about. */
export interface Judgement {
  annotation: Annotation;
  /** The verdicts of the same person in whose place the new one stands. */
  replaced: Verdict[];
}

/**
 * Takes a verdict. One on the whole stands in the place of everything that its author found
 * before, one on the chain also in that of theirs on its hops, one on a part in that of theirs on
 * this part. What the author was asked for is answered. Throws *forbidden* for an author of the
 * annotation, *conflict* where the revision that was judged is not the present one, *invalid* for a
 * part that is not there.
 */
export function judge(annotation: Annotation, verdict: Verdict, quorum: number): Judgement {
  demandPresent(annotation);
  demandTheirs(verdict.by, 'judge the annotation', annotation);
  demandSeen(annotation, verdict.revision);
  demandPart(annotation, verdict.on);
  const replaced = annotation.verdicts.filter((earlier) =>
    standsInPlaceOf(verdict, earlier, annotation),
  );
  const others = annotation.verdicts.filter((earlier) => !replaced.includes(earlier));
  const judged = answerRequests({ ...annotation, verdicts: [...others, verdict] }, verdict);
  return { annotation: withStatus(judged, quorum), replaced };
}

/**
 * Takes a verdict back; the request that it answered is open again. `restored` are those in whose
 * place it stood, where its author undoes it rather than having second thoughts. Anybody may take
 * back their own, whoever wrote the parts by now. Throws *not-found*, and *forbidden* for another's verdict.
 */
export function withdrawVerdict(
  annotation: Annotation,
  { id, by }: Pick<Verdict, 'id' | 'by'>,
  quorum: number,
  restored: readonly Verdict[] = [],
): { annotation: Annotation; withdrawn: Verdict } {
  demandPresent(annotation);
  const withdrawn = annotation.verdicts.find((verdict) => verdict.id === id);
  if (!withdrawn) throw new Problem('not-found', 'There is no such verdict any more.');
  demandTheirs(by, 'take back the verdict', withdrawn);
  const others = annotation.verdicts.filter((verdict) => verdict !== withdrawn);
  const verdicts = [...others, ...restored.filter((verdict) => verdict.by === by)].toSorted(byAge);
  const without = reopenRequests({ ...annotation, verdicts }, withdrawn);
  return { annotation: withStatus(without, quorum), withdrawn };
}

function standsInPlaceOf(verdict: Verdict, earlier: Verdict, annotation: Annotation): boolean {
  if (earlier.by !== verdict.by) return false;
  if (verdict.on === 'whole') return true;
  if (verdict.on === 'chain') return earlier.on === 'chain' || hopNumber(earlier.on) !== null;
  if (earlier.on !== verdict.on) return false;
  // The second hop of another chain is another hop.
  const isHop = hopNumber(verdict.on) !== null;
  return !isHop || !changedSince(annotation, earlier.revision).includes('chain');
}

/** Throws *conflict* where a revision that someone saw is not the present one. */
export function demandSeen({ revision }: Pick<Annotation, 'revision'>, seen: number): void {
  if (seen === revision) return;
  const sentence = 'This annotation has been changed meanwhile: look at it as it stands now.';
  throw new Problem('conflict', sentence, [], { revision });
}

function demandPart({ chain, claim }: Annotation, on: JudgedPart): void {
  const hop = hopNumber(on);
  if (hop !== null && hop > chain.length) {
    throw Problem.field('on', `There is no hop ${hop}: the chain has ${chain.length}.`);
  }
  if (on === 'claim' && claim === null) {
    throw Problem.field('on', 'This annotation names no claim.');
  }
}

function byAge(one: Verdict, other: Verdict): number {
  if (one.at === other.at) return 0;
  return one.at < other.at ? -1 : 1;
}
