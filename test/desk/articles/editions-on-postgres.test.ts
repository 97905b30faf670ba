import { oneAfterAnother } from '../../store/postgres/postgres.js';
import { testEditions } from './editions-contract.js';

testEditions(oneAfterAnother());
