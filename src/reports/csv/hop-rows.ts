import { type DrawnHop, locatorWords } from '../../domain/chain/drawn-hops.js';
import type { Evidence } from '../../domain/chain/hop.js';
import type { Identifiers } from '../identifiers.js';
import {
  type AnnotationRow,
  passageColumns,
  recordColumns,
  statementColumns,
} from './annotation-rows.js';
import { type Columns, lines } from './csv-cells.js';
import { verdictLine, verdictsOnHop } from './csv-review.js';

interface HopRow extends AnnotationRow {
  identifiers: Identifiers;
  drawnHop: DrawnHop;
}

/** A row a holder of a hop, and one for a gap; of its annotation each says the same. */
export const hopColumns: Columns<HopRow> = {
  ...passageColumns,
  hop: ({ drawnHop }) => drawnHop.hop,
  holder: ({ drawnHop }) => drawnHop.holder,
  source: ({ drawnHop }) => drawnHop.name,
  kind: ({ drawnHop }) => drawnHop.kind,
  unnamed: ({ drawnHop }) => drawnHop.unnamed,
  confidential: ({ drawnHop }) => drawnHop.confidential,
  'same as': ({ drawnHop }) => drawnHop.sameAs,
  'described as': ({ drawnHop }) => drawnHop.as,
  'first-hand': ({ drawnHop }) => drawnHop.firstHand,
  'relation to next': ({ drawnHop }) => drawnHop.relation,
  basis: ({ drawnHop }) => drawnHop.basis,
  terms: ({ drawnHop }) => drawnHop.terms,
  check: ({ drawnHop }) => drawnHop.check,
  reliability: ({ drawnHop }) => drawnHop.reliability,
  'reliability in words': ({ drawnHop }) => drawnHop.words,
  ...statementColumns,
  'rated at': ({ drawnHop }) => drawnHop.ratedAt,
  'rating reason': ({ drawnHop }) => drawnHop.reason,
  'reliability today': ({ drawnHop }) => drawnHop.today,
  'evidence url': ofEvidence(({ url }) => url),
  'evidence excerpt': ofEvidence(({ excerpt }) => excerpt),
  'evidence retrieved at': ofEvidence(({ retrievedAt }) => retrievedAt),
  'evidence file': ofEvidence(({ file }) => file?.name ?? null),
  'evidence digest': ofEvidence(({ file, sha256 }) => [file?.sha256 ?? [], sha256 ?? []].flat()),
  'evidence place': ofEvidence((piece) => locatorWords(piece) || null),
  'verdicts on hop': ({ drawnHop, entry }) =>
    lines(verdictsOnHop(entry.review, drawnHop).map(verdictLine)),
  'source id': ({ drawnHop, identifiers }) =>
    drawnHop.source === null ? null : identifiers.source(drawnHop.source),
  ...recordColumns,
};

function ofEvidence(said: (piece: Evidence) => string | string[] | null) {
  return ({ drawnHop }: HopRow) => lines(drawnHop.evidence.flatMap((piece) => said(piece) ?? []));
}
