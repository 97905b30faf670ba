import { z } from 'zod';
import { hourMs } from '../../domain/durations.js';
import { neededWords } from '../../domain/fields.js';
import { parse } from '../../domain/parse.js';
import type { Person } from '../../domain/people/person.js';
import { Problem } from '../../domain/problem.js';
import { demandToDo, mayDo } from '../../domain/rights.js';
import { remove, replace } from '../../store/store.js';
import { doneOnce } from '../answered-requests.js';
import { type Actor, type Desk, now } from '../desk.js';
import { writtenBy } from '../documents.js';
import { commitWithRetry } from '../with-retry.js';
import { ifEnabled, personById } from './people.js';
import { type IssuedToken, issueToken, ownedToken, tokensIssuedTo } from './secrets.js';
import { unlessRefused } from './sessions.js';

const tokenInput = z.object({
  label: neededWords(120, 'Say what the token is for.'),
});

/** So that a token that strays into a text can be told for what it is. */
const prefix = 'whence_';

/**
 * Makes a bearer token that acts for a person, and its secret, which is told once and not kept.
 * Throws *forbidden* unless it is one's own or one may manage anyone's, *invalid* at `label`, and *conflict*
 * where the same request has made it before.
 */
export async function createToken(
  desk: Desk,
  actor: Actor,
  owner: string,
  input: unknown,
): Promise<{ token: IssuedToken; secret: string }> {
  demandToDo(actor, 'manage the token', { person: owner });
  const { label } = parse(tokenInput, input);
  const person = await personById(desk, owner);
  if (person.disabled)
    throw new Problem('conflict', `${person.name} is disabled: a token would not work.`);
  const made = issueToken(desk, { kind: 'api', person: owner, label }, prefix);
  const commit = await doneOnce(desk, [made.change]);
  if (!commit) {
    throw new Problem(
      'conflict',
      'This token was made already, and a token is shown once. If you did not get it, revoke it and make another.',
    );
  }
  return { token: writtenBy(commit, 'tokens', made.handed.id) ?? made.handed, secret: made.secret };
}

/** A person's tokens, the oldest first. Throws *forbidden* as `createToken` does. */
export async function listTokens(desk: Desk, actor: Actor, owner: string): Promise<IssuedToken[]> {
  demandToDo(actor, 'manage the token', { person: owner });
  return tokensIssuedTo(desk, 'api', owner);
}

/** Revokes a token for good. Throws *not-found* for one that is not there or not one's own. */
export async function revokeToken(desk: Desk, actor: Actor, id: string): Promise<IssuedToken> {
  const token = await desk.store.get('tokens', id);
  if (token?.kind !== 'api' || !mayDo(actor, 'manage the token', token)) {
    throw new Problem('not-found', 'There is no such token, or it has been revoked.');
  }
  await commitWithRetry(desk, async () => {
    const present = await desk.store.get('tokens', id);
    return present ? [remove('tokens', present)] : [];
  });
  return token;
}

/** For whom a token acts, or null: unknown, revoked, or its owner disabled. */
export async function personOfToken(desk: Desk, secret: string): Promise<Person | null> {
  const token = await ownedToken(desk, 'api', secret);
  const person = ifEnabled(token?.owner ?? null);
  if (token && person) await noteUse(desk, token.doc);
  return person;
}

/** Notes when a token was used; written at most once an hour. */
async function noteUse(desk: Desk, token: IssuedToken): Promise<void> {
  const used = desk.clock().getTime();
  if (token.lastUsed && Math.abs(used - Date.parse(token.lastUsed)) < hourMs) return;
  await unlessRefused(desk.store.commit([replace('tokens', { ...token, lastUsed: now(desk) })]));
}
