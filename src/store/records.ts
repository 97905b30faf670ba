/** A signed-in browser. Its id is the SHA-256 of the cookie's secret, which is never stored. */
export interface SessionRecord {
  id: string;
  version: number;
  /** Whose it is; null before signing in. */
  person: string | null;
  /** What the session middleware keeps, as it gave it. */
  data: Readonly<Record<string, unknown>>;
  /** RFC 3339, UTC. */
  expires: string;
}

/** One try at a door where a secret could be guessed, until it is forgotten. */
export interface AttemptRecord {
  id: string;
  version: number;
  /** At what it was tried, and by whom or whose it is, without a name. */
  key: string;
  /** RFC 3339, UTC. */
  until: string;
}

/**
 * Written by every commit that enters a source of a name, so that of two which do so at one moment
 * one meets a version that it has not read. Its id is the SHA-256 of the name, which it does not
 * tell: those of confidential sources are among them.
 */
export interface NameWitness {
  id: string;
  version: number;
}

export const tokenKinds = ['api', 'reset', 'setup'] as const;
type TokenKind = (typeof tokenKinds)[number];

/** A secret that was handed out once; its id is the SHA-256 of it, which is all that is kept. */
export interface TokenRecord {
  id: string;
  version: number;
  kind: TokenKind;
  /** Whose it is; null for the setup link, which comes before anybody. */
  person: string | null;
  /** What it is for, in the words of whoever made it. */
  label: string | null;
  created: string;
  /** RFC 3339, UTC; null: until it is revoked. */
  expires: string | null;
  lastUsed: string | null;
}
