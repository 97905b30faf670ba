import type { Annotation } from '../domain/annotations/annotation.js';
import type { PlacedAnnotation } from '../domain/articles/article-reading.js';
import type { DecidedWording } from '../domain/claims/claim-warnings.js';
import { countedChain } from '../domain/claims/counted-chain.js';
import { independenceOf } from '../domain/claims/independence.js';
import type { Source } from '../domain/register/source.js';
import { isWithdrawn } from '../domain/review/settlement.js';
import type { ClaimOverride, SourcingOverride } from '../domain/sourcing/override.js';
import { type Sourcing, sourcingFacts, sourcingSentence } from '../domain/sourcing/sourcing.js';
import type { CheckedAgainst } from '../domain/sourcing/sourcing-checks.js';
import { showMoment } from '../domain/text/shown-dates.js';
import type { Material } from './public-part.js';

/** What carries an article, as a report says it. */
export interface ReportedSourcing {
  sentence: string;
  facts: readonly { term: string; words: string }[];
}

type SourceOf = (id: string) => Source | undefined;

/** Whether an annotation carries its article outside the desk: one that is withdrawn or stands nowhere does not. */
export function carriesArticle({ annotation, placement }: PlacedAnnotation): boolean {
  return !isWithdrawn(annotation) && placement.kind !== 'missing';
}

/** What an article rests on, as a sentence and as terms with their words. */
export function reportedSourcing(sourcing: Sourcing, sourceOf: SourceOf): ReportedSourcing {
  const facts = sourcingFacts(sourcing, sourceOf).map(({ term, words }) => ({ term, words }));
  return { sentence: sourcingSentence(sourcing, sourceOf), facts };
}

/** What the checks of a report look at: how claims are borne as far as that may be told. */
export function checkedAgainst(
  { article, bearings }: Pick<Material, 'article' | 'bearings'>,
  sources: ReadonlyMap<string, Source>,
): CheckedAgainst {
  const atLeastOf = (annotation: Annotation) => {
    const bearing = bearings.get(annotation.claim ?? '');
    if (!bearing) return independenceOf([countedChain(annotation, article, sources)]).atLeast;
    return annotation.stance === 'denies' ? bearing.atLeastDenied : bearing.atLeast;
  };
  return { sourceOf: (id) => sources.get(id), atLeastOf };
}

interface Warned {
  sentence: string;
  override: ClaimOverride | SourcingOverride | null;
}

/** A warning, and who set it aside, when and why; of whom there is no name, why alone. */
export function warningWords(
  { sentence, override }: Warned,
  nameOf: (id: string) => string | null,
): string {
  if (!override) return sentence;
  const { at, by, reason } = override;
  const who = nameOf(by);
  return `${sentence} Set aside${who === null ? '' : ` by ${who}, ${showMoment(at)}`}: ${reason}`;
}

/** That articles share wording, and what was decided of it; of whom there is no name, why alone. */
export function decidedWords(
  { sentence, decision }: DecidedWording,
  nameOf: (id: string) => string | null,
): string {
  const { at, by, independent, reason } = decision;
  const who = nameOf(by);
  const decided = `Decided${who === null ? '' : ` by ${who}, ${showMoment(at)}`}`;
  const what = independent ? 'independent all the same' : 'not independent';
  return `${sentence} ${decided}: ${what}. ${reason}`;
}
