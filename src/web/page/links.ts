import { networkInterfaces } from 'node:os';
import type { Request } from 'express';
import { urlOf } from '../../domain/web-address.js';
import type { Site } from '../http/context.js';

/** An address of this desk with a query, to be handed over: `linkTo('/reset', {token}, base)`. */
export function linkTo(path: string, query: Record<string, string>, base: string): string {
  return `${base}${path}?${new URLSearchParams(query)}`;
}

/** A path of this desk, with those of the fields as its query that are not empty; of a list, each by itself. */
export function withQuery(
  path: string,
  fields: Readonly<Record<string, string | readonly string[] | null | undefined>>,
): string {
  const query = Object.entries(fields).flatMap(([name, value]) =>
    [value ?? []].flat().flatMap((each) => (each ? [[name, each]] : [])),
  );
  return query.length === 0 ? path : `${path}?${new URLSearchParams(query)}`;
}

/** What asks for a file of a page, beside what the page itself is asked for. */
const ofFiles = ['format', 'rows', 'progress'];

/** The page of which an address asks for a file: a browser that is led to a file stays on the page where it was. */
export function withoutFile(address: string): string {
  const [path = '', query] = address.split('?', 2);
  const asked = new URLSearchParams(query);
  if (!asked.has('format')) return address;
  for (const name of ofFiles) asked.delete(name);
  return asked.size > 0 ? `${path}?${asked}` : path;
}

/** The address of whoever listens at a host and port, as it is reached from this machine's network. */
export function addressOf(host: string, port: number): string {
  return `http://${hostOfAddress(isWildcard(host) ? outwardAddress() : host)}:${port}`;
}

/**
 * The address under which others reach this desk, to be handed over in a link: its public one, or where
 * it was asked. Not from the header Host, which is whatever its sender likes.
 */
export function ownAddress(
  { baseUrl }: Pick<Site, 'baseUrl'>,
  { socket }: Pick<Request, 'socket'>,
): string {
  return baseUrl ?? addressOf(socket.localAddress ?? '', socket.localPort ?? 0);
}

function isWildcard(host: string): boolean {
  return ['0.0.0.0', '::'].includes(host);
}

/** The first address under which others may find this machine, or else the one that it has for itself. */
function outwardAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const outward = all.find(({ family, internal }) => family === 'IPv4' && !internal);
  return outward?.address ?? '127.0.0.1';
}

/** A host as an address of the web writes it: *127.0.0.1* for *::ffff:127.0.0.1*, and *[::1]*. */
export function hostOfAddress(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/iu, '');
  return plain.includes(':') ? `[${plain}]` : plain;
}

/** Stands for this site, whatever it is called, when an address is resolved. */
const here = 'http://here.invalid';

/**
 * Where to go on after signing in: the path that was asked for if it is one of this site, else the
 * way in. Anything that a browser would take for an address of another site is refused.
 */
export function localPath(asked: unknown): string {
  const url = typeof asked === 'string' && asked.startsWith('/') ? urlOf(asked, here) : null;
  if (!url) return '/';
  const { origin, pathname, search, hash } = url;
  return origin === here && !pathname.startsWith('//') ? pathname + search + hash : '/';
}
