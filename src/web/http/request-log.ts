import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { loggedPath } from './logged-path.js';

/** One line per request: no bodies, cookies or tokens, and of the path what may be logged. */
export function requestLog(log: Logger): RequestHandler {
  let last = 0;
  return (req, res, next) => {
    last += 1;
    const [id, begun] = [last, Date.now()];
    let fault: Error | undefined;
    // A connection that breaks is no fault of ours, and without a listener it would end the process.
    res.on('error', (err) => {
      fault = err;
    });
    const { method, originalUrl } = req;
    const note = () => {
      const path = loggedPath(originalUrl);
      const line = { req: { id, method, path }, res: { status: res.statusCode } };
      const end = res.writableEnded && !req.readableAborted ? 'completed' : 'aborted';
      const took = { responseTime: Date.now() - begun, ...(fault && { err: fault }) };
      log.info({ ...line, ...took }, `request ${res.statusCode < 500 ? end : 'errored'}`);
    };
    if (!originalUrl.startsWith('/assets/')) res.once('close', note);
    next();
  };
}
