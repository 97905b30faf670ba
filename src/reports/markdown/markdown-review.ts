import { showMoment } from '../../domain/text/shown-dates.js';
import type { ReportedProposal, ReportedReview } from '../reported-review.js';
import {
  judgeWords,
  proposalWords,
  settlementWords,
  settlerWords,
  verdictWords,
} from '../sentences.js';
import { block, code, inline, list, quote } from './markdown-text.js';

/** What colleagues said of an annotation, as blocks of CommonMark; none where nobody said anything. */
export function reviewBlocks({ proposals, settlement, verdicts }: ReportedReview): string[] {
  const found = verdicts.map((each) => {
    return said(`${each.sign} ${judgeWords(each)} ${verdictWords(each)}`, each.at, each.reason);
  });
  const settled = settlement && `■ ${settlerWords(settlement)} ${settlementWords(settlement)}`;
  return [
    ...(found.length > 0 ? ['Verdicts:', list(found)] : []),
    ...(proposals.length > 0 ? ['Proposals:', list(proposals.map(proposalItem))] : []),
    ...(settlement && settled ? [said(settled, settlement.at, settlement.reason)] : []),
  ];
}

function proposalItem(reported: ReportedProposal): string {
  const { by, notation, outcome, parts, proposal } = reported;
  return [
    said(`${by} ${proposalWords(reported)}`, proposal.at, proposal.reason),
    list(parts.map(({ label, said }) => inline(`${label}: ${said}`))),
    ...(notation === null ? [] : [code(notation)]),
    inline(outcome.sentence),
    ...(outcome.reason === null ? [] : [quote(block(outcome.reason))]),
  ].join('\n\n');
}

/** Who did what, when, and their reason as a quotation below it. */
function said(words: string, at: string | null, why: string | null): string {
  const sentence = [inline(words), ...(at === null ? [] : [` ${showMoment(at)}`])]
    .map((part) => `${part}.`)
    .join('');
  return why === null ? sentence : `${sentence}\n\n${quote(block(why))}`;
}
