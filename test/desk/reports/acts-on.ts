import type { Annotation } from '../../../src/domain/annotations/annotation.js';
import type { Claim } from '../../../src/domain/claims/claim.js';
import type { Event } from '../../../src/domain/history/event.js';
import type { Person } from '../../../src/domain/people/person.js';
import { Problem } from '../../../src/domain/problem.js';
import type { Source } from '../../../src/domain/register/source.js';
import type { IndexName } from '../../../src/store/store.js';
import type { Newsroom } from '../../newsroom.js';

/** Numbers by which an act chooses among what is there. */
export type Choice = readonly [number, number, number];

export type Who = 'ada' | 'mira' | 'jonas' | 'nils';
type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
interface Answer {
  status: number;
  body: Record<string, unknown>;
  etag: string;
}

export type Act = (choice: Choice) => Promise<{ status: number }[]>;
export const nothing = [{ status: 404 }];

export const people: readonly Who[] = ['jonas', 'nils', 'mira'];
/** One of several, by a number. */
export function pick<T>(from: readonly T[], number: number): T {
  const found = from[number % from.length];
  if (found === undefined) throw new RangeError('There is nothing to choose from.');
  return found;
}

/** What acts are done with: the desk, and what there is on it by numbers. */
export interface ActsOn {
  room: Newsroom;
  articles: readonly [string, string];
  ask: Ask;
  docs: <C extends keyof Docs>(collection: C) => Promise<readonly Docs[C][]>;
  annotationAt: (
    number: number,
    fits?: (each: Annotation) => boolean,
  ) => Promise<Annotation | null>;
  sourceAt: (number: number) => Promise<Source | null>;
  claimAt: (number: number) => Promise<Claim | null>;
  of: (
    number: number,
    does: (annotation: Annotation) => Promise<Answer | null>,
    fits?: (each: Annotation) => boolean,
  ) => Promise<{ status: number }[]>;
}

interface Docs {
  sources: Source;
  claims: Claim;
  annotations: Annotation;
  events: Event;
}

export type Ask = (
  who: Who,
  method: Method,
  path: string,
  body?: object,
  etag?: string,
) => Promise<Answer>;

/** What acts need of a desk. */
export function actsOn(room: Newsroom, articles: ActsOn['articles'], ask: Ask): ActsOn {
  const { store } = room;
  const docs = async <C extends 'sources' | 'claims' | 'annotations' | 'events'>(collection: C) =>
    (await store.find(collection, 'all' as IndexName<C>, { key: '', limit: 1000 })).items;
  const annotationAt = async (number: number, fits: (each: Annotation) => boolean = () => true) => {
    const present = (await docs('annotations')).filter(({ deleted }) => !deleted);
    const fitting = present.filter(fits);
    return fitting.length === 0 ? null : pick(fitting, number);
  };
  const sourceAt = async (number: number) => {
    const all = await docs('sources');
    return all.length === 0 ? null : pick(all, number);
  };
  const claimAt = async (number: number) => {
    const all = await docs('claims');
    return all.length === 0 ? null : pick(all, number);
  };
  const of = async (
    number: number,
    does: (annotation: Annotation) => Promise<Answer | null>,
    fits?: (each: Annotation) => boolean,
  ) => {
    const annotation = await annotationAt(number, fits);
    const answer = annotation && (await does(annotation));
    return answer ? [answer] : nothing;
  };
  return { room, articles, ask, docs, annotationAt, sourceAt, claimAt, of };
}

/** Who of those that act bears an id. */
export function personOf({ mira, jonas, nils }: Newsroom, id: string | undefined): Person | null {
  return [mira, jonas, nils].find((each) => each.id === id) ?? null;
}

/** What becomes of work that the desk may refuse. */
export async function refusable(work: Promise<unknown> | null): Promise<{ status: number }[]> {
  if (!work) return nothing;
  try {
    await work;
    return [{ status: 200 }];
  } catch (error) {
    if (error instanceof Problem) return [{ status: 409 }];
    throw error;
  }
}
