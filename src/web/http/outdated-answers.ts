import type { Request, Response } from 'express';
import type { Desk } from '../../desk/desk.js';
import { AnswerOutdated, hasNameGone, NameGone } from '../../desk/gone-names.js';
import { emptySession } from '../access/session.js';

/** So often an answer is made; by then names go one after the other. */
const maxMade = 3;

type Asked = Pick<Request, 'method' | 'next' | 'begun' | 'rounds' | 'readAhead' | 'session'>;

/**
 * Answers a request, and lets nothing of it out that was read before a name went out of the desk. What is only read is
 * made anew then, and so is the answer to what was answered before, which a program sends once more. To what asks for
 * more the answer is *unavailable*, but where it is saved: then the answer is of what is stored.
 */
export async function answerWithoutGoneNames(
  { goneNames }: Desk,
  req: Asked,
  res: Response,
  answer: () => Promise<void> | void,
): Promise<void> {
  req.begun ??= goneNames.begin();
  await new WatchedAnswer(goneNames, req, res, answer).make();
}

/** An answer that is not sent as it is once a name has gone since it was begun. */
class WatchedAnswer {
  readonly #isRead: boolean;
  readonly #send: Response['send'];
  #made = 0;
  #isRefused = false;

  constructor(
    private readonly goneNames: Desk['goneNames'],
    private readonly req: Asked,
    private readonly res: Response,
    private readonly answer: () => Promise<void> | void,
  ) {
    this.#isRead = ['GET', 'HEAD'].includes(req.method);
    this.#send = res.send.bind(res);
    res.send = (body) => this.#sendUnlessOutdated(body);
  }

  async make(): Promise<void> {
    this.#made += 1;
    try {
      await this.answer();
    } catch (fault) {
      if (this.res.headersSent || !this.#isOutdated()) {
        this.#isRefused = true;
        throw fault;
      }
      if (this.#mayBeMadeAnew()) return this.#makeAnew();
      throw this.#givenUp(fault instanceof NameGone ? fault : this.#outdated());
    }
  }

  #sendUnlessOutdated(body: unknown): Response {
    if (!this.#isOutdated()) return this.#send(body);
    if (this.#mayBeMadeAnew()) this.#makeAnew().catch(this.req.next);
    else this.req.next?.(this.#givenUp(this.#outdated()));
    return this.res;
  }

  #isOutdated(): boolean {
    const { begun } = this.req;
    return begun !== undefined && hasNameGone(begun) && (this.#isRead || this.#isUnsaved());
  }

  #isUnsaved(): boolean {
    return this.res.isSaved?.() === false;
  }

  #mayBeMadeAnew(): boolean {
    const savesNothing = this.#isRead || this.res.isAnsweredBefore === true;
    return savesNothing && this.#made < maxMade && !this.#isRefused;
  }

  /** What was read for it ahead is as old, and so is what its session was to show: it would be kept as if it were new. */
  #makeAnew(): Promise<void> {
    delete this.req.readAhead;
    delete this.req.rounds;
    emptySession(this.req);
    this.req.begun = this.goneNames.begin();
    this.res.status(200);
    return this.make();
  }

  #outdated(): AnswerOutdated {
    return new AnswerOutdated(this.#isRead ? 'asked for' : 'sent');
  }

  /** The problem that is answered in its place, whoever writes it. */
  #givenUp<P>(problem: P): P {
    this.res.send = this.#send;
    emptySession(this.req);
    return problem;
  }
}
