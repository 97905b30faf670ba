import type { Annotation } from '../../domain/annotations/annotation.js';
import type { Edition } from '../../domain/articles/article.js';
import type { Event } from '../../domain/history/event.js';
import type { Format } from '../format.js';
import { JsonList, JsonObject, jsonPieces } from '../json-pieces.js';
import { OverallCount } from '../overall.js';
import type { Report, ReportedArticle } from '../report.js';
import { positionsIn } from '../reported-annotation.js';
import { CarriedRegister } from './carried-register.js';
import { convertPositions } from './event-positions.js';
import { convertAnnotation, convertBlocks } from './statement-positions.js';
import { transferName, transferShapes, transferVersion } from './transfer-format.js';

/** The report whole, to be imported again: see `transfer-format.ts`. */
export const json: Format = {
  label: 'JSON',
  purpose: 'whole, can be imported again',
  mediaType: 'application/json; charset=utf-8',
  extension: 'json',
  recordOnly: 'JSON can be imported again, and is always with the record: choose another format.',
  isData: true,
  async *write(report) {
    yield* jsonPieces(new JsonObject(fileOf(report)));
    yield '\n';
  },
};

/*
 * Reading each part puts its keys in the order of the format, whatever store they came from, and
 * shows that what goes out can come in again.
 */

async function* fileOf({ articles }: Report): AsyncGenerator<[string, unknown]> {
  const count = new OverallCount();
  const register = new CarriedRegister();
  async function* carried(): AsyncGenerator<JsonObject> {
    for await (const article of articles()) {
      count.add(article);
      register.add(article);
      yield new JsonObject(articleOf(article));
    }
  }
  yield ['format', transferName];
  yield ['formatVersion', transferVersion];
  yield ['articles', new JsonList(carried())];
  yield ['sources', new JsonList(register.sources())];
  yield ['claims', new JsonList(register.claims())];
  yield ['people', new JsonList(register.people())];
  yield ['date', count.overall.date];
}

function* articleOf({
  article,
  annotations,
  blind,
  editions,
  events,
  leftOut,
}: ReportedArticle): Generator<[string, unknown]> {
  const { version: _, edition: _newest, counts: _counts, ...details } = article;
  const marked = new Map(annotations.map(({ annotation }) => [annotation.id, annotation.edition]));
  const editionOf = (annotation: string) => marked.get(annotation) ?? article.edition;
  const toPosition = positionsIn(editions);
  yield* Object.entries(transferShapes.article.parse(details));
  yield ['editions', new JsonList(parsed(editions, (each) => editionOfFile(each, toPosition)))];
  yield [
    'annotations',
    new JsonList(parsed(annotations, (each) => annotationOf(each.annotation, toPosition))),
  ];
  yield ['leftOut', leftOut.annotations];
  yield ['proposalsLeftOut', leftOut.proposals];
  yield ['blind', blind];
  const converted = convertPositions(events, toPosition, editionOf);
  yield ['events', new JsonList(parsed(converted, eventOf))];
}

function* parsed<T>(items: Iterable<T>, carried: (item: T) => unknown): Generator<unknown> {
  for (const item of items) yield carried(item);
}

type ToPosition = ReturnType<typeof positionsIn>;

function editionOfFile(edition: Edition, toPosition: ToPosition) {
  const { id: _, version: _version, article: _article, deskThen: _then, blocks, ...rest } = edition;
  const converted = convertBlocks({ number: rest.number, blocks }, toPosition);
  return transferShapes.edition.parse({ ...rest, blocks: converted });
}

function annotationOf(annotation: Annotation, toPosition: ToPosition) {
  const {
    version: _,
    noteVersion: _note,
    article: _article,
    deleted: _deleted,
    round: _round,
    ...rest
  } = annotation;
  return transferShapes.annotation.parse(convertAnnotation(rest, toPosition));
}

function eventOf({ version: _, article: _article, ...event }: Event) {
  const ordered = { ...event, before: inOrder(event.before), after: inOrder(event.after) };
  return transferShapes.event.parse(ordered);
}

function inOrder(values: Event['before']): Event['before'] {
  if (!values) return null;
  return Object.fromEntries(
    Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}
