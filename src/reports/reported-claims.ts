import type { Claim } from '../domain/claims/claim.js';
import { capitalised, inQuotes, withFullStop } from '../domain/text/wording.js';
import type { ReportedAnnotation } from './reported-annotation.js';
import { carriesArticle } from './reported-sourcing.js';
import { decisionWords } from './sentences.js';

/** A claim on which annotations of a report bear. */
export interface ReportedClaim {
  statement: string;
  /** Its annotations by their numbers, and what each does: "asserts", "no longer denies". */
  notes: { id: string; number: number; stance: string }[];
  /** How many sources bear it, how the desk decided, and what it is warned of. */
  sentences: readonly string[];
}

/** The claims of annotations, each once, in the order in which they are first borne. */
export function reportedClaims(annotations: readonly ReportedAnnotation[]): ReportedClaim[] {
  const claims = new Map<string, ReportedClaim>();
  for (const entry of annotations) {
    if (!entry.claim) continue;
    const { annotation, claim, number } = entry;
    const note = { id: annotation.id, number, stance: stanceIn(entry) };
    const known = claims.get(claim.id);
    if (known) known.notes.push(note);
    else {
      const { statement } = claim;
      claims.set(claim.id, { statement, sentences: sentencesOf(entry), notes: [note] });
    }
  }
  return [...claims.values()];
}

/** How an annotation stands to its claim; of one that counts no more, how it did. */
export function stanceIn(entry: Pick<ReportedAnnotation, 'annotation' | 'placement'>): string {
  const stance = entry.annotation.stance ?? 'asserts';
  return carriesArticle(entry) ? stance : `no longer ${stance}`;
}

/** What an annotation does to its claim: "Asserts", and the claim; null where it has none. */
export function claimWords(
  entry: Pick<ReportedAnnotation, 'annotation' | 'placement' | 'claim'>,
): { term: string; words: string } | null {
  return entry.claim && { term: capitalised(stanceIn(entry)), words: entry.claim.statement };
}

/** Which notes bear on a claim, and what each does: "Note 4 denies it, note 7 no longer asserts it." */
export function bearersWords({ notes }: Pick<ReportedClaim, 'notes'>): string {
  const bearers = notes.map(({ number, stance }) => `note ${number} ${stance} it`);
  return `${capitalised(bearers.join(', '))}.`;
}

/** With which claim one was found to be one, in a sentence; none where it stands for itself. */
export function joiningWords(claim: Claim, standing: Claim): string[] {
  if (claim.id === standing.id) return [];
  return [withFullStop(`It is one claim with ${inQuotes(standing.statement)}`)];
}

function sentencesOf({
  bearing,
  claim,
  claimWarnings,
  standingClaim,
}: ReportedAnnotation): string[] {
  const decided = standingClaim && decisionWords(standingClaim);
  return [
    ...(claim && standingClaim ? joiningWords(claim, standingClaim) : []),
    ...(bearing ? [bearing.sentence] : []),
    ...(decided === null ? [] : [withFullStop(`The desk calls it ${decided}`)]),
    ...claimWarnings,
  ];
}
