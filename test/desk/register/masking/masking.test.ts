import { openMemoryStore } from '../../../store/memory.js';
import { testMasking } from './masking-contract.js';

testMasking(async () => openMemoryStore());
