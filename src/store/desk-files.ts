import { basename, dirname } from 'node:path';
import type { Adapter } from 'lowdb';
import { Problem } from '../domain/problem.js';
import {
  type Half,
  type HalfDesk,
  halves,
  type Pending,
  printHalf,
  readHalf,
} from './desk-text.js';
import type { Log } from './engine.js';
import { type Attributes, codeOf, type FileLayer } from './files.js';
import { changesBetween, replay, type State, stateOf } from './state.js';
import { saveProblem } from './write-fault.js';

/** What one file holds; a file that is not there holds nothing. */
interface Held {
  exists: boolean;
  /** Its own half of this state is what stands in the file, and its commit. */
  state: State;
  pending: Pending | null;
}

/** A new text for a file, written beside it. */
interface Staged {
  half: Half;
  beside: string;
  held: Held;
}

export type DeskPaths = Readonly<Record<Half, string>>;

/**
 * lowdb's adapter for a desk of two files, of which a write replaces those that differ, whole or
 * not at all. Where both differ the private one goes first, with the public changes in it, and a
 * start that finds the public one behind carries them out.
 */
export class DeskFiles implements Adapter<State> {
  readonly #files: FileLayer;
  readonly #paths: DeskPaths;
  readonly #log: Log;
  #held: Record<Half, Held>;
  #halted: Problem | null = null;

  constructor(files: FileLayer, paths: DeskPaths, log: Log) {
    this.#files = files;
    this.#paths = paths;
    this.#log = log;
    const none = { exists: false, state: stateOf(0, {}), pending: null };
    this.#held = { public: none, private: none };
  }

  /**
   * The desk as the files tell it, both from one moment though another process may be writing.
   * Throws *unreadable* for files that cannot be read or are not what they should be.
   */
  async read(): Promise<State> {
    const [open, closed] = await this.#pair();
    if (closed && !open)
      this.#log.warn(`${basename(this.#paths.public)} is missing; a new one is begun.`);
    const found = {
      public: open && readHalf('public', open, basename(this.#paths.public)),
      private: closed && readHalf('private', closed, basename(this.#paths.private)),
    };
    const state = stateOf(Math.max(found.public?.commit ?? 0, found.private?.commit ?? 0), {
      ...found.public?.contents,
      ...found.private?.contents,
    });
    this.#held = { public: heldBy(found.public, state), private: heldBy(found.private, state) };
    return this.#caughtUp(state);
  }

  /**
   * Makes the files hold the state, and returns when they do for good. A failure throws
   * *unavailable* and leaves them as they were; where even that fails, so does every later write.
   */
  async write(state: State): Promise<void> {
    if (this.#halted) throw this.#halted;
    const changed = (['private', 'public'] as const).filter((half) => this.#differs(half, state));
    try {
      await this.#putUp(await this.#stage(changed, state));
    } catch (fault) {
      throw this.#halted ?? saveProblem(fault);
    }
  }

  /** Both files' bytes. The public one is read again: unchanged, it held while the other was read. */
  async #pair(): Promise<[Buffer | null, Buffer | null]> {
    let open = await this.#bytes('public');
    for (let round = 0; round < 100; round++) {
      const closed = await this.#bytes('private');
      const again = await this.#bytes('public');
      if (open === again || (open && again?.equals(open))) return [open, closed];
      open = again;
    }
    const name = basename(this.#paths.public);
    throw new Problem('unavailable', `${name} is being written all the time. Try again.`);
  }

  async #bytes(half: Half): Promise<Buffer | null> {
    try {
      return await this.#files.read(this.#paths[half]);
    } catch (fault) {
      throw unreadable(fault, basename(this.#paths[half]));
    }
  }

  /** The state with what the private file holds back for a public one that is just behind it. */
  #caughtUp(state: State): State {
    const { pending, state: closed } = this.#held.private;
    const open = this.#held.public.state;
    if (!pending || closed.commit <= open.commit) return state;
    const next =
      pending.after === open.commit ? replay(state, closed.commit, pending.changes) : null;
    if (next) return next;
    this.#log.warn(
      `${basename(this.#paths.private)} holds a change for another state of ${basename(this.#paths.public)}; it is left out.`,
    );
    return state;
  }

  #differs(half: Half, state: State): boolean {
    const held = this.#held[half];
    if (half === 'public' && !held.exists) return true;
    return halves[half].some((name) => held.state.tables[name] !== state.tables[name]);
  }

  async #stage(changed: readonly Half[], state: State): Promise<Staged[]> {
    const staged: Staged[] = [];
    try {
      for (const half of changed) {
        const both = half === 'private' && changed.includes('public');
        const held = { exists: true, state, pending: both ? this.#pending(state) : null };
        staged.push(await this.#writeBeside(half, held));
      }
    } catch (fault) {
      await this.#discard(staged);
      throw fault;
    }
    return staged;
  }

  #pending(state: State): Pending {
    const { state: held } = this.#held.public;
    return { after: held.commit, changes: changesBetween(held, state, halves.public) };
  }

  async #writeBeside(half: Half, held: Held): Promise<Staged> {
    const beside = besides(this.#paths[half]);
    await this.#files.remove(beside);
    try {
      const file = await this.#files.create(beside, await this.#attributes(half));
      try {
        await file.writeFile(printHalf(half, held.state, held.pending));
        await file.sync();
      } finally {
        await file.close();
      }
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
    return model && { ...model, mode: 0o600 };
  }

  /** Puts staged files in their places. When one fails, those already replaced are put back. */
  async #putUp(staged: readonly Staged[]): Promise<void> {
    const replaced: Half[] = [];
    try {
      for (const { half, beside } of staged) {
        await this.#files.rename(beside, this.#paths[half]);
        replaced.unshift(half);
        await this.#files.syncFolder(dirname(this.#paths[half]));
      }
    } catch (fault) {
      await this.#discard(staged);
      await this.#putBack(replaced, fault);
      throw fault;
    }
    for (const { half, held } of staged) this.#held[half] = held;
  }

  async #putBack(replaced: readonly Half[], cause: unknown): Promise<void> {
    try {
      for (const half of replaced) {
        const path = this.#paths[half];
        const held = this.#held[half];
        if (held.exists)
          await this.#files.rename((await this.#writeBeside(half, held)).beside, path);
        else await this.#files.remove(path);
        await this.#files.syncFolder(dirname(path));
      }
    } catch {
      this.#halted = Object.assign(
        new Problem(
          'unavailable',
          'The disk has failed in the middle of a save. Nothing more can be saved: have it looked at, start Whence again, and see whether the last change is there.',
        ),
        { cause },
      );
    }
  }

  async #discard(staged: readonly Staged[]): Promise<void> {
    for (const { beside } of staged) await this.#files.remove(beside).catch(() => {});
  }
}

/** Where the next state of a file is written before it takes the file's place. */
export function besides(path: string): string {
  return `${path}.tmp`;
}

function heldBy(found: HalfDesk | null, state: State): Held {
  const { commit, pending } = found ?? { commit: 0, pending: null };
  return { exists: found !== null, state: { ...state, commit }, pending };
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
