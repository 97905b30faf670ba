import { basename } from 'node:path';
import { Problem } from '../../domain/problem.js';
import { FileDigests } from './digests.js';
import { codeOf, type FileLayer } from './files.js';
import type { DeskPaths } from './paths.js';

/**
 * The bytes of all files. The journal is read before and after the snapshots: as long as it only
 * grew, none of its commits was dropped in between. Where there is none, the public file tells, whose
 * digests are worked out while it is read.
 */
export async function bytesOfOneMoment(
  files: FileLayer,
  paths: DeskPaths,
  alone: boolean,
): Promise<Record<keyof DeskPaths, Buffer | null> & { digests: FileDigests }> {
  let before = await bytesOf(files, paths.journal);
  for (let round = 0; round < 100; round++) {
    const digests = new FileDigests();
    const found = {
      digests,
      public: await bytesOf(files, paths.public, (beginning) => digests.take(beginning)),
      private: await bytesOf(files, paths.private),
    };
    const still = alone || before?.length || same(found.public, await bytesOf(files, paths.public));
    const journal = await bytesOf(files, paths.journal);
    if (still && hasGrownFrom(before, journal)) return { ...found, journal };
    before = journal;
  }
  const name = basename(paths.public);
  throw new Problem('unavailable', `${name} is being written all the time. Try again.`);
}

async function bytesOf(
  files: FileLayer,
  path: string,
  meanwhile?: (beginning: Buffer) => void,
): Promise<Buffer | null> {
  try {
    return await files.read(path, meanwhile);
  } catch (fault) {
    throw unreadable(fault, basename(path));
  }
}

function same(one: Buffer | null, other: Buffer | null): boolean {
  return one === other || (one !== null && other !== null && one.equals(other));
}

function hasGrownFrom(before: Buffer | null, after: Buffer | null): boolean {
  if (!before?.length) return !after?.length;
  return after !== null && before.equals(after.subarray(0, before.length));
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
