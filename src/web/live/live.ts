import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { Desk } from '../../desk/desk.js';
import { type Listener, liveOn } from '../../desk/live/live.js';
import type { Credential } from '../../desk/people/credentials.js';
import { subjectKinds } from '../../domain/history/event.js';
import { passOf } from '../access/identify.js';
import { leaveSession } from '../access/session.js';
import { textField } from '../forms/form-fields.js';
import { wantsJson } from '../http/bodies.js';
import type { Context } from '../http/context.js';
import type { RouteRequest, Routes } from '../http/routes.js';
import { EventStream } from './event-stream.js';

declare global {
  namespace Express {
    interface Request {
      /** After which everything is news to the page that is asked for. */
      position?: string;
    }
  }
}

/** What `/api/events` answers to whoever asks for JSON; a stream has the same in each message. */
const newsShape = z
  .object({
    id: z.string(),
    changes: z.array(
      z.object({
        event: z.string(),
        article: z.string().nullable(),
        kind: z.enum(subjectKinds),
        id: z.string(),
        by: z.string(),
        /** The edition that came in, or was taken back (`gone`), where it tells of one. */
        edition: z.object({ number: z.int(), gone: z.boolean() }).nullable(),
      }),
    ),
    missed: z.boolean(),
  })
  .meta({ id: 'News' });

/** What others do, told while they do it. */
export function live(routes: Routes): void {
  routes.get(
    '/api/events',
    {
      right: 'read',
      summary:
        'What others do, as server-sent events while they do it; asked for as `application/json`, what they did since. Its `id` is the next `after`. An event may be told twice; `missed`: more happened than is told',
      query: {
        after:
          'The `id` after which to begin; the present unless told, or the header Last-Event-ID.',
        article: 'Of one article alone, by its id.',
      },
      answer: newsShape,
      files: ['text/event-stream'],
    },
    async (context, req, res) => {
      const after = req.get('last-event-id') || textField(req.query, 'after') || null;
      if (req.method === 'HEAD') return void res.type('text/event-stream').end();
      if (wantsStream(req)) return stream(context, req, res, after);
      const whose = { person: context.actor.id, article: articleAsked(req) };
      const { position, news } = await liveOn(context.desk).since(whose, after);
      res.json({ id: position, ...news });
    },
  );
}

/** Notes of every page how things stood before it was made, so that it misses nothing later. */
export function notePosition(desk: Desk): RequestHandler {
  // From now on this process hears who has what open.
  const line = liveOn(desk);
  return async (req, _res, next) => {
    const isPage = req.method === 'GET' && !wantsJson(req);
    if (isPage && req.visitor?.person) req.position = await line.position();
    next();
  };
}

async function stream(
  { desk, actor }: Context,
  req: RouteRequest<'/api/events'>,
  res: Response,
  after: string | null,
): Promise<void> {
  const line = liveOn(desk);
  const listener = listenerOn(new EventStream(res), actor.id, passOf(req), articleAsked(req));
  leaveSession(req);
  res.on('close', () => line.leave(listener));
  await line.listen(listener, after);
  if (res.closed) line.leave(listener);
}

function listenerOn(
  out: EventStream,
  person: string,
  pass: Credential,
  article: string | null,
): Listener {
  return {
    person,
    pass,
    article,
    tell: (id, news) => out.send({ id, data: news }),
    see: (presence) => out.send({ event: 'presence', data: presence }),
    beat: (id) => out.send({ id }),
    end: () => out.end(),
  };
}

/** Whoever says nothing of JSON means the stream. */
function wantsStream(req: Pick<Request, 'accepts'>): boolean {
  return req.accepts(['text/event-stream', 'application/json']) !== 'application/json';
}

function articleAsked({ query }: Pick<RouteRequest, 'query'>): string | null {
  return textField(query, 'article') || null;
}
