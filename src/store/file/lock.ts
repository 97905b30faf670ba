import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { basename } from 'node:path';
import { z } from 'zod';
import { Problem } from '../../domain/problem.js';
import { jsonOf } from '../json.js';
import { codeOf, type FileLayer } from './files.js';
import { isProcessAlive, startOf } from './process-alive.js';

const holderShape = z.object({
  pid: z.int().min(1),
  /** See `startOf`. */
  started: z.string().nullable(),
  host: z.string(),
  /** When the lock was taken: RFC 3339, UTC. */
  at: z.string(),
});
type Holder = z.output<typeof holderShape>;

export interface Lock {
  /**
   * Sees to it that the lock is still this process's: one that was removed or spoilt is put up again.
   * Answers whether that was needed; throws *unavailable* where another process has it.
   */
  hold(): Promise<boolean>;
  /** Gives it back, if it is still this process's. */
  release(): Promise<void>;
}

/**
 * Takes the lock at a path for this process. A lock of a process that is dead is taken over; one of a
 * process that lives throws *unavailable*, naming it. `database` is the name to call what is locked.
 */
export async function takeLock(
  files: FileLayer,
  path: string,
  { database, at }: { database: string; at: Date },
): Promise<Lock> {
  const self: Holder = {
    pid: process.pid,
    started: await startOf(process.pid),
    host: hostname(),
    at: at.toISOString(),
  };
  const text = `${JSON.stringify(self)}\n`;
  const claim = { files, path, database, text };
  await seize(claim);
  return {
    async hold() {
      if ((await lockText(files, path)) === text) return false;
      await seize(claim);
      return true;
    },
    async release() {
      // A lock that cannot be removed is no harm: the next start finds its holder dead.
      const present = await lockText(files, path).catch(() => null);
      if (present === text) await files.remove(path).catch(() => {});
    },
  };
}

/** Whether a process that may live has the lock. */
export async function isLocked(files: FileLayer, path: string): Promise<boolean> {
  const text = await lockText(files, path);
  const holder = text === null ? null : holderIn(text);
  return holder !== null && (await mayLive(holder));
}

interface Claim {
  files: FileLayer;
  path: string;
  database: string;
  text: string;
}

/**
 * Of several processes that find a dead one's lock, the one that gets the lock on taking it over
 * may replace it; the others see a living holder. That second lock is of the same kind, so that a
 * process which dies with it in its hands stops nobody.
 */
async function seize(claim: Claim): Promise<void> {
  const { files, path } = claim;
  while (!(await place(claim))) {
    const found = await lockText(files, path);
    if (found === null) continue;
    await demandDead(found, claim);
    const takeover = `${path}.takeover`;
    await seize({ ...claim, path: takeover });
    try {
      if ((await lockText(files, path)) !== found) continue;
      await replace(claim);
      return;
    } finally {
      await files.remove(takeover);
    }
  }
}

/** Puts up the lock, whole from its first moment; false where there is one. */
async function place(claim: Claim): Promise<boolean> {
  const { files, path, text } = claim;
  const draft = await draftOf(claim);
  try {
    await files.link(draft, path);
    return true;
  } catch (fault) {
    if (codeOf(fault) === 'EEXIST') return false;
    return await placeWithoutLinks(files, path, text);
  } finally {
    await files.remove(draft);
  }
}

/** For file systems that know no links, such as exFAT: it can be seen there before it is whole. */
async function placeWithoutLinks(files: FileLayer, path: string, text: string): Promise<boolean> {
  try {
    await write(files, path, text);
    return true;
  } catch (fault) {
    if (codeOf(fault) === 'EEXIST') return false;
    throw fault;
  }
}

async function replace(claim: Claim): Promise<void> {
  const draft = await draftOf(claim);
  try {
    await claim.files.rename(draft, claim.path);
  } catch (fault) {
    await claim.files.remove(draft);
    throw fault;
  }
}

async function draftOf({ files, path, text }: Claim): Promise<string> {
  const draft = `${path}.${randomUUID()}`;
  await write(files, draft, text);
  return draft;
}

async function write(files: FileLayer, path: string, text: string): Promise<void> {
  const file = await files.create(path, null);
  try {
    await file.writeFile(text).finally(() => file.close());
  } catch (fault) {
    // What can't be removed either is no harm; why it could not be written is what is told.
    await files.remove(path).catch(() => {});
    throw fault;
  }
}

async function lockText(files: FileLayer, path: string): Promise<string | null> {
  return (await files.read(path))?.toString() ?? null;
}

/** A text that names no process was cut short by a crash of the machine: nobody holds it. */
function holderIn(text: string): Holder | null {
  return holderShape.safeParse(jsonOf(text)).data ?? null;
}

/** Of a process on another machine nothing can be known. */
async function mayLive({ pid, started, host }: Holder): Promise<boolean> {
  return host !== hostname() || (await isProcessAlive(pid, started));
}

async function demandDead(text: string, { database, path }: Claim): Promise<void> {
  const holder = holderIn(text);
  if (!holder || !(await mayLive(holder))) return;
  const { pid, host, at } = holder;
  const isHere = host === hostname();
  const who = `process ${pid}${isHere ? '' : ` on ${host}`}, since ${at}`;
  const wayOut = isHere
    ? 'Stop it first, or work through it.'
    : `If it no longer runs, delete ${basename(path)}.`;
  const sentence = `Another Whence (${who}) has ${database} open. ${wayOut}`;
  throw new Problem('unavailable', sentence, [], { holder: who });
}
