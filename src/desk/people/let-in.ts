import type { Desk } from '../desk.js';
import { type Credential, lastsUntil } from './credentials.js';

/** So long somebody goes on reading at the most whom the desk no longer lets in. */
const heldMs = 5_000;

/**
 * The pieces of a long answer, for as long as what its reader came in with lets them in: a file that takes an hour
 * ends with their session or token, which end with their place on the desk. `sinceMs` is when they were let in, by the
 * desk's clock: to gather what is told may have taken long. Throws *unauthenticated*.
 */
export async function* whileLetIn<P>(
  desk: Desk,
  pass: Credential,
  pieces: AsyncIterable<P>,
  sinceMs: number,
): AsyncGenerator<P> {
  let askedMs = sinceMs;
  for await (const piece of pieces) {
    const nowMs = desk.clock().getTime();
    if (Math.abs(nowMs - askedMs) >= heldMs) {
      await lastsUntil(desk, pass);
      askedMs = nowMs;
    }
    yield piece;
  }
}
