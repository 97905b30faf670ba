import { database, openOn } from '../../store/postgres/postgres.js';
import { testEditions } from './editions-contract.js';

testEditions(async () => openOn(await database()));
