/** Whether a database is named by an address of PostgreSQL and not by the path of a file. */
export function isPostgresAddress(database: string): boolean {
  return /^postgres(?:ql)?:\/\//iu.test(database);
}

/** The address as it may be shown and kept: without a password. */
export function shownAddress(url: string): string {
  if (!URL.canParse(url)) return 'postgres://…';
  const shown = new URL(url);
  if (shown.password !== '') shown.password = '…';
  if (shown.searchParams.has('password')) shown.searchParams.set('password', '…');
  return decodeURI(shown.href);
}
