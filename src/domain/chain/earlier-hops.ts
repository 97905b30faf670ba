import { z } from 'zod';
import { bases, checks } from './ground-rules.js';
import { noTexts } from './hop-details.js';
import { relationCodes } from './relations.js';
import { reliabilityCodes } from './scales.js';

/*
 * Before format 3 a hop was its one holder, or a gap without a `source`, and had one piece of
 * evidence at the most. Files of those days and events of the history have such hops for ever.
 */

const words = z.string().nullable();
const moment = z.iso.datetime('expected a moment such as 2026-03-20T09:30:00Z');

const evidence = z.strictObject({
  url: words,
  excerpt: words,
  retrievedAt: moment.nullable(),
  sha256: z
    .string()
    .regex(/^[\da-f]{64}$/u, 'expected a SHA-256 in hexadecimal')
    .nullable(),
});
type EarlierEvidence = z.output<typeof evidence>;

const earlierHop = z.strictObject({
  source: z.string().min(1).nullable(),
  as: words,
  firsthand: z.boolean(),
  relation: z.enum(relationCodes).nullable(),
  basis: z.enum(bases),
  terms: words,
  check: z.enum(checks).nullable(),
  rating: z
    .strictObject({ reliability: z.enum(reliabilityCodes), at: moment, reason: words })
    .nullable(),
  evidence: evidence.nullable(),
});
type EarlierHop = z.output<typeof earlierHop>;

/** The hops of a chain as they were before format 3. */
export const earlierChain = z.array(earlierHop);

/** Whether a chain is one of format 3 or a later one, as far as its hops tell. */
export function hasHolders(chain: readonly unknown[]): boolean {
  return chain.some((hop) => typeof hop === 'object' && hop !== null && 'holders' in hop);
}

/**
 * A chain of before format 3 as one of format 3. Its evidence is called e1, e2, … from the origin
 * on, so that the same chain always comes to the same. A gap has no holders; what may have been said
 * of it all the same is in `wordsOfGaps`.
 */
export function withHolders(chain: readonly EarlierHop[]) {
  let pieces = 0;
  return chain.map(({ relation, source, firsthand, evidence, ...said }) => ({
    relation,
    holders:
      source === null
        ? []
        : [
            {
              ...noTexts,
              source,
              as: said.as,
              firstHand: firsthand,
              basis: said.basis,
              terms: said.terms,
              check: said.check,
              rating: said.rating,
              evidence: evidence ? [pieceOf(evidence, ++pieces)] : [],
            },
          ],
  }));
}

function pieceOf({ url, excerpt, retrievedAt, sha256 }: EarlierEvidence, number: number) {
  const unknown = { file: null, page: null, paragraph: null, time: null };
  return { id: `e${number}`, url, excerpt, retrievedAt, sha256, ...unknown };
}

/**
 * What was said of the gaps of a chain of before format 3, a sentence each, since a gap of today
 * says nothing more. Empty for nearly every chain.
 */
export function wordsOfGaps(chain: readonly EarlierHop[]): string[] {
  return chain.flatMap((hop, index) => {
    const said = hop.source === null ? wordsOfGap(hop) : [];
    const place = index === 0 ? 'the origin, which is not stated' : `hop ${index + 1}, unknown`;
    return said.length === 0 ? [] : [`Of ${place}: ${said.join('; ')}.`];
  });
}

function wordsOfGap({
  as,
  basis,
  check,
  evidence,
  firsthand,
  rating,
  terms,
}: EarlierHop): string[] {
  return [
    as && `described as “${as}”`,
    firsthand && 'first-hand',
    basis !== 'not stated' && basis,
    terms && `terms “${terms}”`,
    check,
    rating && [`rated ${rating.reliability} at ${rating.at}`, quoted(rating.reason)].join(''),
    ...(evidence ? wordsOfEvidence(evidence) : []),
  ].filter((part): part is string => typeof part === 'string' && part !== '');
}

function wordsOfEvidence({ url, excerpt, retrievedAt, sha256 }: EarlierEvidence) {
  return [
    url && `evidence ${url}`,
    excerpt && `excerpt “${excerpt}”`,
    retrievedAt && `retrieved at ${retrievedAt}`,
    sha256 && `SHA-256 ${sha256}`,
  ];
}

function quoted(reason: string | null): string {
  return reason ? ` (“${reason}”)` : '';
}
