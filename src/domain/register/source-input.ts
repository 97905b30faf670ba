import { z } from 'zod';
import { sentences } from '../chain/notation/faults.js';
import { controlAt, tidy } from '../chain/notation/scan.js';
import { reliabilityCodes } from '../chain/scales.js';
import { line, optionalWords, typed, words } from '../fields.js';
import { Problem } from '../problem.js';
import { withoutTurning } from '../text/direction.js';
import { nameKey } from './name.js';
import { passesForPseudonym } from './pseudonym.js';
import { sourceKinds } from './source.js';

/** A name as notation reads it, so that it can be printed there and read again. */
export const sourceName = typed(200)
  .transform((name) => tidy(withoutTurning(name)))
  .refine((name) => controlAt(name) === null, sentences.unshowable)
  .pipe(words(200));

const givenName = sourceName.refine(
  (name) => nameKey(name) !== '',
  'Give the source a name or a description.',
);
const otherNames = z.array(sourceName).max(50).default([]);

/** What may be asked before a source is entered, and before an entry is changed. */
export const sourceQuestions = ['identity', 'look-alike', 'one-name'] as const;
export const entryQuestions = [...sourceQuestions, 'namesake'] as const;

/** What a person or a program sends to enter a source in the register. */
export const sourceInput = z.object({
  name: givenName,
  kind: z.enum(sourceKinds).nullish().default(null),
  unnamed: z.boolean().default(false),
  confidential: z.boolean().default(false),
  aliases: otherNames,
  affiliation: z.string().max(60).nullish().default(null),
  reliability: z.enum(reliabilityCodes).nullish().default(null),
  reason: line(1000).nullish().default(null),
  confirm: z.array(z.enum(sourceQuestions)).default([]),
});
export type SourceInput = z.output<typeof sourceInput>;

/** What is sent to put an entry right. What is left out is cleared. */
const entryInput = z.object({
  name: givenName,
  kind: z.enum(sourceKinds).nullish().default(null),
  aliases: otherNames,
  affiliation: z.string().max(60).nullish().default(null),
  description: optionalWords(2000),
  /** Whether a name that is replaced stays as another name. */
  keepName: z.boolean().default(true),
});
export type EntryInput = z.output<typeof entryInput>;

/** What is sent to put an entry right, with what was said yes to. */
export const entryChangeInput = entryInput.extend({
  confirm: z.array(z.enum(entryQuestions)).default([]),
});
export type EntryChangeInput = z.output<typeof entryChangeInput>;

const entryId = z.string('Name the entry, by its id.').min(1, 'Name the entry, by its id.').max(60);

/** What is sent to join an entry with another. */
export const joiningInput = z.object({
  into: entryId,
  /** The one of the two whose rating holds from now on; that of `into` unless told. */
  rating: z.string().max(60).nullish().default(null),
  confirm: z.array(z.enum(['identity'])).optional(),
});
export type JoiningInput = z.output<typeof joiningInput>;

/** What is sent to say that an entry and another are different sources. */
export const differenceInput = z.object({ from: entryId });

const whyWanted = 'Say why: a rating stands with its reason.';

/** What is sent to rate a source in the register. */
export const ratingInput = z.object({
  reliability: z.enum(reliabilityCodes, 'Choose a reliability, from A to F.'),
  reason: line(1000, whyWanted).refine((reason) => reason !== '', whyWanted),
  confirm: z.array(z.enum(['identity'])).default([]),
});

/** Refuses a name that reads as a pseudonym: whoever bears it would pass for a masked source. */
export function demandPublicNames({ name, aliases }: Pick<SourceInput, 'name' | 'aliases'>): void {
  const reserved = [name, ...aliases].find((each) => passesForPseudonym(each));
  if (reserved === undefined) return;
  throw Problem.field(
    reserved === name ? 'name' : 'aliases',
    `“${reserved}” is reserved for confidential sources; choose another name.`,
  );
}
