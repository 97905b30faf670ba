import { dirname } from 'node:path';
import type { Commit } from '../store.js';
import type { JournalLeft } from './desk-files.js';
import type { FileLayer, OpenFile } from './files.js';
import { type Head, printCommit, printHead } from './journal-text.js';
import { temporaryPath } from './temporary-path.js';
import { halfwayProblem, saveProblem } from './write-fault.js';

interface JournalLine {
  number: number;
  text: string;
}

type Held = Omit<Head, 'after'>;

/**
 * The journal of a desk that is open for writing: what has been committed since the snapshots were
 * last written. Its file is there as long as there is such a thing.
 */
export class Journal {
  readonly #files: FileLayer;
  readonly #path: string;
  readonly #held: () => Held;
  #file: OpenFile | null = null;
  /** How many bytes of the file are sound. */
  #length = 0;
  /** Whether there may be more in the file than that: left by a save that failed. */
  #torn = false;
  /** Whether the file's name is on the disk. */
  #named = false;
  /** The lines that a fold under way may not cover: those of its time, and the last before it. */
  #recent: JournalLine[] = [];
  #folding = false;
  #turn: Promise<unknown> = Promise.resolve();

  /** `held` tells which commits the snapshots hold for good. */
  constructor(files: FileLayer, path: string, held: () => Held) {
    this.#files = files;
    this.#path = path;
    this.#held = held;
  }

  /** In bytes. */
  get length(): number {
    return this.#length;
  }

  /** Goes on with the file of an earlier day, of which so many bytes are sound. */
  goOn({ length, torn }: JournalLeft): Promise<void> {
    return this.#inTurn(async () => {
      this.#file = await this.#files.append(this.#path);
      this.#length = length;
      this.#torn = torn;
      if (torn) await this.#cutBack();
      await this.#settle(this.#file);
    });
  }

  /**
   * Writes commits, which follow the ones before, and returns when they are on the disk. A failure
   * throws *unavailable* and takes back what was written of them; where that fails too, it is done
   * before anything else is written.
   */
  append(commits: readonly Commit[]): Promise<void> {
    return this.#inTurn(async () => {
      const lines = commits.map((commit) => ({ number: commit.number, text: printCommit(commit) }));
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
      const rest = this.#recent.filter(({ number }) => number > upTo);
      if (this.#file === null) return;
      if (rest.length > 0) await this.#beginAgain(rest);
      else await this.#end();
    });
  }

  /** Lets go of the file, which stays where it is if there is anything in it. */
  close(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#torn) await this.#cutBack().catch(() => {});
      await this.#file?.close().catch(() => {});
      this.#file = null;
    });
  }

  async #write(lines: readonly JournalLine[]): Promise<void> {
    /** How many of the lines may stand in the file. */
    let whole = 0;
    try {
      if (this.#torn) await this.#cutBack();
      const file = await this.#opened();
      const text = textOf(lines, this.#length === 0 ? this.#headBefore(lines) : '');
      this.#torn = true;
      whole = lines.length - 1;
      await file.writeFile(text);
      whole = lines.length;
      await this.#settle(file);
      this.#length += Buffer.byteLength(text);
      this.#torn = false;
    } catch (fault) {
      // What is no whole line counts for nothing, wherever it stands.
      throw (await this.#takenBack()) || whole === 0 ? saveProblem(fault) : halfwayProblem(fault);
    }
  }

  #headBefore([first]: readonly JournalLine[]): string {
    return printHead({ after: (first?.number ?? 1) - 1, ...this.#held() });
  }

  async #opened(): Promise<OpenFile> {
    if (this.#file) return this.#file;
    await this.#files.remove(this.#path);
    this.#named = false;
    this.#length = 0;
    this.#file = await this.#files.create(this.#path, ownersAlone);
    return this.#file;
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
  }

  /** Takes a new file, in which only these lines stand. Until it has its name, the old one counts. */
  async #beginAgain(lines: readonly JournalLine[]): Promise<void> {
    const beside = temporaryPath(this.#path);
    const text = textOf(lines, this.#headBefore(lines));
    await this.#files.remove(beside);
    const file = await this.#files.create(beside, ownersAlone);
    try {
      await file.writeFile(text);
      await file.datasync();
      await this.#files.rename(beside, this.#path);
    } catch (fault) {
      await file.close().catch(() => {});
      await this.#files.remove(beside).catch(() => {});
      throw fault;
    }
    await this.#file?.close().catch(() => {});
    this.#file = file;
    this.#length = Buffer.byteLength(text);
    this.#torn = false;
    this.#named = false;
    await this.#settle(file);
  }

  /** A journal that comes back after a crash of the machine is no harm: it holds nothing new. */
  async #end(): Promise<void> {
    await this.#files.remove(this.#path);
    await this.#file?.close().catch(() => {});
    this.#file = null;
    this.#length = 0;
    this.#torn = false;
  }

  /** Does one thing after another. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => {});
    return result;
  }
}

/** It holds what is private, too. */
const ownersAlone = { mode: 0o600, uid: -1, gid: -1 };

function textOf(lines: readonly JournalLine[], head: string): string {
  return head + lines.map(({ text }) => text).join('');
}
