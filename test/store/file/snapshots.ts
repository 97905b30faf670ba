import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type LowdbOptions, openLowdbStore } from '../../../src/store/file/lowdb-store.js';
import { all, insert, type Store } from '../../../src/store/store.js';
import { identity, source } from '../documents.js';
import { folder } from './folder.js';

/** Where a desk of its own would be, and the files beside it. */
export const desk = async () => join(await folder(), 'db.json');
export const beside = (path: string, end: string) => path.replace(/\.json$/u, end);
export const privateOf = (path: string) => beside(path, '.private.json');
export const journalOf = (path: string) => beside(path, '.journal');

/** Desks here are folded when they are closed, unless a test says when. */
export const never = () => () => {};

/** One commit of both files, with “é” so that characters and bytes differ. */
export const pair = (id: string) => [
  insert('sources', source(id, { name: `Café ${id}`, confidential: true })),
  insert('identities', identity(id, `Name of ${id}`)),
];

/** The ids that a collection holds, in order: those of the pairs, unless another is told. */
export async function idsIn(
  store: Store,
  collection: 'annotations' | 'events' | 'identities' | 'sources' = 'identities',
): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of all(store, collection, 'all', { key: '' })) ids.push(id);
  return ids.sort();
}

/** Opens a desk for the length of a test; what it warns of is collected. */
export async function opened(path: string, options: Partial<LowdbOptions> = {}) {
  const warnings: string[] = [];
  const log = { warn: (message: string) => warnings.push(message) };
  const still = { mode: 'write', log, later: never, lookLater: never } as const;
  const store = await openLowdbStore(path, { ...still, ...options });
  onTestFinished(() => store.close());
  return { store, warnings };
}

/** Another folder with the files of a desk as a kill would leave them now. */
export async function asKilled(path: string): Promise<string> {
  const copy = await desk();
  await mkdir(join(copy, '..'), { recursive: true });
  for (const name of await readdir(join(path, '..'))) {
    if (!name.endsWith('.lock')) await copyFile(join(path, '..', name), join(copy, '..', name));
  }
  return copy;
}

/** Opens a desk and answers with what it holds, or why it can’t be opened, and what was warned of. */
export async function tried(path: string, options: Partial<LowdbOptions> = {}) {
  const warnings: string[] = [];
  const log = { warn: (message: string) => warnings.push(message) };
  try {
    const store = await openLowdbStore(path, {
      mode: 'write',
      log,
      later: never,
      lookLater: never,
      ...options,
    });
    const ids = await idsIn(store);
    await store.close();
    return { ids, fault: null, warnings };
  } catch (fault) {
    return { ids: null, fault: String(fault), warnings };
  }
}

/** What stands in each file of a folder, by name. */
export async function filesIn(path: string): Promise<Record<string, string>> {
  const names = (await readdir(join(path, '..'))).sort();
  const texts = names.map(async (name) => [name, await readFile(join(path, '..', name), 'utf8')]);
  return Object.fromEntries(await Promise.all(texts));
}
