import { z } from 'zod';
import { Problem } from './problem.js';
import { reliabilityCodes } from './scales.js';
import { pseudonymNumber, sourceKinds } from './source.js';

const line = (max: number) =>
  z
    .string()
    .transform((text) => text.replace(/\s+/gu, ' ').trim())
    .pipe(z.string().max(max, `Use at most ${max} characters.`));

/** What a person or a program sends to enter a source in the register. */
export const sourceInput = z.object({
  name: line(200).pipe(z.string().min(1, 'Give the source a name or a description.')),
  kind: z.enum(sourceKinds).nullish().default(null),
  unnamed: z.boolean().default(false),
  confidential: z.boolean().default(false),
  aliases: z.array(line(200)).max(50).default([]),
  affiliation: z.string().max(60).nullish().default(null),
  reliability: z.enum(reliabilityCodes).nullish().default(null),
  reason: line(1000).nullish().default(null),
});
export type SourceInput = z.output<typeof sourceInput>;

/** What is sent to rate a source in the register. */
export const ratingInput = z.object({
  reliability: z.enum(reliabilityCodes, 'Choose a reliability, from A to F.'),
  reason: line(1000)
    .nullish()
    .transform((reason) => reason || null),
});

/** Refuses a public name that reads as a pseudonym: it would pass for a masked source. */
export function demandPublicName(name: string): void {
  if (pseudonymNumber(name) !== null) {
    throw Problem.field(
      'name',
      `“${name}” is reserved for confidential sources; choose another name.`,
    );
  }
}
