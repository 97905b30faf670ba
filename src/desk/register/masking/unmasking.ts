import { Problem } from '../../../domain/problem.js';
import type { Identity, ReplacedWords, Source } from '../../../domain/register/source.js';
import { demand } from '../../../domain/rights.js';
import { type Change, insert, remove, replace } from '../../../store/store.js';
import { type Actor, type Desk, now } from '../../desk.js';
import { record } from '../../history/record.js';
import { commitPlanned } from '../../with-retry.js';
import {
  identityOf,
  identityUnmasked,
  repointedIdentities,
} from '../identities/identity-changes.js';
import { entriesOfOne, standingFor } from '../joined.js';
import { readWitnesses, witnessed, witnessKeys } from '../name-witnesses.js';
import { sourceById } from '../sources.js';
import { ClaimWordings } from './claim-wordings.js';
import { followMasks, unmaskedFrom } from './masked-ids.js';
import { visitPublicDocuments, withIds, withWords, wordsAt } from './public-words.js';

/** Whether the masking of a source can be taken back: it was public before. */
export async function wasPublic(desk: Desk, { id, confidential }: Source): Promise<boolean> {
  if (!confidential) return false;
  const { items } = await desk.whole.find('events', 'subject', {
    key: `source/${id}`,
    limit: 1000,
  });
  return items.some(({ action }) => action === 'source.masked');
}

/**
 * Takes the masking of a source back: it has its names and its id again, and the words that were
 * replaced for it stand as they were, unless somebody has changed them since. For editors. Throws
 * *not-found*, *conflict* for what was not public before.
 */
export async function unmaskSource(desk: Desk, actor: Actor, id: string): Promise<Source> {
  demand(actor, 'mask sources');
  const { worked } = await commitPlanned(desk, async () => {
    const source = await sourceById(desk, id);
    return unmasking(desk, actor, source, await maskedEntries(desk, source));
  });
  await followMasks(desk, worked.formerIds);
  return worked.source;
}

/** Takes a masking back by a form that may be sent twice: what is public again stays so. */
export async function unmaskOnce(
  ...[desk, actor, id]: Parameters<typeof unmaskSource>
): Promise<Source> {
  try {
    return await unmaskSource(desk, actor, id);
  } catch (error) {
    demand(actor, 'mask sources');
    const shown = await unmaskedFrom(desk, id);
    const source = shown === null ? null : await desk.store.get('sources', shown);
    if (desk.request === null || !source || source.confidential) throw error;
    return source;
  }
}

interface MaskedEntry {
  entry: Source;
  identity: Identity;
}

async function maskedEntries(desk: Desk, source: Source): Promise<MaskedEntry[]> {
  const [end = source] = await standingFor(desk.whole, [source]);
  const others = (await entriesOfOne(desk.whole, end)).filter(({ id }) => id !== source.id);
  const found: MaskedEntry[] = [];
  for (const entry of [source, ...others]) {
    const identity = await identityOf(desk, entry.id);
    if (!identity || !(await wasPublic(desk, entry))) {
      const sentence = `${entry.name} was never public: there is no masking to take back.`;
      throw new Problem('conflict', sentence);
    }
    found.push({ entry, identity });
  }
  return found;
}

async function unmasking(
  desk: Desk,
  actor: Actor,
  { id }: Source,
  masked: readonly MaskedEntry[],
): Promise<{ source: Source; formerIds: string[]; changes: Change[] }> {
  const ids = new Map(
    masked.map(({ entry, identity }) => [entry.id, identity.formerId ?? entry.id]),
  );
  const taken = takenBy(masked);
  const back = <D extends { id: string }>(collection: ReplacedWords['in'], doc: D): D =>
    (taken.get(`${collection}/${doc.id}`) ?? []).reduce(putBack, withIds(doc, ids));
  const entries = masked.map(({ entry, identity: { name, aliases } }) => ({
    ...back('sources', entry),
    ...{ name, aliases, confidential: false },
  }));
  const keys = entries.flatMap((entry) => witnessKeys(entry, entry.article));
  const witnesses = await readWitnesses(desk, keys);
  const changes: Change[] = masked.flatMap(({ entry, identity }, at) => [
    ...rewritten(entry, entries[at] ?? entry),
    ...identityUnmasked(identity, ids.get(entry.id) ?? entry.id),
  ]);
  const wordings = new ClaimWordings(desk.whole);
  await visitPublicDocuments(desk.whole, async (collection, doc) => {
    if (ids.has(doc.id)) return;
    const next = back(collection, doc);
    if (next === doc) return;
    const isTaken = 'statement' in next && !(await wordings.give(next, next.statement));
    // A claim of the same wording was written since: this one keeps the wording that it has.
    const statement = isTaken && 'statement' in doc ? { statement: doc.statement } : {};
    changes.push(replace(collection, { ...next, ...statement }));
  });
  const stamp = { at: now(desk), by: actor.id };
  const events = masked.map(({ entry }) => {
    const before = { pseudonym: entry.name, id: entry.id };
    const subject = { kind: 'source' as const, id: ids.get(entry.id) ?? entry.id };
    return record(stamp, subject, { action: 'source.unmasked', before, after: null });
  });
  const identities = await repointedIdentities(desk, ids);
  const source = entries.find((entry) => entry.id === ids.get(id)) ?? masked[0]?.entry;
  if (!source) throw new Error('There is nothing to unmask.');
  const formerIds = [...ids].flatMap(([from, to]) => (from === to ? [] : from));
  changes.push(...identities, ...witnessed(witnesses, keys), ...events);
  return { source, formerIds, changes };
}

function rewritten(entry: Source, next: Source): Change[] {
  if (entry.id === next.id) return [replace('sources', next)];
  return [remove('sources', entry), insert('sources', { ...next, version: 1 })];
}

/** What was taken out of which document. */
function takenBy(masked: readonly MaskedEntry[]): Map<string, ReplacedWords[]> {
  const taken = new Map<string, ReplacedWords[]>();
  for (const words of masked.flatMap(({ identity }) => identity.masked?.words ?? [])) {
    const key = `${words.in}/${words.id}`;
    taken.set(key, [...(taken.get(key) ?? []), words]);
  }
  return taken;
}

/** What was changed since stays as it is. */
function putBack<D extends object>(doc: D, { path, was, now }: ReplacedWords): D {
  return (wordsAt(doc, path) ?? null) === now ? withWords(doc, path, was) : doc;
}
