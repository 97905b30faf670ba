import type { BulkLoad, BulkLoadOptions } from './bulk-load.js';
import { demandNoDeskFile } from './file/desk-file-names.js';
import { openLowdbFilling } from './file/lowdb-bulk-load.js';
import { openLowdbStore } from './file/lowdb-store.js';
import { pathsOf } from './file/paths.js';
import { isPostgresAddress, shownAddress } from './postgres/address.js';
import type { PostgresOptions } from './postgres/postgres-store.js';
import { LocalSignals, type Signals } from './signals.js';
import type { Store } from './store.js';

/*
 * A database is named by the path of a JSON file or by the address of a PostgreSQL database; this
 * is the one place that asks which of the two it is. What PostgreSQL needs is read when it is: a start
 * with a file does without.
 */

/** Opens the desk in a database. Throws as `openLowdbStore` or `openPostgresStore` does. */
export async function openStore(database: string, options: PostgresOptions): Promise<Store> {
  return (await openDatabase(database, options)).store;
}

/** Opens the desk in a database, with the signals to all processes that have it open to write. */
export async function openDatabase(
  database: string,
  options: PostgresOptions,
): Promise<{ store: Store; signals: Signals }> {
  if (isPostgresAddress(database)) {
    const { openPostgresStore } = await import('./postgres/postgres-store.js');
    const store = await openPostgresStore(database, options);
    return { store, signals: store.signals };
  }
  return {
    store: await openLowdbStore(database, options),
    signals: new LocalSignals(options.log),
  };
}

/** Begins to fill an empty database. Throws as `openLowdbFilling` or `openPostgresFilling` does. */
export async function openFilling(database: string, options: BulkLoadOptions): Promise<BulkLoad> {
  if (!isPostgresAddress(database)) return openLowdbFilling(database, options);
  const { openPostgresFilling } = await import('./postgres/bulk-load.js');
  return openPostgresFilling(database, options);
}

/** Begins to fill a file with the public part of a desk alone, to be shared. */
export function openPublicFilling(path: string, options: BulkLoadOptions): Promise<BulkLoad> {
  return openLowdbFilling(path, { ...options, alone: true });
}

/**
 * Throws *conflict* where a path leads, whichever way, to a file that belongs to a desk, this database's
 * or another's: nothing else may be written there.
 */
export function demandForeign(path: string, database: string): Promise<void> {
  return demandNoDeskFile(path, isFile(database) ? database : null);
}

/**
 * By what a database is told from others: its address, or the one path of its file, whichever links
 * lead there. Throws *not-found* for a file in a folder that is not there.
 */
export async function identityOf(database: string): Promise<string> {
  return isPostgresAddress(database) ? database : (await pathsOf(database)).public;
}

/** A database's name as it may be printed: an address without its password. */
export function shownDatabase(database: string): string {
  return isPostgresAddress(database) ? shownAddress(database) : database;
}

/** Whether a database is a file. */
export function isFile(database: string): boolean {
  return !isPostgresAddress(database);
}
