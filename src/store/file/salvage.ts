import { basename } from 'node:path';
import { absentProblem } from './desk-faults.js';
import { DeskFiles } from './desk-files.js';
import { disk, type FileLayer, writeNew } from './files.js';
import { takeLock } from './lock.js';
import { type DeskPaths, lockOf, pathsOf, temporaryPath } from './paths.js';
import { setAside } from './set-aside.js';
import { openProblem } from './write-fault.js';

interface SalvageResult {
  /** How many commits of the journal were kept. */
  kept: number;
  /** The name of the file, beside the journal, that holds all of it as it was found; null for a sound one. */
  aside: string | null;
  /** The name of a file that is gone, without which the desk goes on; null where all are there. */
  without: string | null;
}

/**
 * Mends a desk that can't be opened because of its journal, or of a file that is gone. The journal is set
 * aside, and what stands in it before the first fault put in its place. Where a file is gone, the others are
 * written anew as all that there is. Null, and nothing is done, where nothing of that is needed. Throws
 * *not-found* where no file of a desk is there, and as `openLowdbStore` does where something else is wrong, too.
 */
export async function salvage(
  path: string,
  { files = disk, clock = () => new Date() }: { files?: FileLayer; clock?: () => Date } = {},
): Promise<SalvageResult | null> {
  const name = basename(path);
  const paths = await pathsOf(path);
  try {
    await demandSomething(files, paths);
    const lock = { database: name, at: clock() };
    const { release } = await takeLock(files, lockOf(paths), lock);
    try {
      const cut = await cutJournal(files, paths);
      const without = await goOnWithout(files, paths);
      const unneeded = cut.aside === null && without === null;
      return unneeded ? null : { ...cut, without: without && basename(paths[without]) };
    } finally {
      await release();
    }
  } catch (fault) {
    throw openProblem(fault, name);
  }
}

async function demandSomething(files: FileLayer, paths: DeskPaths): Promise<void> {
  const found = await Promise.all(Object.values(paths).map((path) => files.attributes(path)));
  if (found.every((each) => each === null)) throw absentProblem(paths);
}

async function examined(files: FileLayer, paths: DeskPaths) {
  const desk = new DeskFiles(files, paths, { log: { warn: () => {} }, alone: true });
  return { desk, ...(await desk.examine()) };
}

/** Leaves of the journal what stands before its first fault. */
async function cutJournal(
  files: FileLayer,
  paths: DeskPaths,
): Promise<Pick<SalvageResult, 'kept' | 'aside'>> {
  const { sound, fault } = await examined(files, paths);
  if (fault === null) return { kept: sound.commits, aside: null };
  const aside = await setAside(files, paths.journal, 'damaged');
  await putInPlace(files, paths.journal, sound.bytes.toString());
  return { kept: sound.commits, aside: basename(aside) };
}

/** Has what there is stand in files that know of no other, where one is gone that they knew of. */
async function goOnWithout(files: FileLayer, paths: DeskPaths): Promise<keyof DeskPaths | null> {
  const { desk, state, missing } = await examined(files, paths);
  if (missing === null) return null;
  await desk.writeAnew(state);
  await desk.endJournal();
  return missing;
}

async function putInPlace(files: FileLayer, path: string, text: string): Promise<void> {
  const beside = temporaryPath(path);
  await files.remove(beside);
  await writeNew(files, beside, { mode: 0o600, uid: -1, gid: -1 }, text);
  await files.rename(beside, path);
}
