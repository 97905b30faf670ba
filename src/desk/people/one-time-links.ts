import { parse } from '../../domain/parse.js';
import { type Person, passwordInput, personInput } from '../../domain/people/person.js';
import { Problem } from '../../domain/problem.js';
import { demand } from '../../domain/rights.js';
import { remove } from '../../store/store.js';
import type { Actor, Desk } from '../desk.js';
import { commitWithRetry } from '../with-retry.js';
import { WrongCredentials } from './credentials.js';
import { hashPassword } from './passwords.js';
import {
  anyoneOnDesk,
  changesOfAdding,
  enabledPerson,
  newPerson,
  parsePassword,
  personById,
  settingPassword,
} from './people.js';
import {
  type IssuedToken,
  issuedToken,
  issueToken,
  resetMs,
  revocations,
  setupRevocations,
} from './secrets.js';
import { endingSessions } from './sessions.js';

/** One-time links: the one that sets up a desk, and those with which a person sets a password. */

/**
 * A new secret for the link that makes the first admin; the one before is void. Null once there is
 * somebody on the desk.
 */
export async function offerSetup(desk: Desk): Promise<string | null> {
  if (await anyoneOnDesk(desk)) return null;
  const made = issueToken(desk, { kind: 'setup', person: null });
  await commitWithRetry(desk, async () => [...(await setupRevocations(desk)), made.change]);
  return made.secret;
}

/** Whether this is the secret of a set-up link that is still good. */
export async function isSetup(desk: Desk, secret: string): Promise<boolean> {
  return !(await anyoneOnDesk(desk)) && (await issuedToken(desk, 'setup', secret)) !== null;
}

const founderInput = personInput.omit({ role: true }).extend({ password: passwordInput });

/**
 * Makes the first admin and uses the link up. Of two who try at once one comes through; the other
 * gets *conflict*. Throws *not-found* for a link that is no good, *invalid* with the fields.
 */
export async function setUp(desk: Desk, secret: string, input: unknown): Promise<Person> {
  await demandSetup(desk, secret);
  const { password, ...founder } = parse(founderInput, input);
  const passwordHash = await hashPassword(password);
  const person = newPerson(desk, { ...founder, role: 'admin' }, passwordHash);
  await commitWithRetry(desk, async () => {
    const link = await demandSetup(desk, secret);
    // Removed as it was found, whatever `changesOfAdding` finds to be void by then: who uses it as well meets this.
    const others = (await changesOfAdding(desk, person.id, person)).filter(
      ({ doc }) => doc.id !== link.id,
    );
    return [...others, remove('tokens', link)];
  });
  return person;
}

async function demandSetup(desk: Desk, secret: string): Promise<IssuedToken> {
  if (await anyoneOnDesk(desk)) {
    throw new Problem('conflict', 'This desk has been set up already. Sign in instead.');
  }
  const link = await issuedToken(desk, 'setup', secret);
  if (link) return link;
  throw new WrongCredentials(
    'not-found',
    'This set-up link is not valid, or no longer. Whence prints a new one in its terminal each time it starts.',
  );
}

/**
 * A new secret for the link with which a person sets a password, good once and for a day; earlier
 * ones are void. Throws *forbidden* for anyone but admins, *conflict* for who can't sign in.
 */
export async function issueReset(desk: Desk, actor: Actor, id: string): Promise<string> {
  demand(actor, 'manage people');
  const person = await personById(desk, id);
  if (person.disabled) {
    throw new Problem(
      'conflict',
      `${person.name} is disabled. Enable them first, then make a link.`,
    );
  }
  const expires = new Date(desk.clock().getTime() + resetMs).toISOString();
  const made = issueToken(desk, { kind: 'reset', person: id, expires });
  await commitWithRetry(desk, async () => [...(await revocations(desk, 'reset', id)), made.change]);
  return made.secret;
}

/** Whose password a link sets. Throws *not-found* for one that was used, ran out or never was. */
export async function personOfReset(desk: Desk, secret: string): Promise<Person> {
  const link = await issuedToken(desk, 'reset', secret);
  const person = link?.person ? await enabledPerson(desk, link.person) : null;
  if (person) return person;
  throw new WrongCredentials(
    'not-found',
    'This link has been used or has run out. Ask an admin of the desk for a new one.',
  );
}

/**
 * Sets a password by a one-time link, which is thereby used up, and signs the person out
 * everywhere, programs too where tokens are revoked. Throws *not-found* as `personOfReset` does, *invalid* at `password`.
 */
export async function resetPassword(
  desk: Desk,
  secret: string,
  typed: unknown,
  revokesTokens = false,
): Promise<Person> {
  const owner = await personOfReset(desk, secret);
  const passwordHash = await hashPassword(parsePassword(typed));
  await commitWithRetry(desk, async () => {
    const person = await personOfReset(desk, secret);
    return [
      ...(await settingPassword(desk, person, passwordHash)),
      ...(await endingSessions(desk, person.id)),
      ...(revokesTokens ? await revocations(desk, 'api', person.id) : []),
    ];
  });
  return owner;
}
