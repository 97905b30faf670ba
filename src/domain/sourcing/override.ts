import { z } from 'zod';
import { type Fields, neededWords, ordinal, stampOf, stored } from '../fields.js';
import { Problem } from '../problem.js';

/*
 * An editor sets a warning aside, with a reason that stays on record. It holds for what was looked at:
 * that of a claim as long as the same sources or annotations are meant, that of an annotation for the
 * revision that stood then.
 */

/** What is warned of about a claim, worked out of how it is borne. */
export const claimWarnings = [
  'single point of failure',
  'circular reporting',
  'shared wording',
  'disputed',
  'passage changed',
  'counted roughly',
] as const;
export type ClaimWarningCode = (typeof claimWarnings)[number];

/** Those that are about sources; the others are about annotations, articles or nothing. */
export const warningsOfSources: readonly ClaimWarningCode[] = [
  'single point of failure',
  'circular reporting',
];

/** What the sourcing of an annotation is checked for. */
export const sourcingChecks = [
  'unnamed origin',
  'weak hop',
  'one origin',
  'confidence and likelihood',
  'several sources',
  'open origin',
  'unexplained rating',
] as const;
export type SourcingCode = (typeof sourcingChecks)[number];

/** More than this are not set aside on one thing. */
const maxOverrides = 1000;

/** The shapes of a warning that was set aside, of a claim and of an annotation, for an edge with its fields. */
export function overrideShapes(fields: Fields) {
  const { id, list, text } = fields;
  const given = { id, ...stampOf(fields), reason: text(5000).min(1) };
  const ofClaim = z.strictObject({
    ...given,
    code: z.enum(claimWarnings),
    /** The sources, annotations or articles that the warning was about, by id and in order. */
    about: list(id, 10_000),
  });
  const ofAnnotation = z.strictObject({
    ...given,
    code: z.enum(sourcingChecks),
    revision: ordinal,
  });
  return {
    ofClaim,
    ofAnnotation,
    claimFields: { overrides: list(ofClaim, maxOverrides).default([]) },
    annotationFields: { overrides: list(ofAnnotation, maxOverrides).default([]) },
  };
}

const shapes = overrideShapes(stored);
export interface ClaimOverride extends z.output<typeof shapes.ofClaim> {}
export interface SourcingOverride extends z.output<typeof shapes.ofAnnotation> {}

const reason = neededWords(5000, 'Say why it is set aside.');

/** What is sent to set a warning of a claim aside; `about` where several of its kind stand. */
export const claimOverrideInput = z.object({
  code: z.enum(claimWarnings, 'Name the warning by its code.'),
  about: z.array(z.string().max(60)).max(10_000).optional(),
  reason,
});
export type ClaimOverrideInput = z.output<typeof claimOverrideInput>;

/** What is sent to set a check of an annotation’s sourcing aside. */
export const sourcingOverrideInput = z.object({
  code: z.enum(sourcingChecks, 'Name the check by its code.'),
  reason,
});
export type SourcingOverrideInput = z.output<typeof sourcingOverrideInput>;

/** Whether both are about the same sources or annotations, in whatever order. */
export function isAboutSame(one: readonly string[], other: readonly string[]): boolean {
  const named = new Set(one);
  return named.size === new Set(other).size && other.every((id) => named.has(id));
}

interface Overridden<O> {
  readonly overrides: readonly O[];
}

/** The override of that id; throws *not-found*. */
export function overrideIn<O extends { id: string }>({ overrides }: Overridden<O>, id: string): O {
  const found = overrides.find((override) => override.id === id);
  if (found) return found;
  throw new Problem('not-found', 'Nothing is set aside here under that id.');
}

/** The thing with one more set aside; `isSame` tells what is set aside already. Throws *conflict*. */
export function withOverride<O, T extends Overridden<O>>(
  thing: T,
  override: O,
  isSame: (standing: O) => boolean,
): T & { overrides: O[] } {
  if (thing.overrides.some(isSame)) {
    throw new Problem('conflict', 'It is set aside already.');
  }
  return { ...thing, overrides: [...thing.overrides, override] };
}

/** The thing without one of those that were set aside: the warning counts again. */
export function withoutOverride<O extends { id: string }, T extends Overridden<O>>(
  thing: T,
  id: string,
): T & { overrides: O[] } {
  return { ...thing, overrides: thing.overrides.filter((override) => override.id !== id) };
}
