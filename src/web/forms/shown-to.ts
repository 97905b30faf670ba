import type { Request, RequestHandler } from 'express';
import type { Desk } from '../../desk/desk.js';
import { Problem } from '../../domain/problem.js';
import { isApi } from '../http/bodies.js';
import { textField } from './form-fields.js';

/*
 * A page acts for nobody but whom it was made for. Another tab of the same browser may have signed in
 * somebody else meanwhile, under the same cookie: what is sent then is refused, and nothing is done.
 */

/** The header by which our scripts say for whom their page was made: browser/people/shown-to.ts. */
const header = 'Whence-Person';
/** The field by which they say so in a form that the browser itself sends. */
const shownToField = 'shownTo';

/** The id of whoever was shown the form that was sent; null where it doesn't say. */
export function shownTo(body: unknown): string | null {
  return saidShownTo(body) ?? personOfKey(body);
}

/** The same, where a script of the page says so. */
export function saidShownTo(body: unknown): string | null {
  return textField(body, shownToField) || null;
}

function personOfKey(body: unknown): string | null {
  return /^(?<person>[^.]+)\../u.exec(textField(body, 'key'))?.groups?.person ?? null;
}

/**
 * Throws *conflict* where a request by a session's cookie comes from a page that was made for
 * somebody else. Of a form it is told by its fields, too, once they have been read; the field that is
 * there for this alone is taken out of it then.
 */
export function refuseOthersPages(desk: Desk): RequestHandler {
  return async (req, _res, next) => {
    await demandOwnPage(desk, req);
    if (!isApi(req)) Reflect.deleteProperty(Object(req.body), shownToField);
    next();
  };
}

/** Throws the same by what of a request has been read. */
export async function demandOwnPage(desk: Desk, req: Request): Promise<void> {
  const person = req.visitor?.by === 'session' ? req.visitor.person : null;
  const other = person && saidBy(req).find((id) => id !== person.id);
  if (person && other) throw await refusal(desk, other, person.name);
}

/** For whom a request says that its page was made. */
function saidBy(req: Request): string[] {
  const inForm = isApi(req) ? [] : [textField(req.body, shownToField), personOfKey(req.body)];
  return [req.get(header), ...inForm].filter((id): id is string => Boolean(id));
}

async function refusal(desk: Desk, other: string, present: string): Promise<Problem> {
  const openedBy = (await desk.store.get('people', other))?.name ?? null;
  const message = `This page was opened by ${openedBy ?? 'somebody else'}, and you are signed in as ${present} by now: nothing was saved.`;
  return new Problem('conflict', message, [], { openedBy });
}
