import type { Request } from 'express';
import type { z } from 'zod';
import { targetInput } from '../../domain/annotations/annotation-input.js';
import { parse } from '../../domain/parse.js';
import { Problem } from '../../domain/problem.js';
import { isLongChain, readLongChain } from './long-chain.js';

/**
 * A body of JSON, read by its schema. A field that there is not is refused rather than lost: it is
 * mostly a slip of the pen. Hops may bear what was only worked out (`ratedAt`, a digest): an
 * answer's can be sent again.
 */
export async function bodyOf<S extends z.ZodObject>(
  schema: S,
  body: unknown,
): Promise<z.output<S>> {
  demandKnownFields(schema, body);
  const target: unknown = Reflect.get(Object(body), 'target');
  if ('target' in schema.shape && target !== undefined) {
    demandKnownFields(targetInput, target, 'target');
  }
  return isLongChain(body) ? readLongChain(schema, body) : parse(schema, body);
}

/** Throws *invalid* with every field of the body that its schema has not. `within` names its place. */
function demandKnownFields(schema: z.ZodObject, body: unknown, within = ''): void {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Problem('invalid', 'Send a JSON object.', [
      { field: within, message: 'This has to be an object.' },
    ]);
  }
  const known = Object.keys(schema.shape);
  const message = `There is no such field. The fields are ${known.join(', ')}.`;
  const faults = Object.keys(body)
    .filter((field) => !known.includes(field))
    .map((field) => ({ field: within === '' ? field : `${within}.${field}`, message }));
  const [first] = faults;
  if (first) throw new Problem('invalid', `“${first.field}”: ${message}`, faults);
}

/** A parameter of the query that has but some values: what it asks for, and these. */
export interface QueryChoice {
  says: string;
  values: readonly string[];
  /** Whether it may be given more than once. */
  several?: true;
}

/**
 * Throws *invalid* for a value that a parameter has not, or for two where it takes one: passed over, it would give
 * more than was asked for. An empty one asks for nothing.
 */
export function demandChoices(
  described: Readonly<Record<string, string | QueryChoice>> = {},
  sent: Readonly<Record<string, unknown>>,
): void {
  for (const [name, choice] of Object.entries(described)) {
    if (typeof choice === 'string') continue;
    const asked = [sent[name] ?? []].flat().filter((value) => value !== '');
    const isKnown = asked.every((value) => choice.values.some((each) => each === value));
    if (isKnown && (asked.length <= 1 || choice.several)) continue;
    throw Problem.field(name, `Ask for one of these: ${choice.values.join(', ')}.`);
  }
}

/** Of a parameter that switches something on. */
export const yesOrNo = ['true', 'false'];

/** The tag of the state that a program says it has seen; null where it says none. */
export function seenTag(req: Pick<Request, 'get'>): string | null {
  return req.get('if-match') ?? null;
}

const maxPageItems = 200;

/** What the parameters of `pageAsked` ask for. */
export const pageQuery = {
  after: 'The `next` of the page before.',
  limit: `How many at most: 1 to ${maxPageItems}, 50 unless told.`,
};

/** Which page of a list is asked for. Throws *invalid* for a limit that is none. */
export function pageAsked(query: Readonly<Record<string, unknown>>): {
  after: string | null;
  limit: number;
} {
  const { after, limit = '50' } = query;
  const number = typeof limit === 'string' && /^\d{1,4}$/u.test(limit) ? Number(limit) : 0;
  if (number < 1 || number > maxPageItems) {
    throw Problem.field('limit', `Ask for 1 to ${maxPageItems} at once.`);
  }
  return { after: typeof after === 'string' && after !== '' ? after : null, limit: number };
}

/** A page of what one document holds, which was read whole. Throws *invalid* as `pageAsked` does. */
export function pageOf<T extends { id: string }>(
  items: readonly T[],
  query: Readonly<Record<string, unknown>>,
): { items: T[]; next: string | null } {
  const { after, limit } = pageAsked(query);
  const start = after === null ? 0 : items.findIndex(({ id }) => id === after) + 1;
  if (after !== null && start === 0) {
    throw Problem.field('after', 'This place of the list is gone: begin it again.');
  }
  const page = items.slice(start, start + limit);
  const isLast = start + limit >= items.length;
  return { items: page, next: isLast ? null : (page.at(-1)?.id ?? null) };
}
