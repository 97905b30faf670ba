/** An address of this desk with a query, to be handed over: `linkTo('/reset', {token}, base)`. */
export function linkTo(path: string, query: Record<string, string>, base: string): string {
  return `${base}${path}?${new URLSearchParams(query)}`;
}

/** A path of this desk, with those of the fields as its query that are not empty. */
export function withQuery(
  path: string,
  fields: Readonly<Record<string, string | null | undefined>>,
): string {
  const query = Object.entries(fields).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return query.length === 0 ? path : `${path}?${new URLSearchParams(query)}`;
}

/** Stands for this site, whatever it is called, when an address is resolved. */
const here = 'http://here.invalid';

/**
 * Where to go on after signing in: the path that was asked for if it is one of this site, else the
 * way in. Anything that a browser would take for an address of another site is refused.
 */
export function localPath(asked: unknown): string {
  if (typeof asked !== 'string' || !asked.startsWith('/') || !URL.canParse(asked, here)) return '/';
  const { origin, pathname, search, hash } = new URL(asked, here);
  return origin === here && !pathname.startsWith('//') ? pathname + search + hash : '/';
}
