import { join } from 'node:path';
import { openLowdbStore } from '../../src/store/lowdb-store.js';
import { storeContract } from './contract.js';
import { folder } from './folder.js';
import { openMemoryStore } from './memory.js';

const silent = { warn: () => {} };

storeContract('memory store', { open: async () => openMemoryStore() });

storeContract('lowdb store', {
  open: async () => openLowdbStore(join(await folder(), 'db.json'), { mode: 'write', log: silent }),
});
