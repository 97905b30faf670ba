import { basename } from 'node:path';
import { DeskFiles } from './desk-files.js';
import { codeOf, disk, type FileLayer } from './files.js';
import { takeLock } from './lock.js';
import { pathsOf } from './paths.js';
import { temporaryPath } from './temporary-path.js';
import { openProblem } from './write-fault.js';

interface SalvageResult {
  /** How many commits of the journal were kept. */
  kept: number;
  /** The name of the file, beside the journal, that holds all of it as it was found. */
  aside: string;
}

/**
 * Sets aside the journal of a desk that can't be opened because of it, and puts in its place what
 * stands in it before the first fault. Null, and nothing is done, where the journal can be used.
 * Throws as `openLowdbStore` does where something else is wrong, too.
 */
export async function salvage(
  path: string,
  { files = disk, clock = () => new Date() }: { files?: FileLayer; clock?: () => Date } = {},
): Promise<SalvageResult | null> {
  const name = basename(path);
  const paths = await pathsOf(path);
  try {
    const lock = { database: name, at: clock() };
    const release = await takeLock(files, `${paths.public}.lock`, lock);
    try {
      const desk = new DeskFiles(files, paths, { log: { warn: () => {} }, alone: true });
      const { sound, fault } = await desk.examine();
      if (fault === null) return null;
      const aside = await setAside(files, paths.journal);
      await putInPlace(files, paths.journal, sound.bytes.toString());
      return { kept: sound.commits, aside: basename(aside) };
    } finally {
      await release();
    }
  } catch (fault) {
    throw openProblem(fault, name);
  }
}

/** Gives the journal a second name, one that is free. */
async function setAside(files: FileLayer, path: string): Promise<string> {
  for (let n = 1; ; n++) {
    const name = `${path}.damaged${n === 1 ? '' : `-${n}`}`;
    try {
      await files.link(path, name);
      await files.setMode(name, 0o600);
      return name;
    } catch (fault) {
      if (codeOf(fault) !== 'EEXIST') throw fault;
    }
  }
}

async function putInPlace(files: FileLayer, path: string, text: string): Promise<void> {
  const beside = temporaryPath(path);
  await files.remove(beside);
  const file = await files.create(beside, { mode: 0o600, uid: -1, gid: -1 });
  try {
    await file.writeFile(text);
    await file.datasync();
  } finally {
    await file.close();
  }
  await files.rename(beside, path);
}
