import { createAnnotation } from '../../src/desk/annotations/annotations.js';
import { addArticle } from '../../src/desk/articles/articles.js';
import { type Annotation, etag } from '../../src/domain/annotations/annotation.js';
import { annotationInput } from '../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../src/domain/articles/article.js';
import { parse } from '../../src/domain/parse.js';
import type { Person } from '../../src/domain/people/person.js';
import { type Newsroom, openNewsroom } from '../newsroom.js';

const text = '🌊🌊 The harbour wall will be raised by two metres, an engineer said.';

/** What jonas says of it. */
const tag = {
  target: { exact: 'raised by two metres' },
  chain: 'Ines Vega [B] -wrote to-> Harbour memo (document) -> The Harbour Post',
  confidence: 'low',
  claim: 'The wall grows by two metres.',
};

/** A newsroom with one article, on which jonas made one annotation. */
export interface Harbour extends Newsroom {
  annotation: Annotation;
  /** Its path in the API. */
  path: string;
  /** Sends JSON to the API as somebody. */
  send(by: Person, method: 'get' | 'post' | 'put' | 'delete', path: string, body?: object): Sent;
  /** Changes the annotation, as jonas, to these fields. */
  change(fields: object): Promise<void>;
}

type Sent = Promise<Awaited<ReturnType<Awaited<ReturnType<Newsroom['bearer']>>['get']>>>;

export async function openHarbour(): Promise<Harbour> {
  const room = await openNewsroom();
  const details = { title: 'Higher wall', publisher: 'The Harbour Post', text };
  const article = await addArticle(room.desk, room.jonas, parse(articleInput, details));
  const input = parse(annotationInput, tag);
  const { annotation } = await createAnnotation(room.desk, room.jonas, article.id, input);
  const path = `/api/annotations/${annotation.id}`;
  const send: Harbour['send'] = async (by, method, to, body) => {
    const program = await room.bearer(by);
    return body === undefined ? program[method](to) : program[method](to).send(body);
  };
  const change = async (fields: object) => {
    const program = await room.bearer(room.jonas);
    const seen = (await program.get(path)).headers.etag ?? etag(annotation);
    await program
      .put(path)
      .set('If-Match', seen)
      .send({ ...tag, ...fields })
      .expect(200);
  };
  return { ...room, annotation, path, send, change };
}
