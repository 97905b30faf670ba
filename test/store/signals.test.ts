import { LocalSignals } from '../../src/store/signals.js';
import { signalsContract } from './signals-contract.js';

signalsContract('one process', async () => new LocalSignals({ warn: () => {} }));
