import { type DrawnHop, locatorWords } from '../../domain/chain/drawn-hops.js';
import type { Evidence } from '../../domain/chain/hop.js';
import { reliabilityInSentence } from '../../domain/chain/scales.js';
import { onOneLine } from '../../domain/history/words.js';
import { inQuotes } from '../../domain/text/wording.js';
import type { ReportedArticle } from '../report.js';
import type { ReportedAnnotation } from '../reported-annotation.js';
import { stanceIn } from '../reported-claims.js';
import { type Columns, lines } from './csv-cells.js';
import { commentLine, proposalLine, verdictLine } from './csv-review.js';

export interface AnnotationRow {
  article: ReportedArticle;
  entry: ReportedAnnotation;
}

/** Which passage it is: with these every table on annotations begins. */
export const passageColumns: Columns<AnnotationRow> = {
  number: ({ entry }) => entry.number,
  quote: ({ entry }) => entry.annotation.target.exact,
};

/** What is said of the passage, as far as everybody wants to know it. */
export const statementColumns: Columns<AnnotationRow> = {
  chain: ({ entry }) => entry.sentence,
  confidence: ({ entry }) => entry.annotation.confidence,
  'weakest link': ({ entry: { weakest } }) =>
    weakest?.reliability ? `${weakest.name} (${reliabilityInSentence(weakest.reliability)})` : null,
  status: ({ entry }) => entry.annotation.status,
  claim: ({ entry }) => entry.claim?.statement ?? null,
  stance: ({ entry }) => entry.claim && stanceIn(entry),
  note: ({ entry }) => entry.annotation.note,
  title: ({ article }) => article.article.title,
};

/** Everything else that an annotation says of itself, whatever a row is about. */
export const recordColumns: Columns<AnnotationRow> = {
  publisher: ({ article }) => article.article.publisher,
  byline: ({ article }) => article.article.byline,
  published: ({ article }) => article.article.publishedAt,
  url: ({ article }) => article.article.url,
  hops: ({ entry }) => entry.chain.hops,
  'weakest hop': ({ entry }) => entry.chain.weakest?.hop ?? null,
  grade: ({ entry }) => entry.grade,
  credibility: ({ entry }) => entry.annotation.credibility,
  'credibility in words': ({ entry }) => entry.credibility?.words ?? null,
  placement: ({ entry }) => entry.placement.kind,
  'placement reason': ({ entry: { placement } }) =>
    'reason' in placement ? placement.reason : null,
  'reads now': ({ entry: { placement } }) => (placement.kind === 'changed' ? placement.now : null),
  edition: ({ entry }) => entry.annotation.edition,
  start: ({ entry }) => entry.position.start,
  end: ({ entry }) => entry.position.end,
  'claim state': ({ entry }) => entry.standingClaim?.state ?? null,
  'claim reason': ({ entry }) => entry.standingClaim?.decision?.reason ?? null,
  'claim same as': ({ entry: { claim, standingClaim } }) =>
    standingClaim && standingClaim.id !== claim?.id ? standingClaim.statement : null,
  'claim sources': ({ entry }) => entry.bearing?.sentence ?? null,
  'claim sources at least': ({ entry }) => entry.bearing?.atLeast ?? null,
  'claim sources at most': ({ entry }) => entry.bearing?.atMost ?? null,
  'claim warnings': ({ entry }) => lines(entry.claimWarnings),
  'sourcing warnings': ({ entry }) => lines(entry.warnings),
  verdicts: ({ entry }) => lines(entry.review.verdicts.map(verdictLine)),
  proposals: ({ entry }) => lines(entry.review.proposals.map(proposalLine)),
  settlement: ({ entry }) => entry.review.settlement?.settlement.outcome ?? null,
  'settlement reason': ({ entry }) => entry.review.settlement?.reason ?? null,
  'settled by': ({ entry }) => entry.review.settlement?.by ?? null,
  'settled at': ({ entry }) => entry.review.settlement?.at ?? null,
  'settled revision': ({ entry }) => entry.review.settlement?.settlement.revision ?? null,
  labels: ({ entry }) => lines(entry.labels),
  revision: ({ entry }) => entry.annotation.revision,
  creator: ({ entry }) => entry.creator,
  contributors: ({ entry }) => lines(entry.review.contributors),
  created: ({ entry }) => entry.annotation.created,
  modified: ({ entry }) => entry.annotation.modified,
  notation: ({ entry }) => entry.notation,
  annotation: ({ entry }) => entry.iri,
  article: ({ article }) => article.iri,
  comments: ({ entry }) => lines(entry.review.comments.map(commentLine)),
};

/** A row an annotation: its chain stands in one cell, and what is said of its holders in a line for each. */
export const annotationColumns: Columns<AnnotationRow> = {
  ...passageColumns,
  ...statementColumns,
  origin: ({ entry }) => lines(originsOf(entry).map(({ name }) => name)),
  'unnamed sources': ({ entry }) => entry.chain.unnamed,
  'confidential sources': ({ entry }) => entry.chain.confidential,
  gaps: ({ entry }) => entry.chain.unknown,
  'taken on trust': ({ entry }) => entry.chain.onTrust,
  evidence: ({ entry }) => ofHolders(entry, ({ evidence }) => evidence.map(evidenceWords)),
  terms: ({ entry }) => ofHolders(entry, ({ terms }) => (terms === null ? [] : [terms])),
  ratings: ({ entry }) => ofHolders(entry, ratingWords),
  ...recordColumns,
};

function originsOf({ drawnHops }: ReportedAnnotation): readonly DrawnHop[] {
  return drawnHops.filter(({ hop }) => hop === 1);
}

/** What is said of each holder, a line for each thing, as in "hop 2, US embassy cable: page 3". */
function ofHolders(
  { drawnHops }: ReportedAnnotation,
  said: (holder: DrawnHop) => readonly string[],
): string | null {
  return lines(
    drawnHops.flatMap((holder) =>
      said(holder).map((words) => `hop ${holder.number}, ${holder.name}: ${onOneLine(words)}`),
    ),
  );
}

function evidenceWords(evidence: Evidence): string {
  const { excerpt, file, retrievedAt, sha256, url } = evidence;
  return [
    url,
    retrievedAt && `retrieved at ${retrievedAt}`,
    file &&
      `${file.name} (${file.type}, ${file.size} ${file.size === 1 ? 'byte' : 'bytes'}, SHA-256 ${file.sha256})`,
    locatorWords(evidence),
    excerpt && inQuotes(excerpt),
    sha256 && `SHA-256 ${sha256}`,
  ]
    .filter(Boolean)
    .join('; ');
}

function ratingWords({ reliability, ratedAt, reason, today }: DrawnHop): string[] {
  if (reliability === null) return [];
  const asides = [ratedAt && `on ${ratedAt}`, reason, today && `${today} today`].filter(Boolean);
  return [
    `${reliabilityInSentence(reliability)}${asides.length > 0 ? ` (${asides.join('; ')})` : ''}`,
  ];
}
