import type { Annotation } from '../../domain/annotations/annotation.js';
import { changedSince } from '../../domain/annotations/content-parts.js';
import { hopNumber } from '../../domain/review/verdict.js';
import type { ReportedProposal, ReportedReview, ReportedVerdict } from '../reported-review.js';

/** Several things in one cell, a line each; null for none. */
export function lines(things: readonly string[]): string | null {
  return things.length === 0 ? null : things.join('\n');
}

/** The verdicts on one hop of the chain as it stands. */
export function verdictsOnHop(
  annotation: Pick<Annotation, 'parts'>,
  { verdicts }: ReportedReview,
  hop: number,
): ReportedVerdict[] {
  return verdicts.filter(
    ({ verdict: { on, revision } }) =>
      hopNumber(on) === hop && !changedSince(annotation, revision).includes('chain'),
  );
}

/** As in "dispute on hop:2, revision 1, by Jonas Ek at 2026-03-02T09:20:00.000Z: Ask her." */
export function verdictLine({ by, verdict }: ReportedVerdict): string {
  const { at, comment, on, revision } = verdict;
  const given = `${verdict.verdict} on ${on}, revision ${revision}, by ${by} at ${at}`;
  return withReason(given, comment);
}

/** As in "to revision 1, by Jonas Ek at 2026-03-02T09:20:00.000Z: She was there. | Confidence: …" */
export function proposalLine(reported: ReportedProposal): string {
  const { by, notation, outcome, parts, proposal } = reported;
  const made = `to revision ${proposal.revision}, by ${by} at ${proposal.at}`;
  return [
    withReason(made, proposal.reason),
    ...parts.map(({ label, part, said }) => {
      return `${label}: ${oneLine(part === 'chain' ? (notation ?? said) : said)}`;
    }),
    oneLine(`${outcome.sentence} ${outcome.reason ?? ''}`),
  ].join(' | ');
}

function withReason(words: string, reason: string | null): string {
  return reason === null ? words : `${words}: ${oneLine(reason)}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
