import { readFileSync, statfsSync } from 'node:fs';
import { freemem } from 'node:os';

const folder = '/dev/shm';
/** Several times what a run has there at once. */
const neededBytes = 4_000_000_000;

/**
 * A folder in memory for what tests write, which need not outlast the run: so none waits for a disk. Null
 * where there is no such folder, no room, or where programs can't be started from it, as root's PostgreSQL is.
 */
export function memoryFolder(): string | null {
  try {
    const mount = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .map((line) => line.split(' '))
      .find(([, path, kind]) => path === folder && kind === 'tmpfs');
    const options = mount?.[3]?.split(',') ?? ['noexec'];
    const { bavail, bsize } = statfsSync(folder);
    const room = Math.min(bavail * bsize, freemem());
    return options.includes('rw') && !options.includes('noexec') && room >= neededBytes
      ? folder
      : null;
  } catch {
    return null;
  }
}
