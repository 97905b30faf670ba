import { WorkerProcess } from '../../src/desk/worker-process.js';
import { nextMessage } from '../../src/desk/worker-thread.js';

/** A process that starts another, tells its id, and gives it work without end. */
const other = new WorkerProcess(new URL('./breaking-process.js', import.meta.url), 64);
await nextMessage(other);
other.postMessage('first');
process.send?.(await nextMessage(other));
other.postMessage('never ends');
