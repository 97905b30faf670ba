import { basename, dirname, join } from 'node:path';
import { Problem } from '../../domain/problem.js';
import { disk, type FileLayer, type Stamp, truePath } from './files.js';
import { type DeskPaths, pathsOf } from './paths.js';

/** What stands behind the name of one of a desk's files: its lock, its copies, what is on its way. */
const beside =
  /\.(?:lock(?:\..+)?|tmp|before-\d+(?:-\d+)?(?:\.tmp)?|damaged(?:-\d+)?|as-found(?:-\d+)?)$/iu;

/** How a snapshot, a journal or a lock begins. */
const beginnings = [/^\uFEFF?\s*\{\s*"whence":\s*\d/u, /^\{"journal":\d/u, /^\{"pid":\d/u];
const beginningBytes = 200;

/**
 * Throws *conflict* where a path leads, by links or another spelling too, to a file that belongs to a
 * desk, or to where one would stand. `database` is a desk of which that is asked though it may not be
 * there: the path of its file.
 */
export async function demandNoDeskFile(path: string, database: string | null): Promise<void> {
  const target = await truePath(path).catch(() => path);
  const desks = [...publicNames(basename(target))].map((name) => join(dirname(target), name));
  const found =
    (await beginsAsDeskFile(disk, target)) ||
    (await isOfDesk(disk, target, database)) ||
    (await anyOf(desks, (desk) => beginsAsDeskFile(disk, desk)));
  if (!found) return;
  throw new Problem('conflict', `${path} belongs to a desk’s database: choose another file.`);
}

/**
 * Throws *conflict* where a desk of these paths would have a file that stands for another desk's: one that
 * is called `db.journal` beside `db.json`, or `db`, which would share its private file.
 */
export async function demandOwnNames(files: FileLayer, paths: DeskPaths): Promise<void> {
  for (const path of Object.values(paths)) {
    for (const name of publicNames(basename(path))) {
      const desk = join(dirname(path), name);
      if (desk === paths.public || !(await beginsAsDeskFile(files, desk))) continue;
      throw new Problem(
        'conflict',
        `${basename(path)} would be taken for a file of ${name}. Choose another name.`,
      );
    }
  }
}

/** The desk's files by which a file of that name would belong to them. */
function* publicNames(name: string): Generator<string> {
  const own = name.replace(beside, '');
  if (own !== name) yield own;
  const stem = own.replace(/(?:\.private\.json|\.journal)$/iu, '');
  if (stem !== own) yield* [`${stem}.json`, stem];
}

/** Whether it is one of that desk's files, or what stands beside them. */
async function isOfDesk(
  files: FileLayer,
  target: string,
  database: string | null,
): Promise<boolean> {
  const paths = database === null ? null : await pathsOf(database).catch(() => null);
  const there = await files.stamp(target).catch(() => null);
  return anyOf(Object.values(paths ?? {}), async (own) => {
    if (there && isOne(there, await files.stamp(own))) return true;
    // Some disks tell no small letters from capitals, nor one form of an accent from another.
    return [target, target.replace(beside, '')].some((each) => folded(each) === folded(own));
  });
}

function isOne(one: Stamp, other: Stamp | null): boolean {
  return one.inode === other?.inode && one.device === other.device;
}

function folded(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

async function beginsAsDeskFile(files: FileLayer, path: string): Promise<boolean> {
  const start = (await files.start(path, beginningBytes).catch(() => null))?.toString() ?? '';
  return beginnings.some((beginning) => beginning.test(start));
}

async function anyOf<T>(items: readonly T[], holds: (item: T) => Promise<boolean>) {
  for (const item of items) if (await holds(item)) return true;
  return false;
}
