import { createAnnotation, reviseAnnotation } from '../../src/desk/annotations/annotations.js';
import { addArticle } from '../../src/desk/articles/articles.js';
import type { Actor, Desk } from '../../src/desk/desk.js';
import { type Annotation, etag } from '../../src/domain/annotations/annotation.js';
import {
  annotationInput,
  type ProposalInput,
  proposalInput,
} from '../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../src/domain/articles/article.js';
import type { Event } from '../../src/domain/history/event.js';
import { parse } from '../../src/domain/parse.js';
import { Problem } from '../../src/domain/problem.js';
import { type VerdictInput, verdictInput } from '../../src/domain/review/verdict.js';
import { all, type Store, storeWith } from '../../src/store/store.js';
import { openDeskWithPeople, type PeopledDesk } from './peopled-desk.js';

const text = 'The harbour wall will be raised by two metres, an engineer said. Nobody asked us.';

const tag = {
  target: { exact: 'raised by two metres' },
  chain: 'Ines Vega [B] -wrote to-> Harbour memo (document) -> The Harbour Post',
  confidence: 'low',
  claim: 'The wall grows by two metres.',
};

/** A desk with one article, on which jonas made one annotation. */
export interface HarbourDesk extends PeopledDesk {
  annotation: Annotation;
}

export async function openHarbourDesk(fields: object = {}): Promise<HarbourDesk> {
  const desk = await openDeskWithPeople();
  const details = { title: 'Higher wall', publisher: 'The Harbour Post', text };
  const article = await addArticle(desk, desk.jonas, parse(articleInput, details));
  const input = parse(annotationInput, { ...tag, ...fields });
  const { annotation } = await createAnnotation(desk, desk.jonas, article.id, input);
  return { ...desk, annotation };
}

/** The annotation changed by somebody, jonas unless told, from what stands to these fields. */
export async function changed(
  desk: HarbourDesk,
  fields: object,
  by: Actor = desk.jonas,
): Promise<Annotation> {
  const { id } = desk.annotation;
  const input = parse(annotationInput, { ...tag, ...fields });
  const seen = etag(await present(desk));
  return (await reviseAnnotation(desk, by, id, input, seen)).annotation;
}

/** The annotation as it stands. */
export async function present({ store, annotation }: HarbourDesk): Promise<Annotation> {
  const stored = await store.get('annotations', annotation.id);
  if (!stored) throw new Error('The annotation is gone.');
  return stored;
}

/** What happened in reviewing it, the earliest first. */
export async function happenings({ store, annotation }: HarbourDesk): Promise<Event[]> {
  const events: Event[] = [];
  const key = `annotation/${annotation.id}`;
  for await (const event of all(store, 'events', 'subject', { key })) events.push(event);
  return events.filter(({ action }) => action !== 'annotation.created');
}

/** The same desk in another process, where something else happens just before the next commit. */
export function meanwhile<D extends Desk>(desk: D, happen: () => Promise<unknown>): D {
  let happened = false;
  const commit: Store['commit'] = async (...asked) => {
    if (!happened) {
      happened = true;
      await happen();
    }
    return desk.store.commit(...asked);
  };
  const ofAnother = (store: Store) => storeWith(store, { commit });
  return { ...desk, store: ofAnother(desk.store), whole: ofAnother(desk.whole) };
}

/** The problem with which something fails. */
export async function failure(work: Promise<unknown>): Promise<Problem> {
  const problem: unknown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (problem instanceof Problem) return problem;
  throw new Error(`Expected a Problem, and it was ${String(problem)}.`);
}

export function verdict(input: object): VerdictInput {
  return parse(verdictInput, input);
}

export function alternative(input: object): ProposalInput {
  return parse(proposalInput, { reason: 'The memo says so.', ...input });
}
