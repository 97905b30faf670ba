import { database, openOn } from '../../store/postgres/postgres.js';
import { testClaims } from './claims-contract.js';

testClaims(async () => {
  const address = await database();
  return { store: await openOn(address), other: await openOn(address) };
});
