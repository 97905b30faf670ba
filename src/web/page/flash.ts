import type { Request, Response } from 'express';
import { lastHeeded } from '../../desk/gone-names.js';
import { isSame } from '../../domain/equality.js';
import { seeOther } from '../http/responses.js';

/** A button that posts to one of our own paths. */
interface UndoButton {
  label: string;
  action: string;
}

/** A message that the next page shows once; with a button, where what was done can be undone. */
export interface Flash {
  message: string;
  /** Further sentences: warnings about what was saved. */
  warnings?: readonly string[];
  undo?: UndoButton | null | undefined;
  /** The form whose draft in the browser is saved by now, as its page calls it: article-drafts.ts and typed-verdicts.ts in browser. */
  draftOf?: string;
}

/** A message, and the path of the page to which the browser was sent on with it. */
interface SentFlash extends Flash {
  at: string;
}

/** With the last commit that is heeded in its words: a name that has gone since may stand in them. */
interface WaitingFlash extends SentFlash {
  heeded: number;
}

declare module 'express-session' {
  interface SessionData {
    flashes: WaitingFlash[];
  }
}

/** The button that undoes what was done, by posting to one of our own paths. */
export function undoBy(action: string): UndoButton {
  return { label: 'Undo', action };
}

/** Keeps a message, once, for the next page that this browser is shown; programs see none. */
export function flash(req: Pick<Request, 'session' | 'begun'>, sent: SentFlash): void {
  if (req.session?.person === undefined) return;
  const message = { ...sent, heeded: req.begun ? lastHeeded(req.begun) : 0 };
  const others = (req.session.flashes ?? []).filter(
    (each) => !isSame(each, { ...message, heeded: each.heeded }),
  );
  req.session.flashes = [...others, message];
}

/** The messages that wait, which are thereby shown; but those from before a name went out of the desk. */
export function takeFlashes(req: Request): Flash[] {
  const waiting = req.session?.flashes ?? [];
  if (waiting.length > 0) delete req.session.flashes;
  const lastGone = req.begun?.lastGone ?? 0;
  return waiting.filter(({ heeded = 0 }) => heeded >= lastGone);
}

/**
 * Whether what was saved sent the browser on to this very page; its message is thereby shown. So a page
 * that is gone by then can say that it was saved.
 */
export function isSentOnTo(req: Request): boolean {
  const waiting = req.session?.flashes ?? [];
  const others = waiting.filter(({ at }) => at !== pathIn(req.originalUrl));
  if (others.length === waiting.length) return false;
  req.session.flashes = others;
  return true;
}

function pathIn(address: string): string {
  return address.replace(/[?#].*$/u, '');
}

/** Keeps a message and sends the browser on to a page. */
export function redirectWith(
  req: Pick<Request, 'session' | 'begun'>,
  res: Response,
  to: string,
  message: Flash,
): void {
  flash(req, { ...message, at: pathIn(to) });
  seeOther(res, to);
}
