import type { Edition } from '../domain/article.js';
import type { Station } from '../domain/stations.js';
import type { Format } from './format.js';
import type { Identifiers } from './identifiers.js';
import type { Report, ReportedAnnotation, ReportedArticle } from './report.js';

/**
 * A W3C Web Annotation collection (JSON-LD) with one page. Each passage is selected by quote and by
 * position, in code points of the edition that `state` names; each annotation has the chain as a
 * sentence, its note, and the chain hop by hop in Whence's own vocabulary.
 */
export const webannotation: Format = {
  label: 'Web Annotation',
  purpose: 'W3C JSON-LD, for other annotation tools',
  mediaType: 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
  extension: 'jsonld',
  write: (report) => `${JSON.stringify(collection(report), null, 2)}\n`,
};

/** Whence's own terms. Those that hold a list keep its order; those that name a thing are IRIs. */
const context = [
  'http://www.w3.org/ns/anno.jsonld',
  {
    whence: 'urn:whence:vocabulary:',
    'whence:chain': { '@id': 'whence:chain', '@container': '@list' },
    'whence:source': { '@id': 'whence:source', '@type': '@id' },
    'whence:claim': { '@id': 'whence:claim', '@type': '@id' },
  },
];

function collection(report: Report) {
  const { articles, date, identifiers, leftOut, whole } = report;
  const [first] = articles;
  const id = identifiers.collection(whole ? null : (first?.article.id ?? null));
  const items = articles.flatMap((reported) =>
    reported.annotations.map((entry) => annotation(report, reported, entry)),
  );
  return {
    '@context': context,
    id,
    type: 'AnnotationCollection',
    label: whole ? 'Annotated provenance' : `Annotated provenance of “${first?.article.title}”`,
    ...(date !== null && { modified: date }),
    total: items.length,
    'whence:leftOut': leftOut,
    first: { id: `${id}#page`, type: 'AnnotationPage', partOf: id, startIndex: 0, items },
  };
}

function annotation(report: Report, reported: ReportedArticle, entry: ReportedAnnotation) {
  const { annotation: content, creator, iri, placement } = entry;
  return {
    id: iri,
    type: 'Annotation',
    motivation: ['assessing', 'describing'],
    creator: {
      id: report.identifiers.person(content.creator),
      type: 'Person',
      name: creator,
    },
    created: content.created,
    modified: content.modified,
    body: bodies(report, entry),
    target: target(reported, entry, report.identifiers),
    'whence:number': entry.number,
    'whence:status': content.status,
    'whence:revision': content.revision,
    'whence:placement': placement.kind,
  };
}

function bodies({ identifiers }: Report, entry: ReportedAnnotation) {
  const { annotation, claim, credibility, notation, sentence, stations } = entry;
  const { confidence, note, stance } = annotation;
  return [
    textualBody('describing', sentence, 'en'),
    ...(note === null ? [] : [textualBody('commenting', note)]),
    {
      type: 'whence:Provenance',
      purpose: 'assessing',
      'whence:notation': notation,
      'whence:chain': stations.map((station) => hop(station, identifiers)),
      ...(confidence !== null && { 'whence:confidence': confidence }),
      ...(credibility && {
        'whence:credibility': credibility.code,
        'whence:credibilityWords': credibility.words,
      }),
      ...(claim && {
        'whence:claim': identifiers.claim(claim.id),
        'whence:statement': claim.statement,
      }),
      ...(stance !== null && { 'whence:stance': stance }),
    },
  ];
}

function textualBody(purpose: string, value: string, language?: string) {
  return {
    type: 'TextualBody',
    purpose,
    format: 'text/plain',
    ...(language !== undefined && { language }),
    value,
  };
}

/** A station of a chain; what is not known is left out, an honest gap has no source. */
function hop(station: Station, identifiers: Identifiers) {
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

function target(reported: ReportedArticle, entry: ReportedAnnotation, ids: Identifiers) {
  const { article, editions, iri } = reported;
  const { exact, prefix, suffix } = entry.annotation.target;
  const edition = editions.find(({ number }) => number === entry.annotation.edition);
  return {
    type: 'SpecificResource',
    source: article.url ?? iri,
    selector: [
      { type: 'TextQuoteSelector', exact, prefix, suffix },
      { type: 'TextPositionSelector', ...entry.position },
    ],
    ...(edition && { state: state(edition, ids) }),
  };
}

/** The text in which the positions hold: the edition as it was captured, with its digest. */
function state(edition: Edition, identifiers: Identifiers) {
  return {
    id: identifiers.edition(edition.article, edition.number),
    type: 'TimeState',
    sourceDate: edition.capturedAt,
    'whence:edition': edition.number,
    'whence:sha256': edition.sha256,
  };
}
