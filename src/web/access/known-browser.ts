import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Desk } from '../../desk/desk.js';
import { cookieSecret } from '../../desk/people/sessions.js';
import { dayMs } from '../../domain/durations.js';
import type { Site } from '../http/context.js';
import { cookieIn } from './cookies.js';
import { behindTls } from './security.js';

/*
 * A browser in which somebody has signed in is known for it by a cookie. Strangers' wrong guesses at
 * an account are none of its: whoever owns the account gets in there while they are turned away.
 */

const yearMs = 365 * dayMs;

/** Makes this browser known for an account. */
export async function rememberBrowser(
  desk: Desk,
  site: Site,
  res: Response,
  email: string | null,
): Promise<void> {
  if (email === null) return;
  const name = randomBytes(16).toString('base64url');
  res.cookie(cookieName(site), `${name}.${await sealOf(desk, name, email)}`, {
    httpOnly: true,
    sameSite: 'lax',
    secure: behindTls(site),
    maxAge: yearMs,
  });
}

/** The name of a browser that is known for an account; null of any other. */
export async function knownBrowser(
  desk: Desk,
  site: Site,
  { headers }: Pick<Request, 'headers'>,
  email: string,
): Promise<string | null> {
  const [name = '', seal = ''] = cookieIn(headers, cookieName(site))?.split('.') ?? [];
  if (name === '') return null;
  const [sent, right] = [Buffer.from(seal), Buffer.from(await sealOf(desk, name, email))];
  return sent.length === right.length && timingSafeEqual(sent, right) ? name : null;
}

function cookieName(site: Site): string {
  return behindTls(site) ? '__Host-whence-known' : 'whence-known';
}

async function sealOf(desk: Desk, name: string, email: string): Promise<string> {
  const account = email.trim().toLowerCase();
  return createHmac('sha256', await cookieSecret(desk))
    .update(`known browser ${name} ${account}`)
    .digest('base64url');
}
