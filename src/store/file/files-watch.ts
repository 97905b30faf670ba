import { basename } from 'node:path';
import type { Low } from 'lowdb';
import { Problem } from '../../domain/problem.js';
import type { Half } from '../documents.js';
import type { Log } from '../log.js';
import type { State } from '../memory/state.js';
import type { DeskFiles } from './desk-files.js';
import type { RunLater } from './folding.js';
import type { Journal } from './journal.js';
import type { Lock } from './lock.js';
import type { DeskPaths } from './paths.js';
import { saveProblem } from './write-fault.js';

/** Two of these and the folding of a desk of the usual size are less than a second. */
const lookMs = 400;

interface Parts {
  low: Low<State>;
  desk: DeskFiles;
  journal: Journal;
  lock: Lock;
  paths: DeskPaths;
  lookLater: RunLater;
  log: Log;
  /** What to call the desk. */
  name: string;
}

/**
 * Looks now and then whether the files of a desk that is open for writing are still those of this
 * process. What somebody removed or wrote over is written again from memory, so that nothing that
 * was acknowledged is lost; where another process is at the desk, nothing is saved any more.
 */
export class FilesWatch {
  readonly #parts: Parts;
  #callOff: () => void = () => {};
  #looking: Promise<boolean> | null = null;
  /** Why nothing is saved. */
  #refusal: string | null = null;
  /** Whether another process has the desk, so that nothing of it may be touched here. */
  #givenUp = false;
  #ended = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#lookAgain();
  }

  /** Looks at once, and mends what can be. Answers whether the files are this process's to write. */
  look(): Promise<boolean> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  /** Looks no more by itself; returns when no look is under way, which could put the lock back. */
  async end(): Promise<void> {
    this.#ended = true;
    this.#callOff();
    await this.#looking;
  }

  #lookAgain(): void {
    if (this.#ended || this.#givenUp) return;
    this.#callOff = this.#parts.lookLater(lookMs, async () => {
      await this.look();
      this.#lookAgain();
    });
  }

  async #look(): Promise<boolean> {
    if (this.#givenUp) return false;
    try {
      await this.#mend();
      this.#refuse(null);
    } catch (fault) {
      this.#refuse(sentenceOf(fault));
    }
    return this.#refusal === null;
  }

  async #mend(): Promise<void> {
    const { desk, journal, low } = this.#parts;
    const lockWasLost = await this.#hold();
    const { gone, changed } = await desk.lost();
    if (lockWasLost) this.#tellOfLock(changed);
    const renewed = await journal.renew(async () => {
      const { commit } = low.data;
      await low.write();
      return commit;
    });
    if (renewed === null && gone.length + changed.length > 0) await low.write();
    this.#tell(gone, 'removed');
    this.#tell(changed, 'written over');
    if (renewed !== null) this.#tell(['journal'], renewed === 'gone' ? 'removed' : 'written over');
  }

  /** Whether the lock had to be put back. */
  async #hold(): Promise<boolean> {
    const { lock, name } = this.#parts;
    try {
      return await lock.hold();
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault;
      const { holder = 'process unknown' } = fault.details;
      return this.#giveUp(`Another Whence (${holder}) has taken ${name}.lock`);
    }
  }

  /** Who had the lock in between may have saved what this process does not know of. */
  #tellOfLock(changed: readonly Half[]): void {
    const { log, name } = this.#parts;
    if (changed.length > 0) {
      this.#giveUp(`${name}.lock was removed, and another process has written ${name} since`);
    }
    log.warn(
      `${name}.lock was removed or written over while Whence had ${name} open; it has been put back.`,
    );
  }

  #tell(which: readonly (keyof DeskPaths)[], what: string): void {
    const { log, name, paths } = this.#parts;
    for (const each of which) {
      log.warn(
        `${basename(paths[each])} was ${what} while Whence had ${name} open; all that was saved has been written again, and nothing is lost.`,
      );
    }
  }

  #giveUp(reason: string): never {
    this.#givenUp = true;
    throw new Problem(
      'unavailable',
      `${reason}: nothing is saved here any more. Stop this Whence.`,
    );
  }

  #refuse(reason: string | null): void {
    if (reason === this.#refusal) return;
    const { journal, log, name } = this.#parts;
    this.#refusal = reason;
    journal.refuse(reason);
    log.warn(reason ?? `The files of ${name} can be written again.`);
  }
}

/** A disk that refuses may do so for a moment only; each look asks it anew. */
function sentenceOf(fault: unknown): string {
  const said = saveProblem(fault);
  return said instanceof Error ? said.message : String(said);
}
