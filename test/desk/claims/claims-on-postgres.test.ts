import { emptiedDatabase, openOn } from '../../store/postgres/postgres.js';
import { testClaims } from './claims-contract.js';

const emptied = emptiedDatabase();

testClaims(async () => {
  const address = await emptied();
  return { store: await openOn(address), other: await openOn(address) };
});
