/**
 * The path of an address as it may be logged: without its query, which may hold a one-time link or what
 * was searched for, and without the secret of a link to a shared report.
 */
export function loggedPath(url: string): string {
  const [path = ''] = url.split('?');
  return path.replace(/(\/shared\/)[^/]*/giu, '$1…');
}
