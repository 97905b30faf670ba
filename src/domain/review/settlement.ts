import { z } from 'zod';
import { type Annotation, demandPresent } from '../annotations/annotation.js';
import { Problem } from '../problem.js';
import { demandTheirs } from '../rights.js';
import { withStatus } from './status.js';

/** How a dispute can end: the annotation stands, stands as it was amended, or stands no more. */
export const settlementOutcomes = [
  { code: 'upheld', words: 'Upheld', meaning: 'the annotation stands as it is' },
  { code: 'amended', words: 'Amended', meaning: 'the annotation stands as it has been changed' },
  { code: 'withdrawn', words: 'Withdrawn', meaning: 'the desk no longer stands by the annotation' },
] as const;
export type SettlementOutcome = (typeof settlementOutcomes)[number]['code'];
const outcomeCodes = settlementOutcomes.map(({ code }) => code);

/** An editor's closing decision on a disputed annotation; dissent stays on record. */
export interface Settlement {
  by: string;
  /** RFC 3339, UTC. */
  at: string;
  /** The revision that it closes. */
  revision: number;
  outcome: SettlementOutcome;
  reason: string;
}

/** What is sent to settle a dispute. */
export const settlementInput = z.object({
  outcome: z.enum(outcomeCodes, 'Choose how it ends: upheld, amended or withdrawn.'),
  reason: z
    .string('Give the reason of the decision.')
    .trim()
    .min(1, 'Give the reason of the decision.')
    .max(5000, 'Use at most 5000 characters.'),
});
export type SettlementInput = z.output<typeof settlementInput>;

/**
 * Settles what is disputed. The verdicts stay as they are. Who made the annotation can only concede.
 * Throws *conflict* where nothing is disputed, *forbidden* for a creator who upholds or amends.
 */
export function settle(
  annotation: Annotation,
  settlement: Omit<Settlement, 'revision'>,
): Annotation {
  demandPresent(annotation);
  if (annotation.status !== 'disputed') {
    throw new Problem('conflict', 'There is no open dispute to settle here.');
  }
  if (settlement.outcome !== 'withdrawn') {
    demandTheirs(settlement.by, 'uphold or amend it', annotation);
  }
  const { revision } = annotation;
  // A settlement closes the revision whatever the quorum.
  return withStatus({ ...annotation, settlement: { ...settlement, revision } }, 1);
}

/** Whether the desk no longer stands by an annotation as it is. */
export function isWithdrawn({
  settlement,
  revision,
}: Pick<Annotation, 'settlement' | 'revision'>): boolean {
  return settlement?.revision === revision && settlement.outcome === 'withdrawn';
}
