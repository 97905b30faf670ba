import { createServer, IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Express } from 'express';

/**
 * In milliseconds; node looks twice before it takes what it sends for stuck. Whoever is gone without a word, or reads
 * nothing, would keep what was made for them, and a turn that others wait for, as long as the server runs.
 */
const maxUnreadMs = 60_000;

/**
 * A server of an app, which makes every request and answer as the app's own. What is made as node's, Express
 * turns into its own by giving it another prototype; from then on the engine takes no two of them for
 * alike, and looks up anew whatever is read or set on them. An answer of which nothing is read for a time is cut; one
 * that is still being made is waited for.
 */
export function serverOf(app: Express, unreadMs = maxUnreadMs): Server {
  class Request extends IncomingMessage {}
  class Answer extends ServerResponse<IncomingMessage> {}
  app.request = inheriting(Request.prototype, app.request);
  app.response = inheriting(Answer.prototype, app.response);
  const server = createServer({ IncomingMessage: Request, ServerResponse: Answer }, app);
  server.prependListener('request', (_req, res) => res.on('timeout', cutUnread));
  return server.setTimeout(unreadMs);
}

function cutUnread(socket: Socket): void {
  if (socket.writableLength > 0) socket.destroy();
}

function inheriting<T extends object>(prototype: object, parent: T): T {
  return Object.setPrototypeOf(prototype, parent);
}
