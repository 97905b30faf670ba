/**
 * A process with desks, for tests that need one to be killed. `hold 0 PATH` opens the desk and
 * waits; `write STEP PATH…` has four writers a desk commit pairs until it is killed, by itself
 * before that step of its disk unless STEP is 0, and folds the journals all the time. What has
 * come to pass stands on stdout, a line each: `open`, then the number of the desk and the id.
 */
import { startupSnapshot } from 'node:v8';
import { openLowdbStore } from '../../../src/store/file/lowdb-store.js';
import { insert, type Store } from '../../../src/store/store.js';
import { identity, source } from '../documents.js';
import { probedDisk } from './faults.js';

// A process starts with all this loaded (a snapshot), since hundreds of them start only to be killed.
startupSnapshot.setDeserializeMainFunction(() => void work());

async function work(): Promise<void> {
  const [, , task, step = '0', ...paths] = process.argv;
  let steps = 0;
  let open = false;
  const files = probedDisk(() => {
    if (open) steps++;
    if (open && steps === Number(step)) process.kill(process.pid, 'SIGKILL');
  });
  try {
    const options = { mode: 'write', files, log: console, later: atOnce } as const;
    const stores = await Promise.all(paths.map((path) => openLowdbStore(path, options)));
    open = true;
    console.log('open');
    if (task === 'hold') return void process.stdin.resume();
    const writers = [0, 1, 2, 3];
    await Promise.all(stores.flatMap((store, desk) => writers.map((n) => write(store, desk, n))));
  } catch (fault) {
    console.log(`refused: ${fault instanceof Error ? fault.message : fault}`);
  }
}

async function write(store: Store, desk: number, writer: number): Promise<void> {
  for (let n = 0; ; n++) {
    const id = `${process.pid}-${writer}-${n}`;
    await store.commit([
      insert('sources', source(id, { name: `Confidential source ${id}`, confidential: true })),
      insert('identities', identity(id, `Name of ${id}`)),
    ]);
    console.log(`${desk} ${id}`);
  }
}

function atOnce(_: number, work: () => Promise<void>): () => void {
  void work();
  return () => {};
}
