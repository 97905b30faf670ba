import { dirname } from 'node:path';
import { Problem } from '../../domain/problem.js';
import { inTurns } from '../in-turns.js';
import type { Commit } from '../store.js';
import type { JournalLeft } from './desk-files.js';
import type { FileLayer, OpenFile, Stamp } from './files.js';
import { type Head, printCommitInTurns, printHead } from './journal-text.js';
import { temporaryPath } from './paths.js';
import { setAside } from './set-aside.js';
import { halfwayProblem, saveProblem } from './write-fault.js';

interface JournalLine {
  number: number;
  bytes: Buffer;
}

type Held = Omit<Head, 'after'>;

interface Ties {
  /** Which commits the snapshots hold for good. */
  held: () => Held;
  /** Is told once that the file is there, before anything is said to be saved in it. */
  begun: () => Promise<void>;
}

/**
 * The journal of a desk that is open for writing: what has been committed since the snapshots were
 * last written. Its file is there from the first commit on, so that it can be told when it is gone.
 */
export class Journal {
  readonly #files: FileLayer;
  readonly #path: string;
  readonly #ties: Ties;
  #file: OpenFile | null = null;
  /** Of the file, when it was last looked at. */
  #stamp: Stamp | null = null;
  /** How the file begins. */
  #start: Buffer | null = null;
  #announced = false;
  /** Why nothing is saved, if that is so. */
  #refusal: string | null = null;
  /** How many bytes of the file are sound, and how many of those are its head. */
  #length = 0;
  #headLength = 0;
  /** Whether there may be more in the file than that: left by a save that failed. */
  #torn = false;
  /** Whether the file's name is on the disk. */
  #named = false;
  /** The lines that a fold under way may not cover: those of its time, and the last before it. */
  #recent: JournalLine[] = [];
  #folding = false;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(files: FileLayer, path: string, ties: Ties) {
    this.#files = files;
    this.#path = path;
    this.#ties = ties;
  }

  /** In bytes. */
  get length(): number {
    return this.#length;
  }

  /** Whether there is nothing in it that is to be folded. */
  get isEmpty(): boolean {
    return this.#length === this.#headLength;
  }

  /** Whether it has a file. */
  get isBegun(): boolean {
    return this.#file !== null;
  }

  /** Goes on with the file of an earlier day, of which so many bytes are sound. */
  goOn({ length, torn }: JournalLeft): Promise<void> {
    return this.#inTurn(async () => {
      this.#file = await this.#files.append(this.#path);
      this.#length = length;
      this.#torn = torn;
      if (torn) await this.#cutBack();
      await this.#settle(this.#file);
      await this.#remember();
    });
  }

  /**
   * Writes commits, which follow the ones before, and returns when they are on the disk. A failure
   * throws *unavailable* and takes back what was written of them; where that fails too, it is done
   * before anything else is written.
   */
  append(commits: readonly Commit[]): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#refusal !== null) throw new Problem('unavailable', this.#refusal);
      const lines: JournalLine[] = [];
      for (const commit of commits) {
        const bytes = await inTurns(printCommitInTurns(commit));
        lines.push({ number: commit.number, bytes });
      }
      await this.#write(lines);
      this.#recent = this.#folding ? [...this.#recent, ...lines] : lines;
    });
  }

  /** From here on it is remembered what comes in, since a fold covers what came before. */
  beginFold(): void {
    this.#folding = true;
  }

  /** The fold has failed: the journal goes on as it is. */
  giveUpFold(): void {
    this.#folding = false;
  }

  /** Drops the commits up to that number, which the snapshots hold for good. */
  drop(upTo: number): Promise<void> {
    return this.#inTurn(async () => {
      this.#folding = false;
      if (this.#file !== null) await this.#restart(upTo);
    });
  }

  /** Removes the file, of which the snapshots hold everything for good. */
  end(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#files.remove(this.#path);
      await this.#file?.close().catch(() => {});
      this.#file = null;
    });
  }

  /** Saves nothing from now on and gives the reason; null ends that. */
  refuse(reason: string | null): void {
    this.#refusal = reason;
  }

  /**
   * Where the file is no longer what was written in it, begins a new one once `fold` has brought
   * everything into the snapshots and tells up to which commit. Who saves meanwhile waits. Answers
   * with what had become of it: null where it is as it was.
   */
  renew(fold: () => Promise<number>): Promise<'gone' | 'changed' | null> {
    return this.#inTurn(async () => {
      const lost = await this.#lost();
      if (lost !== null) await this.#restart(await fold());
      return lost;
    });
  }

  /** Lets go of the file, which stays where it is. */
  close(): Promise<void> {
    return this.#inTurn(async () => {
      // What another process may be writing is not touched.
      if (this.#torn && this.#refusal === null) await this.#cutBack().catch(() => {});
      await this.#file?.close().catch(() => {});
      this.#file = null;
    });
  }

  async #write(lines: readonly JournalLine[]): Promise<void> {
    /** How many of the lines may stand in the file. */
    let whole = 0;
    try {
      if (this.#torn) await this.#cutBack();
      const file = await this.#opened((lines[0]?.number ?? 1) - 1);
      const bytes = bytesOf(lines);
      this.#torn = true;
      whole = lines.length - 1;
      await file.writeFile(bytes);
      whole = lines.length;
      await this.#settle(file);
      this.#length += bytes.length;
      this.#torn = false;
    } catch (fault) {
      // What is no whole line counts for nothing, wherever it stands.
      throw (await this.#takenBack()) || whole === 0 ? saveProblem(fault) : halfwayProblem(fault);
    }
  }

  /** The file; where there is none yet, a new one behind that commit. */
  async #opened(after: number): Promise<OpenFile> {
    const file = this.#file ?? (await this.#begin(after, []));
    if (this.#announced) return file;
    if (!this.#named) await this.#settle(file);
    await this.#ties.begun();
    this.#announced = true;
    return file;
  }

  /** Returns when what stands in the file is on the disk, under its name. */
  async #settle(file: OpenFile): Promise<void> {
    await file.datasync();
    if (this.#named) return;
    await this.#files.syncFolder(dirname(this.#path));
    this.#named = true;
  }

  async #takenBack(): Promise<boolean> {
    try {
      if (this.#torn) await this.#cutBack();
      return true;
    } catch {
      return false;
    }
  }

  async #cutBack(): Promise<void> {
    await this.#file?.truncate(this.#length);
    await this.#file?.datasync();
    this.#torn = false;
    this.#stamp = await this.#files.stamp(this.#path);
  }

  /** Takes a new file for what came after that commit. */
  async #restart(after: number): Promise<void> {
    const rest = this.#recent.filter(({ number }) => number > after);
    await this.#begin(after, rest);
    this.#recent = rest;
  }

  /** Takes a new file, in which only these lines stand. Until it has its name, the old one counts. */
  async #begin(after: number, lines: readonly JournalLine[]): Promise<OpenFile> {
    const beside = temporaryPath(this.#path);
    const head = printHead({ after, ...this.#ties.held() });
    await this.#files.remove(beside);
    const file = await this.#files.create(beside, ownersAlone);
    try {
      await file.writeFile(head);
      // Never put together: what came in during a fold may be many megabytes.
      for (const { bytes } of lines) await file.writeFile(bytes);
      await file.datasync();
      // What somebody else has put there is kept.
      if ((await this.#lost()) === 'changed') await setAside(this.#files, this.#path, 'damaged');
      await this.#files.rename(beside, this.#path);
    } catch (fault) {
      await file.close().catch(() => {});
      await this.#files.remove(beside).catch(() => {});
      throw fault;
    }
    await this.#file?.close().catch(() => {});
    this.#file = file;
    this.#length = lines.reduce((sum, { bytes }) => sum + bytes.length, head.length);
    this.#headLength = head.length;
    this.#torn = false;
    this.#named = false;
    await this.#remember();
    await this.#settle(file);
    return file;
  }

  async #remember(): Promise<void> {
    this.#stamp = await this.#files.stamp(this.#path);
    this.#start = await this.#files.start(this.#path, startBytes);
  }

  /** What has become of the file since it was written; null where it is as it was. */
  async #lost(): Promise<'gone' | 'changed' | null> {
    const there = await this.#files.stamp(this.#path);
    if (this.#file === null) return there && 'changed';
    if (there === null) return 'gone';
    const before = this.#stamp;
    if (there.inode !== before?.inode || there.device !== before.device) return 'changed';
    if (!this.#torn && there.size !== this.#length) return 'changed';
    // Nothing has been saved since it was last looked at, and yet it was written.
    if (there.size === before.size && there.modified !== before.modified) return 'changed';
    const start = await this.#files.start(this.#path, this.#start?.length ?? 0);
    if (!this.#start?.equals(start ?? Buffer.of())) return 'changed';
    this.#stamp = there;
    return null;
  }

  /** Does one thing after another. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => {});
    return result;
  }
}

/** No two journals of a desk have one head. */
const startBytes = 100;

/** It holds what is private, too. */
const ownersAlone = { mode: 0o600, uid: -1, gid: -1 };

function bytesOf(lines: readonly JournalLine[]): Buffer {
  const [first, ...others] = lines.map(({ bytes }) => bytes);
  return first && others.length === 0 ? first : Buffer.concat(first ? [first, ...others] : []);
}
