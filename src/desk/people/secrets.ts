import type { Documents } from '../../store/documents.js';
import { all, type Change, insert, remove } from '../../store/store.js';
import { type Desk, now } from '../desk.js';
import { digest, newSecret } from './passwords.js';

/** A secret that was handed out: a bearer token, or a one-time link. Only its digest is kept. */
export type Handed = Documents['tokens'];
export type SecretKind = Handed['kind'];

/** Makes a secret, and the document that knows it again; nothing is written. */
export function handOut(
  desk: Desk,
  what: Pick<Handed, 'kind' | 'person'> & Partial<Pick<Handed, 'label' | 'expires'>>,
  prefix = '',
): { secret: string; handed: Handed; change: Change } {
  const secret = prefix + newSecret();
  const handed: Handed = {
    id: digest(secret),
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
export async function known(desk: Desk, kind: SecretKind, secret: string): Promise<Handed | null> {
  const handed = await desk.store.get('tokens', digest(secret));
  if (handed?.kind !== kind) return null;
  return handed.expires === null || handed.expires > now(desk) ? handed : null;
}

/** What a person was handed of a kind, the oldest first. */
export async function handedTo(desk: Desk, kind: SecretKind, person: string): Promise<Handed[]> {
  const found: Handed[] = [];
  const query = { key: `${kind}/${person}` };
  for await (const handed of all(desk.store, 'tokens', 'person', query)) found.push(handed);
  return found;
}

/** The changes that make everything void that a person was handed of a kind. */
export async function voiding(desk: Desk, kind: SecretKind, person: string): Promise<Change[]> {
  return (await handedTo(desk, kind, person)).map((handed) => remove('tokens', handed));
}

/** The changes that make the link to set up the desk void. */
export async function voidingSetup(desk: Desk): Promise<Change[]> {
  const { items } = await desk.store.find('tokens', 'kind', { key: 'setup', limit: 1000 });
  return items.map((handed) => remove('tokens', handed));
}
