import type { z } from 'zod';
import { faultWords } from './fault-words.js';
import { type FieldFault, Problem } from './problem.js';
import { unkeepableTexts } from './text/text.js';

/**
 * Reads unknown input by a schema, at the one place where it enters; no text in it holds a NUL or
 * half a character.
 * Throws *invalid* with each field at fault; a nested field is named with dots ("target.exact").
 */
export function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const read = schema.safeParse(input, { error: faultWords });
  const faults = read.success ? textFaults(read.data) : firstFaults(read.error.issues);
  if (read.success && faults.length === 0) return read.data;
  throw new Problem('invalid', faults[0]?.message ?? 'This can’t be read.', faults);
}

/** More faults than these nobody reads, and to tell of thousands takes longer than to find them. */
const maxFaults = 200;

function firstFaults(issues: readonly z.core.$ZodIssue[]): FieldFault[] {
  return issues.slice(0, maxFaults).flatMap(faultsOf).slice(0, maxFaults);
}

/** What is said of an issue, at each field of which that is. */
export function faultsOf({ message, path, ...issue }: z.core.$ZodIssue): FieldFault[] {
  const within = issue.code === 'invalid_union' ? deepest(issue.errors) : [];
  if (within.length > 0) {
    return within.flatMap((each) => faultsOf({ ...each, path: [...path, ...each.path] }));
  }
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys : null;
  const fields = unknown?.slice(0, maxFaults).map((key) => [...path, key]) ?? [path];
  return fields.map((field) => ({ field: field.join('.'), message }));
}

/** Of the ways in which a value could have been right, the one of which most is: its faults. */
function deepest(ways: readonly z.core.$ZodIssue[][]): z.core.$ZodIssue[] {
  const depth = (faults: readonly z.core.$ZodIssue[]) => faults[0]?.path.length ?? 0;
  const [first = []] = ways.toSorted((one, other) => depth(other) - depth(one));
  return depth(first) > 0 ? first : [];
}

/** The texts in a value that hold a NUL or half a character, each by its field. */
export function textFaults(value: unknown): FieldFault[] {
  const message = 'A NUL or half a character stands in this text: delete it.';
  return unkeepableTexts(value).map((field) => ({ field, message }));
}
