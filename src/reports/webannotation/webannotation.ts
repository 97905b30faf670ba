import type { Edition } from '../../domain/articles/article.js';
import type { Format } from '../format.js';
import type { Identifiers } from '../identifiers.js';
import type { Report, ReportedAnnotation, ReportedArticle } from '../report.js';
import { hops, levels, person, textualBody } from './webannotation-bodies.js';
import { reviewItems } from './webannotation-review.js';

/**
 * A W3C Web Annotation collection (JSON-LD) with one page. Each passage is selected by quote and by
 * position, in code points of the edition that `state` names; each annotation has the chain as a
 * sentence, its note, and the chain hop by hop in Whence's own vocabulary. What colleagues said of it
 * comes after it, as annotations of the annotation.
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
    'whence:holders': { '@id': 'whence:holders', '@container': '@list' },
    'whence:source': { '@id': 'whence:source', '@type': '@id' },
    'whence:claim': { '@id': 'whence:claim', '@type': '@id' },
    'whence:blindRoundOn': { '@id': 'whence:blindRoundOn', '@type': '@id' },
  },
];

function collection(report: Report) {
  const { articles, date, identifiers, leftOut, whole } = report;
  const [first] = articles;
  const id = identifiers.collection(whole ? null : (first?.article.id ?? null));
  const items = articles.flatMap((reported) =>
    reported.annotations.flatMap((entry) => [
      annotation(report, reported, entry),
      ...reviewItems(report, entry),
    ]),
  );
  return {
    '@context': context,
    id,
    type: 'AnnotationCollection',
    label: whole ? 'Annotated provenance' : `Annotated provenance of “${first?.article.title}”`,
    ...(date !== null && { modified: date }),
    total: items.length,
    'whence:leftOut': leftOut.annotations,
    ...(leftOut.proposals > 0 && { 'whence:proposalsLeftOut': leftOut.proposals }),
    ...(articles.some(({ blind }) => blind) && {
      'whence:blindRoundOn': articles.flatMap(({ blind, iri }) => (blind ? iri : [])),
    }),
    first: { id: `${id}#page`, type: 'AnnotationPage', partOf: id, startIndex: 0, items },
  };
}

function annotation(report: Report, reported: ReportedArticle, entry: ReportedAnnotation) {
  const { annotation: content, creator, iri, placement, review } = entry;
  return {
    id: iri,
    type: 'Annotation',
    motivation: ['assessing', 'describing'],
    creator: person(content.creator, creator, report.identifiers),
    created: content.created,
    modified: content.modified,
    body: bodies(report, entry),
    target: target(reported, entry, report.identifiers),
    'whence:number': entry.number,
    'whence:status': content.status,
    ...(review.contributors.length > 0 && { 'whence:contributors': review.contributors }),
    'whence:revision': content.revision,
    'whence:placement': placement.kind,
  };
}

function bodies({ identifiers }: Report, entry: ReportedAnnotation) {
  const { annotation, claim, notation, sentence, stations } = entry;
  const { note } = annotation;
  return [
    textualBody('describing', sentence, 'en'),
    ...(note === null ? [] : [textualBody('commenting', note)]),
    {
      type: 'whence:Provenance',
      purpose: 'assessing',
      'whence:notation': notation,
      'whence:chain': hops(stations, identifiers),
      ...levels(annotation, claim, identifiers),
    },
  ];
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
