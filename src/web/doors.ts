import type { Request } from 'express';
import { digest } from '../desk/credentials.js';
import type { Person } from '../domain/person.js';
import { Problem } from '../domain/problem.js';

/** How long failures are remembered. */
const minutes = 15;
/** Enough for someone who tries their three passwords in three spellings. */
const byAccount = 10;
/** A whole newsroom may share an address. */
const byAddress = 50;

/**
 * Counts attempts, each key for a quarter of an hour from its first. Asynchronous, so that counts
 * which several processes share can take the place of those in memory.
 */
export interface Counts {
  /** Counts one more; answers how many there are now. */
  add(key: string): Promise<number>;
  /** Takes one back. */
  takeBack(key: string): Promise<void>;
}

type Sender = Pick<Request, 'ip'>;

/**
 * The places where a secret can be tried by guessing. Each does its work and counts what fails;
 * who fails too often is turned away with *too-many* before any work is done.
 */
export interface Doors {
  signIn<T>(sender: Sender, email: string, work: () => Promise<T>): Promise<T>;
  password<T>(person: Person, work: () => Promise<T>): Promise<T>;
  link<T>(sender: Sender, work: () => Promise<T>): Promise<T>;
}

export function openDoors(counts: Counts): Doors {
  const address = ({ ip }: Sender) => ({ key: `address ${network(ip ?? '')}`, limit: byAddress });
  const account = (name: string) => ({ key: `account ${digest(name)}`, limit: byAccount });
  return {
    signIn: (sender, email, work) =>
      attempt(counts, [address(sender), account(email.trim().toLowerCase())], work),
    password: ({ id }, work) => attempt(counts, [account(id)], work),
    link: (sender, work) => attempt(counts, [address(sender)], work),
  };
}

interface Limited {
  key: string;
  limit: number;
}

/** Counts before the work, so that attempts made at once are counted too; success takes it back. */
async function attempt<T>(
  counts: Counts,
  limited: readonly Limited[],
  work: () => Promise<T>,
): Promise<T> {
  for (const { key, limit } of limited) {
    if ((await counts.add(key)) > limit) {
      const message = `Too many attempts. Wait ${minutes} minutes, then try again.`;
      throw new Problem('too-many', message, [], { retryAfter: minutes * 60 });
    }
  }
  const result = await work();
  for (const { key } of limited) await counts.takeBack(key);
  return result;
}

/** One sender may have a whole IPv6 network of 64 bits: it counts as one address. */
function network(address: string): string {
  const mapped = /^::ffff:(\d+(?:\.\d+){3})$/iu.exec(address);
  if (mapped?.[1]) return mapped[1];
  if (!address.includes(':')) return address;
  const [head = [], tail = []] = address.split('::').map((part) => part.split(':'));
  const zeros = Array<string>(Math.max(8 - head.length - tail.length, 0)).fill('0');
  return [...head, ...zeros, ...tail].slice(0, 4).join(':');
}

/** Counts in this process's memory, by the desk's clock. */
export class MemoryCounts implements Counts {
  private readonly counts = new Map<string, { attempts: number; until: number }>();

  constructor(private readonly clock: () => Date) {}

  async add(key: string): Promise<number> {
    const present = this.clock().getTime();
    this.forgetBefore(present);
    const count = this.counts.get(key) ?? { attempts: 0, until: present + minutes * 60_000 };
    count.attempts += 1;
    this.counts.set(key, count);
    return count.attempts;
  }

  async takeBack(key: string): Promise<void> {
    const count = this.counts.get(key);
    if (count) count.attempts -= 1;
  }

  /** All windows are of one length, so those that were opened first are over first. */
  private forgetBefore(present: number): void {
    for (const [key, { until }] of this.counts) {
      if (until > present) return;
      this.counts.delete(key);
    }
  }
}
