import { withPerson } from '../people/shown-to.js';

/** A paragraph of an edition's text as it is drawn now; `start` names the one that it replaces. */
export interface NewParagraph {
  edition: number;
  start: number;
  html: string;
}

/** The server's answer to an annotation that it has taken. */
export interface AnnotationSaved {
  id: string;
  message: string;
  warnings: string[];
  /** Where it is undone; null where that can't be. */
  undo: string | null;
  card: string;
  paragraphs: NewParagraph[];
}

/** The server's answer to a proposal that it has taken. */
export interface ProposalMade {
  id: string;
  proposal: string;
  message: string;
  warnings?: string[];
  undo?: { action: string };
}

export interface AnnotationDeleted {
  id: string;
  message: string;
  paragraphs: NewParagraph[];
  /** Where to send the wish to have it back. */
  undo: string;
}

/** The server's answer to an annotation that it has not taken: what to mend, and what it asks. */
export interface Refusal {
  detail: string;
  errors: { field: string; message: string }[];
  candidates?: PassageCandidate[];
  sources?: { name: string; candidates: { id: string; name: string; kind: string | null }[] }[];
  confirm?: { code: string; sentence: string }[];
  conflict?: Conflict;
}

/** A place where the passage stands; positions are code points. */
export interface PassageCandidate {
  start: number;
  end: number;
  before: string;
  exact: string;
  after: string;
}

/** An annotation that somebody else has changed meanwhile. */
export interface Conflict {
  etag: string;
  fields: { field: string; label: string; mine: string; theirs: string }[];
}

/** What is said where the server can’t be reached. */
export const unreachable = 'The server can’t be reached. Check the connection, then try again.';

/** What is said where the session has ended. */
export const signedOut = 'You are signed out. Sign in again in another tab, then try again.';

/** What a browser keeps alive of requests of left pages, in bytes; it refuses longer ones, unsent. */
const maxKeptAlive = 64 * 1024;

export type SendResult<T> =
  | { kind: 'done'; body: T }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'failed'; sentence: string; signIn: boolean };

/**
 * Sends a form. Never throws: whatever went wrong comes back as a sentence. What is sent `keepalive`
 * arrives even where the page is left meanwhile, unless it is very long.
 */
export async function send<T>(
  address: string,
  entries: Iterable<[string, string]> = [],
  { keepalive = false } = {},
): Promise<SendResult<T>> {
  const body = new URLSearchParams([...entries]);
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: withPerson({ Accept: 'application/json' }),
      body,
      keepalive: keepalive && body.toString().length <= maxKeptAlive,
    });
    return await read<T>(response);
  } catch {
    return failed(unreachable);
  }
}

async function read<T>(response: Response): Promise<SendResult<T>> {
  if (response.status === 401 || response.redirected) {
    return failed(signedOut, true);
  }
  const body = await bodyOf(response);
  if (body === null) return failed('The server’s answer can’t be read. Try again in a moment.');
  // Saved, but the database was lost before the answer could be made.
  const { saved, detail: sentence } = body as { saved?: boolean; detail?: string };
  if (response.ok && saved === true && sentence) return failed(sentence);
  if (response.ok) return { kind: 'done', body: body as T };
  const { detail, errors, ...rest } = body as Partial<Refusal>;
  if (response.status >= 500) {
    return failed(detail ?? 'The server had an error of its own. Try again in a moment.');
  }
  const refusal = { ...rest, detail: detail ?? 'This could not be saved.', errors: errors ?? [] };
  return { kind: 'refused', refusal };
}

async function bodyOf(response: Response): Promise<object | null> {
  const isJson = /\bjson\b/u.test(response.headers.get('content-type') ?? '');
  const body: unknown = isJson ? await response.json() : null;
  return typeof body === 'object' ? body : null;
}

function failed(sentence: string, signIn = false): SendResult<never> {
  return { kind: 'failed', sentence, signIn };
}
