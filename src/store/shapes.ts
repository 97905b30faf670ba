import { z } from 'zod';
import { annotationStored } from '../domain/annotations/model.js';
import { articleStored, editionStored } from '../domain/articles/article.js';
import { wordingStored } from '../domain/articles/wording.js';
import { claimStored } from '../domain/claims/claim.js';
import { eventStored } from '../domain/history/event.js';
import { personStored } from '../domain/people/person.js';
import { settingsStored } from '../domain/people/settings.js';
import { identityStored, sourceStored } from '../domain/register/source.js';
import { roundStored } from '../domain/rounds/round.js';
import { shareStored } from '../domain/shares/share.js';
import type { CollectionName, Documents } from './documents.js';
import { quickShapeCheck } from './quick-shape-check.js';
import {
  answerStored,
  attemptStored,
  nameWitnessStored,
  sessionStored,
  tokenStored,
} from './records.js';
import { orderingBy } from './shape-order.js';
import { values } from './values.js';

/*
 * What a stored document must be before the program works with it: the shapes that stand beside the
 * types. Nothing is corrected, nothing is dropped: a field too many is a fault like a field too few.
 */

/** What an event tells comes in one order of its keys, whatever store it has been in. */
const event = eventStored.extend({ before: values.nullable(), after: values.nullable() });

/** One shape a collection; what comes out has its fields in the order given here. */
export const shapes = {
  articles: articleStored,
  editions: editionStored,
  wordings: wordingStored,
  annotations: annotationStored,
  sources: sourceStored,
  claims: claimStored,
  rounds: roundStored,
  settings: settingsStored,
  events: event,
  people: personStored,
  sessions: sessionStored,
  tokens: tokenStored,
  identities: identityStored,
  nameWitnesses: nameWitnessStored,
  attempts: attemptStored,
  answers: answerStored,
  shares: shareStored,
} as const satisfies { [C in CollectionName]: z.ZodType<Documents[C]> };

type KnownShapes = { readonly [C in CollectionName]: z.ZodType<Documents[C]> };
const known: KnownShapes = shapes;

interface QuickReading<D> {
  ordered: (value: unknown) => unknown;
  isWhole: (value: unknown) => value is D;
}

const quick: { [C in CollectionName]?: QuickReading<Documents[C]> } = {};

/**
 * A document that a shape is asked for, in the order of the shape's fields. Most are found sound quickly;
 * the shape itself judges the others.
 */
export function readDocument<C extends CollectionName>(
  collection: C,
  value: unknown,
): z.ZodSafeParseResult<Documents[C]> {
  const { ordered, isWhole } = quickReading(collection);
  const data = ordered(value);
  return isWhole(data) ? { success: true, data } : known[collection].safeParse(value);
}

function quickReading<C extends CollectionName>(collection: C): QuickReading<Documents[C]> {
  const made: { [K in C]?: QuickReading<Documents[K]> } = quick;
  const shape = known[collection];
  const reading = made[collection] ?? {
    ordered: orderingBy(shape),
    isWhole: quickShapeCheck(shape),
  };
  made[collection] = reading;
  return reading;
}

/** Any one change, as a file holds it until it is folded into its place. */
export const changeShape = z.discriminatedUnion('in', [
  changeOf('articles', articleStored),
  changeOf('editions', editionStored),
  changeOf('wordings', wordingStored),
  changeOf('annotations', annotationStored),
  changeOf('sources', sourceStored),
  changeOf('claims', claimStored),
  changeOf('rounds', roundStored),
  changeOf('settings', settingsStored),
  changeOf('events', event),
  changeOf('people', personStored),
  changeOf('sessions', sessionStored),
  changeOf('tokens', tokenStored),
  changeOf('identities', identityStored),
  changeOf('nameWitnesses', nameWitnessStored),
  changeOf('attempts', attemptStored),
  changeOf('answers', answerStored),
  changeOf('shares', shareStored),
]);

function changeOf<C extends CollectionName, S extends z.ZodType<Documents[C]>>(name: C, doc: S) {
  return z.strictObject({ do: z.enum(['insert', 'replace', 'remove']), in: z.literal(name), doc });
}

/** A list of such documents. Only those that are not just as they were written cost much time. */
export function listOf<T>(shape: z.ZodType<T>) {
  const asWritten = quickShapeCheck(shape);
  return z.array(z.unknown()).transform((items, context) =>
    items.map((item, at): T => {
      if (asWritten(item)) return item;
      const read = shape.safeParse(item);
      if (read.success) return read.data;
      for (const { path, message } of read.error.issues) {
        context.addIssue({ code: 'custom', path: [at, ...path], message });
      }
      return z.NEVER;
    }),
  );
}

/** The first fault that a shape finds, as in `annotations[3].target.start: expected number`. */
export function faultIn(error: z.ZodError): string {
  const [issue] = error.issues;
  if (!issue) return 'something is wrong';
  const place = issue.path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./u, '');
  const message = issue.message.replace(/^Invalid (?:input|option): /u, '');
  return place === '' ? message : `${place}: ${message}`;
}
