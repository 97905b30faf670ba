import { dirname } from 'node:path';
import { format } from './desk-text.js';
import { type FileLayer, writeNew } from './files.js';
import type { DeskPaths } from './paths.js';
import { temporaryPath } from './paths.js';

/**
 * Keeps copies of files of a desk under names such as `db.json.before-3`, and returns the paths of
 * all that bear that name, which are on the disk for good. What another copy holds is never
 * overwritten: where one of another state of the desk stands, all take the name `….before-3-2`.
 */
export async function putAside(
  files: FileLayer,
  paths: DeskPaths,
  which: ReadonlySet<keyof DeskPaths>,
): Promise<string[]> {
  const due = [...which];
  const name = await freeName(files, paths, due);
  for (const each of due) {
    const path = paths[each];
    const copy = `${path}.${name}`;
    if ((await files.attributes(copy)) === null) await writeCopy(files, path, copy, each);
  }
  const copies: string[] = [];
  for (const path of Object.values(paths)) {
    const copy = `${path}.${name}`;
    if (await files.attributes(copy)) copies.push(copy);
  }
  return copies;
}

/** One that no other copy bears; those that an interrupted start has made are not others. */
async function freeName(
  files: FileLayer,
  paths: DeskPaths,
  due: readonly (keyof DeskPaths)[],
): Promise<string> {
  for (let n = 1; ; n++) {
    const name = `before-${format}${n === 1 ? '' : `-${n}`}`;
    let free = true;
    for (const each of due) free &&= await isFreeFor(files, paths[each], `${paths[each]}.${name}`);
    if (free) return name;
  }
}

async function isFreeFor(files: FileLayer, path: string, copy: string): Promise<boolean> {
  const there = await files.read(copy);
  if (there === null) return true;
  return (await files.read(path))?.equals(there) ?? false;
}

async function writeCopy(
  files: FileLayer,
  path: string,
  copy: string,
  which: keyof DeskPaths,
): Promise<void> {
  const beside = temporaryPath(copy);
  await files.remove(beside);
  const own = await files.attributes(path);
  const attributes = which === 'public' ? own : { uid: -1, gid: -1, ...own, mode: 0o600 };
  await writeNew(files, beside, attributes, (await files.read(path)) ?? '');
  await files.rename(beside, copy);
  await files.syncFolder(dirname(copy));
}
