import { openMemoryStore } from '../../store/memory.js';
import { testClaims } from './claims-contract.js';

testClaims(async () => {
  const store = openMemoryStore();
  return { store, other: store };
});
