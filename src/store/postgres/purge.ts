import type { ClientBase } from 'pg';

/**
 * Leaves nothing of what was replaced or removed in the tables: the commits from which other processes
 * read what changed are taken away, which those notice and make everything anew, and all tables with
 * their indexes are written anew, which their statistics are then made of. The server's write-ahead
 * log, its replicas and its backups are its own.
 */
export async function purgeTables(client: ClientBase): Promise<void> {
  await client.query('SET statement_timeout = 0');
  try {
    await client.query('DELETE FROM commits');
    const { rows } = await client.query<{ name: string }>(
      `SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name
        FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename`,
    );
    await client.query(`VACUUM (FULL, ANALYZE) ${rows.map(({ name }) => name).join(', ')}`);
  } finally {
    await client.query('RESET statement_timeout');
  }
}
