import type { Annotation } from '../../domain/annotations/annotation.js';
import type { Event } from '../../domain/history/event.js';
import type { Source } from '../../domain/register/source.js';
import type { Format } from '../format.js';
import { positionsIn, type Report, type ReportedArticle } from '../report.js';
import { convertPositions } from './event-positions.js';
import { convertAnnotation, convertBlocks } from './statement-positions.js';
import { transferFile, transferName, transferVersion } from './transfer-format.js';

/** The report whole, to be imported again: see `transfer-format.ts`. */
export const json: Format = {
  label: 'JSON',
  purpose: 'whole, can be imported again',
  mediaType: 'application/json; charset=utf-8',
  extension: 'json',
  // Reading it puts the keys in the order of the format, whatever store they came from, and shows
  // that what goes out can come in again.
  write: (report) => `${JSON.stringify(transferFile.parse(fileOf(report)), null, 2)}\n`,
};

function fileOf({ articles, claims, date, people, sources }: Report) {
  return {
    format: transferName,
    formatVersion: transferVersion,
    date,
    articles: articles.map(articleOf),
    sources: Array.from(sources.values(), sourceOf(sources, articles)),
    claims: Array.from(claims.values(), ({ version: _, round: _round, ...claim }) => ({
      ...claim,
      joined: claims.has(claim.joined?.into ?? '') ? claim.joined : null,
    })),
    people: Array.from(people, ([id, name]) => ({ id, name })),
  };
}

/** What format 2 has room for. */
/** An entry with what of its ties is in the file. */
function sourceOf(sources: Report['sources'], articles: Report['articles']) {
  const known = new Set(articles.map(({ article }) => article.id));
  return ({ version: _, round: _round, uses: _uses, ...source }: Source) => ({
    ...source,
    affiliation: sources.has(source.affiliation ?? '') ? source.affiliation : null,
    article: known.has(source.article ?? '') ? source.article : null,
    joined: sources.has(source.joined?.into ?? '') ? source.joined : null,
  });
}

function articleOf({ article, annotations, blind, editions, events, leftOut }: ReportedArticle) {
  const { version: _, edition: _newest, counts: _counts, ...details } = article;
  const marked = new Map(annotations.map(({ annotation }) => [annotation.id, annotation.edition]));
  const editionOf = (annotation: string) => marked.get(annotation) ?? article.edition;
  const toPosition = positionsIn(editions);
  return {
    ...details,
    editions: editions.map(({ id: _, version: _version, article: _article, blocks, ...rest }) => ({
      ...rest,
      blocks: convertBlocks({ number: rest.number, blocks }, toPosition),
    })),
    annotations: annotations.map(({ annotation }) => annotationOf(annotation, toPosition)),
    leftOut: leftOut.annotations,
    proposalsLeftOut: leftOut.proposals,
    blind,
    events: convertPositions(events, toPosition, editionOf).map(eventOf),
  };
}

type ToPosition = ReturnType<typeof positionsIn>;

function annotationOf(annotation: Annotation, toPosition: ToPosition) {
  const {
    version: _,
    noteVersion: _note,
    article: _article,
    deleted: _deleted,
    round: _round,
    ...rest
  } = annotation;
  return convertAnnotation(rest, toPosition);
}

function eventOf({ version: _, article: _article, ...event }: Event) {
  return { ...event, before: inOrder(event.before), after: inOrder(event.after) };
}

function inOrder(values: Event['before']): Event['before'] {
  if (!values) return null;
  return Object.fromEntries(
    Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}
