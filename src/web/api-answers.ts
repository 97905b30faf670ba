import type { z } from 'zod';
import type { Tally } from '../desk/articles/article-tallies.js';
import type { Annotation } from '../domain/annotations/annotation.js';
import type { Statement } from '../domain/annotations/content-parts.js';
import type { Article, Edition } from '../domain/articles/article.js';
import type { Placed, Reading } from '../domain/articles/article-reading.js';
import { type Chain, type Hop, summarise } from '../domain/chain/chain.js';
import { notationOf } from '../domain/chain/notation/print-chain.js';
import type { Claim } from '../domain/claims/claim.js';
import type { Event } from '../domain/history/event.js';
import { describe } from '../domain/history/history.js';
import type { HistoryNames } from '../domain/history/words.js';
import { currentRating, type Source } from '../domain/register/source.js';
import { contributorsTo } from '../domain/review/proposal.js';
import type { Settlement } from '../domain/review/settlement.js';
import type { VerdictCode } from '../domain/review/verdict.js';
import type { CodePointIndex } from '../domain/text/span.js';
import type {
  annotationShape,
  articleShape,
  claimShape,
  eventShape,
  settlementShape,
  sourceShape,
} from './api-shapes.js';

export type People = ReadonlyMap<string, string>;
export type Answer<S extends z.ZodType> = z.output<S>;
export type AnnotationAnswer = Answer<typeof annotationShape>;

export function person(id: string, people: People) {
  return { id, name: people.get(id) ?? id };
}

export function articleAnswer(
  article: Article,
  edition: Edition,
  { annotations, unreviewed }: Tally,
  people: People,
): Answer<typeof articleShape> {
  const { number, sha256, length, capturedAt } = edition;
  return {
    id: article.id,
    version: article.version,
    title: article.title,
    publisher: article.publisher,
    byline: article.byline,
    url: article.url,
    publishedAt: article.publishedAt,
    language: article.language,
    edition: { number, sha256, length, capturedAt },
    annotations,
    unreviewed,
    creator: person(article.creator, people),
    created: article.created,
  };
}

/** An annotation of a reading; `index` counts the code points of the edition that it is of. */
export function annotationAnswer(
  { annotation, placement }: Placed,
  reading: Reading,
  index: CodePointIndex,
): AnnotationAnswer {
  const { settlement } = annotation;
  return {
    id: annotation.id,
    version: annotation.version,
    revision: annotation.revision,
    article: annotation.article,
    placement: placement.kind,
    ...statementAnswer(annotation, reading, index),
    note: annotation.note,
    status: annotation.status,
    verdicts: verdictCounts(annotation),
    settlement: settlement && settlementAnswer(settlement, reading.people),
    round: annotation.round,
    creator: person(annotation.creator, reading.people),
    contributors: contributorsTo(annotation).map((id) => person(id, reading.people)),
    created: annotation.created,
    modified: annotation.modified,
  };
}

/** What an annotation says, or what is proposed in its place. */
export function statementAnswer(
  { edition, target, chain, confidence, credibility, claim: claimId, stance }: Statement,
  reading: Reading,
  index: CodePointIndex,
) {
  const claim = claimId === null ? undefined : reading.claims.get(claimId);
  return {
    edition,
    target: {
      exact: target.exact,
      prefix: target.prefix,
      suffix: target.suffix,
      start: index.toCodePoints(target.start),
      end: index.toCodePoints(target.end),
    },
    chain: chainAnswer(chain, reading),
    confidence,
    credibility,
    claim: claim ? { id: claim.id, statement: claim.statement } : null,
    stance,
  };
}

function verdictCounts({ verdicts }: Annotation): AnnotationAnswer['verdicts'] {
  const count = (code: VerdictCode) => verdicts.filter(({ verdict }) => verdict === code).length;
  return { agree: count('agree'), dispute: count('dispute'), unsure: count('unsure') };
}

export function settlementAnswer(
  { outcome, reason, revision, by, at }: Settlement,
  people: People,
): Answer<typeof settlementShape> {
  return { outcome, reason, revision, by: person(by, people), at };
}

function chainAnswer(chain: Chain, reading: Reading) {
  return {
    notation: notationOf(chain, reading),
    hops: chain.map((hop) => hopAnswer(hop, reading)),
    summary: summarise(chain, (id) => reading.sources.get(id)),
  };
}

/** A hop, in the form in which one can be sent. */
function hopAnswer(hop: Hop, { sources }: Reading) {
  const source = hop.source === null ? undefined : sources.get(hop.source);
  return {
    source: hop.source,
    name: source?.name ?? null,
    kind: source?.kind ?? null,
    unnamed: source?.unnamed ?? false,
    confidential: source?.confidential ?? false,
    as: hop.as,
    firsthand: hop.firsthand,
    relation: hop.relation,
    basis: hop.basis,
    terms: hop.terms,
    check: hop.check,
    reliability: hop.rating?.reliability ?? null,
    ratedAt: hop.rating?.at ?? null,
    reason: hop.rating?.reason ?? null,
    evidence: hop.evidence,
  };
}

export function sourceAnswer(
  source: Source,
  annotations: number,
  people: People,
): Answer<typeof sourceShape> {
  return {
    id: source.id,
    version: source.version,
    name: source.name,
    kind: source.kind,
    unnamed: source.unnamed,
    confidential: source.confidential,
    aliases: source.aliases,
    affiliation: source.affiliation,
    reliability: currentRating(source)?.reliability ?? null,
    ratings: source.ratings.map((rating) => ({ ...rating, by: person(rating.by, people) })),
    annotations,
    creator: person(source.creator, people),
    created: source.created,
  };
}

export function claimAnswer(
  { id, version, statement, state, creator, created }: Claim,
  annotations: number,
  people: People,
): Answer<typeof claimShape> {
  return {
    id,
    version,
    statement,
    state,
    annotations,
    creator: person(creator, people),
    created,
  };
}

/** Values before and after are left out: their positions are the program's own. */
export function eventAnswer(event: Event, names: HistoryNames): Answer<typeof eventShape> {
  const { id, at, by, action, subject, article, before, after } = event;
  return {
    id,
    at,
    by: person(by, names.people),
    action,
    subject,
    article,
    fields: Object.keys(after ?? before ?? {}),
    sentence: describe(event, names),
  };
}
