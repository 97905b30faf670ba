import { basename, dirname } from 'node:path';
import type { Adapter } from 'lowdb';
import { type Half, halves } from '../documents.js';
import type { Log } from '../log.js';
import { type State, stateOf } from '../memory/state.js';
import type { Commits } from '../store.js';
import { journalProblem, missingOf, missingProblem } from './desk-faults.js';
import { demandSound, format, type HalfDesk, readHalf } from './desk-text.js';
import type { FileLayer, Stamp } from './files.js';
import { type JournalText, journalFormat, readJournal } from './journal-text.js';
import { bytesOfOneMoment } from './one-moment.js';
import type { DeskPaths } from './paths.js';
import { type JournalFault, replay } from './replay.js';
import { setAside } from './set-aside.js';
import { discard, type HeldHalf, type StagedHalf, stage } from './staging.js';

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
  #held: Record<Half, HeldHalf>;
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
    const { digests: begun, ...bytes } = await bytesOfOneMoment(
      this.#files,
      this.#paths,
      this.#alone,
    );
    const closed =
      bytes.private && readHalf('private', bytes.private, basename(this.#paths.private));
    // What is carried out on a half is judged by all of it.
    const mayLeave = !bytes.journal?.length && !closed?.pending;
    const found = {
      public:
        bytes.public &&
        readHalf('public', bytes.public, basename(this.#paths.public), { mayLeave, begun }),
      private: closed,
    };
    this.#held = {
      public: await this.#heldBy('public', found, bytes),
      private: await this.#heldBy('private', found, bytes),
    };
    const state = stateOf(
      Math.max(this.held.public, this.held.private),
      { ...found.public?.contents, ...found.private?.contents },
      found.public?.later,
    );
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
  ): Promise<HeldHalf> {
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
    const isDue = (half: Half) => this.#isDue(half, state);
    if (isDue('public')) await state.complete(halves.public);
    const due = (['private', 'public'] as const).filter(isDue).map((half) => ({
      half,
      head: { commit: this.commitsOf(state)[half], companion: this.#companionOf(half) },
      contents: state.contents(halves[half]),
    }));
    const staged = await stage(this.#files, this.#paths, due);
    this.#staged = staged;
    try {
      for (const { half } of staged) await this.#keepForeign(half);
      for (const { half, beside, held } of staged) {
        await this.#files.rename(beside, this.#paths[half]);
        this.#held[half] = { ...this.#held[half], stamp: held.stamp, asWritten: true };
      }
      for (const { half } of staged) await this.#files.syncFolder(dirname(this.#paths[half]));
    } catch (fault) {
      await discard(this.#files, staged);
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

function isSameText(one: Stamp | null, other: Stamp | null): boolean {
  return one?.size === other?.size && one?.modified === other?.modified;
}
