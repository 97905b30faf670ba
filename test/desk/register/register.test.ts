import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openLowdbStore } from '../../../src/store/file/lowdb-store.js';
import { oneAfterAnother } from '../../store/postgres/postgres.js';
import { registerContract } from './register-contract.js';

registerContract('in files', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'whence-'));
  const store = await openLowdbStore(join(folder, 'db.json'), { mode: 'write' });
  onTestFinished(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });
  return store;
});

registerContract('on PostgreSQL', oneAfterAnother());
