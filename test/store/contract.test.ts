import { join } from 'node:path';
import { openLowdbStore } from '../../src/store/file/lowdb-store.js';
import { storeContract } from './contract.js';
import { storeSearchContract } from './contract-search.js';
import { folder } from './file/folder.js';
import { openMemoryStore } from './memory.js';

const silent = { warn: () => {} };

const memory = { open: async () => openMemoryStore() };
const lowdb = {
  open: async () => openLowdbStore(join(await folder(), 'db.json'), { mode: 'write', log: silent }),
};

storeContract('memory store', memory);
storeContract('lowdb store', lowdb);
storeSearchContract('memory store', memory);
storeSearchContract('lowdb store', lowdb);
