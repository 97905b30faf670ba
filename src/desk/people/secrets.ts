import { dayMs } from '../../domain/durations.js';
import type { Documents } from '../../store/documents.js';
import { all, type Change, insert, type Owned, remove } from '../../store/store.js';
import { type Desk, isToCome, now } from '../desk.js';
import { sha256 } from '../digest.js';
import { newSecret } from './passwords.js';

/** A secret that was handed out: a bearer token, or a one-time link. Only its digest is kept. */
export type IssuedToken = Documents['tokens'];
type SecretKind = IssuedToken['kind'];

/** For how long a one-time link is good to set a password. */
export const resetMs = dayMs;

/** Makes a secret, and the document that knows it again; nothing is written. */
export function issueToken(
  desk: Desk,
  what: Pick<IssuedToken, 'kind' | 'person'> & Partial<Pick<IssuedToken, 'label' | 'expires'>>,
  prefix = '',
): { secret: string; handed: IssuedToken; change: Change } {
  const secret = prefix + newSecret();
  const handed: IssuedToken = {
    id: sha256(secret),
    version: 1,
    label: null,
    expires: null,
    ...what,
    created: now(desk),
    lastUsed: null,
  };
  return { secret, handed, change: insert('tokens', handed) };
}

/** The document of a secret, or null: never handed out, used up, revoked or run out. */
export async function issuedToken(
  desk: Desk,
  kind: SecretKind,
  secret: string,
): Promise<IssuedToken | null> {
  return (await ownedToken(desk, kind, secret))?.doc ?? null;
}

/** The same, with the person to whom it was handed. */
export async function ownedToken(
  desk: Desk,
  kind: SecretKind,
  secret: string,
): Promise<Owned<'tokens'> | null> {
  const owned = await desk.store.getOwned('tokens', sha256(secret));
  if (owned?.doc.kind !== kind) return null;
  const { expires } = owned.doc;
  return expires === null || isToCome(desk, expires, resetMs) ? owned : null;
}

/** What a person was handed of a kind, the oldest first. */
export async function tokensIssuedTo(
  desk: Desk,
  kind: SecretKind,
  person: string,
): Promise<IssuedToken[]> {
  const found: IssuedToken[] = [];
  const query = { key: `${kind}/${person}` };
  for await (const handed of all(desk.store, 'tokens', 'person', query)) found.push(handed);
  return found;
}

/** The changes that make everything void that a person was handed of a kind. */
export async function revocations(desk: Desk, kind: SecretKind, person: string): Promise<Change[]> {
  return (await tokensIssuedTo(desk, kind, person)).map((handed) => remove('tokens', handed));
}

/** The changes that make the link to set up the desk void. */
export async function setupRevocations(desk: Desk): Promise<Change[]> {
  const { items } = await desk.store.find('tokens', 'kind', { key: 'setup', limit: 1000 });
  return items.map((handed) => remove('tokens', handed));
}
