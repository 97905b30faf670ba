import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** Argon2id as OWASP's password storage cheat sheet has it: 19 MiB, two passes, one thread. */
const effort = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Longer ones are never hashed: hashing them is work that a stranger could order. */
const maxPasswordCharacters = 1000;

/** The Argon2id hash of a password, as a PHC string. */
export function hashPassword(password: string): Promise<string> {
  return hash(composed(password), effort);
}

let decoy: Promise<string> | null = null;

/**
 * Whether the password is the one of that hash. Without a hash the answer is no, after the same
 * work as with one, so that the time it takes does not tell who is on the desk.
 */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  if (password.length > maxPasswordCharacters) return false;
  decoy ??= hashPassword(newSecret());
  const matches = await verify(passwordHash ?? (await decoy), composed(password));
  return matches && passwordHash !== null;
}

/** A secret that cannot be guessed: 256 bits, safe in a URL. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** A password as it is hashed, whichever keyboard composed its accents (NIST SP 800-63B, Unicode NFKC). */
function composed(password: string): string {
  return password.normalize('NFKC');
}
