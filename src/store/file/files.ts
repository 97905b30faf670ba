import {
  access,
  chmod,
  constants,
  type FileHandle,
  link,
  lstat,
  open,
  readlink,
  realpath,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/** Who owns a file and who may read it. */
export interface Attributes {
  /** The permission bits, such as 0o600. */
  mode: number;
  /** -1 for a new file: whoever makes it. */
  uid: number;
  gid: number;
}

/** By which a file is told from another that came to have its name, or from itself as it was. */
export interface Stamp {
  device: number;
  inode: number;
  /** In bytes. */
  size: number;
  /** When it was last written, in milliseconds. */
  modified: number;
}

export interface OpenFile {
  /** Writes at the end of the file. */
  writeFile(content: string | Uint8Array): Promise<void>;
  /** Returns when what was written is on the disk, and can be found there (fdatasync). */
  datasync(): Promise<void>;
  /** Cuts the file off behind so many bytes. */
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
}

/** Everything that the store asks of a file system. Faults are those of Node, with their codes. */
export interface FileLayer {
  /**
   * What a file holds; null where there is none. EISDIR or EINVAL for what is no regular file. `meanwhile` is
   * told what has been read so far, while more is.
   */
  read(path: string, meanwhile?: (beginning: Buffer) => void): Promise<Buffer | null>;
  /** So many bytes of its beginning, or all; null where there is no regular file. */
  start(path: string, bytes: number): Promise<Buffer | null>;
  /** Those of a file; null where there is none. */
  attributes(path: string): Promise<Attributes | null>;
  /** That of a file; null where there is none. */
  stamp(path: string): Promise<Stamp | null>;
  /** A new file, EEXIST where there is one; with these attributes, or those usual here. */
  create(path: string, attributes: Attributes | null): Promise<OpenFile>;
  /** A file that is there, to be written on. */
  append(path: string): Promise<OpenFile>;
  /** A second name for a file, EEXIST where that name is taken. */
  link(path: string, name: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Removes a file, if there is one. */
  remove(path: string): Promise<void>;
  /** Returns when the names in a folder are on the disk. */
  syncFolder(path: string): Promise<void>;
  /** Fails where this process may not write to an existing file. */
  demandWritable(path: string): Promise<void>;
  setMode(path: string, mode: number): Promise<void>;
}

/** The file system of this machine. */
export const disk: FileLayer = {
  async read(path, meanwhile) {
    // Asked first: merely opening a pipe would wait for whoever writes to it.
    const found = await orNull(stat(path));
    if (found === null) return null;
    if (!found.isFile()) throw withCode(found.isDirectory() ? 'EISDIR' : 'EINVAL');
    const file = await orNull(open(path));
    if (file === null) return null;
    try {
      return await readInPieces(file, meanwhile);
    } finally {
      await file.close();
    }
  },

  async start(path, bytes) {
    if (!(await orNull(stat(path)))?.isFile()) return null;
    const file = await orNull(open(path));
    if (file === null) return null;
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  },

  async attributes(path) {
    const found = await orNull(stat(path));
    return found && { mode: found.mode & 0o777, uid: found.uid, gid: found.gid };
  },

  async stamp(path) {
    const found = await orNull(stat(path));
    if (found === null) return null;
    const { dev: device, ino: inode, size, mtimeMs: modified } = found;
    return { device, inode, size, modified };
  },

  async create(path, attributes) {
    const file = await open(path, 'ax', attributes ? 0o600 : 0o666);
    if (!attributes) return file;
    // Best effort: only root can give a file away, and only root needs to.
    await file.chown(attributes.uid, attributes.gid).catch(() => {});
    await file.chmod(attributes.mode).catch(async (fault) => {
      await file.close();
      throw fault;
    });
    return file;
  },

  append: (path) => open(path, constants.O_WRONLY | constants.O_APPEND),
  link,
  rename,
  remove: (path) => rm(path, { force: true }),

  async syncFolder(path) {
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } catch (fault) {
      // Some network and FUSE file systems know no such thing for folders.
      if (!['EINVAL', 'ENOTSUP'].includes(codeOf(fault))) throw fault;
    } finally {
      await folder.close();
    }
  },

  demandWritable: (path) => access(path, constants.W_OK),
  setMode: chmod,
};

/** Puts a new file on the disk, with these attributes or those usual here. A failure leaves nothing of it. */
export async function writeNew(
  files: FileLayer,
  path: string,
  attributes: Attributes | null,
  content: string | Uint8Array,
): Promise<void> {
  const file = await files.create(path, attributes);
  try {
    await file
      .writeFile(content)
      .then(() => file.datasync())
      .finally(() => file.close());
  } catch (fault) {
    await files.remove(path).catch(() => {});
    throw fault;
  }
}

/** The code of a fault of the system, such as ENOSPC; empty for any other. */
export function codeOf(fault: unknown): string {
  return fault instanceof Error && 'code' in fault && typeof fault.code === 'string'
    ? fault.code
    : '';
}

/**
 * The one path of a file that may be reached by several, through links; of the file to be made
 * where there is none yet. ENOENT where its folder is missing.
 */
export async function truePath(path: string): Promise<string> {
  const there = await orNull(realpath(path));
  if (there !== null) return there;
  const here = join(await realpath(dirname(resolve(path))), basename(path));
  const dangling = (await orNull(lstat(here)))?.isSymbolicLink();
  return dangling ? truePath(resolve(dirname(here), await readlink(here))) : here;
}

/** How many bytes of a file are read at a time. */
const pieceBytes = 1 << 20;

async function readInPieces(
  file: FileHandle,
  meanwhile: (beginning: Buffer) => void = () => {},
): Promise<Buffer> {
  const { size } = await file.stat();
  // Some file systems (/proc, some mounts) tell a size of 0 for a file that has content: its end alone tells.
  let bytes = Buffer.allocUnsafeSlow(size + 1);
  for (let length = 0; ; ) {
    if (length === bytes.length) bytes = Buffer.concat([bytes], 2 * length + pieceBytes);
    const reading = file.read(bytes, length, Math.min(pieceBytes, bytes.length - length), length);
    meanwhile(bytes.subarray(0, length));
    const { bytesRead } = await reading;
    if (bytesRead === 0) return bytes.subarray(0, length);
    length += bytesRead;
  }
}

/** What a question about a file answers; null where there is no such file. */
async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (fault) {
    if (codeOf(fault) === 'ENOENT') return null;
    throw fault;
  }
}

function withCode(code: string): Error {
  return Object.assign(new Error(code), { code });
}
