import { z } from 'zod';
import { turningNothing } from './text/direction.js';
import { webAddressOf } from './web-address.js';

/*
 * What the fields of documents are made of. A document is defined once, by a function of these: as a
 * store keeps it, without bounds, so that a desk that somebody edited by hand still opens; and as it
 * comes from other desks and programs, with them.
 */

/** How strictly the fields of a document are read. */
export interface Fields {
  id: z.ZodString;
  /** A moment, RFC 3339, UTC. */
  moment: z.ZodISODateTime;
  /** A text of at most so many UTF-16 code units. */
  text: (maxLength: number) => z.ZodString;
  /** An address of the web. */
  address: z.ZodString;
  /** A list of at most so many. */
  list: <S extends z.ZodType>(item: S, maxItems: number) => z.ZodArray<S>;
}

/** As a store keeps them. */
export const stored: Fields = {
  id: z.string().min(1),
  moment: z.iso.datetime('expected a moment such as 2026-03-20T09:30:00Z'),
  text: () => z.string(),
  address: z.string(),
  list: (item) => z.array(item),
};

/** As they come from outside. */
export const carried: Fields = {
  // Ids become parts of addresses and of markup: they hold nothing that means something there.
  id: z.string().regex(/^[A-Za-z0-9_-]{1,60}$/u, 'An id is made of letters, digits, - and _.'),
  moment: z.iso.datetime('A moment is written like 2011-03-20T14:05:00.000Z.'),
  text: words,
  address: words(2000)
    .overwrite((text) => webAddressOf(text) ?? text)
    .max(2000, 'Use at most 2000 characters.')
    .refine(isWebAddress, 'Give a web address that begins with http:// or https://.'),
  list: (item, maxItems) => z.array(item).max(maxItems, `There are at most ${maxItems} of these.`),
};

/** An SHA-256 in hexadecimal. */
export const sha256Pattern = /^[\da-f]{64}$/u;

export const count = z.int().min(0);
/** Counted from 1. */
export const ordinal = z.int().min(1);
export const digest = z.string().regex(sha256Pattern, 'expected a SHA-256 in hexadecimal');

function isWebAddress(text: string): boolean {
  return webAddressOf(text) !== null;
}

/** A text of at most so many UTF-16 code units; `wanted` says to whoever sends none what is asked for. */
export function words(max: number, wanted?: string): z.ZodString {
  return z.string(wanted).max(max, `Use at most ${max} characters.`);
}

/** The same, of which something has to be there besides white space. */
export function neededWords(max: number, wanted: string): z.ZodString {
  const message = `Use at most ${max} characters.`;
  return z.string(wanted).trim().min(1, wanted).max(max, message);
}

/** The same, which may be left out; the empty text is the same as none. */
export function optionalWords(max: number) {
  return words(max)
    .nullish()
    .transform((text) => text?.trim() || null);
}

/** Longer than any text of one line with all its white space. In UTF-16 code units. */
const maxTyped = 20_000;

/**
 * A text of one line as somebody typed it, which is of at most so many characters once it is tidy. What is far
 * longer is refused before it is tidied: that takes half a second for some megabytes of blanks.
 */
export function typed(max: number, wanted?: string): z.ZodString {
  return z.string(wanted).max(maxTyped, `Use at most ${max} characters.`);
}

/** Soft hyphens, and spaces and joiners without width: pages are full of them, and nobody sees what was copied. */
const unseen = /[\u00ad\u200b\u2060\ufeff]/gu;

/** A text in one line: without what isn't seen or turns its direction about, and with one space for each white space. */
export function asLine(text: string): string {
  return turningNothing(text).replace(unseen, '').replace(/\s+/gu, ' ').trim();
}

/** The same as somebody typed it, which is of at most so many characters then. */
export function line(max: number, wanted?: string) {
  return typed(max, wanted).transform(asLine).pipe(words(max));
}

/** A field that may be left out of what is sent: nothing, null and a blank text are the same. */
export function leftOut<T>(field: z.ZodType<T | null>): z.ZodType<T | null, unknown> {
  return z.preprocess(
    (value) => (typeof value === 'string' ? value.trim() || null : (value ?? null)),
    field,
  );
}

/** When something is done, and by whom (a person's id). */
export function stampOf({ id, moment }: Fields) {
  return { at: moment, by: id };
}
