import type { Request } from 'express';
import type { Desk } from '../../desk/desk.js';
import { sha256 } from '../../desk/digest.js';
import { attemptMinutes, type CountedAttempt, countAttempt } from '../../desk/people/attempts.js';
import { WrongCredentials } from '../../desk/people/credentials.js';
import type { Person } from '../../domain/people/person.js';
import { Problem } from '../../domain/problem.js';

/** Enough for someone who tries their three passwords in three spellings. */
const attemptsByAccount = 10;
/** A whole newsroom may share an address. */
const attemptsByAddress = 50;

type Sender = Pick<Request, 'ip'>;

/**
 * The places where a secret can be tried by guessing. Each does its work and counts it where that
 * throws *WrongCredentials*; whoever was wrong too often is turned away with *too-many* before any
 * work is done.
 */
export interface AttemptLimits {
  /** In a `browser` that is known for the account, what others get wrong doesn't count. */
  signIn<T>(
    sender: Sender,
    email: string,
    work: () => Promise<T>,
    browser?: string | null,
  ): Promise<T>;
  password<T>(person: Person, work: () => Promise<T>): Promise<T>;
  link<T>(sender: Sender, work: () => Promise<T>): Promise<T>;
  /** Links to shared reports: a good one lets in whoever has it, whatever others of an address tried. */
  sharedLink<T>(sender: Sender, work: () => Promise<T>): Promise<T>;
}

/** The limits of a desk, which all its processes count together. */
export function createAttemptLimits(desk: Desk): AttemptLimits {
  const address = ({ ip }: Sender) => ({
    key: `address ${networkOf({ ip })}`,
    limit: attemptsByAddress,
  });
  const account = (name: string) => ({ key: `account ${sha256(name)}`, limit: attemptsByAccount });
  return {
    signIn: (sender, email, work, browser = null) => {
      const name = email.trim().toLowerCase();
      if (browser !== null) return attempt(desk, [account(`${browser} ${name}`)], work);
      return attempt(desk, [address(sender), account(name)], work, waysIn);
    },
    password: ({ id }, work) => attempt(desk, [account(id)], work),
    link: (sender, work) => attempt(desk, [address(sender)], work),
    sharedLink: (sender, work) => wrongOnly(desk, `shared ${networkOf(sender)}`, work),
  };
}

interface AttemptLimit {
  key: string;
  limit: number;
}

/**
 * Counts before the work, so that attempts made at once are counted too. It is taken back unless the
 * credentials were wrong: a field that is missing or a database that is away says nothing of them.
 */
async function attempt<T>(
  desk: Desk,
  limited: readonly AttemptLimit[],
  work: () => Promise<T>,
  advice = '',
): Promise<T> {
  const counted: CountedAttempt[] = [];
  let wereWrong = false;
  try {
    for (const { key, limit } of limited) {
      const one = await countAttempt(desk, key, limit);
      if (!one) throw tooMany(advice);
      counted.push(one);
    }
    return await work();
  } catch (fault) {
    wereWrong = fault instanceof WrongCredentials;
    throw fault;
  } finally {
    if (!wereWrong) for (const one of counted) await one.takeBack();
  }
}

/** Counts behind the work, and only what was wrong: what many read is not written about each time. */
async function wrongOnly<T>(desk: Desk, key: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (fault) {
    if (!(fault instanceof WrongCredentials)) throw fault;
    if (await countAttempt(desk, key, attemptsByAddress)) throw fault;
    throw tooMany('');
  }
}

/** Those of an owner whom strangers keep out. */
const waysIn =
  ' A browser in which you have signed in before lets you in meanwhile, and so does a link that an admin makes for you.';

function tooMany(advice: string): Problem {
  const message = `Too many attempts. Wait ${attemptMinutes} minutes, then try again.${advice}`;
  return new Problem('too-many', message, [], { retryAfter: attemptMinutes * 60 });
}

/** The address of a sender, who may have a whole IPv6 network of 64 bits: it counts as one. */
export function networkOf({ ip: address = '' }: Sender): string {
  const mapped = /^::ffff:(\d+(?:\.\d+){3})$/iu.exec(address);
  if (mapped?.[1]) return mapped[1];
  if (!address.includes(':')) return address;
  const [head = [], tail = []] = address.split('::').map((part) => part.split(':'));
  const zeros = Array<string>(Math.max(8 - head.length - tail.length, 0)).fill('0');
  return [...head, ...zeros, ...tail].slice(0, 4).join(':');
}
