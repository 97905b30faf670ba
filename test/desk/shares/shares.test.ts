import { openMemoryStore } from '../../store/memory.js';
import { testShares } from './shares-contract.js';

testShares(async () => {
  const store = openMemoryStore();
  return { store, other: store };
});
