import { openMemoryStore } from '../../store/memory.js';
import { testEditions } from './editions-contract.js';

testEditions(async () => openMemoryStore());
