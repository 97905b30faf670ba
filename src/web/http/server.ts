import { createServer, IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import type { Express } from 'express';
import { assetAddress } from '../page/assets.js';
import { renderView, viewsFolder } from '../page/views.js';

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
export function serverOf(app: Express): Server {
  class Request extends IncomingMessage {}
  class Answer extends ServerResponse<IncomingMessage> {}
  app.request = inheriting(Request.prototype, app.request);
  app.response = inheriting(Answer.prototype, app.response);
  const server = createServer({ IncomingMessage: Request, ServerResponse: Answer }, app);
  const answers = new WeakMap<Socket, ServerResponse>();
  server.prependListener('request', ({ socket }, res) => {
    answers.set(socket, res.on('timeout', cutUnread));
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const answer = answers.get(socket);
    const hasBegun = answer?.headersSent === true && !answer.writableFinished;
    if (socket.writable && !hasBegun) socket.write(refusalOf(error));
    socket.destroySoon();
  });
  return server.setTimeout(maxUnreadMs);
}

const tooLongView = join(viewsFolder, 'page', 'too-long.ejs');

/** Said where an address is longer than is read, as when a whole article was pasted into a field to search by. */
const tooLong = {
  title: 'Too long',
  message: 'This is too long to be asked for. Go back, and look for fewer words.',
};

/** What is answered where a request can't be read: as node does, and with a page to whoever typed too much. */
function refusalOf({ code }: NodeJS.ErrnoException): string {
  const page = code === 'HPE_HEADER_OVERFLOW' ? tooLongPage() : '';
  const statuses: Record<string, string> = {
    HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
    HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
    ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  };
  const status = statuses[code ?? ''] ?? '400 Bad Request';
  const type = page === '' ? '' : 'Content-Type: text/html; charset=utf-8\r\n';
  return `HTTP/1.1 ${status}\r\nConnection: close\r\n${type}\r\n${page}`;
}

/** Where it can't be drawn its sentence stands alone. */
function tooLongPage(): string {
  let page = tooLong.message;
  renderView(tooLongView, { ...tooLong, asset: assetAddress }, (_fault, drawn = page) => {
    page = drawn;
  });
  return page;
}

function cutUnread(socket: Socket): void {
  if (socket.writableLength > 0) socket.destroy();
}

function inheriting<T extends object>(prototype: object, parent: T): T {
  return Object.setPrototypeOf(prototype, parent);
}
