import { customAlphabet } from 'nanoid';
import type { Event } from '../domain/history/event.js';
import { idCharacters, idLetters } from '../domain/id.js';
import type { Person } from '../domain/people/person.js';
import { Problem } from '../domain/problem.js';
import type { Visibility } from '../domain/rounds/visibility.js';
import { LocalSignals, type Signals } from '../store/signals.js';
import type { Store } from '../store/store.js';
import { idFrom } from './digest.js';
import { type Beginning, GoneNames } from './gone-names.js';

/**
 * What every use case works with: the store, the time and fresh ids, all handed in so that tests
 * can say what they are.
 */
export interface Desk {
  /**
   * What whoever works here may see. While a blind round is open that is less than there is: see
   * `visibleTo` in rounds/visibility.ts.
   */
  store: Store;
  /** Everything: for what is kept for everybody, and for work that must overlook nothing. */
  whole: Store;
  /** What `store` leaves out, and for whom. */
  visibility: Visibility;
  /** What is told to all processes of the desk and kept nowhere. */
  signals: Signals;
  /** The present moment. */
  clock: () => Date;
  /** A new id. */
  newId: () => string;
  /**
   * Tells the request at work from every other, and is the same when it is sent once more; null
   * where nobody has named it. What it makes bears an id that follows from it: see `idOfMade`.
   */
  request: string | null;
  /** Names that are masked or removed by law while others save. */
  goneNames: GoneNames;
  /** When the request at work began; null outside of one, where each save is a beginning. */
  begun: Beginning | null;
}

/** Whoever does something: the desk checks what they may do. */
export type Actor = Person;

const freshId = customAlphabet(idLetters, idCharacters);

/**
 * A desk on a store, nothing left out, with the machine's clock and random ids unless others are
 * given. Whatever answers to somebody works on what `visibleTo` makes of it.
 */
export function openDesk(
  store: Store,
  {
    clock = () => new Date(),
    newId = () => freshId(),
    signals = new LocalSignals(),
  }: Partial<Pick<Desk, 'clock' | 'newId' | 'signals'>> = {},
): Desk {
  const visibility = { person: null, blind: new Map() };
  const goneNames = new GoneNames(store);
  const work = { request: null, goneNames, begun: null };
  return { store, whole: store, visibility, signals, clock, newId, ...work };
}

/** The whole desk for what stays when the request at work is done: neither its name nor its beginning is held. */
export function outlastingRequests(desk: Desk): Desk {
  return { ...desk, store: desk.whole, request: null, begun: null };
}

/**
 * The id of what a request makes, one of a kind: a fresh one, or, where the request was named, the
 * one that follows from its name. Whoever inserts it finds what the same request has made before, be
 * it at the same moment in another process, and answers with that.
 */
export function idOfMade(desk: Desk, kind: string): string {
  if (desk.request === null) return desk.newId();
  return idFrom(`${kind} ${desk.request}`);
}

/**
 * Whether the request at work has made a thing before, be it gone by now; asked before the thing is
 * looked for, since it may come in between.
 */
export async function wasMade(desk: Desk, { kind, id }: Event['subject']): Promise<boolean> {
  if (desk.request === null) return false;
  return (await desk.whole.count('events', 'subject', `${kind}/${id}`)) > 0;
}

/** What a request comes to whose thing is gone: sent once more, it doesn't make it anew. */
export class GoneSince extends Problem {
  constructor() {
    super(
      'conflict',
      'This was saved before, and has been taken back or deleted since. Do it again.',
    );
  }
}

/** The present moment as it is stored: RFC 3339, UTC. */
export function now(desk: Desk): string {
  return desk.clock().toISOString();
}

/**
 * Whether a moment is still to come that was set to be so far away. One that is more than twice as far was set by a
 * clock that has been put back since: it counts as past, or what was set then would stay for as long as that clock was ahead.
 */
export function isToCome({ clock }: Pick<Desk, 'clock'>, until: string, lifeMs: number): boolean {
  const leftMs = Date.parse(until) - clock().getTime();
  return leftMs > 0 && leftMs <= 2 * lifeMs;
}
