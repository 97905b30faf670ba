import type { Annotation } from '../../domain/annotations/annotation.js';
import type { Edition } from '../../domain/articles/article.js';
import { isInternal } from '../../domain/chain/chain.js';
import type { Event } from '../../domain/history/event.js';
import type { Span } from '../../domain/text/span.js';
import { cleanText } from '../../domain/text/text.js';
import { convertPositions } from '../../reports/json/event-positions.js';
import { editionsOf } from '../../reports/json/transfer-format.js';
import { all, type Store } from '../../store/store.js';
import { type Finding, fault } from './finding.js';

/**
 * Texts with characters that no text is kept with, and positions that lie in no text: of blocks, of passages in later
 * editions and in the history. No report in JSON could be made of them, or none that an import takes.
 */
export async function* checkPlaces(store: Store): AsyncGenerator<Finding> {
  for await (const { id } of all(store, 'articles', 'added', { key: '' })) {
    const under = { key: id };
    const editions = await collected(all(store, 'editions', 'article', { ...under, limit: 10 }));
    const annotations = await collected(all(store, 'annotations', 'article', under));
    for (const edition of editions) yield* inEdition(edition);
    for (const annotation of annotations) yield* carriedTo(annotation, editions);
    const events = await collected(all(store, 'events', 'article', under));
    yield* inHistory(events, editions, annotations);
  }
}

async function collected<D>(docs: AsyncIterable<D>): Promise<D[]> {
  const list: D[] = [];
  for await (const doc of docs) list.push(doc);
  return list;
}

function* inEdition({ id, text, blocks }: Edition): Generator<Finding> {
  if (!isClean(text)) {
    yield fault(`edition ${id}`, 'Its text holds characters that no text is kept with.');
  }
  if (blocks.some((block) => !liesIn(text, block))) {
    yield fault(`edition ${id}`, 'A block of it lies outside its text.');
  }
}

/** A NUL and half a character are told of by themselves. */
function isClean(text: string): boolean {
  try {
    return cleanText(text).text === text;
  } catch {
    return true;
  }
}

function* carriedTo({ id, carried }: Annotation, editions: Edition[]): Generator<Finding> {
  const isLost = carried.some(
    ({ edition, start, end }) =>
      start !== null && end !== null && !liesIn(textOf(editions, edition), { start, end }),
  );
  if (isLost) {
    yield fault(`annotation ${id}`, 'Its place in a later edition lies outside that one’s text.');
  }
}

/** What was deleted or is off the record leaves the desk with no history. */
function* inHistory(
  events: readonly Event[],
  editions: Edition[],
  annotations: Annotation[],
): Generator<Finding> {
  const inside = new Set(
    annotations.flatMap(({ id, deleted, chain }) => (deleted || isInternal(chain) ? id : [])),
  );
  const told = events.filter(({ subject }) => !inside.has(subject.id));
  let isLost = false;
  const look = (edition: number, span: Span) => {
    isLost ||= !liesIn(textOf(editions, edition), span);
    return span;
  };
  for (const { id } of convertPositions(told, look, editionsOf({ annotations, editions }))) {
    if (isLost) yield fault(`event ${id}`, 'A position in it lies outside its text.');
    isLost = false;
  }
}

function textOf(editions: Edition[], number: number): string {
  return editions.find((edition) => edition.number === number)?.text ?? '';
}

/** Whether a stretch of a text is there, and cuts no character in two. */
function liesIn(text: string, { start, end }: Span): boolean {
  const isInside = 0 <= start && start < end && end <= text.length;
  return isInside && text.slice(start, end).isWellFormed();
}
