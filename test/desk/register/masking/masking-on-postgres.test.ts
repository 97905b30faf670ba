import { database, openOn } from '../../../store/postgres/postgres.js';
import { testMasking } from './masking-contract.js';

testMasking(async () => openOn(await database()));
