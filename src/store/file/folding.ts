import type { Low } from 'lowdb';
import { Problem } from '../../domain/problem.js';
import type { Log } from '../log.js';
import type { CommitLog } from '../memory/engine.js';
import type { State } from '../memory/state.js';
import type { Commit } from '../store.js';
import type { DeskFiles } from './desk-files.js';
import type { Journal } from './journal.js';
import { foldWarning } from './write-fault.js';

/** Does some work after so many milliseconds; what comes back calls it off. */
export type RunLater = (milliseconds: number, work: () => Promise<void>) => () => void;

/** By the clock of the machine, which no process stays alive for. */
export const later: RunLater = (milliseconds, work) => {
  const timer = setTimeout(() => void work(), milliseconds).unref();
  return () => clearTimeout(timer);
};

/**
 * A journal is folded when it is half as large as the snapshots: a byte is written three times, and
 * a start reads half as much again at the most.
 */
const minJournalBytes = 4_000_000;

interface Parts {
  low: Low<State>;
  desk: DeskFiles;
  journal: Journal;
  later: RunLater;
  /** Whether the files are still this process's to write. */
  demandOwn(): Promise<boolean>;
  release(): Promise<void>;
  log: Log;
  /** What to call the desk. */
  name: string;
}

/**
 * The commit log of a desk with a journal: each commit goes into the journal, and the journal into the
 * snapshots once the desk is quiet, when the journal has grown large, and at the end. No commit
 * waits for that: those that come meanwhile stay in the journal.
 */
export class Folding implements CommitLog {
  readonly #parts: Parts;
  #callOff: () => void = () => {};
  #fold: Promise<void> | null = null;
  #ending = false;
  /** The length from which the journal is folded though the desk is busy. */
  #bound: number;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#bound = this.#usualBound();
    // What an earlier day left is folded at the start, and nobody waits for that either.
    if (!parts.journal.isEmpty) this.#callOff = parts.later(0, () => this.#begin());
  }

  get log(): Log {
    return this.#parts.log;
  }

  async write(commits: readonly Commit[]): Promise<void> {
    await this.#parts.journal.append(commits);
    if (this.#parts.journal.length >= this.#bound) void this.#begin();
    else this.#waitForQuiet();
  }

  /** Folds all that is in the journal now. Throws *unavailable* where that fails. */
  async purge(): Promise<void> {
    await this.#fold;
    const { low, journal, name } = this.#parts;
    const { commit } = low.data;
    await this.#begin();
    if (journal.isEmpty || low.data.commit > commit) return;
    throw new Problem(
      'unavailable',
      `The journal of ${name} could not be folded into it: free space on the disk, and restart Whence.`,
    );
  }

  /** Folds what is there. Where that fails, the journal stays: nothing is lost. */
  async release(): Promise<void> {
    this.#callOff();
    await this.#fold;
    this.#ending = true;
    await this.#begin();
    await this.#parts.journal.close();
    await this.#parts.release();
  }

  /** The larger the desk, the longer it waits: a fold writes all of it. */
  #waitForQuiet(): void {
    this.#callOff();
    const megabytes = this.#parts.desk.size / 1e6;
    this.#callOff = this.#parts.later(1000 * (1 + megabytes), () => this.#begin());
  }

  #begin(): Promise<void> {
    this.#callOff();
    this.#fold ??= this.#work().finally(() => {
      this.#fold = null;
    });
    return this.#fold;
  }

  async #work(): Promise<void> {
    const { desk, journal, log, name } = this.#parts;
    if (journal.isEmpty && !(this.#ending && journal.isBegun)) return;
    if (!(await this.#parts.demandOwn())) return;
    journal.beginFold();
    try {
      if (this.#ending) desk.expectJournal(false);
      await this.#foldAll();
      this.#bound = this.#usualBound();
      if (!journal.isEmpty && !this.#ending) this.#waitForQuiet();
    } catch (fault) {
      journal.giveUpFold();
      this.#bound = journal.length + this.#usualBound();
      log.warn(foldWarning(fault, name));
    }
  }

  async #foldAll(): Promise<void> {
    const { low, journal } = this.#parts;
    const { commit } = low.data;
    await low.write();
    if (this.#ending) await journal.end();
    else await journal.drop(commit);
  }

  #usualBound(): number {
    return Math.max(minJournalBytes, this.#parts.desk.size / 2);
  }
}
