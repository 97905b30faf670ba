import { basename, dirname } from 'node:path';
import type { Adapter } from 'lowdb';
import { Problem } from '../../domain/problem.js';
import { type Half, halves } from '../documents.js';
import type { Log } from '../log.js';
import { type Contents, type State, stateOf } from '../memory/state.js';
import type { Commits } from '../store.js';
import { demandSound, format, type HalfDesk, printHalf, readHalf } from './desk-text.js';
import { type Attributes, codeOf, type FileLayer } from './files.js';
import { type JournalText, journalFormat, readJournal } from './journal-text.js';
import { type JournalFault, replay } from './replay.js';
import { temporaryPath } from './temporary-path.js';

/** What one snapshot holds; a file that is not there holds nothing. */
interface Held {
  exists: boolean;
  commit: number;
  /** In bytes. */
  size: number;
}

/** What one snapshot shall hold. */
interface Due {
  half: Half;
  commit: number;
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

  /** `alone` tells that no other process can be writing. */
  constructor(files: FileLayer, paths: DeskPaths, { log, alone }: { log: Log; alone: boolean }) {
    this.#files = files;
    this.#paths = paths;
    this.#log = log;
    this.#alone = alone;
    const none = { exists: false, commit: 0, size: 0 };
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
    const { state, fault } = await this.examine();
    if (fault) throw journalProblem(fault, basename(this.#paths.journal));
    return state;
  }

  /** The desk as far as the files tell it. Throws as `read` does, but not for the journal. */
  async examine(): Promise<JournalExamined> {
    const bytes = await this.#bytesOfOneMoment();
    if (bytes.private && !bytes.public)
      this.#log.warn(`${basename(this.#paths.public)} is missing; a new one is begun.`);
    const found = {
      public: bytes.public && readHalf('public', bytes.public, basename(this.#paths.public)),
      private: bytes.private && readHalf('private', bytes.private, basename(this.#paths.private)),
    };
    this.#held = {
      public: heldBy(found.public, bytes.public),
      private: heldBy(found.private, bytes.private),
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
    this.#journal = { length: sound.bytes.length, torn: journal?.torn ?? false };
    this.#noteFormats({ ...found, journal });
    return { state, fault, sound };
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
  async write(state: State): Promise<void> {
    const due = (['private', 'public'] as const)
      .filter((half) => this.#behind(half, state) || this.#earlier.has(half))
      .map((half) => ({
        half,
        commit: this.commitsOf(state)[half],
        contents: state.contents(halves[half]),
      }));
    const staged = await this.#stage(due);
    try {
      for (const { half, beside } of staged) await this.#files.rename(beside, this.#paths[half]);
      for (const { half } of staged) await this.#files.syncFolder(dirname(this.#paths[half]));
    } catch (fault) {
      await this.#discard(staged);
      throw fault;
    }
    for (const { half, held } of staged) {
      this.#held[half] = held;
      this.#earlier.delete(half);
    }
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

  async #writeBeside({ half, commit, contents }: Due): Promise<StagedHalf> {
    const beside = temporaryPath(this.#paths[half]);
    await this.#files.remove(beside);
    try {
      const file = await this.#files.create(beside, await this.#attributes(half));
      let size = 0;
      try {
        for (const piece of printHalf(half, commit, contents)) {
          await file.writeFile(piece);
          size += Buffer.byteLength(piece);
        }
        await file.datasync();
      } finally {
        await file.close();
      }
      return { half, beside, held: { exists: true, commit, size } };
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

function heldBy(found: HalfDesk | null, bytes: Buffer | null): Held {
  return { exists: found !== null, commit: found?.commit ?? 0, size: bytes?.length ?? 0 };
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
