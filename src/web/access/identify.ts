import type { Request, RequestHandler } from 'express';
import type { Desk } from '../../desk/desk.js';
import {
  type Credential,
  credentialOfSession,
  credentialOfToken,
} from '../../desk/people/credentials.js';
import { enabledPerson, ifEnabled } from '../../desk/people/people.js';
import { personOfToken } from '../../desk/people/tokens.js';
import { openRounds } from '../../desk/rounds/visibility.js';
import { Problem } from '../../domain/problem.js';
import type { Visitor } from '../http/context.js';
import { noteLetIn } from './let-in-before.js';

/**
 * Finds out who asks, anew for every request, so that someone who is disabled is out at once.
 * A bearer token that is none of ours fails as *unauthenticated*, even where nobody need sign in.
 */
export function identify(desk: Desk): RequestHandler {
  return async (req, _res, next) => {
    try {
      req.visitor = await visitorOf(desk, req);
    } finally {
      noteLetIn(req, Boolean(req.visitor?.person));
    }
    next();
  };
}

/**
 * Notes when a request begins, and begins to read the blind rounds that are open, before anything else is known of a request: whatever
 * is read for it meanwhile is read together with them.
 */
export function readRounds(desk: Desk): RequestHandler {
  return (req, _res, next) => {
    req.begun = desk.goneNames.begin();
    req.rounds = openRounds(desk);
    // Who waits for them hears of a failure; nobody may.
    req.rounds.catch(() => {});
    next();
  };
}

async function visitorOf(desk: Desk, req: Request): Promise<Visitor> {
  const token = bearerOf(req);
  if (token !== null) {
    return { person: await ownerOf(desk, token), by: 'token', pass: credentialOfToken(token) };
  }
  const person = await personOfSession(desk, req.session);
  return { person, by: person && 'session', pass: person && credentialOfSession(req.sessionID) };
}

/** Whoever signed in, as they were read with the session. */
async function personOfSession(desk: Desk, session: Request['session'] | undefined) {
  const id = session?.person;
  if (id === undefined) return null;
  const owner = session?.stored?.owner;
  return owner?.id === id ? ifEnabled(owner) : enabledPerson(desk, id);
}

async function ownerOf(desk: Desk, token: string) {
  const person = await personOfToken(desk, token);
  if (person) return person;
  throw new Problem('unauthenticated', 'This token is not valid, or no longer.');
}

/** The token that a request bears, or null. */
export function bearerOf(req: Pick<Request, 'get'>): string | null {
  const header = req.get('authorization');
  return /^Bearer +(\S+)$/iu.exec(header ?? '')?.[1] ?? null;
}

/** What whoever asks came in with. Throws *unauthenticated*. */
export function passOf({ visitor }: Pick<Request, 'visitor'>): Credential {
  if (visitor?.pass) return visitor.pass;
  throw new Problem('unauthenticated', 'Sign in first.');
}
