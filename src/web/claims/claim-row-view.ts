import { qualitiesOf } from '../../desk/claims/claim-list.js';
import type { ClaimInWords } from '../../desk/claims/claim-reading.js';
import type { ClaimStanding } from '../../desk/claims/kept-claims.js';
import type { Claim } from '../../domain/claims/claim.js';
import type { ClaimFigures } from '../../domain/claims/claim-figures.js';
import { sentenceText } from '../../domain/claims/claim-sentence.js';

/** A claim in a list. */
interface ClaimRow {
  id: string;
  statement: string;
  sentence: string;
  state: StateView;
  /** "3 assert, 1 denies": the annotations by their stances. */
  stances: string;
  /** What it is filtered by: single source, circular, contested, passage changed. */
  marks: string[];
}

export interface StateView {
  code: Claim['state'];
  sign: string;
}

/** The signs of statuses serve here too: nothing said yet, yes, no, both. */
export const signs = {
  open: 'unreviewed',
  confirmed: 'agreed',
  refuted: 'declined',
  undecided: 'disputed',
} as const satisfies Record<Claim['state'], string>;

/** A claim in a list, with the sentence on its witnesses and marks for what calls for care. */
export function claimRow(standing: ClaimStanding, told: ClaimInWords): ClaimRow {
  const { claim, inside } = standing;
  return {
    id: claim.id,
    statement: claim.statement,
    sentence: sentenceText(told.sentences),
    state: { code: claim.state, sign: signs[claim.state] },
    stances: stancesWords(inside),
    marks: qualitiesOf(standing),
  };
}

function stancesWords({ asserts, denies, questions }: ClaimFigures): string {
  const rows = [
    [asserts.annotations, 'asserts', 'assert'],
    [denies.annotations, 'denies', 'deny'],
    [questions.annotations, 'questions', 'question'],
  ] as const;
  const words = rows.flatMap(([count, one, many]) =>
    count === 0 ? [] : [`${count} ${count === 1 ? one : many}`],
  );
  return words.join(', ') || 'no passages';
}
