import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Problem } from '../domain/problem.js';
import type { Shell } from './shell.js';

/** What was read from a file, or from stdin, which has no name. */
export interface Input {
  name: string;
  bytes: Buffer;
}

/**
 * Reads a file, or stdin for `-`. Throws *too-large* as soon as there are more bytes than `maxBytes`,
 * and *unreadable* with one sentence for whatever can't be read.
 */
export async function readInput({ stdin }: Shell, path: string, maxBytes: number): Promise<Input> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of path === '-' ? stdin : createReadStream(path)) {
      const bytes = Buffer.from(chunk);
      length += bytes.length;
      if (length > maxBytes) throw tooLarge(path, maxBytes);
      chunks.push(bytes);
    }
  } catch (fault) {
    throw fault instanceof Problem ? fault : new Problem('unreadable', faultOf(path, fault));
  }
  return { name: path === '-' ? '' : basename(path), bytes: Buffer.concat(chunks) };
}

/** The text in UTF-8; throws *unreadable* for bytes that are none. */
export function utf8(path: string, { bytes }: Input): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem('unreadable', `${nameOf(path)} is not a text in UTF-8.`);
  }
}

/**
 * Writes a file, in the place of the one that is there; it has its name when it is whole. Throws
 * *unavailable* with one sentence, and what the making of the pieces throws.
 */
export async function writeOutput(
  path: string,
  pieces: AsyncIterable<string | Uint8Array>,
): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const is = await stat(target).catch(() => null);
  // What is no file, a pipe for instance, is written as it is.
  if (is && !is.isFile()) return writeTo(target, path, pieces);
  const unfinished = `${target}.${randomUUID()}.part`;
  try {
    await writeTo(unfinished, path, pieces);
    await rename(unfinished, target);
  } catch (fault) {
    await rm(unfinished, { force: true });
    throw fault;
  }
}

async function writeTo(
  file: string,
  name: string,
  pieces: AsyncIterable<string | Uint8Array>,
): Promise<void> {
  try {
    await writeFile(file, pieces);
  } catch (fault) {
    // What the disk refuses has a code of the system's.
    if (fault instanceof Error && 'errno' in fault) {
      throw new Problem('unavailable', faultOf(name, fault));
    }
    throw fault;
  }
}

function tooLarge(path: string, maxBytes: number): Problem {
  const megabytes = Math.floor(maxBytes / 1024 / 1024);
  return new Problem('too-large', `${nameOf(path)} is larger than ${megabytes} MB.`);
}

const faults: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => `There is no file or folder ${path}.`,
  ENOTDIR: (path) => `There is no file or folder ${path}.`,
  EISDIR: (path) => `${path} is a folder, not a file.`,
  EACCES: (path) => `This user may not open ${path}.`,
  EROFS: (path) => `${path} is on a disk that can’t be written.`,
  ENOSPC: (path) => `The disk is full: ${path} is not whole.`,
};

function faultOf(path: string, fault: unknown): string {
  const code = fault instanceof Error && 'code' in fault ? String(fault.code) : String(fault);
  return faults[code]?.(nameOf(path)) ?? `${nameOf(path)} can’t be used: ${code}.`;
}

function nameOf(path: string): string {
  return path === '-' ? 'What came on stdin' : path;
}
