import { basename, dirname } from 'node:path';
import type { Adapter } from 'lowdb';
import { Problem } from '../../domain/problem.js';
import { type Half, halves } from '../documents.js';
import type { Log } from '../log.js';
import { type Contents, type State, stateOf } from '../memory/state.js';
import type { Commits } from '../store.js';
import {
  demandSound,
  format,
  type HalfDesk,
  type HalfHead,
  printHalf,
  readHalf,
} from './desk-text.js';
import { type Attributes, codeOf, type FileLayer, type Stamp } from './files.js';
import { type JournalText, journalFormat, readJournal } from './journal-text.js';
import { type JournalFault, replay } from './replay.js';
import { setAside } from './set-aside.js';
import { temporaryPath } from './temporary-path.js';

/** What one snapshot holds; a file that is not there holds nothing. */
interface Held extends HalfHead {
  exists: boolean;
  /** In bytes. */
  size: number;
  /** As this process has read or written it. */
  stamp: Stamp | null;
  /** Whether this process or another one wrote all that stands there, as far as it can be told. */
  asWritten: boolean;
}

/** What one snapshot shall hold. */
interface Due {
  half: Half;
  head: HalfHead;
  contents: Contents;
}

/** A new text for a file, written beside it. */
interface StagedHalf {
  half: Half;
  beside: string;
  held: Held;
}

/** What the files say, and how far the journal can be used. */
interface JournalExamined {
  state: State;
  /** A file that is not there though another one knows of it. */
  missing: keyof DeskPaths | null;
  fault: JournalFault | null;
  /** The part of the journal before its fault. */
  sound: { bytes: Buffer; commits: number };
}

/** What was found of the journal of an earlier day. */
export interface JournalLeft {
  /** How many of its bytes hold commits that can be relied on. */
  length: number;
  /** Whether it ended in a line that was cut short. */
  torn: boolean;
}

/** Where the snapshots of a desk are, and the journal of what came after them. */
export type DeskPaths = Readonly<Record<Half | 'journal', string>>;

/**
 * lowdb's adapter for a desk of two snapshots and a journal. Each snapshot knows the commit that it
 * holds, so that the journal's later commits, and only they, are carried out on it: whichever of
 * the files a kill leaves behind, together they are the desk.
 */
export class DeskFiles implements Adapter<State> {
  readonly #files: FileLayer;
  readonly #paths: DeskPaths;
  readonly #log: Log;
  readonly #alone: boolean;
  #held: Record<Half, Held>;
  #journal: JournalLeft = { length: 0, torn: false };
  #mended = false;
  readonly #earlier = new Set<keyof DeskPaths>();
  /** Those that are no longer what this process left there. */
  readonly #lost = new Set<Half>();
  #journalStands = false;
  /** What was last written. */
  #staged: readonly StagedHalf[] = [];
  #turn: Promise<unknown> = Promise.resolve();

  /** `alone` tells that no other process can be writing. */
  constructor(files: FileLayer, paths: DeskPaths, { log, alone }: { log: Log; alone: boolean }) {
    this.#files = files;
    this.#paths = paths;
    this.#log = log;
    this.#alone = alone;
    const none = {
      exists: false,
      commit: 0,
      companion: null,
      size: 0,
      stamp: null,
      asWritten: true,
    };
    this.#held = { public: none, private: none };
  }

  /** The journal that was read. */
  get journal(): JournalLeft {
    return this.#journal;
  }

  /** Whether something was carried out that stands in no snapshot and no journal. */
  get mended(): boolean {
    return this.#mended;
  }

  /** Those of the files that are of an earlier format. */
  get earlier(): ReadonlySet<keyof DeskPaths> {
    return this.#earlier;
  }

  /** The commit that each snapshot holds for good. */
  get held(): Record<Half, number> {
    return { public: this.#held.public.commit, private: this.#held.private.commit };
  }

  /** What the snapshots would be said to hold if the state were folded now. */
  commitsOf(state: State): Commits {
    const of = (half: Half) => (this.#behind(half, state) ? state.commit : this.held[half]);
    return { public: of('public'), private: of('private') };
  }

  /** That of both snapshots, in bytes. */
  get size(): number {
    return this.#held.public.size + this.#held.private.size;
  }

  /**
   * The desk as the files tell it, all from one moment though another process may be writing.
   * Throws *unreadable* for files that cannot be read or are not what they should be.
   */
  async read(): Promise<State> {
    const { state, fault, missing } = await this.examine();
    if (missing) throw missingProblem(missing, this.#paths);
    if (fault) throw journalProblem(fault, basename(this.#paths.journal));
    return state;
  }

  /** The desk as far as the files tell it. Throws as `read` does, but not for what is missing. */
  async examine(): Promise<JournalExamined> {
    const bytes = await this.#bytesOfOneMoment();
    const found = {
      public: bytes.public && readHalf('public', bytes.public, basename(this.#paths.public)),
      private: bytes.private && readHalf('private', bytes.private, basename(this.#paths.private)),
    };
    this.#held = {
      public: await this.#heldBy('public', found, bytes),
      private: await this.#heldBy('private', found, bytes),
    };
    const state = stateOf(Math.max(this.held.public, this.held.private), {
      ...found.public?.contents,
      ...found.private?.contents,
    });
    for (const half of ['public', 'private'] as const) {
      if (found[half]) demandSound(state, found[half], basename(this.#paths[half]));
    }
    this.#catchUp(state, found.private);
    const journal = bytes.journal && readJournal(bytes.journal, basename(this.#paths.journal));
    const fault =
      journal && replay(state, journal, this.held, (half) => basename(this.#paths[half]));
    const sound = soundPart(bytes.journal, journal, fault);
    const missing = missingOf(found, journal);
    this.#journal = { length: sound.bytes.length, torn: journal?.torn ?? false };
    this.#noteFormats({ ...found, journal });
    if (found.private && !found.public && !missing)
      this.#log.warn(`${basename(this.#paths.public)} is missing; a new one is begun.`);
    return { state, missing, fault, sound };
  }

  async #heldBy(
    half: Half,
    found: Record<Half, HalfDesk | null>,
    bytes: Record<Half, Buffer | null>,
  ): Promise<Held> {
    const { commit = 0, companion = null, difference = null } = found[half] ?? {};
    const name = basename(this.#paths[half]);
    if (difference) {
      this.#log.warn(
        `${name} is not what Whence wrote (${difference}): it has been changed by hand, or is damaged. It is opened as it stands.`,
      );
    }
    return {
      exists: found[half] !== null,
      commit,
      companion,
      size: bytes[half]?.length ?? 0,
      stamp: this.#alone ? await this.#files.stamp(this.#paths[half]) : null,
      asWritten: difference === null,
    };
  }

  #noteFormats(found: Record<Half, HalfDesk | null> & { journal: JournalText | null }): void {
    for (const half of ['public', 'private'] as const) {
      if ((found[half]?.format ?? format) < format) this.#earlier.add(half);
    }
    if ((found.journal?.format ?? journalFormat) < journalFormat) this.#earlier.add('journal');
  }

  /**
   * Makes the snapshots hold the state as it is at the call, in the format of today, and returns
   * when they do for good. It may change meanwhile. A failure leaves each file as it was or holding
   * what it should.
   */
  write(state: State): Promise<void> {
    const written = this.#turn.then(() => this.#write(state));
    this.#turn = written.catch(() => {});
    return written;
  }

  /**
   * Says whether a journal is going to stand beside the snapshots, so that from the next write on they
   * know, and a start finds that it is missing.
   */
  expectJournal(stands: boolean): void {
    this.#journalStands = stands;
  }

  /** Has all of the desk written again, in the place of what is missing. */
  writeAnew(state: State): Promise<void> {
    this.#lost.add('public').add('private');
    return this.write(state);
  }

  /** Those of the snapshots that are not as this process left them, which are written by the next write. */
  async lost(): Promise<{ gone: Half[]; changed: Half[] }> {
    const found: { gone: Half[]; changed: Half[] } = { gone: [], changed: [] };
    for (const half of ['public', 'private'] as const) {
      if (!this.#held[half].exists) continue;
      const there = await this.#files.stamp(this.#paths[half]);
      // Asked for afterwards, since a write may go on meanwhile.
      const own = [this.#held[half].stamp, ...this.#staged.map(({ held }) => held.stamp)];
      if (own.some((stamp) => isSameText(stamp, there))) continue;
      this.#lost.add(half);
      found[there ? 'changed' : 'gone'].push(half);
    }
    return found;
  }

  async #write(state: State): Promise<void> {
    const due = (['private', 'public'] as const)
      .filter((half) => this.#isDue(half, state))
      .map((half) => ({
        half,
        head: { commit: this.commitsOf(state)[half], companion: this.#companionOf(half) },
        contents: state.contents(halves[half]),
      }));
    const staged = await this.#stage(due);
    this.#staged = staged;
    try {
      for (const { half } of staged) await this.#keepForeign(half);
      for (const { half, beside, held } of staged) {
        await this.#files.rename(beside, this.#paths[half]);
        this.#held[half] = { ...this.#held[half], stamp: held.stamp, asWritten: true };
      }
      for (const { half } of staged) await this.#files.syncFolder(dirname(this.#paths[half]));
    } catch (fault) {
      await this.#discard(staged);
      throw fault;
    }
    for (const { half, held } of staged) {
      this.#held[half] = held;
      this.#earlier.delete(half);
      this.#lost.delete(half);
    }
  }

  #isDue(half: Half, state: State): boolean {
    const lost = this.#earlier.has(half) || this.#lost.has(half);
    return lost || this.#behind(half, state) || !this.#knows(half);
  }

  /** A public file that was shared learns of the private one when it is changed, and not before. */
  #knows(half: Half): boolean {
    const { commit, companion } = this.#held[half];
    if (half === 'private') return (companion ?? false) === this.#journalStands;
    return companion === true || commit > 0 || !this.#journalStands;
  }

  /** Whoever has a journal has a private file, which is what knows of it. */
  #companionOf(half: Half): boolean | null {
    if (half === 'private') return this.#journalStands;
    return this.#held.private.exists || this.#journalStands ? true : null;
  }

  /** What somebody else wrote is kept, under a name beside, when it is written over. */
  async #keepForeign(half: Half): Promise<void> {
    const path = this.#paths[half];
    const { exists, stamp, asWritten } = this.#held[half];
    const there = await this.#files.stamp(path);
    if (!there || (exists && asWritten && isSameText(stamp, there))) return;
    const aside = await setAside(this.#files, path, 'as-found', { open: half === 'public' });
    this.#log.warn(`${basename(path)} as it was found is kept in ${basename(aside)}.`);
  }

  /** Removes the journal that was read, of which the snapshots hold everything by now. */
  async endJournal(): Promise<void> {
    await this.#files.remove(this.#paths.journal);
    await this.#files.syncFolder(dirname(this.#paths.journal));
    this.#journal = { length: 0, torn: false };
    this.#earlier.delete('journal');
  }

  /**
   * The bytes of all files. The journal is read before and after the snapshots: as long as it only
   * grew, none of its commits was dropped in between. Where there is none, the public file tells.
   */
  async #bytesOfOneMoment(): Promise<Record<keyof DeskPaths, Buffer | null>> {
    let before = await this.#bytes('journal');
    for (let round = 0; round < 100; round++) {
      const found = { public: await this.#bytes('public'), private: await this.#bytes('private') };
      const still =
        this.#alone || before?.length || same(found.public, await this.#bytes('public'));
      const journal = await this.#bytes('journal');
      if (still && hasGrownFrom(before, journal)) return { ...found, journal };
      before = journal;
    }
    const name = basename(this.#paths.public);
    throw new Problem('unavailable', `${name} is being written all the time. Try again.`);
  }

  async #bytes(file: keyof DeskPaths): Promise<Buffer | null> {
    try {
      return await this.#files.read(this.#paths[file]);
    } catch (fault) {
      throw unreadable(fault, basename(this.#paths[file]));
    }
  }

  /** Carries out what an old private file holds back for a public one that is just behind it. */
  #catchUp(state: State, closed: HalfDesk | null): void {
    const { public: held } = this.held;
    if (!closed?.pending || closed.commit <= held) return;
    const { after, changes } = closed.pending;
    if (after === held && state.retake({ number: closed.commit, changes })) {
      this.#mended = true;
      return;
    }
    this.#log.warn(
      `${basename(this.#paths.private)} holds a change for another state of ${basename(this.#paths.public)}; it is left out.`,
    );
  }

  #behind(half: Half, state: State): boolean {
    const held = this.#held[half];
    if (half === 'public' && !held.exists) return true;
    return state.lastChange(halves[half]) > held.commit;
  }

  async #stage(due: readonly Due[]): Promise<StagedHalf[]> {
    const staged: StagedHalf[] = [];
    try {
      for (const each of due) staged.push(await this.#writeBeside(each));
    } catch (fault) {
      await this.#discard(staged);
      throw fault;
    }
    return staged;
  }

  async #writeBeside({ half, head, contents }: Due): Promise<StagedHalf> {
    const beside = temporaryPath(this.#paths[half]);
    await this.#files.remove(beside);
    try {
      const file = await this.#files.create(beside, await this.#attributes(half));
      let size = 0;
      try {
        for (const piece of printHalf(half, head, contents)) {
          await file.writeFile(piece);
          size += piece.length;
        }
        await file.datasync();
      } finally {
        await file.close();
      }
      const stamp = await this.#files.stamp(beside);
      const held = { ...head, exists: true, size, stamp, asWritten: true };
      return { half, beside, held };
    } catch (fault) {
      await this.#files.remove(beside).catch(() => {});
      throw fault;
    }
  }

  /** Those of the file that is replaced; the private one is its owner's alone. */
  async #attributes(half: Half): Promise<Attributes | null> {
    const own = await this.#files.attributes(this.#paths[half]);
    if (half === 'public') return own;
    const model = own ?? (await this.#files.attributes(this.#paths.public));
    return { uid: -1, gid: -1, ...model, mode: 0o600 };
  }

  async #discard(staged: readonly StagedHalf[]): Promise<void> {
    for (const { beside } of staged) await this.#files.remove(beside).catch(() => {});
  }
}

function soundPart(
  bytes: Buffer | null,
  journal: JournalText | null,
  fault: JournalFault | null,
): JournalExamined['sound'] {
  const before = fault ? (fault.line ?? 0) : Number.POSITIVE_INFINITY;
  const entries = journal?.entries.filter(({ line }) => line < before) ?? [];
  return {
    bytes: bytes?.subarray(0, entries.at(-1)?.end ?? 0) ?? Buffer.of(),
    commits: entries.length,
  };
}

/** A file that is gone though another one says that it belongs to it. */
function missingOf(
  found: Record<Half, HalfDesk | null>,
  journal: JournalText | null,
): keyof DeskPaths | null {
  // Files of the days before do not say whether there was a journal: theirs may stand alone.
  if (!found.public) return found.private && found.private.companion !== null ? 'public' : null;
  if (!found.private) return found.public.companion ? 'private' : null;
  // A journal has its first line for good before anything says that it is there.
  const none = !journal || (journal.head === null && journal.damage === null);
  return none && found.private.companion ? 'journal' : null;
}

function missingProblem(missing: keyof DeskPaths, paths: DeskPaths): Problem {
  const name = basename(paths[missing]);
  const [open, closed] = [basename(paths.public), basename(paths.private)];
  const sentences = {
    public: `${name} is missing, and ${closed} belongs to it. Put it back, or run “whence salvage” to begin anew with the people alone`,
    private: `${name} is missing, and ${open} belongs to it: people and the identities of sources stand there. Put it back, or run “whence salvage” to go on without them`,
    journal: `${name} is missing or empty, and the latest saves stand there alone. Put it back, or run “whence salvage” to go on without them`,
  };
  return new Problem('unreadable', `${sentences[missing]}. All files have been left as they are.`);
}

function isSameText(one: Stamp | null, other: Stamp | null): boolean {
  return one?.size === other?.size && one?.modified === other?.modified;
}

function same(one: Buffer | null, other: Buffer | null): boolean {
  return one === other || (one !== null && other !== null && one.equals(other));
}

function hasGrownFrom(before: Buffer | null, after: Buffer | null): boolean {
  if (!before?.length) return !after?.length;
  return after !== null && before.equals(after.subarray(0, before.length));
}

function journalProblem({ line, fault }: JournalFault, name: string): Problem {
  const place = line === null ? fault : `line ${line}: ${fault}`;
  return new Problem(
    'unreadable',
    `${name} can’t be used: ${place}. All files have been left as they are: put back copies of them, or run “whence salvage”, which sets aside what can’t be used.`,
  );
}

function unreadable(fault: unknown, name: string): Problem {
  const reasons: Readonly<Record<string, string>> = {
    EISDIR: `${name} is a folder; Whence needs a file there.`,
    EINVAL: `${name} is not an ordinary file; Whence needs one there.`,
    EACCES: `${name} can’t be read: Whence has no permission to.`,
  };
  const code = codeOf(fault);
  const sentence = reasons[code] ?? `${name} can’t be read: the disk has failed (${code}).`;
  return Object.assign(new Problem('unreadable', sentence), { cause: fault });
}
