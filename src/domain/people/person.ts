import { z } from 'zod';
import { ordinal, stored } from '../fields.js';

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
});
export interface Person extends z.output<typeof personStored> {}

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
