import { isDeepStrictEqual } from 'node:util';
import { wordingDecidedIn } from '../../domain/articles/wording.js';
import type { Claim } from '../../domain/claims/claim.js';
import { endedEitherWay } from '../../domain/claims/full-stop.js';
import type { Event } from '../../domain/history/event.js';
import type { Person } from '../../domain/people/person.js';
import { Problem } from '../../domain/problem.js';
import { wordingKey } from '../../domain/register/name.js';
import type { Source } from '../../domain/register/source.js';
import { demand } from '../../domain/rights.js';
import { asCarried } from '../../reports/json/transfer-events.js';
import { readTransfer, type Transfer } from '../../reports/json/transfer-reading.js';
import type { CollectionName, Documents } from '../../store/documents.js';
import { type Change, insert, replace } from '../../store/store.js';
import { compareWording } from '../articles/shared-wording.js';
import { type Actor, type Desk, now } from '../desk.js';
import { documentsById } from '../documents.js';
import { record, recordOfAnnotation } from '../history/record.js';
import { readWitnesses, witnessed, witnessKeys } from '../register/name-witnesses.js';
import { demandNoRound } from '../rounds/open-rounds.js';
import { commitPlanned } from '../with-retry.js';
import { broughtBy, importedIds, placeholders, strangers, withPeople } from './imported-people.js';
import { fittedToDesk, type ImportOptions, withMasksOfDesk } from './imported-register.js';
import { demandUnnamedIn } from './imported-words.js';

/** How many things of a kind came in, and how many were here already. */
interface Tally {
  added: number;
  present: number;
}

export interface ImportResult {
  articles: Tally;
  annotations: Tally;
  sources: Tally;
  claims: Tally;
  people: Tally;
  events: Tally;
}

/**
 * Takes in a report of the format `json`, whole or not at all. What is here already, under the same
 * id and the same in all it holds, is passed over; what differs is refused as *conflict*, with
 * `details.different`. Of a source that is here, this desk's own entry stays. A confidential source
 * keeps its pseudonym, or is given another where that is taken. Colleagues who are unknown here
 * become disabled people without e-mail or password, so that their names are known. Whoever this desk's
 * history knows to have worked on an annotation that was deleted since gets it back as theirs.
 * For admins; throws what `readTransfer` throws, and *conflict* for an article with an open round, and with
 * `details.confirm` where the name of a confidential source would come in, in words that everyone reads.
 */
export async function importReport(
  desk: Desk,
  actor: Actor,
  text: string,
  options: ImportOptions = {},
): Promise<ImportResult> {
  demand(actor, 'import a desk');
  const sent = readTransfer(text);
  const { worked } = await commitPlanned(desk, () => importing(desk, actor, sent, options));
  const decided = sent.events.flatMap((event) => wordingDecidedIn(event)?.articles ?? []);
  const compared = new Set([...sent.articles.map(({ id }) => id), ...decided]);
  for (const id of compared) await compareWording(desk, id);
  return worked.result;
}

/** What taking in a file comes to, as the desk stands. */
async function importing(
  desk: Desk,
  actor: Actor,
  sent: Transfer,
  options: ImportOptions,
): Promise<{ result: ImportResult; changes: Change[] }> {
  const keysOf = (sources: readonly Source[]) =>
    sources.flatMap((source) => (source.confidential ? [] : witnessKeys(source, null)));
  const witnesses = await readWitnesses(desk, keysOf(sent.sources));
  const { file: known, masked } = await withMasksOfDesk(desk, sent, options);
  const file = await fittedToDesk(desk, known);
  for (const { id } of file.articles) await demandNoRound(desk, id);
  const ids = await importedIds(desk);
  const written = {
    articles: await sort(desk, 'articles', file.articles, ids, isSame),
    editions: await sort(desk, 'editions', file.editions, ids, isSame),
    annotations: await sort(desk, 'annotations', file.annotations, ids, isSame),
    events: await sort(desk, 'events', file.events, ids, isSameEvent),
    sources: await sort(desk, 'sources', file.sources, ids, bothConfidentialOrNot),
    claims: await sort(desk, 'claims', file.claims, ids, isSameClaim),
  };
  const added = Object.values(written).map((each) => each.added);
  const people = placeholders(broughtBy(file.people, ids, added), now(desk));
  const sorted = { ...written, people: await sort(desk, 'people', people, new Map(), () => true) };
  demandSame(Object.values(sorted));
  const coming = Object.values(sorted).flatMap(({ changes }) => changes);
  await demandUnnamedIn(desk, actor, coming, masked, options.confirm ?? []);
  const isNew = Object.values(sorted).some((each) => each.added.length > 0);
  return {
    result: {
      articles: tally(sorted.articles),
      annotations: tally(sorted.annotations),
      sources: tally(sorted.sources),
      claims: tally(sorted.claims),
      people: tally(sorted.people),
      events: tally(sorted.events),
    },
    changes: [
      ...coming,
      ...witnessed(witnesses, keysOf(sorted.sources.added)),
      ...arrivals(desk, actor, sorted.annotations.added, sorted.people.added),
      ...(isNew ? alongside(sorted) : []),
    ],
  };
}

/**
 * Articles and sources that are here already, saved along with what comes in, so that it meets whoever changes,
 * masks or deletes one of them at that moment, or opens a round on one.
 */
function alongside({ articles, sources }: Here<'articles' | 'sources'>): Change[] {
  return [
    ...articles.here.map((doc) => replace('articles', doc)),
    ...sources.here.map((doc) => replace('sources', doc)),
  ];
}

type Here<Name extends CollectionName> = {
  [C in Name]: Pick<SortedDocuments<Documents[C]>, 'here'>;
};

/** The documents of a collection, sorted by whether they are here already. */
interface SortedDocuments<D> {
  added: D[];
  /** Those that are, as they stand here. */
  here: D[];
  /** In words, for whoever reads why nothing was imported. */
  different: { kind: string; id: string }[];
  changes: Change[];
}

async function sort<C extends CollectionName>(
  desk: Desk,
  collection: C,
  docs: readonly Documents[C][],
  people: ReadonlyMap<string, string>,
  same: (here: Documents[C], coming: Documents[C]) => boolean,
): Promise<SortedDocuments<Documents[C]>> {
  const ids = docs.map(({ id }) => id);
  const known = await documentsById(desk, collection, ids);
  const added: Documents[C][] = [];
  const here: Documents[C][] = [];
  const different: { kind: string; id: string }[] = [];
  for (const doc of docs) {
    const stored = known.get(doc.id);
    const imported = withPeople(doc, await strangers(desk, collection, doc.id, people));
    if (!stored) added.push(imported);
    else if (same(stored, doc) || same(stored, imported)) here.push(stored);
    else different.push({ kind: collection, id: doc.id });
  }
  return { added, here, different, changes: added.map((doc) => insert(collection, doc)) };
}

function tally({ added, here }: SortedDocuments<unknown>): Tally {
  return { added: added.length, present: here.length };
}

/** Equal but for what is each desk's own affair and in no file: versions, blind rounds, what an edition keeps. */
function isSame(here: object, coming: object): boolean {
  return isDeepStrictEqual(bare(here), bare(coming));
}

function bare(doc: object): object {
  return { ...doc, version: 0, noteVersion: 0, round: null, deskThen: null };
}

/** The history keeps chains as they were written, and a file has them as they are today. */
function isSameEvent(here: Event, coming: Event): boolean {
  return here.article === coming.article && isSame(asCarried(here), asCarried(coming));
}

/** A name that one desk masks may not stay open, or come out, by way of the other. */
function bothConfidentialOrNot(here: Source, coming: Source): boolean {
  return here.confidential === coming.confidential;
}

function isSameClaim(here: Claim, coming: Claim): boolean {
  const wordings = endedEitherWay(coming.statement).map(wordingKey);
  return wordings.includes(wordingKey(here.statement));
}

function demandSame(sorted: readonly SortedDocuments<unknown>[]): void {
  const different = sorted.flatMap((each) => each.different);
  if (different.length === 0) return;
  const shown = different.slice(0, 10).map(({ kind, id }) => `${kind}/${id}`);
  const more =
    different.length > shown.length ? ` and ${different.length - shown.length} more` : '';
  throw new Problem(
    'conflict',
    `Nothing was imported: here these are not as the file has them: ${shown.join(', ')}${more}.`,
    [],
    { different },
  );
}

/** The history of this desk says what came in, and who brought it. */
function arrivals(
  desk: Desk,
  actor: Actor,
  annotations: readonly Documents['annotations'][],
  people: readonly Person[],
): Change[] {
  const stamp = { at: now(desk), by: actor.id };
  const imported = { action: 'annotation.imported' as const, before: null, after: null };
  return [
    ...annotations.map((annotation) => recordOfAnnotation(annotation, stamp, imported)),
    ...people.map(({ id, role, disabled }) => {
      const happened = { action: 'person.added' as const, before: null, after: { role, disabled } };
      return record(stamp, { kind: 'person', id }, happened);
    }),
  ];
}
