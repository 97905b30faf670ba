import { type EventAction, inArticlesWords } from '../../../domain/history/event.js';
import { Problem } from '../../../domain/problem.js';
import type { Source } from '../../../domain/register/source.js';
import { demand } from '../../../domain/rights.js';
import type { Documents } from '../../../store/documents.js';
import { type Change, replace } from '../../../store/store.js';
import { type Actor, type Desk, now } from '../../desk.js';
import { record } from '../../history/record.js';
import { Pace } from '../../pace.js';
import { emptySessions } from '../../people/sessions.js';
import { commitPlanned, commitWithRetry } from '../../with-retry.js';
import { identityNames } from '../identities/identities.js';
import { identitiesWithout, readsOf, sourcesIdentifiedAs } from '../identities/identity-changes.js';
import { entriesOfOne, standingFor } from '../joined.js';
import { sourceById } from '../sources.js';
import { ClaimWordings } from './claim-wordings.js';
import { keyOf, NameSearch, type NamingWords } from './naming.js';
import { isSure, privateWithout, witnessesOf } from './private-words.js';
import { publicNames, removedName } from './public-names.js';
import { visitPublicDocuments, type WordsCollection, withWords } from './public-words.js';
import {
  chosenReplacements,
  claimReplacements,
  namesInEvent,
  type WordsChoice,
} from './replaced-words.js';
import { rewriteEach, type WordsName, WrittenMeanwhile, wordsNames } from './written-meanwhile.js';

/*
 * A person's name is removed from the whole desk where the law wants it gone: from the register, its
 * history, whatever people wrote in their own words, and from who confidential sources are. That
 * something was removed, when and on what ground stays. What articles say is never altered; it is
 * listed, as what remains. It can't be taken back.
 */

export interface ExpungingPreview {
  source: Source;
  /** With those that are joined with it. */
  entries: readonly Source[];
  /** Confidential and unnamed sources of whom it is on record that they are this person. */
  identified: readonly Source[];
  /** The surest first; fixed ones remain. */
  words: readonly NamingWords[];
}

/** What is said of an expunging: on what ground, and which words beside those that are sure. */
export interface Expunging extends WordsChoice {
  ground: string;
}

/** What removing a source's name from the desk would change. For admins. */
export async function previewExpunging(
  desk: Desk,
  actor: Actor,
  id: string,
): Promise<ExpungingPreview> {
  const { source, entries, named } = await toExpunge(desk, actor, id);
  const naming = new NameSearch(named, isPublished);
  await visitPublicDocuments(desk.whole, (collection, doc, pace) =>
    pace.through(naming.note(collection, doc)),
  );
  const identified = await sourcesIdentifiedAs(desk, (text) => naming.find(text));
  // To be told of whom it is on record is to look at who they are.
  await desk.whole.commit(readsOf({ at: now(desk), by: actor.id }, identified));
  return { source, entries, identified, words: naming.words };
}

/**
 * Removes a source's name from the desk. Answers with its entry, and whether nothing is left of it in
 * the database's own old copies. Throws *invalid* for a ground that tells the name or says nothing.
 */
export async function expungeSource(
  desk: Desk,
  actor: Actor,
  id: string,
  expunging: Expunging,
): Promise<{ source: Source; isPurged: boolean }> {
  const source = await expungeEverywhere(desk, actor, id, expunging);
  // A page that waits there writes a name in its own way, or a part of it alone: none is looked through.
  await emptySessions(desk);
  const isPurged = await purged(desk);
  return { source: (await desk.whole.get('sources', source.id)) ?? source, isPurged };
}

/** Whether nothing is left in the database's own old copies. */
function purged({ whole }: Desk): Promise<boolean> {
  return whole.purge().then(
    () => true,
    () => false,
  );
}

async function expungeEverywhere(
  desk: Desk,
  actor: Actor,
  id: string,
  expunging: Expunging,
): Promise<Source> {
  const meanwhile = new WrittenMeanwhile(desk.whole);
  try {
    const { worked, commit } = await commitPlanned(desk, async () =>
      expungingOf(desk, actor, await toExpunge(desk, actor, id), expunging),
    );
    desk.goneNames.add(async (changes) => {
      const isCleared = await clearMeanwhile(desk, worked.cleared, wordsNames(changes));
      if (isCleared) await purged(desk);
      return isCleared;
    });
    await clearMeanwhile(desk, worked.cleared, await meanwhile.but(commit));
    return worked.source;
  } finally {
    meanwhile.end();
  }
}

/**
 * Removes the name from what was written while all was read for the expunging, or in a request that began before;
 * answers whether something was removed.
 */
async function clearMeanwhile(
  desk: Desk,
  cleared: ClearedDocuments,
  written: readonly WordsName[],
): Promise<boolean> {
  const isCleared = await rewriteEach(desk, written, async ({ in: collection, id }) => {
    const doc = await desk.whole.get(collection, id);
    const next = doc && (await cleared.without(collection, doc));
    return next && next !== doc ? [replace(collection, next)] : [];
  });
  return (await commitWithRetry(desk, () => cleared.privateChanges())) !== null || isCleared;
}

interface Subject {
  source: Source;
  entries: Source[];
  /** The same under all names by which the person was ever known here. */
  named: Source[];
}

async function toExpunge(desk: Desk, actor: Actor, id: string): Promise<Subject> {
  demand(actor, 'expunge names');
  if (desk.visibility.blind.size > 0) {
    const sentence = 'While a blind round is open, no name can be removed from the whole desk.';
    throw new Problem('conflict', sentence);
  }
  const source = await sourceById(desk, id);
  const [end = source] = await standingFor(desk.whole, [source]);
  const others = (await entriesOfOne(desk.whole, end)).filter((entry) => entry.id !== source.id);
  const entries = [source, ...others];
  const known = await identityNames(
    desk,
    entries.map((entry) => entry.id),
  );
  const named = entries.map(async (entry) => {
    const names = [
      ...(entry.confidential ? [] : await publicNames(desk, entry)),
      ...(known.get(entry.id) ?? []),
    ];
    const [name = entry.name, ...aliases] = new Set(names);
    return { ...entry, name, aliases };
  });
  return { source, entries, named: await Promise.all(named) };
}

/** What an article is called and says is its own, in the history of articles too. */
function isPublished(collection: WordsCollection, { action }: { action?: EventAction }) {
  return collection === 'articles' || (action !== undefined && inArticlesWords.includes(action));
}

async function expungingOf(
  desk: Desk,
  actor: Actor,
  { source, entries, named }: Subject,
  { ground, ...choice }: Expunging,
): Promise<{ source: Source; cleared: ClearedDocuments; changes: Change[] }> {
  const naming = new NameSearch(named, isPublished);
  demandGround(ground, naming);
  const placeholder = await nextPlaceholder(desk);
  const cleared = new ClearedDocuments(desk, naming, { named, choice, placeholder });
  const expunged: Source[] = [];
  for (const entry of entries) {
    const next = await cleared.without('sources', entry);
    const names = entry.confidential ? {} : { name: placeholder, aliases: [] };
    expunged.push({ ...next, ...names });
  }
  const changes: Change[] = expunged.map((entry) => replace('sources', entry));
  const ids = new Set(entries.map(({ id }) => id));
  await visitPublicDocuments(desk.whole, async (collection, doc, pace) => {
    if (ids.has(doc.id)) return;
    const next = await cleared.without(collection, doc, pace);
    if (next !== doc) changes.push(replace(collection, next));
  });
  const stamp = { at: now(desk), by: actor.id };
  const happened = { action: 'source.expunged' as const, before: null, after: { ground } };
  changes.push(...(await cleared.privateChanges()));
  changes.push(record(stamp, { kind: 'source', id: source.id }, happened));
  return { source: expunged[0] ?? source, cleared, changes };
}

/** How some entries are expunged: what they were ever called, and what stands in the place of it. */
interface ExpungedAs {
  named: readonly Source[];
  choice: WordsChoice;
  placeholder: string;
}

/** Documents as they are once a name is expunged. */
class ClearedDocuments {
  readonly #ids: ReadonlyMap<string, string>;
  readonly #wordings: ClaimWordings;

  constructor(
    private readonly desk: Desk,
    private readonly naming: NameSearch,
    private readonly as: ExpungedAs,
  ) {
    this.#ids = new Map(as.named.map(({ id }) => [id, id]));
    this.#wordings = new ClaimWordings(desk.whole);
  }

  /** A document that everybody reads without the name; the very same where it has none. */
  async without<C extends WordsCollection>(
    collection: C,
    doc: Documents[C],
    pace = new Pace(),
  ): Promise<Documents[C]> {
    const { choice, placeholder } = this.as;
    const found = await pace.through(this.naming.in(collection, doc));
    const replaced = chosenReplacements(this.naming, collection, found, choice, placeholder);
    const words =
      'statement' in doc ? await claimReplacements(this.#wordings, doc, replaced) : replaced;
    const removed = collection === 'events' ? namesInEvent(doc, this.#ids) : [];
    const next = [...words, ...removed].reduce(
      (next, { path, now }) => withWords(next, path, now),
      doc,
    );
    return this.#withoutSites(next);
  }

  /** A share that no site may frame any more whose address has the name. */
  #withoutSites<D extends object>(doc: D): D {
    if (!('digest' in doc && 'origins' in doc && Array.isArray(doc.origins))) return doc;
    const origins = doc.origins.filter((origin) => !isSure(this.naming.find(origin)));
    return origins.length === doc.origins.length ? doc : { ...doc, origins };
  }

  /** What has to be written so that the name is gone from what is kept apart. */
  async privateChanges(): Promise<Change[]> {
    const find = (text: string) => this.naming.find(text);
    const { choice, placeholder } = this.as;
    const without = (text: string) => withoutSure(this.naming, text, placeholder);
    // What a masking took out goes with what it left in the place of that: an editor was asked about this.
    const taken = (text: string, left: string | null) =>
      choice.replace.includes(keyOf(left ?? text, false))
        ? this.naming.without(text, find(text), placeholder)
        : without(text);
    return [
      ...(await identitiesWithout(this.desk, new Set(this.#ids.keys()), find, taken)),
      ...(await privateWithout(this.desk, without)),
      ...(await witnessesOf(this.desk, this.as.named)),
    ];
  }
}

function demandGround(ground: string, naming: NameSearch): void {
  if (ground.trim() === '')
    throw Problem.field('ground', 'Say on what ground the name is removed.');
  if (!isSure(naming.find(ground))) return;
  throw Problem.field('ground', 'This names the person, and it stays: say it without the name.');
}

function withoutSure(naming: NameSearch, text: string, placeholder: string): string {
  const found = naming.find(text);
  return isSure(found) ? naming.without(text, found, placeholder) : text;
}

/** Numbered, so that two people whose names are gone are not taken for one. */
async function nextPlaceholder({ whole }: Desk): Promise<string> {
  return `${removedName} ${(await whole.count('events', 'action', 'source.expunged')) + 1}`;
}
