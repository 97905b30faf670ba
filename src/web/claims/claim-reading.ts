import type { ClaimInWords } from '../../desk/claims/claim-reading.js';
import type { ClaimStanding } from '../../desk/claims/kept-claims.js';
import type { Annotation } from '../../domain/annotations/annotation.js';
import type { Article } from '../../domain/articles/article.js';
import type { Claim } from '../../domain/claims/claim.js';
import type { Event } from '../../domain/history/event.js';
import type { HistoryNames } from '../../domain/history/history.js';
import type { MapView } from '../../domain/map/map-view.js';
import type { Source } from '../../domain/register/source.js';
import type { RefusedForm } from '../forms/sent-form.js';

/** What a claim's page is made of: the annotations are those that are shown. */
export interface ClaimReading {
  claim: Claim;
  tag: string;
  standing: ClaimStanding;
  told: ClaimInWords;
  annotations: ReadonlyMap<string, Annotation>;
  articles: ReadonlyMap<string, Article>;
  sources: ReadonlyMap<string, Source>;
  /** Pairs of go-betweens that may be one person. */
  doubts: readonly (readonly [Source, Source])[];
  joined: readonly Claim[];
  alike: readonly Claim[];
  events: readonly Event[];
  names: HistoryNames;
  people: ReadonlyMap<string, string>;
  witnesses: WitnessChoice | null;
  /** The form of the page that could not be taken. */
  refused: RefusedForm | null;
  /** Sources, of which one stands in the chains of those that are shown; none: all are. */
  through: readonly string[];
  map: MapView | null;
}

/** Whose witnesses alone are shown. */
export type WitnessChoice = 'independent' | 'possible' | 'denying-independent';

/** Which witnesses an address asks for; null where it names none that there are. */
export function witnessChoice(asked: string): WitnessChoice | null {
  const choices = ['independent', 'possible', 'denying-independent'] as const;
  return choices.find((choice) => choice === asked) ?? null;
}
