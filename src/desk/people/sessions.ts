import { dayMs, hourMs } from '../../domain/durations.js';
import type { Person } from '../../domain/people/person.js';
import { Problem } from '../../domain/problem.js';
import type { Documents } from '../../store/documents.js';
import { all, type Change, insert, remove, replace } from '../../store/store.js';
import { type Desk, isToCome, now } from '../desk.js';
import { sha256 } from '../digest.js';
import { NameGone } from '../gone-names.js';
import { commitWithRetry } from '../with-retry.js';
import { newSecret } from './passwords.js';

type Session = Documents['sessions'];
type SessionValues = Session['data'];

/** A browser that is not used for so long has to sign in again. */
export const sessionMs = 14 * dayMs;
/** The document that holds the key with which the cookies of every process are signed. */
const secretId = 'cookie-secret';

/** How a session stood when it was loaded: so it need not be read again to be written. */
export interface StoredSession extends Pick<Session, 'version' | 'expires'> {
  /** Whose it is. */
  owner: Person | null;
}

/** What a session holds, or null where there is none, or none any more. */
export async function loadSession(
  desk: Desk,
  sid: string,
): Promise<{ values: SessionValues; stored: StoredSession } | null> {
  const owned = await desk.store.getOwned('sessions', sha256(sid));
  if (!owned || !isToCome(desk, owned.doc.expires, sessionMs)) return null;
  const { version, expires, data } = owned.doc;
  return { values: data, stored: { version, expires, owner: owned.owner } };
}

/**
 * Keeps what a session holds. A session that was there before and has been ended meanwhile stays
 * ended: a request that was still under way does not bring it back. What it was to show is forgotten where a name that
 * is removed by law meanwhile may stand there.
 */
export async function saveSession(
  desk: Desk,
  sid: string,
  person: string | null,
  values: object,
  stored?: StoredSession,
): Promise<void> {
  const id = sha256(sid);
  const kept = { person, expires: expiry(desk) };
  // A plain copy: the middleware's own object holds a cookie that is not yet JSON.
  const data: SessionValues = JSON.parse(JSON.stringify(values));
  let known = stored && { id, ...kept, version: stored.version, data };
  const save = async (): Promise<Change[]> => {
    const before = known ?? (await desk.store.get('sessions', id));
    known = undefined;
    if (before) {
      const { started } = before.data;
      return [replace('sessions', { ...before, ...kept, data: { ...data, started } })];
    }
    if (data.started !== undefined) return [];
    const started = now(desk);
    return [insert('sessions', { id, version: 1, ...kept, data: { ...data, started } })];
  };
  try {
    await commitWithRetry(desk, save);
  } catch (error) {
    if (!(error instanceof NameGone)) throw error;
    const { cookie, started } = data;
    const owned = { cookie, person: data.person, started };
    await saveSession({ ...desk, begun: null }, sid, person, owned, stored);
  }
}

/** Whether a session that is in use is to be prolonged: at most once an hour. */
export function isToProlong(desk: Desk, { expires }: Pick<Session, 'expires'>): boolean {
  return Date.parse(expiry(desk)) - Date.parse(expires) >= hourMs;
}

/** Lets a session that is in use live on. */
export async function touchSession(desk: Desk, sid: string, stored?: StoredSession): Promise<void> {
  if (stored && !isToProlong(desk, stored)) return;
  const session = await desk.store.get('sessions', sha256(sid));
  if (!session || !isToProlong(desk, session)) return;
  const prolonged = replace('sessions', { ...session, expires: expiry(desk) });
  await unlessRefused(desk.store.commit([prolonged]));
}

/** Ends a session; one that is not there is ended already. */
export async function dropSession(desk: Desk, sid: string): Promise<void> {
  await commitWithRetry(desk, async () => {
    const session = await desk.store.get('sessions', sha256(sid));
    return session ? [remove('sessions', session)] : [];
  });
}

/** The changes that sign a person out everywhere, but for the session `keep`. */
export async function endingSessions(desk: Desk, person: string, keep?: string): Promise<Change[]> {
  const kept = keep === undefined ? null : sha256(keep);
  const changes: Change[] = [];
  for await (const session of all(desk.store, 'sessions', 'person', { key: person })) {
    if (session.id !== kept) changes.push(remove('sessions', session));
  }
  return changes;
}

/** A session that has forgotten what it was to show or to remember: nobody is signed out. */
export function emptied(session: Session): Session {
  const { cookie, person, started, ...rest } = session.data;
  if (session.id === secretId || Object.keys(rest).length === 0) return session;
  return { ...session, data: { cookie, person, started } };
}

/** Removes the sessions that have run out, the oldest thousand at a time. */
export async function purgeSessions(desk: Desk): Promise<void> {
  await commitWithRetry(desk, async () => {
    const { items } = await desk.store.find('sessions', 'expires', { key: '', limit: 1000 });
    const over = items.filter(({ expires }) => expires <= now(desk));
    return over.map((session) => remove('sessions', session));
  });
}

/** The key that signs session cookies: made once, then the same for every process and start. */
export async function cookieSecret(desk: Desk): Promise<string> {
  await commitWithRetry(desk, async () => {
    if (await desk.store.get('sessions', secretId)) return [];
    const data = { secret: newSecret() };
    const expires = '9999-12-31T00:00:00.000Z';
    return [insert('sessions', { id: secretId, version: 1, person: null, data, expires })];
  });
  const kept = await desk.store.get('sessions', secretId);
  return String(kept?.data.secret);
}

function expiry(desk: Desk): string {
  return new Date(desk.clock().getTime() + sessionMs).toISOString();
}

/** Lets a write pass that may as well be done with the next request. */
export async function unlessRefused(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
}
