import type { Annotation } from '../../../domain/annotations/annotation.js';
import type { Confirmation } from '../../../domain/annotations/annotation-input.js';
import { NameFinder } from '../../../domain/register/name-finder.js';
import type { Source } from '../../../domain/register/source.js';
import { counted } from '../../../domain/text/wording.js';
import { standingsFor } from '../../claims/kept-claims.js';
import type { Desk } from '../../desk.js';
import { documentsById } from '../../documents.js';
import { eventsOfEach } from '../../history/events-of.js';
import { pastOfEach } from '../../history/history.js';
import { Pace } from '../../pace.js';
import { annotationsNaming, entriesOfOne } from '../joined.js';
import { type WordsCollection, wordsIn } from '../masking/public-words.js';
import { demandAnswered } from '../questions.js';

/* What stands beside a source, and may tell who it is. */

/** What people wrote, each text once, and the sources that are named there or ever were, by id. */
interface Written {
  texts: ReadonlySet<string>;
  sources: ReadonlyMap<string, Source>;
}

/**
 * What people wrote of each of some annotations, by its id: in it, in its history, and in the claims that it bears on or
 * ever bore on. All is read at once.
 */
export async function writtenOfEach(
  desk: Desk,
  annotations: readonly Annotation[],
): Promise<ReadonlyMap<string, Written>> {
  const pasts = await pastOfEach(desk, annotations);
  const said = await writtenOfClaims(
    desk,
    [...pasts.values()].flatMap(({ claims }) => claims),
  );
  return new Map(
    annotations.map((annotation) => {
      const { events = [], sources = new Map(), claims = [] } = pasts.get(annotation.id) ?? {};
      const texts = [
        textsOf('annotations', annotation),
        ...events.map((event) => textsOf('events', event)),
        ...claims.map((claim) => said.get(claim) ?? []),
      ];
      return [annotation.id, { texts: new Set(texts.flat()), sources }];
    }),
  );
}

/** What people wrote of each of some claims and of those that are one with it, by its id: they stand on one page. */
export async function writtenOfClaims(
  desk: Desk,
  claims: readonly string[],
): Promise<ReadonlyMap<string, string[]>> {
  const ids = [...new Set(claims)];
  const standings = await Promise.all(ids.map(async (id) => standingsFor(desk, [{ id }])));
  const entriesOf = (at: number) => standings[at]?.flatMap(({ entries }) => entries) ?? [];
  const all = [...new Set([...ids, ...standings.flat().flatMap(({ entries }) => entries)])];
  const [found, happened] = await Promise.all([
    documentsById(desk, 'claims', all),
    eventsOfEach(desk.store, 'claim', all),
  ]);
  const textsOfOne = (id: string) => {
    const claim = found.get(id);
    const events = happened.get(id) ?? [];
    return [
      ...(claim ? textsOf('claims', claim) : []),
      ...events.flatMap((event) => textsOf('events', event)),
    ];
  };
  return new Map(
    ids.map((id, at) => [id, [...new Set([id, ...entriesOf(at)])].flatMap(textsOfOne)]),
  );
}

/** People's own words in a document; what others published is none. */
function textsOf(collection: WordsCollection, doc: object): string[] {
  return wordsIn(collection, doc).flatMap(({ isFixed, text }) => (isFixed ? [] : text));
}

/** Where the name of a source stands beside some entries. */
export interface NamedBeside {
  /** In how many annotations that name them: in words of these or of their claims, or as that of a public entry. */
  annotations: number;
  /** Whether one of them is called so in public, or the desk says so of it. */
  isInRegister: boolean;
}

/** Where a source's name stands beside some entries, by all the names by which it is known to those who may know. */
export async function namedBeside(
  desk: Desk,
  source: Source,
  names: readonly string[],
  entries: readonly Source[],
): Promise<NamedBeside> {
  const finder = finderOf(source, names);
  const isInRegister =
    isBorneBy(finder, entries) ||
    (await isNamedIn(finder, new Pace(), await textsAbout(desk, entries)));
  return { isInRegister, annotations: await annotationsWith(desk, finder, entries) };
}

/** Where that is, in words, with those for the register's own; null where it is nowhere. */
export function placesNamed(
  { annotations, isInRegister }: NamedBeside,
  inRegister: string,
): string | null {
  const places = [
    ...(isInRegister ? [inRegister] : []),
    ...(annotations > 0
      ? [`in ${counted(annotations, 'annotation')}, with discussion and history`]
      : []),
  ];
  return places.length === 0 ? null : places.join(' and ');
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
  const entries = await entriesOfOne(desk.store, source);
  const beside = await namedBeside(desk, source, [name], entries);
  const places = placesNamed(beside, 'in what the desk says of it');
  if (places === null) return;
  const sentence = `“${source.name}” stands beside that name already, ${places}: whoever reads both sees who it is.`;
  demandAnswered([{ code: 'identity', sentence }], confirmed);
}

/** A note of who somebody is has parts by which they are known, as every name has; a description that is masked has none. */
function finderOf(
  { kind, unnamed, confidential }: Source,
  [name = '', ...aliases]: readonly string[],
): NameFinder {
  return new NameFinder([{ id: '', kind, unnamed: unnamed && confidential, name, aliases }]);
}

async function textsAbout(desk: Desk, entries: readonly Source[]): Promise<string[]> {
  const happened = await eventsOfEach(
    desk.store,
    'source',
    entries.map(({ id }) => id),
  );
  return [
    ...entries.flatMap((entry) => textsOf('sources', entry)),
    ...[...happened.values()].flat().flatMap((event) => textsOf('events', event)),
  ];
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
    for (const { texts, sources } of (await writtenOfEach(desk, page.items)).values()) {
      const isNamed = isBorneBy(finder, sources.values()) || (await isNamedIn(finder, pace, texts));
      if (isNamed) count += 1;
    }
    after = page.next;
  } while (after !== null);
  return count;
}

/** Whether one of some public entries is called so. */
function isBorneBy(finder: NameFinder, sources: Iterable<Source>): boolean {
  const names = [...sources].flatMap((each) =>
    each.confidential ? [] : [each.name, ...each.aliases],
  );
  return names.some((borne) => finder.named(borne).get('') === 'whole');
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
