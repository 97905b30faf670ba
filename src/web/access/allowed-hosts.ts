import type { Request, RequestHandler } from 'express';
import { Problem } from '../../domain/problem.js';
import { urlOf } from '../../domain/web-address.js';
import { isApi } from '../http/bodies.js';
import type { Site } from '../http/context.js';
import { sendProblem, statusOf } from '../http/problems.js';
import { hostOfAddress } from '../page/links.js';

const loopback = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Refuses a request that was sent to us by a name of another: a page of that name could read what
 * it is answered (DNS rebinding). The public address, loopback's names and the very address to which
 * the sender is connected are ours without a setting; no name that others give out can be one.
 */
export function refuseOtherHosts(site: Site): RequestHandler {
  const names = [...loopback, ...site.allowedHosts];
  if (site.baseUrl !== null) names.push(new URL(site.baseUrl).hostname);
  const allowed = new Set(names.map(withoutRoot));
  return (req, res, next) => {
    const { host } = req.headers;
    // A browser says always by which name it asks.
    if (host === undefined || isOurs(host, allowed, req)) return next();
    const problem = notOurs(site);
    if (isApi(req)) return sendProblem(res, problem);
    res.status(statusOf(problem)).type('text').send(`${problem.message}\n`);
  };
}

function isOurs(host: string, allowed: ReadonlySet<string>, { socket }: Request): boolean {
  const isPlain = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/iu.test(host);
  const url = isPlain ? urlOf(`http://${host}`) : null;
  if (url === null) return false;
  const name = withoutRoot(url.hostname);
  if (allowed.has(name) || name.endsWith('.localhost')) return true;
  return name === hostOfAddress(socket.localAddress ?? '');
}

/** A name may end in a full stop, for the root of all names. */
function withoutRoot(name: string): string {
  return name.replace(/\.$/u, '');
}

function notOurs({ baseUrl }: Site): Problem {
  const there = baseUrl === null ? 'the address that it printed when it was started' : baseUrl;
  return new Problem(
    'forbidden',
    `This desk does not go by this name. Open ${there}, or let whoever runs it add the name to ALLOWED_HOSTS.`,
  );
}
