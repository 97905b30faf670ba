import type { Response } from 'express';

/** A view as text: for the fragments that a page's script puts in place of what it has. */
export function rendered(res: Response, view: string, locals: object): Promise<string> {
  return new Promise((resolve, reject) => {
    res.render(view, locals, (error: Error | null, html?: string) =>
      error ? reject(error) : resolve(html ?? ''),
    );
  });
}
