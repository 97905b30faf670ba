import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { codeOf } from './files.js';

/**
 * Whether a process still runs: the one of that id that began then, since an id can be given
 * again. Where the system does not tell when processes begin, the id must do.
 */
export async function isProcessAlive(pid: number, started: string | null): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (fault) {
    // EPERM: there is such a process, another user's.
    if (codeOf(fault) === 'ESRCH') return false;
  }
  const begun = await startOf(pid);
  return begun === 'dead' ? false : started === null || begun === null || begun === started;
}

/**
 * When a process began, as a text to compare; null where the system does not tell; 'dead' for one
 * that only waits to be buried.
 */
export async function startOf(pid: number): Promise<string | null> {
  return (await startInProc(pid)) ?? (await startByPs(pid));
}

/** See proc(5): the name, in parentheses, may hold anything; behind it the state is field 3. */
async function startInProc(pid: number): Promise<string | null> {
  try {
    const [boot, status] = await Promise.all([
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      readFile(`/proc/${pid}/stat`, 'utf8'),
    ]);
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
    if (['Z', 'X'].includes(fields[0] ?? '')) return 'dead';
    return `${boot.trim()}/${fields[22 - 3]}`;
  } catch {
    return null;
  }
}

async function startByPs(pid: number): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)], {
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    });
    return stdout.trim() || null;
  } catch {
    return null;
  }
}
