import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Who a process runs as; nothing said, who we are. */
export type Account = { uid: number; gid: number } | Record<never, never>;

/** PostgreSQL refuses to run as root; for root it runs as `nobody`, who is on every system. */
export async function unprivileged(): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = await Promise.all([nobody('-u'), nobody('-g')]);
  return { uid, gid };
}

async function nobody(which: '-u' | '-g'): Promise<number> {
  const { stdout } = await promisify(execFile)('id', [which, 'nobody']);
  return Number(stdout);
}
