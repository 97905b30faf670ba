import type { Half } from '../documents.js';
import type { Contents } from '../memory/state.js';
import { type HalfHead, printHalf } from './desk-text.js';
import type { Attributes, FileLayer, Stamp } from './files.js';
import type { DeskPaths } from './paths.js';
import { temporaryPath } from './paths.js';

/** What one snapshot holds; a file that is not there holds nothing. */
export interface HeldHalf extends HalfHead {
  exists: boolean;
  /** In bytes. */
  size: number;
  /** As this process has read or written it. */
  stamp: Stamp | null;
  /** Whether this process or another one wrote all that stands there, as far as it can be told. */
  asWritten: boolean;
}

/** What one snapshot shall hold. */
interface HalfDue {
  half: Half;
  head: HalfHead;
  contents: Contents;
}

/** A new text for a file, written beside it. */
export interface StagedHalf {
  half: Half;
  beside: string;
  held: HeldHalf;
}

/** Writes each text beside its file; a failure leaves none of them. */
export async function stage(
  files: FileLayer,
  paths: DeskPaths,
  due: readonly HalfDue[],
): Promise<StagedHalf[]> {
  const staged: StagedHalf[] = [];
  try {
    for (const each of due) staged.push(await writeBeside(files, paths, each));
  } catch (fault) {
    await discard(files, staged);
    throw fault;
  }
  return staged;
}

async function writeBeside(
  files: FileLayer,
  paths: DeskPaths,
  { half, head, contents }: HalfDue,
): Promise<StagedHalf> {
  const beside = temporaryPath(paths[half]);
  await files.remove(beside);
  try {
    const file = await files.create(beside, await attributesOf(files, paths, half));
    let size = 0;
    try {
      for (const piece of printHalf(half, head, contents)) {
        await file.writeFile(piece);
        size += piece.length;
      }
      await file.datasync();
    } finally {
      await file.close();
    }
    const stamp = await files.stamp(beside);
    const held = { ...head, exists: true, size, stamp, asWritten: true };
    return { half, beside, held };
  } catch (fault) {
    await files.remove(beside).catch(() => {});
    throw fault;
  }
}

/** The attributes of the file that is replaced; the private one is its owner's alone. */
async function attributesOf(
  files: FileLayer,
  paths: DeskPaths,
  half: Half,
): Promise<Attributes | null> {
  const own = await files.attributes(paths[half]);
  if (half === 'public') return own;
  const model = own ?? (await files.attributes(paths.public));
  return { uid: -1, gid: -1, ...model, mode: 0o600 };
}

/** Removes texts that were written beside. */
export async function discard(files: FileLayer, staged: readonly StagedHalf[]): Promise<void> {
  for (const { beside } of staged) await files.remove(beside).catch(() => {});
}
