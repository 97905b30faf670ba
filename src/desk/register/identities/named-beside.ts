import type { Annotation } from '../../../domain/annotations/annotation.js';
import type { Confirmation } from '../../../domain/annotations/annotation-input.js';
import { NameFinder } from '../../../domain/register/name-finder.js';
import type { SourceNames } from '../../../domain/register/name-forms.js';
import type { Source } from '../../../domain/register/source.js';
import { counted } from '../../../domain/text/wording.js';
import type { Page } from '../../../store/store.js';
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
  /** The annotations that name them: in words of these or of their claims, or as that of a public entry. */
  annotations: ReadonlySet<string>;
  /** Whether one of them is called so in public, or the desk says so of it. */
  isInRegister: boolean;
}

/** A source, and all the names by which it is known to those who may know. */
interface SourceOnRecord {
  source: Source;
  names: readonly string[];
}

/**
 * Where the names of some sources stand beside some entries, by the sources' ids. What is written of the entries is
 * read once, however many are looked for.
 */
export async function namedBeside(
  desk: Desk,
  onRecord: readonly SourceOnRecord[],
  entries: readonly Source[],
): Promise<ReadonlyMap<string, NamedBeside>> {
  const finder = new NameFinder(onRecord.map(namesLookedFor));
  const pace = new Pace();
  const inRegister = await namedIn(finder, pace, await textsAbout(desk, entries), entries);
  const annotations = await annotationsWith(desk, finder, pace, entries);
  return new Map(
    onRecord.map(({ source: { id } }) => [
      id,
      { isInRegister: inRegister.has(id), annotations: annotations.get(id) ?? new Set() },
    ]),
  );
}

/** Where that is, in words, with those for the register's own; null where it is nowhere. */
export function placesNamed(
  { annotations, isInRegister }: NamedBeside,
  inRegister: string,
): string | null {
  const places = [
    ...(isInRegister ? [inRegister] : []),
    ...(annotations.size > 0
      ? [`in ${counted(annotations.size, 'annotation')}, with discussion and history`]
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
  const beside = (await namedBeside(desk, [{ source, names: [name] }], entries)).get(source.id);
  const places = beside ? placesNamed(beside, 'in what the desk says of it') : null;
  if (places === null) return;
  const sentence = `“${source.name}” stands beside that name already, ${places}: whoever reads both sees who it is.`;
  demandAnswered([{ code: 'identity', sentence }], confirmed);
}

/** A note of who somebody is has parts by which they are known, as every name has; a description that is masked has none. */
function namesLookedFor({ source, names: [name = '', ...aliases] }: SourceOnRecord): SourceNames {
  const { id, kind, unnamed, confidential } = source;
  return { id, kind, unnamed: unnamed && confidential, name, aliases };
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

/** The annotations that name some entries and have a name, or name a public entry that bears it, by whose that is. */
async function annotationsWith(
  desk: Desk,
  finder: NameFinder,
  pace: Pace,
  entries: readonly Source[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map<string, Set<string>>();
  const [source] = entries;
  if (!source) return found;
  let after: string | null = null;
  do {
    const page: Page<Annotation> = await annotationsNaming(desk.store, source, { after }, entries);
    for (const [id, { texts, sources }] of await writtenOfEach(desk, page.items)) {
      for (const named of await namedIn(finder, pace, texts, sources.values())) {
        found.set(named, (found.get(named) ?? new Set()).add(id));
      }
    }
    after = page.next;
  } while (after !== null);
  return found;
}

/** Whose names stand in some texts, or are borne by some public entries, by their ids. */
async function namedIn(
  finder: NameFinder,
  pace: Pace,
  texts: Iterable<string>,
  entries: Iterable<Source>,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const { confidential, name, aliases } of entries) {
    for (const borne of confidential ? [] : [name, ...aliases]) {
      for (const [id, how] of finder.named(borne)) if (how === 'whole') found.add(id);
    }
    await pace.giveWay();
  }
  for (const text of texts) {
    for (const id of finder.named(text).keys()) found.add(id);
    await pace.giveWay();
  }
  return found;
}
