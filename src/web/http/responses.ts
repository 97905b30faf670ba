import type { Response } from 'express';
import { whileNamesStay } from '../../desk/gone-names.js';

/** A view as text: for the fragments that a page's script puts in place of what it has. */
export function renderToText(res: Response, view: string, locals: object): Promise<string> {
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

/**
 * A signal of the moment when whoever asked is gone, or has got the whole answer; or when `late` tells that it took too
 * long. `AbortSignal.any` would hold on to the answer until then, though it is there long since.
 */
export function whenGone(res: Response, late: AbortSignal | null = null): AbortSignal {
  const gone = new AbortController();
  const end = () => gone.abort();
  // Whoever left while somebody else was waited for isn't heard to go once more.
  if (res.closed || late?.aborted) end();
  res.once('close', end);
  late?.addEventListener('abort', end, { signal: gone.signal });
  return gone.signal;
}

/**
 * Sends a text in the pieces in which it is made, no faster than it is read. Until the first piece
 * is there nothing is sent, so that a fault is answered as any other. One that comes later cuts the
 * connection: nobody takes a part for the whole. Such is a name that goes out of the desk meanwhile. Whoever goes
 * away before is no fault.
 */
export async function sendPieces(
  res: Response,
  pieces: AsyncIterable<string | Uint8Array>,
  gone: AbortSignal,
): Promise<void> {
  const { begun } = res.req;
  let goOn = () => {};
  res.on('drain', () => goOn());
  gone.addEventListener('abort', () => goOn());
  try {
    for await (const piece of begun ? whileNamesStay(begun, pieces) : pieces) {
      // As bytes it is counted and copied once; as a text for its length, and once more to be sent.
      const isTaken = res.write(typeof piece === 'string' ? Buffer.from(piece) : piece);
      if (!isTaken && !gone.aborted) await new Promise<void>((drained) => (goOn = drained));
      gone.throwIfAborted();
    }
    res.end();
  } catch (fault) {
    if (!gone.aborted) throw fault;
  }
}
