import { basename, dirname } from 'node:path';
import { Problem } from '../../domain/problem.js';
import type { BulkLoad, BulkLoadOptions } from '../bulk-load.js';
import { copyingIn, filledByAnother } from '../copying.js';
import { type CollectionName, type Documents, type Half, halfOf } from '../documents.js';
import type { Commits } from '../store.js';
import { demandOwnNames } from './desk-file-names.js';
import { format, HalfText } from './desk-text.js';
import { codeOf, disk, type FileLayer, type OpenFile, writeNew } from './files.js';
import { takeLock } from './lock.js';
import { type DeskPaths, lockOf, pathsOf, temporaryPath } from './paths.js';
import { copyProblem } from './write-fault.js';

interface LowdbFillingOptions extends BulkLoadOptions {
  files?: FileLayer;
  /** Whether it is the public file alone that is made, to be shared: nothing private may be put in. */
  alone?: boolean;
}

/**
 * Begins to fill a desk in a JSON file that is not there yet. Until it is finished a mark stands in
 * its place, which no start mistakes for a desk. A copy of the same database that was cut short is
 * begun anew. What is put in goes to the disk at once: memory holds no more than that.
 *
 * Throws *conflict*, with nothing touched, where there is a desk already, a part of one, or the
 * beginning of a copy of another database; *unavailable* where another process is at it, or the
 * disk refuses; *not-found* where there is no folder to hold it.
 */
export async function openLowdbFilling(
  path: string,
  { from, commits, files = disk, clock = () => new Date(), alone = false }: LowdbFillingOptions,
): Promise<BulkLoad> {
  const name = basename(path);
  const paths = await pathsOf(path);
  demandOwnName(name);
  const at = clock();
  try {
    const { release } = await takeLock(files, lockOf(paths), { database: name, at });
    try {
      const begun = await demandFree(files, paths, from);
      await putMark(files, paths.public, { from, since: at.toISOString(), begun });
      if (begun) await sweep(files, paths);
      return new LowdbFilling({ files, paths, commits, alone, release, name });
    } catch (fault) {
      await release();
      throw fault;
    }
  } catch (fault) {
    throw copyProblem(fault, name);
  }
}

/** A desk of that name would stand where another one looks for its private half. */
function demandOwnName(name: string): void {
  if (!name.endsWith('.private.json')) return;
  throw new Problem(
    'invalid',
    `${name} would be taken for the private part of another desk. Choose another name.`,
  );
}

/** Whether the mark of a copy of the same database stands there, which is the one thing that may. */
async function demandFree(files: FileLayer, paths: DeskPaths, from: string): Promise<boolean> {
  const name = basename(paths.public);
  if (await files.attributes(paths.public)) {
    // What can't be read is something, too.
    const text = await files.read(paths.public).catch(() => null);
    const copying = text && text.length < maxMarkBytes ? copyingIn(text.toString()) : null;
    if (copying?.from === from) return true;
    throw copying ? filledByAnother(copying, name) : targetTaken(paths.public);
  }
  await demandOwnNames(files, paths);
  for (const path of [paths.private, paths.journal]) {
    if (await files.attributes(path)) throw targetTaken(path);
  }
  return false;
}

const maxMarkBytes = 100_000;

function targetTaken(path: string): Problem {
  return new Problem(
    'conflict',
    `${basename(path)} is there already. Choose another name for the copy, or move that away.`,
  );
}

/** Puts up the mark, whole from its first moment: in a place that is free, or where one stands. */
async function putMark(
  files: FileLayer,
  path: string,
  { from, since, begun }: { from: string; since: string; begun: boolean },
): Promise<void> {
  const beside = temporaryPath(path);
  await files.remove(beside);
  const mark = JSON.stringify({ whence: format, copying: { from, since } });
  await writeNew(files, beside, null, `${mark}\n`);
  if (begun) await files.rename(beside, path);
  else await nameFirst(files, beside, path);
  await files.syncFolder(dirname(path));
}

/** Gives a file a name that nothing has; EEXIST where something came to have it just now. */
async function nameFirst(files: FileLayer, beside: string, path: string): Promise<void> {
  try {
    await files.link(beside, path);
  } catch (fault) {
    if (codeOf(fault) === 'EEXIST') throw targetTaken(path);
    // For file systems that know no links, such as exFAT.
    await files.rename(beside, path);
  }
  await files.remove(beside);
}

/** Removes what an earlier copy left behind, and this one may have no need of. */
async function sweep(files: FileLayer, paths: DeskPaths): Promise<void> {
  for (const path of [paths.private, temporaryPath(paths.private)]) await files.remove(path);
}

interface Parts {
  files: FileLayer;
  paths: DeskPaths;
  commits: Commits;
  alone: boolean;
  release: () => Promise<void>;
  name: string;
}

/** One half on its way to the disk. */
interface Growing {
  file: OpenFile;
  text: HalfText;
}

/** Both halves grow beside their places, the private one only if there is anything to put in. */
class LowdbFilling implements BulkLoad {
  readonly #parts: Parts;
  readonly #growing = new Map<Half, Growing>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async put<C extends CollectionName>(collection: C, docs: readonly Documents[C][]): Promise<void> {
    await this.#explainingFaults(async () => {
      const { file, text } = await this.#begun(halfOf(collection));
      for (const doc of docs) text.add(collection, doc);
      await file.writeFile(text.take());
    });
  }

  /** The private half has its place for good before the public one makes it a desk. */
  async finish(): Promise<void> {
    await this.#explainingFaults(async () => {
      await this.#begun('public');
      for (const each of this.#growing.values()) await complete(each);
      await this.#place('private');
      await this.#place('public');
    });
    await this.#parts.release();
  }

  async abandon(): Promise<void> {
    const { files, paths, release } = this.#parts;
    for (const [half, { file }] of this.#growing) {
      await file.close().catch(() => {});
      await files.remove(temporaryPath(paths[half])).catch(() => {});
    }
    await release();
  }

  async #begun(half: Half): Promise<Growing> {
    const present = this.#growing.get(half);
    if (present) return present;
    const { files, paths, commits, alone } = this.#parts;
    const ownersAlone = { mode: 0o600, uid: -1, gid: -1 };
    const beside = temporaryPath(paths[half]);
    await files.remove(beside);
    const file = await files.create(beside, half === 'private' ? ownersAlone : null);
    const whole = commits.private > 0 && !alone ? true : null;
    const companion = half === 'public' ? whole : false;
    const growing = { file, text: new HalfText(half, { commit: commits[half], companion }) };
    this.#growing.set(half, growing);
    return growing;
  }

  async #place(half: Half): Promise<void> {
    if (!this.#growing.has(half)) return;
    const { files, paths } = this.#parts;
    await files.rename(temporaryPath(paths[half]), paths[half]);
    await files.syncFolder(dirname(paths[half]));
  }

  async #explainingFaults(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (fault) {
      throw copyProblem(fault, this.#parts.name);
    }
  }
}

async function complete({ file, text }: Growing): Promise<void> {
  await file.writeFile(text.end());
  await file.datasync();
  await file.close();
}
