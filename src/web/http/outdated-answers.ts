import type { Request, Response } from 'express';
import type { Desk } from '../../desk/desk.js';
import { AnswerOutdated, hasNameGone } from '../../desk/gone-names.js';

/** So often an answer is made; by then names go one after the other. */
const maxMade = 3;

/**
 * Answers a request, and lets nothing of it out that was read before a name went out of the desk. What is only read is
 * made anew then. To what asks for more the answer is *unavailable*, but where it is saved: then the answer is of what
 * is stored.
 */
export async function answerWithoutGoneNames(
  { goneNames }: Desk,
  req: Pick<Request, 'method' | 'next' | 'begun' | 'rounds' | 'readAhead'>,
  res: Response,
  answer: () => Promise<void> | void,
): Promise<void> {
  const isRead = ['GET', 'HEAD'].includes(req.method);
  const send = res.send.bind(res);
  let made = 1;
  req.begun ??= goneNames.begin();
  const isOutdated = () =>
    req.begun !== undefined && hasNameGone(req.begun) && (isRead || res.isSaved?.() === false);
  const makeAnew = async () => {
    made += 1;
    // What was read for it ahead is as old.
    delete req.readAhead;
    delete req.rounds;
    req.begun = goneNames.begin();
    res.status(200);
    await make();
  };
  const make = async () => {
    try {
      await answer();
    } catch (fault) {
      if (!isRead || !isOutdated() || res.headersSent || made >= maxMade) throw fault;
      await makeAnew();
    }
  };
  res.send = (body) => {
    if (!isOutdated()) return send(body);
    if (isRead && made < maxMade) makeAnew().catch(req.next);
    else {
      res.send = send;
      req.next?.(new AnswerOutdated());
    }
    return res;
  };
  await make();
}
