import type { CookieOptions, Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import type { Desk } from '../../desk/desk.js';
import {
  cookieSecret,
  dropSession,
  isToProlong,
  loadSession,
  type StoredSession,
  saveSession,
  sessionMs,
  touchSession,
} from '../../desk/people/sessions.js';
import type { Person } from '../../domain/people/person.js';
import { Problem } from '../../domain/problem.js';
import type { Site } from '../http/context.js';
import { cookieIn } from './cookies.js';
import { bearerOf } from './identify.js';
import { behindTls } from './security.js';

declare module 'express-session' {
  interface SessionData {
    /** The id of whoever signed in. */
    person: string;
    /** How it stands in the store. */
    stored?: StoredSession | undefined;
  }
}

/**
 * Sessions of browsers, kept by the store: any process that shares it knows them. An answer brings the
 * cookie where a session begins or is prolonged. If each did, a late one of another tab would put the
 * cookie of a session that is over in the place of the one that has begun since.
 */
export function sessions(desk: Desk, site: Site): RequestHandler {
  let ready: Promise<RequestHandler> | null = null;
  const open = async () => {
    const secret = await cookieSecret(desk);
    return session({
      name: cookieName(site),
      secret,
      store: new DeskSessions(desk),
      resave: false,
      saveUninitialized: false,
      cookie: cookieOptions(site),
    });
  };
  return async (req, res, next) => {
    // A program has no session.
    if (bearerOf(req) !== null) return next();
    // A database that is away for a moment is asked again by the next request.
    ready ??= open().catch((fault: unknown) => {
      ready = null;
      throw fault;
    });
    (await ready)(req, res, (fault) => {
      if (fault === undefined) prolongCookie(desk, site, req, res);
      next(fault);
    });
  };
}

/** Sends the cookie of a session that is prolonged once more. */
function prolongCookie(desk: Desk, site: Site, req: Request, res: Response): void {
  const stored = req.session?.stored;
  const sent = cookieIn(req.headers, cookieName(site));
  if (!stored || sent === undefined || !isToProlong(desk, stored)) return;
  res.cookie(cookieName(site), sent, { ...cookieOptions(site), encode: (value) => value });
}

/** Signs a person in, in a new session: one that a stranger planted before is left behind. */
export async function startSession(req: Pick<Request, 'session'>, { id }: Person): Promise<void> {
  if (!req.session) {
    throw new Problem('unreadable', 'Sign in without a token: who sends one needs no session.');
  }
  await new Promise<void>((done, fail) => {
    req.session.regenerate((fault: unknown) => (fault ? fail(fault) : done()));
  });
  req.session.person = id;
}

/** Lets a request go on for long without prolonging its session: nobody sits at it all the time. */
export function leaveSession(req: Partial<Pick<Request, 'session'>>): void {
  delete req.session;
}

/** Lets a session forget all but who signed in, as `emptied` lets those of others. */
export function emptySession({ session }: Partial<Pick<Request, 'session'>>): void {
  for (const key of Object.keys(session ?? {})) {
    const isKept = ['cookie', 'person', 'started', 'stored'].includes(key);
    if (!isKept) Reflect.deleteProperty(Object(session), key);
  }
}

/** Signs out this browser. */
export async function endSession(
  req: Pick<Request, 'session'>,
  res: Response,
  site: Site,
): Promise<void> {
  if (!req.session) return;
  await new Promise<void>((done, fail) => {
    req.session.destroy((fault: unknown) => (fault ? fail(fault) : done()));
  });
  res.clearCookie(cookieName(site), { path: '/', secure: behindTls(site) });
}

function cookieOptions(site: Site): CookieOptions {
  return {
    httpOnly: true,
    sameSite: 'lax',
    secure: behindTls(site),
    maxAge: sessionMs,
    path: '/',
  };
}

function cookieName(site: Site): string {
  return behindTls(site) ? '__Host-whence' : 'whence';
}

type SessionCallback = (error?: unknown) => void;
type LoadedSession = session.SessionData;

/** With no end of its own, the cookie of a session that is there is not sent with each change of it. */
const unsent = { cookie: { originalMaxAge: null } };

/** What express-session asks of a store, on the desk's. */
class DeskSessions extends session.Store {
  constructor(private readonly desk: Desk) {
    super();
  }

  override get(
    sid: string,
    done: (error: unknown, data?: session.SessionData | null) => void,
  ): void {
    loadSession(this.desk, sid).then(
      (loaded) =>
        done(
          null,
          loaded && ({ ...loaded.values, ...unsent, stored: loaded.stored } as LoadedSession),
        ),
      done,
    );
  }

  override set(sid: string, data: session.SessionData, done: SessionCallback = () => {}): void {
    const { stored, ...values } = data;
    const begun = 'req' in data ? ((data.req as Request).begun ?? null) : null;
    saveSession({ ...this.desk, begun }, sid, data.person ?? null, values, stored).then(
      () => done(),
      done,
    );
  }

  override destroy(sid: string, done: SessionCallback = () => {}): void {
    dropSession(this.desk, sid).then(() => done(), done);
  }

  override touch(
    sid: string,
    { stored }: session.SessionData,
    done: SessionCallback = () => {},
  ): void {
    touchSession(this.desk, sid, stored).then(() => done(), done);
  }
}
