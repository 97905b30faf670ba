import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Event } from '../domain/history/event.js';
import { idEnd } from '../domain/id.js';
import { Problem } from '../domain/problem.js';
import type { Change, Commit, Store } from '../store/store.js';

/**
 * Takes a name that is gone out of what is about to be written: the changes that are written instead. Throws where
 * that can't be saved at all.
 */
type TakeOut = (changes: readonly Change[]) => Promise<readonly Change[]>;

/** A name that went out of a desk. */
interface GoneName {
  /** The number of the commit by which it did. */
  number: number;
  /**
   * How it is taken out of what is saved; which source was masked by another process, under which id; or that nobody of
   * this process knows it.
   */
  name: TakeOut | { id: string; formerId: string } | 'unknown';
  moment: Moment;
}

/** What lies between two names that go: each is held by those who began in it, and by nobody once they are done. */
interface Moment {
  next: GoneName | null;
}

/** When somebody began: what went out of the desk later is not in what they write. */
export interface Beginning {
  moment: Moment;
  /** The number of the last commit of which the process had heard. */
  number: number;
  /** Of the last commit before that by which a name may have gone: what was read earlier may hold it. */
  lastGone: number;
}

/**
 * The names that go out of a desk, by whatever process, for those who began to save before and are done after: what they
 * write may hold one, and was not there when the name was looked for. Whoever begins later writes what they like.
 */
export class GoneNames {
  /**
   * By which names are about to go that somebody of this process takes out, who says so by `add`: of these it need not be
   * heard. The new ids of sources that are masked, and marks of events (`markOf`): another process may take out the same name.
   */
  readonly own = new Set<string>();
  readonly #store: Store;
  #now: Moment = { next: null };
  /** What went before this process began is not looked up. */
  #lastGone: number;

  constructor(store: Store) {
    this.#store = store;
    this.#lastGone = store.told;
    const missed = () => this.add(store.told, 'unknown');
    store.watch((commit) => this.#hear(commit), missed);
  }

  /** The moment in which somebody begins. */
  begin(): Beginning {
    return { moment: this.#now, number: this.#store.told, lastGone: this.#lastGone };
  }

  /** To be called as soon as the commit is acknowledged by which a name goes. */
  add(number: number, name: GoneName['name']): void {
    const moment: Moment = { next: null };
    this.#now.next = { number, name, moment };
    this.#lastGone = Math.max(this.#lastGone, number);
    this.#now = moment;
  }

  /** Returns when it is known here of every name that went before the call, by whatever process. */
  async caughtUp(): Promise<void> {
    await this.#store.caughtUp();
    // Whoever takes one out in this process says so right after that was acknowledged.
    await nextTurn();
  }

  #hear({ number, changes }: Commit): void {
    const masked = new Set(changes.flatMap(maskedSource));
    for (const { do: verb, in: collection, doc } of changes) {
      if (verb !== 'insert') continue;
      if (collection === 'identities') {
        const { id, formerId } = doc;
        if (formerId !== null && masked.has(id) && !this.own.has(id)) {
          this.add(number, { id, formerId });
        }
      } else if (collection === 'events' && doc.action === 'source.expunged') {
        if (!this.own.has(markOf(doc))) this.add(number, 'unknown');
      }
    }
  }
}

/** By what an event is known when it is stored: it may have been given another id by then. */
export function markOf({ subject, id }: Pick<Event, 'subject' | 'id'>): string {
  return `${subject.id} ${idEnd(id)}`;
}

/** The entry that a change tells of having been masked. */
function maskedSource({ do: verb, in: collection, doc }: Change): string[] {
  const isTold = verb === 'insert' && collection === 'events' && doc.action === 'source.masked';
  return isTold ? [doc.subject.id] : [];
}

/** The names that went since somebody began, in their order. */
export function* goneSince({ moment }: Beginning): Generator<GoneName> {
  for (let gone = moment.next; gone !== null; gone = gone.moment.next) yield gone;
}

/** Whether a name went since then: what was read in between may hold it. */
export function hasNameGone({ moment }: Beginning): boolean {
  return moment.next !== null;
}

/**
 * What an answer comes to in whose making a name went: what was asked for is made anew, and where it has begun to be sent,
 * broken off.
 */
export class AnswerOutdated extends Problem {
  constructor(asked: 'asked for' | 'sent' = 'asked for') {
    const next = asked === 'sent' ? 'Nothing was saved: send it again.' : 'Ask for it once more.';
    const sentence = `While this was being made, a name was removed from the desk or made confidential, and might still have stood in it. ${next}`;
    super('unavailable', sentence, [], { retryAfter: 1 });
  }
}

/**
 * The pieces of a long answer that was begun then. Throws *unavailable* before the first one that comes once a name has
 * gone: half of it without the name would also tell who is masked.
 */
export async function* whileNamesStay<P>(
  begun: Beginning,
  pieces: AsyncIterable<P>,
): AsyncGenerator<P> {
  for await (const piece of pieces) {
    if (hasNameGone(begun)) throw new AnswerOutdated();
    yield piece;
  }
}

/** The number of the last commit which those heed who began then. */
export function lastHeeded(begun: Beginning): number {
  return Math.max(begun.number, ...[...goneSince(begun)].map(({ number }) => number));
}

/** What a save comes to that puts a removed entry back whose name has gone: it is worked out anew. */
export class EntryGone extends Problem {
  constructor(id: string) {
    const sentence =
      'Its name was removed from the desk or made confidential meanwhile. Look at it.';
    super('conflict', sentence, [], { in: 'sources', id });
  }
}

/** What a save comes to that may hold a name which went since it began, and is not known here any more. */
export class NameGone extends Problem {
  constructor() {
    super(
      'conflict',
      'While this was being saved, a name was removed from the desk or made confidential. Nothing was saved: see that it does not stand in what you wrote, and save again.',
    );
  }
}
