/**
 * The path of an address as it may be logged: without its query, which may hold a one-time link or what
 * was searched for, and without the secret of a link to a shared report, however the address is spelt: the
 * secret has 43 letters, an id 12, the digest of an asset 16.
 */
export function loggedPath(url: string): string {
  const [path = ''] = url.split('?');
  return path.replace(/(\/shared\/)[^/]*/giu, '$1…').replace(/(?:[\w-]|%[\da-f]{2}){40,}/giu, '…');
}
