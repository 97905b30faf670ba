import type { Statement } from '../../domain/annotations/content-parts.js';
import type { Station } from '../../domain/chain/drawn-hops.js';
import { credibilityWords } from '../../domain/chain/scales.js';
import type { Claim } from '../../domain/claims/claim.js';
import type { Identifiers } from '../identifiers.js';

/** Somebody who made an annotation. */
export function person(id: string, name: string, identifiers: Identifiers) {
  return { id: identifiers.person(id), type: 'Person', name };
}

/** People's words, or ours, as plain text. */
export function textualBody(purpose: string, value: string, language?: string) {
  return {
    type: 'TextualBody',
    purpose,
    format: 'text/plain',
    ...(language !== undefined && { language }),
    value,
  };
}

/** The levels, the claim and the stance of a statement; what is not given is left out. */
export function levels(
  { confidence, credibility, stance }: Partial<Statement>,
  claim: Claim | null,
  identifiers: Identifiers,
) {
  return {
    ...known('whence:confidence', confidence),
    ...(credibility && {
      'whence:credibility': credibility,
      'whence:credibilityWords': credibilityWords(credibility),
    }),
    ...(claim && {
      'whence:claim': identifiers.claim(claim.id),
      'whence:statement': claim.statement,
    }),
    ...known('whence:stance', stance),
  };
}

/** A station of a chain; what is not known is left out, an honest gap has no source. */
export function hop(station: Station, identifiers: Identifiers) {
  const { evidence, source } = station;
  return {
    type: 'whence:Hop',
    ...(source !== null && { 'whence:source': identifiers.source(source) }),
    'whence:name': station.name,
    ...known('whence:kind', station.kind),
    ...(station.unnamed && { 'whence:unnamed': true }),
    ...(station.confidential && { 'whence:confidential': true }),
    ...known('whence:describedAs', station.as),
    ...(station.firsthand && { 'whence:firsthand': true }),
    ...known('whence:relation', station.relation),
    'whence:basis': station.basis,
    ...known('whence:terms', station.terms),
    ...known('whence:check', station.check),
    ...known('whence:reliability', station.reliability),
    ...known('whence:reliabilityWords', station.words),
    ...known('whence:ratedAt', station.ratedAt),
    ...known('whence:ratingReason', station.reason),
    ...known('whence:evidenceUrl', evidence?.url),
    ...known('whence:evidenceExcerpt', evidence?.excerpt),
    ...known('whence:evidenceRetrievedAt', evidence?.retrievedAt),
    ...known('whence:evidenceSha256', evidence?.sha256),
  };
}

function known(term: string, value: string | null | undefined): Record<string, string> {
  return value === null || value === undefined ? {} : { [term]: value };
}
