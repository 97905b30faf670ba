import { oneAfterAnother } from '../../../store/postgres/postgres.js';
import { testMasking } from './masking-contract.js';

testMasking(oneAfterAnother());
