import type { z } from 'zod';
import { type FieldFault, Problem } from './problem.js';
import { canBeKept } from './text/text.js';

/**
 * Reads unknown input by a schema, at the one place where it enters; no text in it holds a NUL or
 * half a character.
 * Throws *invalid* with each field at fault; a nested field is named with dots ("target.exact").
 */
export function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const read = schema.safeParse(input);
  const faults = read.success ? textFaults(read.data) : read.error.issues.map(faultOf);
  if (read.success && faults.length === 0) return read.data;
  throw new Problem('invalid', faults[0]?.message ?? 'This can’t be read.', faults);
}

function faultOf({ path, message }: z.core.$ZodIssue): FieldFault {
  return { field: path.join('.'), message };
}

function textFaults(value: unknown, path: readonly string[] = []): FieldFault[] {
  if (typeof value === 'string') {
    const message = 'A NUL or half a character stands in this text: delete it.';
    return canBeKept(value) ? [] : [{ field: path.join('.'), message }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => textFaults(part, [...path, key]));
}
