import type { Request } from 'express';
import { sha256 } from '../../desk/digest.js';

/*
 * Who is known to this process: whoever bears what let somebody in before. A guess knows nobody, and
 * costs no more than to be refused.
 */

const maxKnown = 5_000;
/** Digests of what was borne, the oldest first. */
const known = new Set<string>();

type Bearing = Pick<Request, 'headers'>;

/** Whether a request bears what let somebody in the last time. */
export function wasLetIn(req: Bearing): boolean {
  const borne = digestOf(req);
  return borne !== null && known.has(borne);
}

/** Notes whether what a request bears has let somebody in. */
export function noteLetIn(req: Bearing, isIn: boolean): void {
  const borne = digestOf(req);
  if (borne === null) return;
  if (!isIn) known.delete(borne);
  if (!isIn || known.has(borne)) return;
  known.add(borne);
  const [oldest] = known;
  if (known.size > maxKnown && oldest !== undefined) known.delete(oldest);
}

function digestOf({ headers }: Bearing): string | null {
  const borne = headers.authorization ?? headers.cookie;
  return borne === undefined ? null : sha256(borne);
}
