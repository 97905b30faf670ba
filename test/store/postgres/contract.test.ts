import { storeContract } from '../contract.js';
import { storeSearchContract } from '../contract-search.js';
import { oneAfterAnother } from './postgres.js';

const postgres = { open: oneAfterAnother() };

storeContract('PostgreSQL store', postgres);
storeSearchContract('PostgreSQL store', postgres);
