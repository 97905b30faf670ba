import { Problem } from '../../domain/problem.js';
import { type Desk, now } from '../desk.js';
import { sha256 } from '../digest.js';

/** What somebody came in with: a session or a token, by the id of its document. */
export interface Credential {
  in: 'sessions' | 'tokens';
  id: string;
}

/** A secret was tried and was wrong: the one kind of failure that may be a guess. */
export class WrongCredentials extends Problem {}

/** By the id that the cookie bears; only its digest is kept. */
export function credentialOfSession(sid: string): Credential {
  return { in: 'sessions', id: sha256(sid) };
}

/** By the secret that the request bears; only its digest is kept. */
export function credentialOfToken(secret: string): Credential {
  return { in: 'tokens', id: sha256(secret) };
}

/** Until when a pass lets its owner in; null: until it is revoked. Throws *unauthenticated*. */
export async function lastsUntil(desk: Desk, pass: Credential): Promise<string | null> {
  const record = await desk.whole.get(pass.in, pass.id);
  if (record && !isOver(desk, record.expires)) return record.expires;
  throw new Problem('unauthenticated', 'Sign in first.');
}

/** Whether a moment (RFC 3339, UTC) has come; null never does. */
export function isOver(desk: Desk, until: string | null): boolean {
  return until !== null && until <= now(desk);
}
