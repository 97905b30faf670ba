import { z } from 'zod';
import { Problem } from '../problem.js';
import { withArticle } from '../text/wording.js';

export const roles = ['reader', 'annotator', 'editor', 'admin'] as const;
export type Role = (typeof roles)[number];

/** A member of the desk. People are never removed, only disabled: what they did stays theirs. */
export interface Person {
  id: string;
  version: number;
  name: string;
  /** Lower case; null for a colleague of another desk whose work was imported. */
  email: string | null;
  role: Role;
  /** Argon2id; null until a password has been set. */
  passwordHash: string | null;
  disabled: boolean;
  /** Whether single keys act as shortcuts (WCAG 2.1.4 lets a person switch them off). */
  shortcuts: boolean;
  created: string;
}

/** The lowest role that has each right: the table "Who may do what" of the domain. */
export const rights = {
  read: 'reader',
  'add articles': 'annotator',
  annotate: 'annotator',
  judge: 'annotator',
  propose: 'annotator',
  comment: 'annotator',
  'ask for reviews': 'annotator',
  'add sources': 'annotator',
  "change anyone's annotations": 'editor',
  'decide on any proposal': 'editor',
  'settle disputes': 'editor',
  'hold blind rounds': 'editor',
  "see the desk's figures": 'editor',
  'rate sources': 'editor',
  'see identities': 'editor',
  'change articles': 'editor',
  'delete articles': 'editor',
  'manage people': 'admin',
  "manage anyone's tokens": 'admin',
  'import a desk': 'admin',
  'change settings': 'admin',
} as const satisfies Record<string, Role>;
export type Right = keyof typeof rights;

/** Whether a person of that role has the right. A disabled person has none. */
export function may(person: Pick<Person, 'role' | 'disabled'>, right: Right): boolean {
  return !person.disabled && roles.indexOf(person.role) >= roles.indexOf(rights[right]);
}

/** Throws *forbidden*, naming the role that is wanted, unless the person has the right. */
export function demand(person: Pick<Person, 'role' | 'disabled'>, right: Right): void {
  if (may(person, right)) return;
  throw new Problem('forbidden', `To ${right} one must be ${withArticle(rights[right])} or more.`);
}

/** What is sent to add a person to the desk. */
export const personInput = z.object({
  name: z.string().trim().min(1, 'Give a name.').max(120, 'Use at most 120 characters.'),
  email: z
    .string()
    .trim()
    .toLowerCase()
    .max(254, 'Use at most 254 characters.')
    .pipe(z.email('Give an e-mail address, such as mira@example.org.')),
  role: z.enum(roles, 'Choose a role: reader, annotator, editor or admin.'),
});
export type PersonInput = z.output<typeof personInput>;

/** A password that is set: long enough to guess badly (NIST SP 800-63B), short enough to hash. */
export const passwordInput = z
  .string()
  .min(10, 'Use at least 10 characters: a few words make a good password.')
  .max(200, 'Use at most 200 characters.');
