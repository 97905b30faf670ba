import { z } from 'zod';
import { sentences } from '../chain/notation/faults.js';
import { controlAt, tidy } from '../chain/notation/scan.js';
import { ordinal, stored, typed, words } from '../fields.js';
import { nameKey } from '../register/name.js';
import { passesForPseudonym } from '../register/pseudonym.js';
import { withoutTurning } from '../text/direction.js';
import { looksLike } from '../text/look-alikes.js';

export const roles = ['reader', 'annotator', 'editor', 'admin'] as const;
export type Role = (typeof roles)[number];

/** A member of the desk. People are never removed, only disabled: what they did stays theirs. */
export const personStored = z.strictObject({
  id: stored.id,
  version: ordinal,
  name: z.string().min(1),
  /** Lower case; null for a colleague of another desk whose work was imported. */
  email: z.string().nullable(),
  role: z.enum(roles),
  /** Argon2id; null until a password has been set. */
  passwordHash: z.string().nullable(),
  disabled: z.boolean(),
  /** Whether single keys act as shortcuts (WCAG 2.1.4 lets a person switch them off). */
  shortcuts: z.boolean(),
  created: stored.moment,
  /** What they were called before, the latest last, and until when: the history keeps no names. */
  formerNames: z.array(z.strictObject({ name: z.string(), until: stored.moment })).optional(),
});
export interface Person extends z.output<typeof personStored> {}

/** A name as it stands beside what somebody does: on one line, with nothing that turns or hides it. */
const personName = typed(120)
  .transform((name) => tidy(withoutTurning(name)))
  .refine((name) => controlAt(name) === null, sentences.unshowable)
  .refine((name) => nameKey(name) !== '', 'Give a name.')
  .refine((name) => !isReserved(name), 'This name is Whence’s own: choose another.')
  .pipe(words(120));

/** The names under which the history tells of masked sources and of the command line. */
function isReserved(name: string): boolean {
  return passesForPseudonym(name) || looksLike(name, 'operator');
}

export const roleInput = z.enum(roles, 'Choose a role: reader, annotator, editor or admin.');

/** What is sent to add a person to the desk. */
export const personInput = z.object({
  name: personName,
  email: z
    .string()
    .trim()
    .toLowerCase()
    .max(254, 'Use at most 254 characters.')
    .pipe(z.email('Give an e-mail address, such as mira@example.org.')),
  role: roleInput,
});
export type PersonInput = z.output<typeof personInput>;

/** A password that is set: long enough to guess badly (NIST SP 800-63B), short enough to hash. */
export const passwordInput = z
  .string()
  .min(10, 'Use at least 10 characters: a few words make a good password.')
  .max(200, 'Use at most 200 characters.');
