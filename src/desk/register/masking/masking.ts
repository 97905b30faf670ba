import type { Stamp } from '../../../domain/annotations/annotation.js';
import { Problem } from '../../../domain/problem.js';
import type { Source } from '../../../domain/register/source.js';
import { demand, may } from '../../../domain/rights.js';
import { type Change, insert, remove } from '../../../store/store.js';
import { type Actor, type Desk, now } from '../../desk.js';
import { record } from '../../history/record.js';
import { commitPlanned } from '../../with-retry.js';
import { pseudonyms } from '../identities/identities.js';
import { identitiesOfMasked, identityOf, maskedFrom } from '../identities/identity-changes.js';
import { entriesOfOne, standingFor } from '../joined.js';
import {
  type EntryRemoval,
  entriesBehind,
  removalById,
  restorationOf,
  sourceOrRemoved,
} from '../restoring.js';
import { ClaimWordings } from './claim-wordings.js';
import { maskedChange, maskedLate } from './late-saves.js';
import { NameSearch, type NamingWords } from './naming.js';
import { isNameless, publicNames } from './public-names.js';
import { isAbout, visitPublicDocuments } from './public-words.js';
import { MaskedDocuments, type WordsChoice } from './replaced-words.js';
import { RewrittenDocuments } from './rewritten-documents.js';
import { type WholeDeskWork, WrittenMeanwhile } from './written-meanwhile.js';

/*
 * To mask an entry that is public already, everywhere and in the past, is an editor's act. The source
 * gets another id, so that an older export does not tell who it is; what people wrote in their own
 * words is replaced where the editor says so. All that was taken out is kept in the private identity,
 * so that it can be taken back (`unmasking.ts`).
 */

export interface MaskingPreview {
  source: Source;
  /** With those that are joined, which are masked with it. */
  entries: Source[];
  /** The surest first. */
  words: NamingWords[];
  /** The source is in the register no longer: masked, it is there again. */
  isRemoved: boolean;
  /** What it belongs to and was removed, too: that is there again with it, under its name. */
  behind: Source[];
}

/** What masking a source would change. For editors. Throws *not-found*, *conflict* for one that is masked or has no name. */
export async function previewMasking(
  desk: Desk,
  actor: Actor,
  id: string,
): Promise<MaskingPreview> {
  demand(actor, 'mask sources');
  const { source, entries, isRemoved } = await toMask(desk, id);
  const naming = await namingOf(desk, entries);
  await visitPublicDocuments(desk.store, (collection, doc, pace) =>
    pace.through(naming.note(collection, doc)),
  );
  const behind = isRemoved ? (await entriesBehind(desk, source)).removed : [];
  return { source, entries, words: naming.words, isRemoved, behind };
}

/** Masks a public source everywhere, under another id and a pseudonym. Throws as the preview does. */
export async function maskSource(
  desk: Desk,
  actor: Actor,
  id: string,
  choice: WordsChoice = { replace: [], leave: [] },
): Promise<Source> {
  demand(actor, 'mask sources');
  const meanwhile = new WrittenMeanwhile(desk.whole);
  const { own } = desk.goneNames;
  const told = new Set<string>();
  let masking: Masking | null = null;
  try {
    const { worked, commit } = await commitPlanned(desk, async () => {
      const { work, since } = await meanwhile.upToDate(masking, async () => {
        const subject = await toMask(desk, id);
        return Masking.of(desk, actor, subject, choice);
      });
      masking = work;
      for (const pseudonymous of work.newIds) {
        told.add(pseudonymous);
        own.add(pseudonymous);
      }
      return { work, changes: await work.changes(), barrierSince: since };
    });
    const { work } = worked;
    desk.goneNames.add(commit?.number ?? 0, (changes) =>
      maskedLate(desk, work.source.id, work.documents.again(), changes),
    );
    return (await desk.whole.get('sources', work.source.id)) ?? work.source;
  } finally {
    for (const pseudonymous of told) own.delete(pseudonymous);
    meanwhile.end();
  }
}

/** Masks a source by a form that may be sent twice: what its sender masked stays masked. */
export async function maskOnce(
  ...[desk, actor, id, choice]: Parameters<typeof maskSource>
): Promise<Source> {
  try {
    return await maskSource(desk, actor, id, choice);
  } catch (error) {
    const masked = await maskedFrom(desk, id);
    const identity = masked && (await identityOf(desk, masked.id));
    if (desk.request !== null && identity?.masked?.by === actor.id && masked) return masked;
    throw error;
  }
}

/**
 * How a source that is not in the register was removed from it. Throws *not-found* for one that never was; who may mask
 * sources is told where it was masked, and not as what.
 */
export async function removalOrMasked(desk: Desk, actor: Actor, id: string): Promise<EntryRemoval> {
  if (may(actor, 'mask sources') && (await maskedFrom(desk, id)) !== null) {
    throw new Problem(
      'not-found',
      'The source at this address was masked: the register has it under a pseudonym, at another address.',
    );
  }
  return removalById(desk, id);
}

interface Subject {
  source: Source;
  /** The source, and behind it what is joined with it and public. */
  entries: Source[];
  /** The source alone can be: nothing was joined with it then. */
  isRemoved: boolean;
}

async function toMask(desk: Desk, id: string): Promise<Subject> {
  const masked = (await desk.store.get('sources', id)) ? null : await maskedFrom(desk, id);
  const { source, isRemoved } = masked
    ? { source: masked, isRemoved: false }
    : await sourceOrRemoved(desk, id);
  if (source.confidential) {
    throw new Problem('conflict', `${source.name} is confidential already.`);
  }
  const [end = source] = await standingFor(desk.whole, [source]);
  const others = (await entriesOfOne(desk.whole, end)).filter((entry) => entry.id !== source.id);
  // What a removed entry was joined with may have been masked since.
  const entries = [source, ...others.filter(({ confidential }) => !confidential)];
  if (entries.every(isNameless)) {
    throw new Problem('conflict', 'Its name was removed by law: there is none to be masked.');
  }
  return { source, entries, isRemoved };
}

/** Finds where the entries are named, by all that they are called and ever were. */
async function namingOf(desk: Desk, entries: readonly Source[]): Promise<NameSearch> {
  const named = entries.map(async (entry) => {
    const [name = entry.name, ...aliases] = await publicNames(desk, entry);
    return { ...entry, name, aliases };
  });
  return new NameSearch(await Promise.all(named));
}

/** The masking of some entries, as it is worked out. */
class Masking implements WholeDeskWork {
  readonly others: RewrittenDocuments;
  readonly newIds: readonly string[];

  private constructor(
    private readonly desk: Desk,
    private readonly stamp: Stamp,
    private readonly subject: Subject,
    private readonly masked: readonly Source[],
    private readonly ids: ReadonlyMap<string, string>,
    readonly documents: MaskedDocuments,
  ) {
    this.newIds = [...ids.values()];
    this.others = new RewrittenDocuments(
      ids,
      (change, pace) => maskedChange(desk, documents, change, pace),
      (change) => documents.forget(change),
    );
  }

  static async of(
    desk: Desk,
    actor: Actor,
    subject: Subject,
    choice: WordsChoice,
  ): Promise<Masking> {
    const { entries } = subject;
    const newPseudonym = await pseudonyms(desk);
    const called = new Map(entries.map(({ id }) => [id, newPseudonym()]));
    const ids = new Map(entries.map(({ id }) => [id, desk.newId()]));
    const [pseudonym = ''] = called.values();
    const wordings = new ClaimWordings(desk.whole);
    const naming = await namingOf(desk, entries);
    const documents = new MaskedDocuments(naming, { ids, choice, pseudonym, wordings });
    const masked: Source[] = [];
    for (const entry of entries) {
      const next = await documents.without('sources', entry, true);
      const name = called.get(entry.id) ?? '';
      masked.push({ ...next, version: 1, name, aliases: [], confidential: true });
    }
    const stamp = { at: now(desk), by: actor.id };
    const masking = new Masking(desk, stamp, subject, masked, ids, documents);
    await masking.others.readAll(desk.whole);
    return masking;
  }

  get source(): Source {
    const [source] = this.masked;
    if (!source) throw new Error('There is nothing to mask.');
    return source;
  }

  isUpsetBy(change: Change): boolean {
    return isAbout(change, this.ids) || (change.in === 'sources' && change.doc.confidential);
  }

  async changes(): Promise<Change[]> {
    const { desk, stamp, ids, documents } = this;
    const { source, entries, isRemoved } = this.subject;
    const behind = documents.again();
    const restored = await this.#restored(behind);
    const taken = [...documents.taken, ...behind.taken];
    const kept = await identitiesOfMasked(desk, stamp, entries, ids, taken);
    const events = this.masked.map(({ id }) =>
      record(stamp, { kind: 'source', id }, { action: 'source.masked', before: null, after: null }),
    );
    // A removed one is there again under its pseudonym: so its masking can be taken back.
    const there = entries.filter((entry) => !isRemoved || entry !== source);
    const removed = there.map((entry) => remove('sources', entry));
    const inserted = this.masked.map((entry) => insert('sources', entry));
    return [...removed, ...this.others.changes, ...restored, ...inserted, ...kept, ...events];
  }

  /** What a removed one belongs to, which is there again with it. */
  async #restored(documents: MaskedDocuments): Promise<Change[]> {
    const { source, isRemoved } = this.subject;
    if (!isRemoved) return [];
    const { removed } = await entriesBehind(this.desk, source);
    const changes = await restorationOf(this.desk, this.stamp, removed);
    return Promise.all(changes.map((change) => maskedChange(this.desk, documents, change)));
  }
}
