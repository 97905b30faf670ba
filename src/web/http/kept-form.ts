import type { Request, Response } from 'express';
import { isApi, readBody } from './bodies.js';
import { textField } from './form-fields.js';
import { localPath } from './links.js';
import { formInParts } from './uploads.js';

/*
 * What was typed into a form is never lost, also where its work can't be done: the session has ended,
 * what it was about is gone, the desk has a fault. The page that says so holds the form as it was
 * sent, to be sent again after signing in, or the words to be copied.
 */

/** The fields by which somebody signs in on the very page that says that they are signed out. */
export const signInFields = { email: 'sign-in-email', password: 'sign-in-password' } as const;

/** A form as it was sent. */
export interface KeptForm {
  action: string;
  isInParts: boolean;
  /** All fields but secrets, to be sent again as they are. */
  fields: readonly Field[];
  /** Those of them that somebody typed or chose, in words. */
  typed: readonly { label: string; value: string }[];
  /** Its file, which no page can send again: it has to be chosen anew. */
  file: string | null;
  /** The page from which it was sent, or where it wanted to return. */
  back: string;
}

interface Field {
  name: string;
  value: string;
}

/** A stranger's form is kept up to this size: the longest text, and what stands beside it. */
const largestKeptBytes = 3 * 1024 * 1024;

/** Whether a form was sent by a page, whoever sent it. */
export function isForm(req: Pick<Request, 'method' | 'path'>): boolean {
  return req.method === 'POST' && !isApi(req);
}

/** Reads a form of which nothing has been read yet, unless it is too large to be kept. */
export async function readForm(req: Request, res: Response): Promise<void> {
  const type = req.is(['urlencoded', 'multipart']);
  const fits = Number(req.get('content-length')) <= largestKeptBytes;
  if (req.body !== undefined || !type || !fits) return;
  const read = type === 'multipart' ? formInParts : readBody;
  await new Promise<void>((done, fail) => {
    read(req, res, (fault?: unknown) => (fault ? fail(fault) : done()));
  });
}

/** The form that was sent, once it has been read; null where it has no fields. */
export function keptForm(req: Request): KeptForm | null {
  const fields = fieldsIn(req.body).filter(({ name }) => !isSecret(name));
  const file = req.file?.originalname ?? null;
  if (fields.length === 0 && file === null) return null;
  return {
    action: req.originalUrl,
    isInParts: Boolean(req.is('multipart/form-data')),
    fields,
    typed: fields.filter(isTyped).map(({ name, value }) => ({ label: labelOf(name), value })),
    file,
    back: wayBack(req),
  };
}

/** The fields of a body as a form has them: `{hops: [{as: 'x'}]}` is `hops[0][as]`. */
function fieldsIn(value: unknown, name = ''): Field[] {
  if (typeof value === 'string') return [{ name, value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const isOneOfSeveral = Array.isArray(value) && typeof part === 'string';
    const within = name === '' ? key : `${name}[${key}]`;
    return fieldsIn(part, isOneOfSeveral ? name : within);
  });
}

function isSecret(name: string): boolean {
  const { email, password } = signInFields;
  return [email, password, 'password', 'current', 'token'].includes(name);
}

/** What a page says to itself: nobody has typed it, and nobody misses it. */
const ownFields =
  /^(?:key|back|seen|revision|start|end|prefix|suffix|choosing|confirm|replyTo|on|undo|annotation|ids|place|take\[.*|pick\[.*|hops\[\d+\]\[name\])$/u;

function isTyped({ name, value }: Field): boolean {
  return value.trim() !== '' && !ownFields.test(name);
}

const labels: Readonly<Record<string, string>> = {
  exact: 'Passage',
  publishedAt: 'Published',
  url: 'Address',
  aliases: 'Other names',
  proposal: 'Another chain',
};

function labelOf(name: string): string {
  const [, hop, field] = /^hops\[(\d+)\]\[(\w+)\]$/u.exec(name) ?? [];
  if (hop !== undefined && field !== undefined) return `Hop ${Number(hop) + 1}: ${field}`;
  return labels[name] ?? name.charAt(0).toUpperCase() + name.slice(1);
}

function wayBack(req: Request): string {
  const asked = textField(req.body, 'back');
  if (asked !== '') return localPath(asked);
  const referrer = req.get('referer') ?? '';
  if (!URL.canParse(referrer)) return '/';
  const { host, pathname, search } = new URL(referrer);
  return host === req.get('host') ? localPath(pathname + search) : '/';
}
