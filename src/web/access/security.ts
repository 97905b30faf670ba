import type { Request, RequestHandler } from 'express';
import helmet from 'helmet';
import { Problem } from '../../domain/problem.js';
import { urlOf } from '../../domain/web-address.js';
import type { Site } from '../http/context.js';

/** Whether people reach this desk over TLS. */
export function behindTls(site: Site): boolean {
  return site.baseUrl?.startsWith('https:') ?? false;
}

/**
 * The headers that keep a browser from doing anything with a page but show it. The referrer policy
 * is *same-origin*: under *no-referrer* browsers send `Origin: null` with our own forms.
 */
export function securityHeaders(site: Site): RequestHandler[] {
  const policy = {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
  };
  return [
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives: policy },
      referrerPolicy: { policy: 'same-origin' },
      strictTransportSecurity: behindTls(site) && { maxAge: 15_552_000 },
      xFrameOptions: { action: 'deny' },
    }),
  ];
}

/** What the desk shows is for those who may see it now: no cache keeps it. */
export const keepOutOfCaches: RequestHandler = (_req, res, next) => {
  res.set('Cache-Control', 'no-store');
  next();
};

/**
 * Refuses writes that another site makes a browser send. Bearer tokens are exempt: no browser sends
 * one by itself. A request that says neither where it comes from (Sec-Fetch-Site) nor its origin is
 * not a browser's cross-site write, since those always carry an Origin.
 */
export function refuseCrossSiteWrites(site: Site): RequestHandler {
  return (req, _res, next) => {
    if (isSafe(req.method) || req.visitor?.by === 'token' || isOwn(req, site)) return next();
    throw new Problem(
      'forbidden',
      'This was sent from another site, so nothing was changed. Open Whence itself and try again there.',
    );
  };
}

function isSafe(method: string): boolean {
  return ['GET', 'HEAD', 'OPTIONS'].includes(method);
}

function isOwn(req: Request, site: Site): boolean {
  const fetchSite = req.get('sec-fetch-site');
  if (fetchSite !== undefined) return ['same-origin', 'none'].includes(fetchSite);
  const origin = req.get('origin');
  return origin === undefined || isOwnOrigin(origin, req, site);
}

function isOwnOrigin(origin: string, req: Request, site: Site): boolean {
  const host = urlOf(origin)?.host;
  if (host === undefined) return false;
  return host === req.get('host') || (site.baseUrl !== null && host === new URL(site.baseUrl).host);
}
