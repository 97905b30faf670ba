import type { RequestHandler } from 'express';
import type { Desk } from '../../desk/desk.js';
import { waitingFor } from '../../desk/review/queue.js';
import { visibleTo } from '../../desk/rounds/visibility.js';
import { wantsJson } from '../http/errors.js';

declare global {
  namespace Express {
    interface Request {
      /** How much waits to be reviewed by whoever asks for a page. */
      waiting?: number;
    }
  }
}

/** Counts what waits for whoever asks for a page: it stands in the head of each. */
export function countReviews(desk: Desk): RequestHandler {
  return async (req, _res, next) => {
    const person = req.visitor?.person;
    if (person && !wantsJson(req)) {
      req.waiting = await waitingFor(await visibleTo(desk, person), person);
    }
    next();
  };
}
