import type { Response } from 'express';
import type { Store } from '../../store/store.js';
import { seeOther } from './responses.js';

/*
 * A form that is sent twice without scripts, by a double click for instance, shows what the second
 * comes to. Where that is a refusal, because it has been done, it leads to where the first did.
 */

declare global {
  namespace Express {
    interface Response {
      /** Where the very same form led that was sent before; null where it led nowhere. */
      ledBefore?: Promise<string | null>;
    }
  }
}

/** Where forms led that were sent to this process lately, by the names of their requests. */
const places = new WeakMap<Store, Map<string, Promise<string | null>>>();
/** The oldest are forgotten: what is sent again so late is told that it has been done. */
const maxPlaces = 2_000;

/** Notes that a form is sent; the work is told where the same one led before, and notes where it leads. */
export async function sendOnce(
  store: Store,
  request: string,
  res: Response,
  work: () => Promise<void> | void,
): Promise<void> {
  const known = places.get(store) ?? new Map<string, Promise<string | null>>();
  places.set(store, known);
  const before = known.get(request);
  if (before) {
    res.ledBefore = before;
    return work();
  }
  const [oldest] = known.size < maxPlaces ? [] : known.keys();
  if (oldest !== undefined) known.delete(oldest);
  const leads = done(res, work);
  known.set(
    request,
    leads.catch(() => null),
  );
  if ((await leads) === null) known.delete(request);
}

async function done(res: Response, work: () => Promise<void> | void): Promise<string | null> {
  await work();
  return res.statusCode === 303 ? (res.get('location') ?? null) : null;
}

/** Leads to where the same form led before; false where it was not sent, or led nowhere. */
export async function ledAsBefore(res: Response): Promise<boolean> {
  const place = (await res.ledBefore) ?? null;
  if (place === null || res.headersSent) return false;
  seeOther(res, place);
  return true;
}
