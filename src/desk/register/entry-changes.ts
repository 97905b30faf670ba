import type { HappenedTo } from '../../domain/history/written-event.js';
import { Problem } from '../../domain/problem.js';
import { belongsToItself, changeEntry, newNames } from '../../domain/register/entry-change.js';
import { endOf } from '../../domain/register/joining.js';
import { nameKey } from '../../domain/register/name.js';
import type { Source } from '../../domain/register/source.js';
import type { EntryChangeInput } from '../../domain/register/source-input.js';
import { demand } from '../../domain/rights.js';
import { type Change, replace } from '../../store/store.js';
import { type Actor, type Desk, now } from '../desk.js';
import { writtenBy } from '../documents.js';
import { record } from '../history/record.js';
import { demandCurrent } from '../version-tag.js';
import { commitWithRetry } from '../with-retry.js';
import { describedAs } from './described.js';
import { namingKnownTo, sourcesNamedIn } from './identities/identities-in-text.js';
import { removedIdentity } from './identities/identity-changes.js';
import { standingFor, withWays } from './joined.js';
import { lookAlikeQuestion, lookAlikesOf } from './look-alikes.js';
import { followMasks } from './masking/masked-ids.js';
import { readWitnesses, witnessed, witnessKeys } from './name-witnesses.js';
import { affiliationTo, asItStands } from './new-sources.js';
import {
  demandAnswered,
  demandUnnamed,
  maskedQuestion,
  publicNameQuestion,
  type Question,
} from './questions.js';
import { removalOf, removedEntry, restoration } from './restoring.js';
import { noSuchSource, sourceById, sourcesNamed } from './sources.js';
import { usesOf } from './uses.js';

/*
 * What editors put right in the register. Each is one event, which keeps what was before; nothing
 * here rewrites an annotation. `seen` is the ETag of the state that the editor saw, where they say.
 */

/**
 * Puts right what an entry says of a source. Names that other entries bear, or that are those of a
 * confidential source as far as the editor may know, are asked about.
 */
export function changeSource(
  desk: Desk,
  actor: Actor,
  id: string,
  input: EntryChangeInput,
  seen: string | null = null,
): Promise<Source> {
  const { confirm, ...said } = input;
  return putRight(desk, actor, { id, seen }, async (source) => {
    const belongsTo = await newAffiliation(desk, source, said.affiliation);
    const change = changeEntry(source, belongsTo ? { ...said, affiliation: belongsTo.id } : said);
    if (!change) return [];
    const { before, after } = change;
    await demandUntold(desk, actor, source, input.description, confirm);
    const entry = { ...change.source, aliases: newNames(source, change.source) };
    const keys = entry.confidential ? [] : witnessKeys(entry, source.article);
    const witnesses = await readWitnesses(desk, keys);
    await demandNames(desk, actor, source, change.source, confirm);
    return [
      replace('sources', change.source),
      ...asItStands(belongsTo),
      ...witnessed(witnesses, keys),
      recordOfSource(desk, actor, source, { action: 'source.changed', before, after }),
    ];
  });
}

/** To what an entry is newly said to belong; null where it belongs there already, or to nothing. */
async function newAffiliation(
  desk: Desk,
  source: Source,
  sent: string | null,
): Promise<Source | null> {
  if (!sent || sent === source.affiliation) return null;
  const to = await affiliationTo(desk, sent);
  const [own = source] = await standingFor(desk.store, [source]);
  if (to.id === own.id) throw belongsToItself();
  return to;
}

/** Says that entries are different sources, however alike they look, or takes that back; answers with the first of them. */
export async function tellApart(
  desk: Desk,
  actor: Actor,
  id: string,
  other: string,
  areDifferent = true,
): Promise<Source> {
  demand(actor, 'change sources');
  const commit = await commitWithRetry(desk, async () => {
    const { source, between } = await entriesBetween(desk, id, other);
    const before = source.differsFrom ?? [];
    if (before.includes(between.id) === areDifferent) return [];
    if (source.round !== null || source.id === between.id) throw notToTellApart();
    const differsFrom = areDifferent
      ? [...before, between.id]
      : before.filter((each) => each !== between.id);
    const happened = {
      action: 'source.changed' as const,
      before: { differsFrom: before },
      after: { differsFrom },
    };
    return [
      replace('sources', { ...source, differsFrom }),
      // Written as it stands, so that nobody masks it, or says the same of this one, meanwhile.
      replace('sources', between),
      recordOfSource(desk, actor, source, happened),
    ];
  });
  return writtenBy(commit, 'sources', id) ?? sourceById(desk, id);
}

/** The one of two entries that says so of the other: where neither says it yet, the first. */
async function entriesBetween(desk: Desk, id: string, other: string) {
  const [source, second] = [await sourceById(desk, id), await sourceById(desk, other)];
  if (second.round !== null) throw notToTellApart();
  const isSaidByOther = second.differsFrom?.includes(source.id) ?? false;
  return isSaidByOther ? { source: second, between: source } : { source, between: second };
}

function notToTellApart(): Problem {
  const sentence = 'Of an entry of a blind round, or of itself, this can’t be said.';
  return Problem.field('from', sentence);
}

/** Takes an entry that nothing uses out of the register. Its event keeps what was public of it. */
export function removeSource(
  desk: Desk,
  actor: Actor,
  id: string,
  seen: string | null = null,
): Promise<void> {
  return removeSources(desk, actor, [id], seen);
}

/**
 * Takes entries that nothing uses out of the register, all or none. Whoever names one at the same
 * moment comes first or brings it back: then *conflict* is thrown, and it is there.
 */
export async function removeSources(
  desk: Desk,
  actor: Actor,
  ids: readonly string[],
  seen: string | null = null,
): Promise<void> {
  demand(actor, 'change sources');
  await commitWithRetry(desk, async () => {
    const changes = ids.map(async (id) => removal(desk, actor, await sourceById(desk, id), seen));
    return (await Promise.all(changes)).flat();
  });
  if (await followMasks(desk, ids)) throw used('It');
}

async function removal(
  desk: Desk,
  actor: Actor,
  source: Source,
  seen: string | null,
): Promise<Change[]> {
  demandCurrent('entry', source, seen);
  const why = await whyItStays(desk, source);
  if (why) throw why;
  const identity = await removedIdentity(desk, source);
  return [...identity, ...removalOf(source, { at: now(desk), by: actor.id })];
}

/** What says that an entry can't be removed, and why; null for one that can. */
export async function whyItStays(desk: Desk, source: Source): Promise<Problem | null> {
  if (source.round !== null || isHeldByRound(desk)) return heldByRound();
  return useOf(desk, source);
}

/** Whether no entry at all can be removed: a refusal would tell that something hidden names it. */
export function isHeldByRound({ visibility }: Pick<Desk, 'visibility'>): boolean {
  return visibility.blind.size > 0;
}

function heldByRound(): Problem {
  return new Problem('conflict', 'While a blind round is open, no entry can be removed.');
}

function used(name: string): Problem {
  const sentence = `${name} is used: by an annotation, a proposal, or another entry. Join it with another entry instead.`;
  return new Problem('conflict', sentence);
}

function kept(name: string): Problem {
  const sentence = `Only deleted annotations name ${name}, and whoever restores one is to find it: it stays. Join it with the entry that was meant, or put its name right.`;
  return new Problem('conflict', sentence);
}

/**
 * Puts a removed entry back as it was. Who a confidential source was went with it: that one can't be
 * put back. Throws *not-found*, *conflict*. One that is there already stays as it is.
 */
export async function restoreSource(desk: Desk, actor: Actor, id: string): Promise<Source> {
  demand(actor, 'change sources');
  const commit = await commitWithRetry(desk, async () => {
    if (await desk.store.get('sources', id)) return [];
    const removed = await removedEntry(desk, id);
    if (removed?.confidential) {
      const sentence = `Who ${removed.name} was went with it: it can’t be put back.`;
      throw new Problem('conflict', sentence);
    }
    const changes = await restoration(desk, { at: now(desk), by: actor.id }, id);
    if (!changes) throw noSuchSource();
    return changes;
  });
  return writtenBy(commit, 'sources', id) ?? sourceById(desk, id);
}

interface EntryRead {
  id: string;
  seen: string | null;
}

type Work = (source: Source) => Promise<Change[]>;

/** Commits what was worked out of an entry as it stands, and answers with what it is then. */
async function putRight(desk: Desk, actor: Actor, asked: EntryRead, work: Work): Promise<Source> {
  const commit = await commitEntry(desk, actor, asked, work);
  return writtenBy(commit, 'sources', asked.id) ?? sourceById(desk, asked.id);
}

async function commitEntry(desk: Desk, actor: Actor, { id, seen }: EntryRead, work: Work) {
  demand(actor, 'change sources');
  return commitWithRetry(desk, async () => {
    const source = await sourceById(desk, id);
    demandCurrent('entry', source, seen);
    return work(source);
  });
}

/** What says that an entry is used; null for one that nothing uses. */
async function useOf(desk: Desk, { id, name }: Source): Promise<Problem | null> {
  const { others, annotations, areMore } = await usesOf(desk, id);
  if (others > 0 || areMore) return used(name);
  if (annotations.some(({ deleted }) => deleted === null)) return used(name);
  return annotations.length > 0 ? kept(name) : null;
}

/** What the desk says of a confidential source does not tell who it is; of another, it is asked about. */
async function demandUntold(
  desk: Desk,
  actor: Actor,
  source: Source,
  description: string | null,
  confirmed: EntryChangeInput['confirm'],
): Promise<void> {
  if (description === source.description) return;
  const named = await sourcesNamedIn(desk, actor, description ?? '');
  if (named.some((each) => each.source.id === source.id)) {
    const sentence = `This tells who ${source.name} is, where everyone reads it: say it without the name.`;
    throw Problem.field('description', sentence);
  }
  await demandUnnamed(desk, actor, description, confirmed);
}

async function demandNames(
  desk: Desk,
  actor: Actor,
  before: Source,
  after: Source,
  confirmed: EntryChangeInput['confirm'],
): Promise<void> {
  const names = newNames(before, after);
  const [known, alike] = await Promise.all([
    namingKnownTo(desk, actor),
    lookAlikesOf(desk, after.unnamed ? [] : names),
  ]);
  const asked = names.map(async (name) => [
    await namesakeQuestion(desk, after, name),
    publicNameQuestion(known, name),
    lookAlikeQuestion(alike, name, after.id),
    after.confidential ? null : maskedQuestion(name),
  ]);
  demandAnswered((await Promise.all(asked)).flat(), confirmed);
}

async function namesakeQuestion(
  desk: Desk,
  source: Source,
  name: string,
): Promise<Question | null> {
  const borne = await borneBy(desk, source, name);
  const known = await withWays(desk.store, [source, ...borne]);
  const endId = (entry: Source) => endOf(entry, (id) => known.get(id)).id;
  if (borne.every((other) => endId(other) === endId(source))) return null;
  const sentence = `“${name}” is a name of another entry already: join the two if they are one source, or keep both.`;
  return { code: 'namesake', sentence };
}

/** The entries that a name means: as a description, in the article of the source that bears it. */
async function borneBy({ store }: Desk, { article, unnamed }: Source, name: string) {
  if (!unnamed) return (await sourcesNamed({ store }, [{ name }])).flat();
  if (article === null) return [];
  return (await describedAs(store, article, [name])).get(nameKey(name)) ?? [];
}

/** The event of what somebody did to an entry. */
export function recordOfSource(
  desk: Desk,
  actor: Actor,
  { id }: Pick<Source, 'id'>,
  happened: HappenedTo['source'],
): Change {
  return record({ at: now(desk), by: actor.id }, { kind: 'source', id }, happened);
}
