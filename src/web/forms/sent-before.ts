import type { Response } from 'express';
import { keepPlace, keptPlace } from '../../desk/answered-requests.js';
import { type Desk, GoneSince } from '../../desk/desk.js';
import type { Problem } from '../../domain/problem.js';
import type { Store } from '../../store/store.js';
import { seeOther } from '../http/responses.js';

/*
 * A form that is sent twice without scripts, by a double click for instance, shows what the second
 * comes to. Where that is a refusal, because it has been done, it leads to where the first did.
 */

declare global {
  namespace Express {
    interface Response {
      /** Where the very same form led that was sent before; null where it led nowhere. */
      ledBefore?: () => Promise<string | null>;
    }
  }
}

/** Where forms will have led that this process is at work on, by the names of their requests. */
const atWork = new WeakMap<Store, Map<string, Promise<string | null>>>();

/** Notes that a form is sent; the work is told where the same one led before, and notes where it leads. */
export async function sendOnce(
  desk: Desk,
  request: string,
  res: Response,
  work: () => Promise<void> | void,
): Promise<void> {
  const known = atWork.get(desk.whole) ?? new Map<string, Promise<string | null>>();
  atWork.set(desk.whole, known);
  const before = known.get(request);
  res.ledBefore = async () => (await before) ?? keptPlace(desk, request);
  if (before) return work();
  const leads = done(res, work);
  known.set(
    request,
    leads.catch(() => null),
  );
  try {
    const place = await leads;
    // It was answered: that it can't be remembered is nothing to tell anybody.
    if (place !== null) await keepPlace(desk, request, place).catch(() => {});
  } finally {
    known.delete(request);
  }
}

async function done(res: Response, work: () => Promise<void> | void): Promise<string | null> {
  await work();
  return res.statusCode === 303 ? (res.get('location') ?? null) : null;
}

/**
 * Leads to where the same form led before, instead of saying what is wrong now; false where it was not sent
 * or led nowhere, or where what it made is gone.
 */
export async function ledAsBefore(res: Response, fault: Problem): Promise<boolean> {
  if (fault instanceof GoneSince) return false;
  const place = (await res.ledBefore?.()) ?? null;
  if (place === null || res.headersSent) return false;
  seeOther(res, place);
  return true;
}
