import { Problem } from '../../../domain/problem.js';
import type { Source } from '../../../domain/register/source.js';
import { demand } from '../../../domain/rights.js';
import { type Change, replace } from '../../../store/store.js';
import { type Actor, type Desk, now } from '../../desk.js';
import { markOf } from '../../gone-names.js';
import { record } from '../../history/record.js';
import { commitPlanned } from '../../with-retry.js';
import { identityNames } from '../identities/identities.js';
import {
  identitiesNamedInPart,
  readsOf,
  sourcesIdentifiedAs,
} from '../identities/identity-changes.js';
import { entriesOfOne, standingFor } from '../joined.js';
import { sourceOrRemoved } from '../restoring.js';
import { ClearedDocuments } from './cleared-documents.js';
import { NameSearch, type NamingWords } from './naming.js';
import { clearOldCopies } from './old-copies.js';
import { isSure, privateWithout } from './private-words.js';
import { isNameless, publicNames, removedName } from './public-names.js';
import { isAbout, visitPublicDocuments } from './public-words.js';
import type { WordsChoice } from './replaced-words.js';
import { RewrittenDocuments } from './rewritten-documents.js';
import { type WholeDeskWork, WrittenMeanwhile } from './written-meanwhile.js';

/*
 * A person's name is removed from the whole desk where the law wants it gone: from the register, its
 * history, whatever people wrote in their own words, and from who confidential sources are. That
 * something was removed, when and on what ground stays. What articles say is never altered; it is
 * listed, as what remains. It can't be taken back.
 */

interface ExpungingPreview {
  source: Source;
  /** With those that are joined with it. */
  entries: readonly Source[];
  /** Confidential and unnamed sources of whom it is on record that they are this person. */
  identified: readonly Source[];
  /** The surest first; fixed ones remain. */
  words: readonly NamingWords[];
  /** The source is in the register no longer, and stays out of it. */
  isRemoved: boolean;
}

/** What is said of an expunging: on what ground, and which words beside those that are sure. */
interface Expunging extends WordsChoice {
  ground: string;
}

/** What removing a source's name from the desk would change. For admins. */
export async function previewExpunging(
  desk: Desk,
  actor: Actor,
  id: string,
): Promise<ExpungingPreview> {
  const { source, entries, named, isRemoved } = await toExpunge(desk, actor, id);
  const naming = new NameSearch(named, true);
  const find = (text: string) => naming.find(text);
  await visitPublicDocuments(desk.whole, (collection, doc, pace) =>
    pace.through(naming.note(collection, doc)),
  );
  const own = new Map(entries.map((entry) => [entry.id, entry]));
  const inPart = await identitiesNamedInPart(desk, own, find);
  for (const identity of inPart) naming.noteIdentity(identity);
  const identified = await sourcesIdentifiedAs(desk, find);
  // To be told of whom it is on record is to look at who they are.
  const seen = new Set([...identified, ...inPart].map((each) => each.id));
  await desk.whole.commit(readsOf({ at: now(desk), by: actor.id }, seen));
  return { source, entries, identified, words: naming.words, isRemoved };
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
  const isPurged = await clearOldCopies(desk);
  return { source: (await desk.whole.get('sources', source.id)) ?? source, isPurged };
}

async function expungeEverywhere(
  desk: Desk,
  actor: Actor,
  id: string,
  expunging: Expunging,
): Promise<Source> {
  const meanwhile = new WrittenMeanwhile(desk.whole);
  const { own } = desk.goneNames;
  const told = new Set<string>();
  let known: Removal | null = null;
  try {
    const { worked, commit } = await commitPlanned(desk, async () => {
      const { work, since } = await meanwhile.upToDate(known, async () =>
        Removal.of(desk, actor, await toExpunge(desk, actor, id), expunging),
      );
      known = work;
      told.add(work.mark);
      own.add(work.mark);
      return { work, changes: await work.changes(), barrierSince: since };
    });
    const { source, cleared } = worked.work;
    desk.goneNames.add(commit?.number ?? 0, (changes) => cleared.late(changes));
    return source;
  } finally {
    for (const mark of told) own.delete(mark);
    meanwhile.end();
  }
}

interface Subject {
  source: Source;
  entries: Source[];
  /** The same under all names by which the person was ever known here. */
  named: Source[];
  /** The source is in the register no longer, and stays out of it. */
  isRemoved: boolean;
}

async function toExpunge(desk: Desk, actor: Actor, id: string): Promise<Subject> {
  demand(actor, 'expunge names');
  if (desk.visibility.blind.size > 0) {
    const sentence = 'While a blind round is open, no name can be removed from the whole desk.';
    throw new Problem('conflict', sentence);
  }
  const { source, isRemoved } = await sourceOrRemoved(desk, id);
  if (isRemoved && source.confidential) {
    const sentence = `Who ${source.name} was went with it: no name of it is left to be removed.`;
    throw new Problem('conflict', sentence);
  }
  const [end = source] = await standingFor(desk.whole, [source]);
  const others = (await entriesOfOne(desk.whole, end)).filter((entry) => entry.id !== source.id);
  const entries = [source, ...others];
  const known = await identityNames(
    desk,
    entries.map((entry) => entry.id),
  );
  const read = entries.map(async (entry) => {
    const names = [
      ...(entry.confidential ? [] : await publicNames(desk, entry)),
      ...(known.get(entry.id) ?? []),
    ];
    const [name, ...aliases] = new Set(names);
    return name === undefined ? [] : { ...entry, name, aliases };
  });
  const named = (await Promise.all(read)).flat();
  if (named.every(isNameless)) {
    const sentence =
      'The desk knows no name of it any more. Where that has come in again, enter a source of that name, and remove its name.';
    throw new Problem('conflict', sentence);
  }
  return { source, entries, named, isRemoved };
}

/** The removal of a name, as it is worked out. */
class Removal implements WholeDeskWork {
  readonly others: RewrittenDocuments;
  readonly #ids: ReadonlyMap<string, unknown>;

  private constructor(
    private readonly desk: Desk,
    private readonly happened: Change<'events'>,
    private readonly subject: { expunged: readonly Source[]; isRemoved: boolean },
    readonly cleared: ClearedDocuments,
  ) {
    this.#ids = new Map(subject.expunged.map((entry) => [entry.id, entry]));
    this.others = new RewrittenDocuments(this.#ids, (change, pace) => cleared.change(change, pace));
  }

  static async of(
    desk: Desk,
    actor: Actor,
    { source, entries, named, isRemoved }: Subject,
    { ground, ...choice }: Expunging,
  ): Promise<Removal> {
    const naming = new NameSearch(named, true);
    demandGround(ground, naming);
    const placeholder = await nextPlaceholder(desk);
    const cleared = new ClearedDocuments(desk, naming, { named, choice, placeholder });
    const expunged: Source[] = [];
    for (const entry of entries) {
      const next = await cleared.without('sources', entry);
      const names = entry.confidential ? {} : { name: placeholder, aliases: [] };
      expunged.push({ ...next, ...names });
    }
    const stamp = { at: now(desk), by: actor.id };
    const after = { ground, isUnpurged: true as const };
    const expunging = { action: 'source.expunged' as const, before: null, after };
    const happened = record(stamp, { kind: 'source', id: source.id }, expunging);
    const removal = new Removal(desk, happened, { expunged, isRemoved }, cleared);
    await removal.others.readAll(desk.whole);
    return removal;
  }

  get mark(): string {
    return markOf(this.happened.doc);
  }

  get source(): Source {
    const [source] = this.subject.expunged;
    if (!source) throw new Error('There is no entry to remove the name of.');
    return source;
  }

  isUpsetBy(change: Change): boolean {
    const isOfAnother = change.in === 'events' && change.doc.action === 'source.expunged';
    return isOfAnother || isAbout(change, this.#ids);
  }

  async changes(): Promise<Change[]> {
    const { expunged, isRemoved } = this.subject;
    const entries = expunged.slice(isRemoved ? 1 : 0).map((entry) => replace('sources', entry));
    const apart = await privateWithout(this.desk, this.cleared.apart);
    return [...entries, ...this.others.changes, ...apart, this.happened];
  }
}

function demandGround(ground: string, naming: NameSearch): void {
  if (ground.trim() === '')
    throw Problem.field('ground', 'Say on what ground the name is removed.');
  if (!isSure(naming.find(ground))) return;
  throw Problem.field('ground', 'This names the person, and it stays: say it without the name.');
}

/** Numbered, so that two people whose names are gone are not taken for one. */
async function nextPlaceholder({ whole }: Desk): Promise<string> {
  return `${removedName} ${(await whole.count('events', 'action', 'source.expunged')) + 1}`;
}
