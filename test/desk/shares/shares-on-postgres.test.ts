import { emptiedDatabase, openOn } from '../../store/postgres/postgres.js';
import { testShares } from './shares-contract.js';

const emptied = emptiedDatabase();

testShares(async () => {
  const address = await emptied();
  return { store: await openOn(address), other: await openOn(address) };
});
