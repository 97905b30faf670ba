import { setTimeout as pause } from 'node:timers/promises';
import { dayMs } from '../domain/durations.js';
import { Problem } from '../domain/problem.js';
import type { Documents } from '../store/documents.js';
import { type Change, type Commit, insert, remove, replace, type Store } from '../store/store.js';
import type { Desk } from './desk.js';
import { now } from './desk.js';
import { commitWithRetry } from './with-retry.js';

type AnswerRecord = Documents['answers'];

/** A request under the name that its sender gave it: a digest of both, and one of what it says. */
export interface NamedRequest {
  name: string;
  sent: string;
}

const rememberedMs = dayMs;
/** How often, and how long apart, it is looked whether another process has answered. */
const answerLooks = 100;
const betweenLooksMs = 50;

/** The name is in use for what is sent from here on, and for nothing else. */
export interface TakenName {
  /** What the same request was answered before; null where it was not. */
  answered: AnswerRecord | null;
  /** Remembers what it is answered. */
  keep(status: number, location: string | null): Promise<void>;
  /** Forgets the name of a request that came to nothing, so that it can be sent anew, put right. */
  release(): Promise<void>;
}

/**
 * Takes the name of a request for a day; where another process is at work on it, once that has answered, or has taken
 * longer than a sender waits. Throws *invalid* where the sender has used it for something
 * else: a program that does so has mistaken one for the other, and has kept what it sent.
 */
export async function takeName(desk: Desk, { name, sent }: NamedRequest): Promise<TakenName> {
  const store = desk.whole;
  await forgetOld(desk);
  const id = name.slice(0, 32);
  const own = { id, version: 1, sent, status: null, location: null, until: dayFrom(desk) };
  const before = await store.get('answers', id);
  const isMine = !before && (await insertedWith(desk, [], own));
  const found = isMine ? null : (before ?? (await store.get('answers', id)));
  if (found && found.sent !== sent) throw otherContent();
  const known = found && (await whenAnswered(store, found));
  return {
    answered: known?.status == null ? null : known,
    // What programs are led to is called by its id: no name is in it that could have gone.
    keep: async (status, location) => {
      const current = await store.get('answers', id);
      if (current?.status !== null) return;
      await unlessChanged(store.commit([replace('answers', { ...current, status, location })]));
    },
    release: async () => {
      const current = isMine ? await store.get('answers', id) : null;
      if (current) await unlessChanged(store.commit([remove('answers', current)]));
    },
  };
}

/** A request with what it is answered by another process; null where that failed. */
async function whenAnswered(store: Store, request: AnswerRecord): Promise<AnswerRecord | null> {
  let known: AnswerRecord | null = request;
  for (let looked = 0; known?.status === null && looked < answerLooks; looked += 1) {
    await pause(betweenLooksMs);
    known = await store.get('answers', request.id);
  }
  return known;
}

/** Remembers for a day where a form led, by the name of its request. Throws *conflict* where a name may be in it that went. */
export async function keepPlace(desk: Desk, name: string, location: string): Promise<void> {
  await forgetOld(desk);
  const led = { version: 1, sent: name, status: 303, location, until: dayFrom(desk) };
  await insertedWith(desk, [], { id: name.slice(0, 32), ...led });
}

/** Where a form led that was sent under that name, to whichever process; null where it led nowhere. */
export async function keptPlace({ whole }: Desk, name: string): Promise<string | null> {
  const answered = await whole.get('answers', name.slice(0, 32));
  return answered?.sent === name ? answered.location : null;
}

/**
 * Commits what the request at work is to do once, be it sent again within a day to whichever process; null
 * where it has been done.
 */
export async function doneOnce(desk: Desk, changes: Change[]): Promise<Commit | null> {
  const { request } = desk;
  if (request === null) return commitWithRetry(desk, async () => changes);
  await forgetOld(desk);
  const done = { version: 1, sent: request, status: null, location: null, until: dayFrom(desk) };
  return insertedWith(desk, changes, { id: request.slice(0, 32), ...done });
}

/** Commits changes with the record of their request; null where that is there already. */
function insertedWith(
  desk: Desk,
  changes: readonly Change[],
  request: AnswerRecord,
): Promise<Commit | null> {
  let hasMet = false;
  return commitWithRetry(desk, async () => {
    const isThere = hasMet && (await desk.whole.get('answers', request.id)) !== null;
    hasMet = true;
    return isThere ? [] : [...changes, insert('answers', request)];
  });
}

function dayFrom(desk: Desk): string {
  return new Date(desk.clock().getTime() + rememberedMs).toISOString();
}

function otherContent(): Problem {
  return new Problem(
    'invalid',
    'This Idempotency-Key was used for a request with other content. Nothing was saved: send this under a key of its own.',
  );
}

async function forgetOld({ whole, ...desk }: Desk): Promise<void> {
  const { items } = await whole.find('answers', 'until', { key: '', limit: 100 });
  const old = items.filter(({ until }) => until <= now({ ...desk, whole }));
  if (old.length > 0) await unlessChanged(whole.commit(old.map((each) => remove('answers', each))));
}

async function unlessChanged(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (fault) {
    if (fault instanceof Problem && fault.code === 'conflict') return false;
    throw fault;
  }
}
