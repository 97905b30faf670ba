import type { Response } from 'express';

/** A view as text: for the fragments that a page's script puts in place of what it has. */
export function rendered(res: Response, view: string, locals: object): Promise<string> {
  return new Promise((resolve, reject) => {
    res.render(view, locals, (error: Error | null, html?: string) =>
      error ? reject(error) : resolve(html ?? ''),
    );
  });
}

/**
 * Sends the browser on to a page (303, so that a reload sends nothing again). It has no body:
 * express-session lets the head of an answer with a body go out before the session is on disk, and
 * a browser that follows at once would find that it has not signed in, or miss its message.
 */
export function seeOther(res: Response, to: string): void {
  res.status(303).location(to).end();
}
