import { createServer, IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { Express } from 'express';

/**
 * A server of an app, which makes every request and answer as the app's own. What is made as node's, Express
 * turns into its own by giving it another prototype; from then on the engine takes no two of them for
 * alike, and looks up anew whatever is read or set on them.
 */
export function serverOf(app: Express): Server {
  class Request extends IncomingMessage {}
  class Answer extends ServerResponse<IncomingMessage> {}
  app.request = inheriting(Request.prototype, app.request);
  app.response = inheriting(Answer.prototype, app.response);
  return createServer({ IncomingMessage: Request, ServerResponse: Answer }, app);
}

function inheriting<T extends object>(prototype: object, parent: T): T {
  return Object.setPrototypeOf(prototype, parent);
}
