import express, { type Request, type RequestHandler } from 'express';
import { Problem } from '../../domain/problem.js';
import { formFields } from '../forms/form-body.js';
import { withLineFeeds } from '../forms/form-fields.js';
import { readJson } from './json-bounds.js';

/**
 * Reads the body of a request: JSON for the API, a form for a page. An upload has been read by its
 * own route before; anything else is *unsupported*. An article's longest text comes in parts: see `formInParts`.
 */
export const readBody = reading('3mb');

/** The same where anybody may send one: nothing that is asked of strangers is long, and they are many. */
export const readShortBody = reading('100kb');

function reading(limit: string): RequestHandler {
  const json = express.raw({ limit, type: ['application/json', 'application/*+json'] });
  const form = express.raw({ limit, type: 'application/x-www-form-urlencoded' });
  return (req, res, next) => {
    if (req.body !== undefined || !hasBody(req)) return withBody(req, next);
    const read = isApi(req) ? json : form;
    read(req, res, (fault?: unknown) => {
      if (fault) return next(fault);
      if (req.body === undefined) return next(unsupported(req));
      const sent: unknown = req.body;
      if (!Buffer.isBuffer(sent)) return next();
      // A form that can't be read has no fields to be shown again: its bytes were taken for millions of them.
      req.body = {};
      // What is thrown here nobody would catch: it ended the process.
      try {
        req.body = readBytes(req, sent);
      } catch (refusal) {
        return next(refusal);
      }
      next();
    });
  };
}

function readBytes(req: Request, body: Buffer): unknown {
  const [, charset = 'utf-8'] =
    /;\s*charset\s*=\s*"?([^\s;"]+)/iu.exec(req.get('content-type') ?? '') ?? [];
  if (!/^utf-?8$/iu.test(charset))
    throw new Problem('unsupported', 'This character set is not supported: use UTF-8.');
  if (!isApi(req)) return withLineFeeds(formFields(body));
  return body.length === 0 ? {} : readJson(body);
}

function withBody(req: Request, next: () => void): void {
  req.body ??= {};
  next();
}

function hasBody(req: Request): boolean {
  const length = req.get('content-length');
  return req.get('transfer-encoding') !== undefined || (length !== undefined && length !== '0');
}

/** Whether a program asks: it is answered in JSON. */
export function isApi(req: Pick<Request, 'path'>): boolean {
  return req.path === '/api' || req.path.startsWith('/api/');
}

/** Whether the answer is for a program: the API, or a script that asked for JSON. */
export function wantsJson(req: Pick<Request, 'path' | 'accepts'>): boolean {
  return isApi(req) || req.accepts(['html', 'json']) === 'json';
}

function unsupported(req: Request): Problem {
  return new Problem(
    'unsupported',
    isApi(req)
      ? 'Send JSON, with the header Content-Type: application/json.'
      : 'Send a form (application/x-www-form-urlencoded).',
  );
}
