import type { Claim } from '../domain/claims/claim.js';
import { listed } from '../domain/history/words.js';
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

/**
 * The claims of annotations, each once, in the order and the wording in which they are first borne: what was found
 * to be one is told of once, with every wording.
 */
export function reportedClaims(annotations: readonly ReportedAnnotation[]): ReportedClaim[] {
  const claims = new Map<string, ReportedAnnotation[]>();
  for (const entry of annotations) {
    const id = entry.standingClaim?.id ?? entry.claim?.id;
    if (id === undefined) continue;
    const known = claims.get(id);
    if (known) known.push(entry);
    else claims.set(id, [entry]);
  }
  return [...claims.values()].flatMap(([first, ...others]) => {
    if (!first?.claim) return [];
    const { statement } = first.claim;
    const notes = [first, ...others].map((entry) => {
      return { id: entry.annotation.id, number: entry.number, stance: stanceIn(entry) };
    });
    return [{ statement, sentences: sentencesOf(first, others), notes }];
  });
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

/** With which others a claim was found to be one, in a sentence; none where it is one with itself alone. */
export function joiningWords(claim: Claim, others: Iterable<Claim>): string[] {
  const statements = new Map(Array.from(others, ({ id, statement }) => [id, inQuotes(statement)]));
  statements.delete(claim.id);
  if (statements.size === 0) return [];
  return [withFullStop(`It is one claim with ${listed([...statements.values()])}`)];
}

function sentencesOf(first: ReportedAnnotation, others: readonly ReportedAnnotation[]): string[] {
  const { bearing, claim, claimWarnings, standingClaim } = first;
  const decided = standingClaim && decisionWords(standingClaim);
  const wordings = [standingClaim, ...others.map((each) => each.claim)].filter((each) => !!each);
  return [
    ...(claim ? joiningWords(claim, wordings) : []),
    ...(bearing ? [bearing.sentence] : []),
    ...(decided === null ? [] : [withFullStop(`The desk calls it ${decided}`)]),
    ...claimWarnings,
  ];
}
