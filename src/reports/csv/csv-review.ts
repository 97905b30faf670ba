import type { DrawnHop } from '../../domain/chain/drawn-hops.js';
import { onOneLine } from '../../domain/history/words.js';
import { judgedPlace } from '../../domain/review/verdict.js';
import type {
  ReportedComment,
  ReportedProposal,
  ReportedReview,
  ReportedVerdict,
} from '../reported-review.js';

/** The verdicts on a holder of the chain as it stands, by itself or with the whole hop. */
export function verdictsOnHop(
  { verdicts }: ReportedReview,
  { hop, holder }: Pick<DrawnHop, 'hop' | 'holder'>,
): ReportedVerdict[] {
  return verdicts.filter(({ onEarlierChain, verdict }) => {
    const place = judgedPlace(verdict.on);
    const isHere = place?.hop === hop && (place.holder === null || place.holder === holder);
    return isHere && !onEarlierChain;
  });
}

/** As in "dispute on hop:2, revision 1, by Jonas Ek at 2026-03-02T09:20:00.000Z: Ask her." */
export function verdictLine(reported: ReportedVerdict): string {
  const { at, by, judged, onEarlierChain, reason, verdict } = reported;
  const then = onEarlierChain ? ` (${onOneLine(judged)})` : '';
  const given = `${verdict.verdict} on ${verdict.on}${then}, revision ${verdict.revision}`;
  return withReason(by === null ? given : `${given}, by ${by} at ${at}`, reason);
}

/** As in "to revision 1, by Jonas Ek at 2026-03-02T09:20:00.000Z: She was there. | Confidence: …" */
export function proposalLine(reported: ReportedProposal): string {
  const { by, notation, outcome, parts, proposal } = reported;
  const made = `to revision ${proposal.revision}, by ${by} at ${proposal.at}`;
  return [
    withReason(made, proposal.reason),
    ...parts.map(({ label, part, said }) => {
      return `${label}: ${onOneLine(part === 'chain' ? (notation ?? said) : said)}`;
    }),
    onOneLine(`${outcome.sentence} ${outcome.reason ?? ''}`),
  ].join(' | ');
}

/** As in "by Tom Reyes at 2026-03-02T09:24:00.000Z: Did he say so? (resolved by Mira Sen at …)", or "reply by …". */
export function commentLine({ by, comment, resolved }: ReportedComment): string {
  const { at, replyTo, text } = comment;
  const made = `${replyTo === null ? 'by' : 'reply by'} ${by} at ${at}: ${onOneLine(text)}`;
  return resolved ? `${made} (resolved by ${resolved.by} at ${resolved.at})` : made;
}

function withReason(words: string, reason: string | null): string {
  return reason === null ? words : `${words}: ${onOneLine(reason)}`;
}
