import { urlOf } from '../../domain/web-address.js';
/** Whether a database is named by an address of PostgreSQL and not by the path of a file. */
export function isPostgresAddress(database: string): boolean {
  return /^postgres(?:ql)?:\/\//iu.test(database);
}

/** The address as it may be shown and kept: without a password. */
export function shownAddress(url: string): string {
  const shown = urlOf(url);
  if (!shown) return 'postgres://…';
  if (shown.password !== '') shown.password = '…';
  if (shown.searchParams.has('password')) shown.searchParams.set('password', '…');
  return decodeURI(shown.href);
}
