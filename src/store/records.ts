import { z } from 'zod';
import { digest, ordinal, stored } from '../domain/fields.js';
import { values } from './values.js';

/* What a store keeps for the program's own ends: of no concern to the domain. */

const { id, moment } = stored;
const identified = { id, version: ordinal };

/** A signed-in browser. Its id is the SHA-256 of the cookie's secret, which is never stored. */
export const sessionStored = z.strictObject({
  ...identified,
  /** Whose it is; null before signing in. */
  person: id.nullable(),
  /** What the session middleware keeps, as it gave it. */
  data: values,
  expires: moment,
});
export interface SessionRecord extends z.output<typeof sessionStored> {}

/** One try at a door where a secret could be guessed, until it is forgotten. */
export const attemptStored = z.strictObject({
  ...identified,
  /** At what it was tried, and by whom or whose it is, without a name. */
  key: id,
  until: moment,
});
export interface AttemptRecord extends z.output<typeof attemptStored> {}

/**
 * Written by every commit that enters a source of a name, so that of two which do so at one moment
 * one meets a version that it has not read. Its id is the SHA-256 of the name, which it does not
 * tell: those of confidential sources are among them.
 */
export const nameWitnessStored = z.strictObject({ id: digest, version: ordinal });
export interface NameWitness extends z.output<typeof nameWitnessStored> {}

export const tokenKinds = ['api', 'reset', 'setup'] as const;

/** A secret that was handed out once; its id is the SHA-256 of it, which is all that is kept. */
export const tokenStored = z.strictObject({
  ...identified,
  kind: z.enum(tokenKinds),
  /** Whose it is; null for the setup link, which comes before anybody. */
  person: id.nullable(),
  /** What it is for, in the words of whoever made it. */
  label: z.string().nullable(),
  created: moment,
  /** null: until it is revoked. */
  expires: moment.nullable(),
  lastUsed: moment.nullable(),
});
export interface TokenRecord extends z.output<typeof tokenStored> {}

/**
 * A request that a program named, and what it was answered once it was done. Its id follows from the
 * person and the name that they gave it.
 */
export const answerStored = z.strictObject({
  ...identified,
  /** SHA-256 of its path and body. */
  sent: digest,
  /** The status; null while it is being done. */
  status: z.int().nullable(),
  /** Where what it made is; null where it made nothing. */
  location: z.string().nullable(),
  /** For so long it is remembered: RFC 3339, UTC. */
  until: moment,
});
export interface AnswerRecord extends z.output<typeof answerStored> {}
