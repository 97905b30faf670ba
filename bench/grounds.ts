import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { createDatabase } from '../test/postgres/database.js';
import { startServer } from '../test/postgres/server.js';
import type { StoreName } from './asked.js';
import { fill } from './fill.js';
import { bareAppend, bareInsert, type Limit } from './limits.js';
import type { Size } from './work.js';

/** What a store stands on: where desks are made to be measured. */
export interface Ground {
  /** What a save is measured against. */
  limitName: string;
  /** Whether the program holds the whole desk in its memory. */
  inMemory: boolean;
  /** Makes a desk, and answers with the name of its database. */
  make(size: Size): Promise<string>;
  /** What a desk takes on the disk, in bytes. */
  bytes(database: string): Promise<number>;
  remove(database: string): Promise<void>;
  limit(database: string, size: Size, writers: number): Promise<Limit>;
  /** Leaves nothing behind. */
  end(): Promise<void>;
}

export const grounds: Readonly<Record<StoreName, () => Promise<Ground>>> = {
  file: fileGround,
  postgres: postgresGround,
};

async function fileGround(): Promise<Ground> {
  const folder = await mkdtemp(join(tmpdir(), 'whence-bench-'));
  return {
    limitName: 'append + fdatasync',
    inMemory: true,
    make: async (size) => {
      const own = await mkdtemp(join(folder, 'desk-'));
      const database = join(own, 'desk.json');
      await fill(database, size);
      return database;
    },
    bytes: async (database) => {
      const names = await readdir(dirname(database));
      const sizes = names.map(async (name) => (await stat(join(dirname(database), name))).size);
      return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    },
    remove: (database) => rm(dirname(database), { recursive: true }),
    limit: (database, size) => bareAppend(join(dirname(database), 'bare'), size),
    end: () => rm(folder, { recursive: true }),
  };
}

async function postgresGround(): Promise<Ground> {
  const server = await startServer({ durable: true });
  const drops = new Map<string, () => Promise<void>>();
  return {
    limitName: 'bare INSERT',
    inMemory: false,
    make: async (size) => {
      const { url, drop } = await createDatabase(server.url);
      drops.set(url, drop);
      await fill(url, size);
      await query(url, 'VACUUM ANALYZE');
      return url;
    },
    bytes: async (database) =>
      query(database, 'SELECT pg_database_size(current_database())::float8 AS bytes'),
    remove: async (database) => drops.get(database)?.(),
    limit: bareInsert,
    end: () => server.stop(),
  };
}

/** The `bytes` that a statement gives, if any. */
async function query(url: string, sql: string): Promise<number> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<{ bytes: number }>(sql);
    return rows[0]?.bytes ?? 0;
  } finally {
    await client.end();
  }
}
