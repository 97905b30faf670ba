import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { nanoid } from 'nanoid';
import type { NamedRequest } from '../../desk/answered-requests.js';
import type { Person } from '../../domain/people/person.js';
import { Problem } from '../../domain/problem.js';
import { isApi } from '../http/bodies.js';
import { textField } from './form-fields.js';

/*
 * What is sent twice, by a double click or because the answer to it was lost, is done once: a
 * program names its request in the header Idempotency-Key, a form bears the name of its page.
 */

type SentRequest = Pick<Request, 'method' | 'path' | 'body' | 'file' | 'get'>;

const maxKeyCharacters = 255;

/** What the forms of a page bear as `key`: who was shown the page, and a name of its own. */
export function formKey({ id }: Pick<Person, 'id'>): string {
  return `${id}.${nanoid()}`;
}

/** A POST of the API under its Idempotency-Key; null where it has none. */
export function namedRequest(req: SentRequest, { id }: Pick<Person, 'id'>): NamedRequest | null {
  if (req.method !== 'POST' || !isApi(req)) return null;
  const key = keyOfProgram(req);
  if (key === '') return null;
  return { name: digest([id, key]), sent: digest([req.path, req.body, ...fileOf(req)]) };
}

/** A file beside a form's fields, by its bytes. */
function fileOf({ file }: SentRequest): string[] {
  return file ? [createHash('sha256').update(file.buffer).digest('hex')] : [];
}

function digest(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/**
 * What tells a POST from every other one of the same person, and is the same when it is sent once
 * more: for `Desk.request`. null where it has no key. It counts with what stands in it: other words
 * in a form, after going back to it, are another request and are never lost.
 */
export function requestName(req: SentRequest, { id }: Pick<Person, 'id'>): string | null {
  if (req.method !== 'POST') return null;
  const key = isApi(req) ? keyOfProgram(req) : textField(req.body, 'key');
  if (key === '') return null;
  return digest([id, req.path, key, req.body, ...fileOf(req)]);
}

/** The same of a form, with what its address asks for: under this it is known where it led. */
export function formName(req: Pick<Request, 'originalUrl'>, request: string): string {
  return digest([request, req.originalUrl]);
}

function keyOfProgram(req: SentRequest): string {
  const key = req.get('idempotency-key') ?? '';
  if (key.length <= maxKeyCharacters) return key;
  throw new Problem(
    'unreadable',
    `Use at most ${maxKeyCharacters} characters for an Idempotency-Key.`,
  );
}
