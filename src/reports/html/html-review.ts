import type { VerdictCode } from '../../domain/review/verdict.js';
import { showMoment } from '../../domain/text/shown-dates.js';
import type { ReportedProposal, ReportedReview } from '../reported-review.js';
import {
  judgeWords,
  proposalWords,
  settlementWords,
  settlerWords,
  verdictWords,
} from '../sentences.js';

/** What colleagues said of an annotation, as its entry shows it. */
export interface ReviewView {
  verdicts: (SaidView & { code: VerdictCode })[];
  proposals: ProposalView[];
  settlement: SaidView | null;
}

/** Who said what, when and why. */
interface SaidView {
  by: string;
  did: string;
  /** When; null where the report is for readers. */
  moment: { iso: string; words: string } | null;
  why: string | null;
}

interface ProposalView extends SaidView {
  parts: { term: string; words: string }[];
  outcome: string;
  /** Why it was declined. */
  refusal: string | null;
}

/** The review of an annotation; null where nobody has said anything that the entry would show. */
export function reviewView({ proposals, settlement, verdicts }: ReportedReview): ReviewView | null {
  if (verdicts.length === 0 && proposals.length === 0 && settlement === null) return null;
  return {
    verdicts: verdicts.map((each) => ({
      ...saidView(judgeWords(each), verdictWords(each), each.at, each.reason),
      code: each.verdict.verdict,
    })),
    proposals: proposals.map(proposalView),
    settlement:
      settlement &&
      saidView(
        settlerWords(settlement),
        settlementWords(settlement),
        settlement.at,
        settlement.reason,
      ),
  };
}

function proposalView(reported: ReportedProposal): ProposalView {
  const { by, outcome, parts, proposal } = reported;
  return {
    ...saidView(by, proposalWords(reported), proposal.at, proposal.reason),
    parts: parts.map(({ label, said }) => ({ term: label, words: said })),
    outcome: outcome.sentence,
    refusal: outcome.reason,
  };
}

function saidView(by: string, did: string, at: string | null, why: string | null): SaidView {
  return { by, did, moment: at === null ? null : { iso: at, words: showMoment(at) }, why };
}
