import {
  type ClaimFigures,
  type ClaimPassage,
  countsInside,
  sourcesNamedIn,
} from '../../domain/claims/claim-figures.js';
import {
  claimSentences,
  type NamedSource,
  type SentencePart,
} from '../../domain/claims/claim-sentence.js';
import {
  type StandingWarning,
  type WarnedPassage,
  warningsOf,
  withOverrides,
} from '../../domain/claims/claim-warnings.js';
import type { ClaimOverride } from '../../domain/sourcing/override.js';
import type { Desk } from '../desk.js';
import { documentsById } from '../documents.js';
import type { ClaimStanding } from './kept-claims.js';

/** How a claim stands, in words; `sources` are the entries that its figures name, by id. */
export interface ClaimInWords {
  sentences: SentencePart[][];
  warnings: StandingWarning[];
  sources: ReadonlyMap<string, NamedSource>;
}

/** Figures, the passages that they are of, and what is known of the sources that they name. */
export interface FiguresRead {
  figures: ClaimFigures;
  passages: readonly (WarnedPassage & Pick<ClaimPassage, 'isWithdrawn' | 'isBlind'>)[];
  named: ReadonlyMap<string, NamedSource>;
  /** The warnings that were set aside, where the figures are a claim’s. */
  overrides?: readonly ClaimOverride[];
}

/** Says how some claims stand as the desk counts them, in their order. */
export function tellStandings(
  desk: Pick<Desk, 'store'>,
  standings: readonly ClaimStanding[],
): Promise<ClaimInWords[]> {
  return tellFigures(
    desk,
    standings.map(({ inside, ...standing }) => ({
      ...{ figures: inside, ...standing },
      overrides: standing.claim.overrides,
    })),
  );
}

/** Puts some figures into words, in their order. */
export async function tellFigures(
  desk: Pick<Desk, 'store'>,
  asked: readonly FiguresRead[],
): Promise<ClaimInWords[]> {
  const unknown = asked.flatMap(({ figures, named }) =>
    sourcesNamedIn(figures).filter((id) => !named.has(id)),
  );
  const read =
    unknown.length === 0 ? new Map() : await documentsById(desk, 'sources', new Set(unknown));
  return asked.map(({ figures, passages, named, overrides = [] }) => {
    const sources = new Map([...named, ...read]);
    const sourceOf = (id: string) => sources.get(id);
    const warnings = warningsOf(figures, sourceOf, passages.filter(countsInside));
    return {
      sentences: claimSentences(figures, sourceOf),
      warnings: withOverrides(warnings, overrides),
      sources,
    };
  });
}

/** Says how one claim stands, as the desk counts it. */
export async function tellStanding(
  desk: Pick<Desk, 'store'>,
  standing: ClaimStanding,
): Promise<ClaimInWords> {
  const [told] = await tellStandings(desk, [standing]);
  return told ?? { sentences: [], warnings: [], sources: new Map() };
}
