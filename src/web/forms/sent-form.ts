import type { Request, Response } from 'express';
import { Problem } from '../../domain/problem.js';
import { urlOf } from '../../domain/web-address.js';
import { isApi, readBody, wantsJson } from '../http/bodies.js';
import { listIn, sendProblem, setStatus } from '../http/problems.js';
import { isFaultAfterSave } from '../http/request-store.js';
import { localPath } from '../page/links.js';
import { severalIn, textField } from './form-fields.js';
import { takeRoom } from './kept-room.js';
import { type QuestionView, questionsOf } from './questions.js';
import { ledAsBefore } from './sent-before.js';
import { formInParts } from './uploads.js';

/*
 * What was typed into a form is never lost. A form that can't be taken is shown again in its place
 * on its page, with what is wrong beside each field (`RefusedForm`, views/page/refused.ejs and
 * field.ejs). Where that page can't be shown, because the session has ended, what the form was about
 * is gone, or the desk has a fault, the page that says so holds the form as it was sent (`SentForm`,
 * views/page/error.ejs): to be sent again after signing in, or its words to be copied.
 */

/** The fields by which somebody signs in on the very page that says that they are signed out. */
export const signInFields = { email: 'sign-in-email', password: 'sign-in-password' } as const;

/** A form as it was sent. */
export interface SentForm {
  action: string;
  isInParts: boolean;
  /** All fields but secrets, to be sent again as they are. */
  fields: readonly Field[];
  /** Those of them that somebody typed or chose, in words. */
  typed: readonly { label: string; value: string }[];
  /** Its file, which no page can send again: it has to be chosen anew. */
  file: string | null;
}

interface Field {
  name: string;
  value: string;
}

/** A form that could not be taken, as its page shows it again. */
export interface RefusedForm {
  /** The id of the element of its page in which it stands; empty where its page has no other. */
  at: string;
  /** What was typed into it, by the name of its field; no secrets. */
  typed: Readonly<Record<string, string>>;
  /** What was ticked, by the name of its ticks: `typed` has the last of them alone. */
  ticked: (name: string) => readonly string[];
  /** Whether any of that was typed or chosen: of a mere button nothing is kept. */
  isKept: boolean;
  /** It was taken, and taken back. */
  isUndone?: true;
  /** Why it could not be taken, in one sentence. */
  message: string;
  /** What is wrong with a field, by its name. */
  faults: Readonly<Record<string, string>>;
  /** What must be said yes to before it is taken. */
  questions: readonly QuestionView[];
  /** What was changed while somebody looked, in sentences. */
  changes: readonly string[];
  /** What else is needed to go on, as programs are answered it. */
  details: Problem['details'];
}

/** What the forms of one page share. */
export interface PageForms {
  /** The path of this desk to which they return; empty for the page of the thing itself. */
  back: string;
  /** The one that could not be taken. */
  refused: RefusedForm | null;
}

/**
 * Does the work of a form. A problem with what was sent is answered by `showAgain`, which shows the
 * form once more; the status is set already. A script is answered the problem itself. Every other
 * error is thrown on, and so is what went wrong once everything was saved.
 */
export async function formWork(
  req: Pick<Request, 'path' | 'accepts' | 'body'>,
  res: Response,
  work: () => Promise<void>,
  showAgain: (refused: RefusedForm) => Promise<void> | void,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Problem) || error.code === 'forbidden' || error.code === 'not-found')
      throw error;
    if (!wantsJson(req) && (await ledAsBefore(res, error))) return;
    if (isFaultAfterSave(res, error)) throw error;
    if (wantsJson(req)) return sendProblem(res, error);
    setStatus(res, error);
    await showAgain(refusedForm(req.body, error));
  }
}

function refusedForm(body: unknown, { message, fields: wrong, details }: Problem): RefusedForm {
  const fields = openFields(body);
  const typed = fields.map(({ name, value }) => [name, value]);
  // Of several faults of one field the first is shown.
  const faults = wrong.toReversed().map(({ field, message }) => [fieldOf(field), message]);
  return {
    at: '',
    typed: Object.fromEntries(typed),
    ticked: (name) => severalIn(body, name),
    isKept: fields.some(isTyped),
    message,
    faults: Object.fromEntries(faults),
    questions: questionsOf(body, details),
    changes: listIn(details, 'changes'),
    details,
  };
}

/** Of several values that one field holds, each is at fault as the field: "aliases.0" is `aliases`. */
function fieldOf(name: string): string {
  return name.replace(/\.\d+$/u, '');
}

/** A form as it was typed, where it was taken and what it did is undone: nothing is wrong with it. */
export function undoneForm(at: string, typed: RefusedForm['typed']): RefusedForm {
  const nothing = { message: '', faults: {}, questions: [], changes: [], details: {} };
  return { at, typed, ticked: () => [], isKept: true, isUndone: true, ...nothing };
}

/** What one of a page's forms shows again, if it is the one that could not be taken. */
export function refusedAt(refused: RefusedForm | null, at: string): RefusedForm | null {
  return refused?.at === at ? refused : null;
}

const megabyteBytes = 1024 * 1024;
/** A stranger's form is kept up to this size: the longest text comes in parts, and what stands beside it. */
const maxKeptBytes = { urlencoded: megabyteBytes, multipart: 3 * megabyteBytes };

/** Whether a form was sent by a page, whoever sent it. */
export function isForm(req: Pick<Request, 'method' | 'path'>): boolean {
  return req.method === 'POST' && !isApi(req);
}

/** Reads a form of which nothing has been read yet, unless it is too large to be kept, or many are kept at this moment. */
export async function readForm(req: Request, res: Response): Promise<void> {
  const type = ['urlencoded' as const, 'multipart' as const].find((each) => req.is(each));
  const bytes = Number(req.get('content-length'));
  if (req.body !== undefined || !type || !(bytes <= maxKeptBytes[type])) return;
  if (!takeRoom(bytes, req, res)) return;
  const read = type === 'multipart' ? formInParts : readBody;
  await new Promise<void>((done, fail) => {
    read(req, res, (fault?: unknown) => (fault ? fail(fault) : done()));
  });
}

/** The form that was sent, once it has been read; null where it has no fields. */
export function sentForm(req: Request): SentForm | null {
  const fields = openFields(req.body);
  const file = req.file?.originalname ?? null;
  if (fields.length === 0 && file === null) return null;
  return {
    action: req.originalUrl,
    isInParts: Boolean(req.is('multipart/form-data')),
    fields,
    typed: fields
      .filter((field) => isTyped(field) && !byId.test(field.name))
      .map(({ name, value }) => ({ label: labelOf(name), value })),
    file,
  };
}

/** All fields of a form but secrets. */
function openFields(body: unknown): Field[] {
  return fieldsIn(body).filter(({ name }) => !isSecret(name));
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
  /^(?:key|shownTo|back|seen|after|revision|start|end|prefix|suffix|choosing|confirm|registered|replyTo|on|undo|about|annotation|code|edition|from|ids?|in|into|next|sure|place|source|fileName|encoding|whole|putIn|put|readAs|readWhole|take\[.*|pick\[.*|hops\[\d+\]\[name\])$/u;

/** What is chosen by an id, which nobody can read. */
const byId = /^(?:to|people|rating|words\[.*|parts\[.*)$/u;

function isTyped({ name, value }: Field): boolean {
  return value.trim() !== '' && !ownFields.test(name);
}

const labels: Readonly<Record<string, string>> = {
  exact: 'Passage',
  publishedAt: 'Published',
  url: 'Address',
  aliases: 'Other names',
  proposal: 'Another chain',
  days: 'Good for so many days',
  origins: 'Sites that may show an annotation',
};

function labelOf(name: string): string {
  const [, hop, field] = /^hops\[(\d+)\]\[(\w+)\]$/u.exec(name) ?? [];
  if (hop !== undefined && field !== undefined) return `Hop ${Number(hop) + 1}: ${field}`;
  return labels[name] ?? name.charAt(0).toUpperCase() + name.slice(1);
}

/** The page from which a page was asked for, or a form sent, or where it wants to return; "/" where none is known. */
export function wayBack(req: Request): string {
  const asked = textField(req.body, 'back');
  if (asked !== '') return localPath(asked);
  const referrer = urlOf(req.get('referer') ?? '');
  if (!referrer) return '/';
  const { host, pathname, search } = referrer;
  return host === req.get('host') ? localPath(pathname + search) : '/';
}
