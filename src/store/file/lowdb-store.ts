import { basename } from 'node:path';
import { Low } from 'lowdb';
import { Problem } from '../../domain/problem.js';
import type { Log } from '../log.js';
import { Engine } from '../memory/engine.js';
import { type State, stateOf } from '../memory/state.js';
import type { Store } from '../store.js';
import { absentProblem } from './desk-faults.js';
import { demandOwnNames } from './desk-file-names.js';
import { DeskFiles } from './desk-files.js';
import { format } from './desk-text.js';
import { putAside } from './earlier-copies.js';
import { type Attributes, disk, type FileLayer } from './files.js';
import { FilesWatch } from './files-watch.js';
import { Folding, later, type RunLater } from './folding.js';
import { Journal } from './journal.js';
import { isLocked, type Lock, takeLock } from './lock.js';
import { type DeskPaths, lockOf, makeFolder, pathsOf, temporaryPath } from './paths.js';
import { openProblem } from './write-fault.js';

export interface LowdbOptions {
  /**
   * To write is to be the only process that does. To read takes the desk as it stands: what others
   * commit later is not seen, and commits fail.
   */
  mode: 'write' | 'read';
  /** Whether writing makes a database where there is none; it does unless told otherwise. */
  create?: boolean;
  log?: Log;
  /** Is told in a sentence what was done to bring the desk to the format of today. */
  announce?: (sentence: string) => void;
  files?: FileLayer;
  /** The moment to note in the lock. */
  clock?: () => Date;
  /** Does some work after so many milliseconds, unless told before that it need not. */
  later?: RunLater;
  /** The same, for looking now and then whether the files are still there. */
  lookLater?: RunLater;
}

/**
 * Opens the desk in a JSON file: `db.json` holds the public collections, `db.private.json` beside
 * it, readable by its owner alone, the private ones. Each commit is added to `db.journal`, which is
 * folded into the two now and then.
 *
 * Where one is to be made, so is its folder. Throws *not-found* where there is no file and none is; *unreadable*, saying where,
 * for a file that cannot be read or is not what it should be; *unavailable* where another process
 * has it open for writing, or the disk refuses. In each case the files are left as they were.
 */
export async function openLowdbStore(path: string, options: LowdbOptions): Promise<Store> {
  const { files = disk, log = console } = options;
  const name = basename(path);
  const makes = options.mode === 'write' && options.create !== false;
  if (makes) await makeFolder(path);
  const paths = await pathsOf(path);
  if (!makes) await demandThere(files, paths);
  if (options.mode === 'read') {
    return openForReading({ files, paths, log });
  }
  try {
    if ((await files.attributes(paths.public)) === null) await demandOwnNames(files, paths);
    const at = options.clock?.() ?? new Date();
    const lock = await takeLock(files, lockOf(paths), { database: name, at });
    const { announce = () => {}, later: scheduler = later, lookLater = later } = options;
    const given = { files, paths, log, announce, lock, later: scheduler, lookLater };
    return await openForWriting(given);
  } catch (fault) {
    throw openProblem(fault, name);
  }
}

async function openForReading(place: Pick<Workplace, 'files' | 'paths' | 'log'>): Promise<Store> {
  const { files, paths, log } = place;
  const desk = new DeskFiles(files, paths, { log, alone: false });
  const state = await desk.read();
  // What a process is just writing is no save that was cut short.
  if (desk.journal.torn && !(await isLocked(files, lockOf(paths)))) tellOfTorn(place);
  if (isOpenToOthers(await files.attributes(paths.private))) {
    log.warn(`${basename(paths.private)} can be read by others: a start closes it to them.`);
  }
  return new Engine(state, {
    write: async () => {
      const name = basename(paths.public);
      throw new Problem('unavailable', `${name} has been opened for reading only.`);
    },
    release: async () => {},
    commits: (state) => desk.commitsOf(state),
    log,
  });
}

function tellOfTorn({ paths, log }: Pick<Workplace, 'paths' | 'log'>): void {
  log.warn(
    `${basename(paths.journal)} ended in a save that was cut short and never confirmed: it is left out.`,
  );
}

interface Workplace {
  files: FileLayer;
  paths: DeskPaths;
  log: Log;
  announce: (sentence: string) => void;
  lock: Lock;
  later: RunLater;
  lookLater: RunLater;
}

async function openForWriting(workplace: Workplace): Promise<Store> {
  const { files, paths, log, lock } = workplace;
  try {
    const desk = new DeskFiles(files, paths, { log, alone: true });
    const low = new Low<State>(desk, stateOf(0, {}));
    await low.read();
    await tidy(workplace);
    const journal = new Journal(files, paths.journal, {
      held: () => desk.held,
      begun: async () => {
        desk.expectJournal(true);
        await low.write();
      },
    });
    await takeUp(journal, low, desk, workplace).catch(async (fault) => {
      await journal.close();
      throw fault;
    });
    const name = basename(paths.public);
    const watch = new FilesWatch({ ...workplace, low, desk, journal, name });
    const demandOwn = () => watch.look();
    const release = () => lock.release();
    const folding = new Folding({ ...workplace, low, desk, journal, name, demandOwn, release });
    return new Engine(low.data, {
      write: (commits) => folding.write(commits),
      purge: () => folding.purge(),
      release: async () => {
        await watch.end();
        await folding.release();
      },
      commits: (state) => desk.commitsOf(state),
      log,
    });
  } catch (fault) {
    await lock.release();
    throw fault;
  }
}

/**
 * Brings a desk of an earlier format to the one of today, all of it into the snapshots, after copies
 * of the files have been put aside. Interrupted wherever, it goes on from there at the next start.
 */
async function upgrade(low: Low<State>, desk: DeskFiles, workplace: Workplace): Promise<void> {
  const { announce, files, paths } = workplace;
  if (desk.earlier.size === 0) return;
  const copies = await putAside(files, paths, desk.earlier);
  await low.write();
  await desk.endJournal();
  const kept = new Intl.ListFormat('en').format(copies.map((path) => basename(path)));
  announce(
    `${basename(paths.public)} has been brought to format ${format}. As it was, it is kept in ${kept}.`,
  );
}

/** Goes on with the journal of an earlier day, if it holds anything that the snapshots may not. */
async function takeUp(
  journal: Journal,
  low: Low<State>,
  desk: DeskFiles,
  workplace: Workplace,
): Promise<void> {
  const { files, paths } = workplace;
  if (desk.journal.torn) tellOfTorn(workplace);
  await upgrade(low, desk, workplace);
  if (desk.journal.length > 0) await journal.goOn(desk.journal);
  if (desk.journal.length === 0 || desk.mended) await low.write();
  if (desk.journal.length === 0) await files.remove(paths.journal);
}

/** Removes what a killed process left behind, and closes a private file that others can read. */
async function tidy({ files, paths, log }: Workplace): Promise<void> {
  for (const path of Object.values(paths)) {
    await files.remove(temporaryPath(path));
    const found = await files.attributes(path);
    if (!found) continue;
    await files.demandWritable(path);
    if (path !== paths.private || !isOpenToOthers(found)) continue;
    await files.setMode(path, 0o600);
    log.warn(`${basename(path)} could be read by others; now its owner alone can.`);
  }
}

/** On Windows a mode tells nothing of others. */
function isOpenToOthers(found: Attributes | null): boolean {
  return process.platform !== 'win32' && found !== null && (found.mode & 0o077) !== 0;
}

async function demandThere(files: FileLayer, paths: DeskPaths): Promise<void> {
  if (!(await files.attributes(paths.public))) throw absentProblem(paths);
}
