import type { z } from 'zod';
import { Problem } from './problem.js';

/**
 * Reads unknown input by a schema, at the one place where it enters.
 * Throws *invalid* with each field at fault; a nested field is named with dots ("target.exact").
 */
export function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const read = schema.safeParse(input);
  if (read.success) return read.data;
  const fields = read.error.issues.map((issue) => ({
    field: issue.path.join('.'),
    message: issue.message,
  }));
  throw new Problem('invalid', fields[0]?.message ?? 'This can’t be read.', fields);
}
