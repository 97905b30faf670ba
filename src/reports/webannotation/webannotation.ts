import type { Edition } from '../../domain/articles/article.js';
import { contributorsTo } from '../../domain/review/proposal.js';
import type { Format } from '../format.js';
import type { Identifiers } from '../identifiers.js';
import { JsonList, JsonObject, jsonPieces } from '../json-pieces.js';
import { OverallCount } from '../overall.js';
import type { Report, ReportedArticle } from '../report.js';
import type { ReportedAnnotation } from '../reported-annotation.js';
import { carriesArticle } from '../reported-sourcing.js';
import { classedBody, hops, levels, person, textualBody } from './webannotation-bodies.js';
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
  recordOnly: null,
  isData: true,
  async *write(report) {
    yield* jsonPieces(new JsonObject(collection(report)));
    yield '\n';
  },
};

const dateTime = 'http://www.w3.org/2001/XMLSchema#dateTime';

/** Whence's own terms. Those that hold a list keep its order; those that name a thing are IRIs. */
const context = [
  'http://www.w3.org/ns/anno.jsonld',
  {
    whence: 'urn:whence:vocabulary:',
    ...terms({ '@container': '@list' }, 'chain', 'holders'),
    ...terms(
      { '@type': '@id' },
      'source',
      'claim',
      'claimSameAs',
      'blindRoundOn',
      'contributors',
      'url',
    ),
    ...terms({ '@type': dateTime }, 'ratedAt', 'retrievedAt', 'resolved'),
  },
];

function terms(meaning: object, ...names: string[]) {
  return Object.fromEntries(
    names.map((name) => [`whence:${name}`, { '@id': `whence:${name}`, ...meaning }]),
  );
}

/** What is known when all annotations have gone by stands behind them. */
async function* collection(report: Report): AsyncGenerator<[string, unknown]> {
  const { contents, identifiers, whole } = report;
  const [first] = contents;
  const id = identifiers.collection(whole ? null : (first?.id ?? null));
  const seen = new ItemCount();
  yield ['@context', context];
  yield ['id', id];
  yield ['type', 'AnnotationCollection'];
  yield ['label', whole ? 'Annotated provenance' : `Annotated provenance of “${first?.title}”`];
  yield ['first', new JsonObject(page(report, id, seen))];
  const { date, leftOut } = seen.articles.overall;
  if (date !== null) yield ['modified', date];
  yield ['total', seen.items];
  yield ['whence:leftOut', leftOut.annotations];
  if (leftOut.proposals > 0) yield ['whence:proposalsLeftOut', leftOut.proposals];
  if (seen.blind.length > 0) yield ['whence:blindRoundOn', seen.blind];
}

/** What has gone by of a collection. */
class ItemCount {
  readonly articles = new OverallCount();
  /** Articles on which a blind round is open. */
  readonly blind: string[] = [];
  items = 0;
}

function* page(report: Report, id: string, seen: ItemCount): Generator<[string, unknown]> {
  yield ['id', `${id}#page`];
  yield ['type', 'AnnotationPage'];
  yield ['partOf', { id, type: 'AnnotationCollection' }];
  yield ['startIndex', 0];
  yield ['items', new JsonList(items(report, seen))];
}

async function* items(report: Report, seen: ItemCount): AsyncGenerator<unknown> {
  const { articles, identifiers } = report;
  for await (const reported of articles()) {
    seen.articles.add(reported);
    if (reported.blind) seen.blind.push(reported.iri);
    for (const entry of reported.annotations) {
      const own = [
        annotation(identifiers, reported, entry),
        ...reviewItems(identifiers, reported.named, entry),
      ];
      seen.items += own.length;
      yield* own;
    }
  }
}

function annotation(
  identifiers: Identifiers,
  reported: ReportedArticle,
  entry: ReportedAnnotation,
) {
  const { annotation: content, creator, iri, placement } = entry;
  const contributors = creator === null ? [] : contributorsTo(content).map(identifiers.person);
  return {
    id: iri,
    type: 'Annotation',
    motivation: 'assessing',
    ...(creator !== null && { creator: person(content.creator, creator, identifiers) }),
    created: content.created,
    modified: content.modified,
    body: bodies(identifiers, entry),
    target: target(reported, entry, identifiers),
    'whence:number': entry.number,
    'whence:status': content.status,
    ...(contributors.length > 0 && { 'whence:contributors': contributors }),
    'whence:revision': content.revision,
    'whence:placement': placement.kind,
    ...('reason' in placement && { 'whence:placementReason': placement.reason }),
    ...(placement.kind === 'changed' && { 'whence:readsNow': placement.now }),
  };
}

function bodies(identifiers: Identifiers, entry: ReportedAnnotation) {
  const { annotation, bearing, claim, iri, notation, sentence, drawnHops, standingClaim } = entry;
  const { note } = annotation;
  const said = {
    'whence:notation': notation,
    'whence:chain': hops(drawnHops, identifiers),
    ...levels(annotation, claim, identifiers),
    ...(standingClaim && {
      'whence:claimState': standingClaim.state,
      ...(standingClaim.decision && { 'whence:claimReason': standingClaim.decision.reason }),
      ...(standingClaim.id !== claim?.id && {
        'whence:claimSameAs': identifiers.claim(standingClaim.id),
        'whence:statementSameAs': standingClaim.statement,
      }),
    }),
    ...(claim && !carriesArticle(entry) && { 'whence:counted': false }),
    ...(bearing && {
      'whence:claimSentence': bearing.sentence,
      'whence:independentAtLeast': bearing.atLeast,
      'whence:independentAtMost': bearing.atMost,
      'whence:independenceExact': bearing.exact,
    }),
    ...(entry.claimWarnings.length > 0 && { 'whence:claimWarnings': entry.claimWarnings }),
    ...(entry.warnings.length > 0 && { 'whence:sourcingWarnings': entry.warnings }),
  };
  return [
    textualBody('describing', sentence, 'en'),
    ...(note === null ? [] : [textualBody('commenting', note)]),
    ...entry.labels.map((label) => textualBody('tagging', label)),
    classedBody(iri, 'assessing', 'whence:Provenance', said, identifiers),
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
    'whence:title': article.title,
    'whence:publisher': article.publisher,
    ...(article.byline !== null && { 'whence:byline': article.byline }),
    ...(article.publishedAt !== null && { 'whence:published': article.publishedAt }),
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
