import { constants } from 'node:zlib';
import compression from 'compression';
import type { Request, RequestHandler } from 'express';
import { behindTls } from '../access/security.js';
import type { Site } from './context.js';

/**
 * The least effort: a page of 2.6 MB becomes 0.3 MB in some 12 ms, and at the usual effort hardly
 * less in four times as long.
 */
const effort = { level: 1, brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } } };

/**
 * Compresses answers for those who can read them so, but for live events, which go out at once. Who reads
 * nothing compressed is spared what that takes.
 */
export function compress(site: Site): RequestHandler {
  const compressing = compression({
    ...effort,
    filter: (req, res) =>
      // Whoever is still sending a body that is too large has to be told before they are cut off.
      (req.complete || ['GET', 'HEAD'].includes(req.method)) &&
      mayBeCompressed(req, site) &&
      !String(res.getHeader('content-type')).startsWith('text/event-stream') &&
      compression.filter(req, res),
  });
  return (req, res, next) => {
    const isPlain = (req.get('accept-encoding') ?? 'identity') === 'identity';
    if (!isPlain) return void compressing(req, res, next);
    res.vary('Accept-Encoding');
    next();
  };
}

/**
 * Whether the length of the answer tells nothing to somebody who reads along. Over TLS, another site
 * could make a browser ask for pages that repeat what it guesses (`/search?q=…`) beside what it may
 * not see, and tell from the lengths which guess was right (BREACH): what it makes a browser ask for
 * is sent as it is. Who asks by a token, or without TLS, can't be made to, or hides nothing.
 */
function mayBeCompressed(req: Request, site: Site): boolean {
  if (!behindTls(site) || req.visitor?.by === 'token' || isForStrangers(req)) return true;
  return ['same-origin', 'none'].includes(req.get('sec-fetch-site') ?? '');
}

/** What is the same for everybody who asks: it hides nothing from one beside the guess of another. */
function isForStrangers({ originalUrl }: Pick<Request, 'originalUrl'>): boolean {
  return /^\/(?:assets|shared)\//iu.test(originalUrl);
}
