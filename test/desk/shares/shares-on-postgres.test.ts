import { database, openOn } from '../../store/postgres/postgres.js';
import { testShares } from './shares-contract.js';

testShares(async () => {
  const address = await database();
  return { store: await openOn(address), other: await openOn(address) };
});
