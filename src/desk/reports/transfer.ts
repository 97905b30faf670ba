import { isDeepStrictEqual } from 'node:util';
import type { Annotation } from '../../domain/annotations/annotation.js';
import { wordingDecidedIn } from '../../domain/articles/wording.js';
import type { Claim } from '../../domain/claims/claim.js';
import type { Event } from '../../domain/history/event.js';
import type { Person } from '../../domain/people/person.js';
import { Problem } from '../../domain/problem.js';
import { nameKey, wordingKey } from '../../domain/register/name.js';
import type { Source } from '../../domain/register/source.js';
import { withStatus } from '../../domain/review/status.js';
import { demand } from '../../domain/rights.js';
import { proposedIn, type Values } from '../../reports/json/event-values.js';
import { asCarried } from '../../reports/json/transfer-events.js';
import { readTransfer, type Transfer } from '../../reports/json/transfer-reading.js';
import type { CollectionName, Documents } from '../../store/documents.js';
import { all, type Change, insert } from '../../store/store.js';
import { compareWording } from '../articles/shared-wording.js';
import { type Actor, type Desk, now } from '../desk.js';
import { record, recordOfAnnotation } from '../history/record.js';
import { quorumOf } from '../people/settings.js';
import { maskedFrom, pseudonyms } from '../register/identities.js';
import { withIds } from '../register/masking/public-words.js';
import { readWitnesses, witnessed, witnessKeys } from '../register/name-witnesses.js';
import { demandNoRound } from '../rounds/open-rounds.js';
import { commitPlanned } from '../with-retry.js';
import { importedIds, withPeople } from './imported-people.js';

/** How many things of a kind came in, and how many were here already. */
interface Tally {
  added: number;
  present: number;
}

export interface ImportOptions {
  /** Whether sources that were masked here since the file was made come in as their pseudonyms. */
  keepMasks?: boolean;
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
 * For admins; throws what `readTransfer` throws, and *conflict* for an article with an open round.
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
  const keys = sent.sources.flatMap((source) =>
    source.confidential ? [] : witnessKeys(source, null),
  );
  const witnesses = await readWitnesses(desk, keys);
  const file = await fitted(desk, await masked(desk, sent, options));
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
  const coming = JSON.stringify(Object.values(written).map(({ added }) => added));
  const named = file.people
    .map(({ id, name }) => ({ id: ids.get(id) ?? id, name }))
    .filter(({ id }, at) => id === file.people[at]?.id || coming.includes(`"${id}"`));
  const people = placeholders(named, now(desk));
  const sorted = { ...written, people: await sort(desk, 'people', people, new Map(), () => true) };
  demandSame(Object.values(sorted));
  const changes = [
    ...Object.values(sorted).flatMap(({ changes }) => changes),
    ...witnessed(
      witnesses,
      sorted.sources.added.flatMap((source) =>
        source.confidential ? [] : witnessKeys(source, null),
      ),
    ),
    ...arrivals(desk, actor, sorted.annotations.added, sorted.people.added),
  ];
  const { editions: _, ...told } = sorted;
  const result = {
    articles: tally(told.articles),
    annotations: tally(told.annotations),
    sources: tally(told.sources),
    claims: tally(told.claims),
    people: tally(told.people),
    events: tally(told.events),
  };
  return { result, changes };
}

/** The documents of a collection, sorted by whether they are here already. */
interface SortedDocuments<D> {
  added: D[];
  present: number;
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
  const sorted: SortedDocuments<Documents[C]> = {
    added: [],
    present: 0,
    different: [],
    changes: [],
  };
  for (const doc of docs) {
    const here = await desk.store.get(collection, doc.id);
    const imported = withPeople(doc, await strangers(desk, collection, doc.id, people));
    if (!here) sorted.added.push(imported);
    else if (same(here, doc) || same(here, imported)) sorted.present += 1;
    else sorted.different.push({ kind: collection, id: doc.id });
  }
  sorted.changes = sorted.added.map((doc) => insert(collection, doc));
  return sorted;
}

function tally({ added, present }: SortedDocuments<unknown>): Tally {
  return { added: added.length, present };
}

/**
 * What of a file is brought in under other names, without those of whom this desk's own history says that
 * they worked on the document: it was deleted here since, and what comes back of them is theirs.
 */
async function strangers(
  desk: Desk,
  collection: CollectionName,
  id: string,
  people: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  if (collection !== 'annotations' || people.size === 0) return people;
  const others = new Map(people);
  for await (const { action, by } of all(desk.whole, 'events', 'subject', {
    key: `annotation/${id}`,
  })) {
    if (action !== 'annotation.imported') others.delete(by);
  }
  return others;
}

/**
 * The file with those who were masked here since it was made: they come in as their pseudonyms, where
 * that was said yes to. Throws *conflict* with `details.confirm` where it was not.
 */
async function masked(desk: Desk, file: Transfer, { keepMasks }: ImportOptions): Promise<Transfer> {
  const ids = new Map<string, string>();
  const names: string[] = [];
  for (const { id } of file.sources) {
    const entry = await maskedFrom(desk, id);
    if (!entry) continue;
    ids.set(id, entry.id);
    names.push(entry.name);
  }
  if (ids.size === 0) return file;
  if (!keepMasks) throw askAboutMasks(ids, names);
  const sources = file.sources.filter(({ id }) => !ids.has(id));
  return withIds({ ...file, sources }, ids);
}

function askAboutMasks(ids: ReadonlyMap<string, string>, names: readonly string[]): Problem {
  const who = names.join(', ');
  const sentence = `Nothing was imported: the file names in public who is masked here since, as ${who}. Say that they are to come in as that, or import a report that was made after. Their names stay in notes, quotes and other words of the file: run whence check then.`;
  return new Problem('conflict', sentence, [], {
    confirm: [{ code: 'masked', sentence }],
    different: [...ids.values()].map((id) => ({ kind: 'sources', id })),
  });
}

/** Equal but for the versions and blind rounds, which are each desk's own affair. */
function isSame(here: object, coming: object): boolean {
  return isDeepStrictEqual(bare(here), bare(coming));
}

function bare(doc: object): object {
  return { ...doc, version: 0, noteVersion: 0, round: null };
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
  return wordingKey(here.statement) === wordingKey(coming.statement);
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

/**
 * The file's documents as they fit this desk: claims by their wording, pseudonyms given once, and
 * the status that follows from the verdicts by this desk's quorum.
 */
async function fitted(desk: Desk, file: Transfer): Promise<Transfer> {
  const claims = await knownClaims(desk, file.claims);
  const own = (id: string | null) => (id === null ? null : (claims.get(id) ?? id));
  const quorum = await quorumOf(desk);
  return {
    ...file,
    annotations: file.annotations.map((each) => withStatus(withOwnClaims(each, own), quorum)),
    events: file.events.map((event) => ({
      ...event,
      before: withClaim(event.before, own),
      after: withClaim(event.after, own),
    })),
    claims: file.claims.map((claim) => ({
      ...claim,
      id: own(claim.id) ?? claim.id,
      joined: claim.joined && { ...claim.joined, into: own(claim.joined.into) ?? '' },
    })),
    sources: await withPseudonyms(desk, file.sources),
  };
}

/** By the file's id of a claim, the id under which this desk has the same statement. */
async function knownClaims(
  desk: Desk,
  claims: readonly Claim[],
): Promise<ReadonlyMap<string, string>> {
  const known = new Map<string, string>();
  for (const { id, statement } of claims) {
    const query = { key: wordingKey(statement), limit: 1 };
    const [here] = (await desk.store.find('claims', 'statement', query)).items;
    if (here) known.set(id, here.id);
  }
  return known;
}

type Own = (id: string | null) => string | null;

function withOwnClaims(annotation: Annotation, own: Own): Annotation {
  const proposals = annotation.proposals.map(({ content, ...proposal }) => ({
    ...proposal,
    content: { ...content, claim: own(content.claim) },
  }));
  return { ...annotation, claim: own(annotation.claim), proposals };
}

function withClaim(values: Values, own: Own): Values {
  if (!values) return null;
  const proposed = proposedIn(values);
  return {
    ...values,
    ...(typeof values.claim === 'string' && { claim: own(values.claim) }),
    ...(proposed && { proposed: withClaim(proposed, own) }),
  };
}

/** Pseudonyms that are taken here give way to new ones, which are not taken in the file either. */
async function withPseudonyms(desk: Desk, sources: readonly Source[]): Promise<Source[]> {
  const nextPseudonym = await pseudonyms(desk);
  const inFile = new Set(sources.map(({ name }) => nameKey(name)));
  const fresh = (): string => {
    const name = nextPseudonym();
    return inFile.has(nameKey(name)) ? fresh() : name;
  };
  const fitting: Source[] = [];
  for (const source of sources) {
    const taken = source.confidential && (await isTaken(desk, source));
    fitting.push(taken ? { ...source, name: fresh() } : source);
  }
  return fitting;
}

async function isTaken(desk: Desk, { id, name }: Source): Promise<boolean> {
  const [holder] = (await desk.whole.find('sources', 'pseudonym', { key: nameKey(name) })).items;
  return holder !== undefined && holder.id !== id;
}

function placeholders(people: Transfer['people'], created: string): Person[] {
  return people.map(({ id, name }) => ({
    id,
    version: 1,
    name,
    email: null,
    role: 'reader',
    passwordHash: null,
    disabled: true,
    shortcuts: true,
    created,
  }));
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
