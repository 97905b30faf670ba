import type { Response } from 'express';
import { z } from 'zod';
import { inPortions, Pace } from '../../desk/pace.js';
import { Problem } from '../../domain/problem.js';
import { sendPieces, whenGone } from '../http/responses.js';

/*
 * What the answers of the API are made of. Each noun's own stand beside it: the schema, by which the
 * description of the API is made and the tests read what is really answered, and the function that
 * makes the answer. Moments are RFC 3339, in UTC; positions and lengths are in Unicode code points.
 */

export type Answer<S extends z.ZodType> = z.output<S>;

/** People's names, by their ids. */
export type People = ReadonlyMap<string, string>;

export const textShape = z.string().nullable();
export const momentShape = z.iso.datetime();
export const personShape = z.object({ id: z.string(), name: z.string() }).meta({ id: 'Person' });
export const stampShape = z.object({ by: personShape, at: momentShape }).meta({ id: 'Stamp' });

/** A page of a list; `next` is the `after` of the page behind it. */
export function listShape<S extends z.ZodType>(item: S) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** A person in the API’s shape; one who is not known is named by the id. */
export function personAnswer(id: string, people: People): Answer<typeof personShape> {
  return { id, name: people.get(id) ?? id };
}

/** By whom and when something was done, in the API’s shape. */
export function stampAnswer(
  { by, at }: { by: string; at: string },
  people: People,
): Answer<typeof stampShape> {
  return { by: personAnswer(by, people), at };
}

/** Answers with an object that ends with a long list: its items are printed in turns, and sent as they are read. */
export async function sendItems<T>(
  res: Response,
  beside: object,
  items: readonly T[],
  answer: (item: T) => object,
): Promise<void> {
  const gone = whenGone(res);
  function* pieces() {
    yield JSON.stringify({ ...beside, items: [] }).slice(0, -']}'.length);
    for (const [at, item] of items.entries()) {
      yield `${at === 0 ? '' : ','}${JSON.stringify(answer(item))}`;
    }
    yield ']}';
  }
  res.type('json');
  await sendPieces(res, inPortions(pieces(), new Pace(gone)), gone);
}

/** Answers with what was made, and with where it is from now on. */
export function sendMade(res: Response, path: string, answer: object): void {
  res.status(201).location(path).json(answer);
}

/** The one with that id. Throws *not-found*; `what` says what it would be. */
export function oneOf<T extends { id: string }>(items: readonly T[], id: string, what: string): T {
  const found = items.find((item) => item.id === id);
  if (found) return found;
  throw new Problem('not-found', `There is no such ${what}.`);
}
