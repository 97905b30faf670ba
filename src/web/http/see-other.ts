import type { Response } from 'express';

/**
 * Sends the browser on to a page (303, so that a reload sends nothing again). It has no body:
 * express-session lets the head of an answer with a body go out before the session is on disk, and
 * a browser that follows at once would find that it has not signed in, or miss its message.
 */
export function seeOther(res: Response, to: string): void {
  res.status(303).location(to).end();
}
