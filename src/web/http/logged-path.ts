/**
 * The path of an address as it may be logged: without its query, which may hold a one-time link or what
 * was searched for; without the secret of a link to a shared report, however the address is spelt: the
 * secret has 43 letters, an id 12, the digest of an asset 16; and without what none of our addresses has,
 * but a name that somebody typed there.
 */
export function loggedPath(url: string): string {
  const [path = ''] = url.split('?');
  const parts = path.replace(/(\/shared\/)[^/]*/giu, '$1…').split('/');
  // By parts: a pattern over all would look for a % anew from each letter of a long address.
  const logged = parts.map((part) =>
    part.includes('%') ? '…' : part.replace(/[\w-]{40,}/gu, '…'),
  );
  return logged.join('/');
}
