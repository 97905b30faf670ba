import type { Statement } from '../../domain/annotations/content-parts.js';
import type { Evidence } from '../../domain/chain/chain.js';
import { type DrawnHop, hopsIn } from '../../domain/chain/drawn-hops.js';
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

/**
 * What has no words of its own but a class: a specific resource, whose source is that thing. `of` is
 * the annotation that it is the body of.
 */
export function classedBody(
  of: string,
  purpose: string,
  type: string,
  said: object,
  identifiers: Identifiers,
) {
  return {
    type: 'SpecificResource',
    purpose,
    source: { id: identifiers.content(of), type, ...said },
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

/** The hops of a chain: the relation, and those who hold it; an honest gap has nobody. */
export function hops(row: readonly DrawnHop[], identifiers: Identifiers) {
  return hopsIn(row).map((hop) => ({
    type: 'whence:Hop',
    ...known('whence:relation', hop.at(-1)?.relation),
    'whence:holders': hop
      .filter(({ holder }) => holder !== null)
      .map((drawnHop) => holderBody(drawnHop, identifiers)),
  }));
}

/** What is not known is left out. */
function holderBody(drawnHop: DrawnHop, identifiers: Identifiers) {
  const { evidence, source } = drawnHop;
  return {
    type: 'whence:Holder',
    ...(source !== null && { 'whence:source': identifiers.source(source) }),
    'whence:name': drawnHop.name,
    ...known('whence:sameAs', drawnHop.sameAs),
    ...known('whence:kind', drawnHop.kind),
    ...(drawnHop.unnamed && { 'whence:unnamed': true }),
    ...(drawnHop.confidential && { 'whence:confidential': true }),
    ...known('whence:describedAs', drawnHop.as),
    ...(drawnHop.firstHand && { 'whence:firstHand': true }),
    'whence:basis': drawnHop.basis,
    ...known('whence:terms', drawnHop.terms),
    ...known('whence:check', drawnHop.check),
    ...known('whence:reliability', drawnHop.reliability),
    ...known('whence:reliabilityWords', drawnHop.words),
    ...known('whence:ratedAt', drawnHop.ratedAt),
    ...known('whence:reliabilityToday', drawnHop.today),
    ...known('whence:ratingReason', drawnHop.reason),
    ...(evidence.length > 0 && { 'whence:evidence': evidence.map(evidenceBody) }),
  };
}

function evidenceBody({ file, ...piece }: Evidence) {
  return {
    type: 'whence:Evidence',
    ...known('whence:url', piece.url),
    ...known('whence:excerpt', piece.excerpt),
    ...known('whence:retrievedAt', piece.retrievedAt),
    ...known('whence:sha256', piece.sha256),
    ...(file && { 'whence:file': { type: 'whence:File', ...terms(file) } }),
    ...known('whence:page', piece.page),
    ...known('whence:paragraph', piece.paragraph),
    ...known('whence:time', piece.time),
  };
}

function terms({ name, type, size, sha256 }: NonNullable<Evidence['file']>) {
  return {
    'whence:name': name,
    'whence:mediaType': type,
    'whence:size': size,
    'whence:sha256': sha256,
  };
}

function known(term: string, value: string | null | undefined): Record<string, string> {
  return value === null || value === undefined ? {} : { [term]: value };
}
