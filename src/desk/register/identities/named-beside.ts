import type { Annotation } from '../../../domain/annotations/annotation.js';
import type { Confirmation } from '../../../domain/annotations/annotation-input.js';
import { NameFinder } from '../../../domain/register/name-finder.js';
import type { Source } from '../../../domain/register/source.js';
import { counted } from '../../../domain/text/wording.js';
import type { Desk } from '../../desk.js';
import { collected } from '../../documents.js';
import { eventsOf } from '../../history/events-of.js';
import { pastOf } from '../../history/history.js';
import { Pace } from '../../pace.js';
import { annotationsNaming, entriesOfOne } from '../joined.js';
import { type WordsCollection, wordsIn } from '../masking/public-words.js';
import { demandAnswered } from '../questions.js';

/* What stands beside a source, and may tell who it is. */

/** What people wrote of an annotation, in it and in its history, each text once, and the sources that it names or ever named. */
export async function writtenOf(
  desk: Desk,
  annotation: Annotation,
): Promise<{ texts: Set<string>; sources: Map<string, Source> }> {
  const { events, sources } = await pastOf(desk, annotation);
  const texts = [
    textsOf('annotations', annotation),
    ...events.map((event) => textsOf('events', event)),
  ];
  return { texts: new Set(texts.flat()), sources };
}

/** People's own words in a document; what others published is none. */
function textsOf(collection: WordsCollection, doc: object): string[] {
  return wordsIn(collection, doc).flatMap(({ isFixed, text }) => (isFixed ? [] : text));
}

/**
 * Stops what would say of a source who it is, until somebody has said yes to that, where the name stands beside it
 * already: in an annotation that names the source, in its discussion or history, or in what the desk says of it.
 * Throws *conflict* with `details.confirm`.
 */
export async function demandNowhereNamed(
  desk: Desk,
  source: Source,
  name: string,
  confirmed: readonly Confirmation[] = [],
): Promise<void> {
  if (name === '' || confirmed.includes('identity')) return;
  const finder = finderOf(source, [name]);
  const entries = await entriesOfOne(desk.store, source);
  const places: string[] = [];
  if (await isNamedIn(finder, new Pace(), await textsAbout(desk, entries))) {
    places.push('in what the desk says of it');
  }
  const naming = await annotationsWith(desk, finder, entries);
  if (naming > 0) places.push(`in ${counted(naming, 'annotation')}, with discussion and history`);
  if (places.length === 0) return;
  const sentence = `“${source.name}” stands beside that name already, ${places.join(' and ')}: whoever reads both sees who it is.`;
  demandAnswered([{ code: 'identity', sentence }], confirmed);
}

/** In how many annotations that name some entries stands the name of a source, by its names; or a public entry that bears it. */
export function countNamedBeside(
  desk: Desk,
  source: Source,
  names: readonly string[],
  entries: readonly Source[],
): Promise<number> {
  return annotationsWith(desk, finderOf(source, names), entries);
}

/** A note of who somebody is has parts by which they are known, as every name has; a description that is masked has none. */
function finderOf(
  { kind, unnamed, confidential }: Source,
  [name = '', ...aliases]: readonly string[],
): NameFinder {
  return new NameFinder([{ id: '', kind, unnamed: unnamed && confidential, name, aliases }]);
}

async function textsAbout(desk: Desk, entries: readonly Source[]): Promise<string[]> {
  const texts: string[] = [];
  for (const entry of entries) {
    const events = await collected(eventsOf(desk.store, 'source', entry.id));
    texts.push(
      ...textsOf('sources', entry),
      ...events.flatMap((event) => textsOf('events', event)),
    );
  }
  return texts;
}

/** How many annotations that name some entries have the name, or name a public entry that bears it. */
async function annotationsWith(
  desk: Desk,
  finder: NameFinder,
  entries: readonly Source[],
): Promise<number> {
  const [source] = entries;
  if (!source) return 0;
  const pace = new Pace();
  let [count, after]: [number, string | null] = [0, null];
  do {
    const page = await annotationsNaming(desk.store, source, { after }, entries);
    for (const annotation of page.items) {
      const { texts, sources } = await writtenOf(desk, annotation);
      const names = [...sources.values()].flatMap((each) =>
        each.confidential ? [] : [each.name, ...each.aliases],
      );
      const isBorne = names.some((borne) => finder.named(borne).get('') === 'whole');
      if (isBorne || (await isNamedIn(finder, pace, texts))) count += 1;
    }
    after = page.next;
  } while (after !== null);
  return count;
}

async function isNamedIn(
  finder: NameFinder,
  pace: Pace,
  texts: Iterable<string>,
): Promise<boolean> {
  for (const text of texts) {
    if (finder.named(text).size > 0) return true;
    await pace.giveWay();
  }
  return false;
}
