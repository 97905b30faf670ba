import { mkdir } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { Problem } from '../../domain/problem.js';
import type { Half } from '../documents.js';
import { codeOf, truePath } from './files.js';
import { openProblem } from './write-fault.js';

/** Where the snapshots of a desk are, and the journal of what came after them. */
export type DeskPaths = Readonly<Record<Half | 'journal', string>>;

/** Makes the folder in which a desk is to be, its owner's alone, with those around it. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(dirname(resolve(path)), { recursive: true, mode: 0o700 });
  } catch (fault) {
    throw openProblem(fault, basename(path));
  }
}

/**
 * Where the files of the desk of that name are. Links are followed, so that two names of one desk
 * are one desk. Throws *not-found* where there is no folder to hold them.
 */
export async function pathsOf(path: string): Promise<DeskPaths> {
  try {
    const open = await truePath(path);
    const stem = open.replace(/\.json$/u, '');
    const closed = await truePath(`${stem}.private.json`);
    return { public: open, private: closed, journal: `${stem}.journal` };
  } catch (fault) {
    if (codeOf(fault) !== 'ENOENT') throw openProblem(fault, basename(path));
    throw new Problem(
      'not-found',
      `There is no folder ${dirname(path)} to hold ${basename(path)}.`,
    );
  }
}

/** Where the next state of a file is written before it takes the file's place. */
export function temporaryPath(path: string): string {
  return `${path}.tmp`;
}

/** What says which process has the desk open. */
export function lockOf(paths: DeskPaths): string {
  return `${paths.public}.lock`;
}
