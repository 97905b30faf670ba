/**
 * A process with a desk, for tests that need one to be killed. `hold PATH` opens the desk and
 * waits; `write PATH STEP` has eight writers commit pairs until it is killed, by itself before
 * that step of its disk unless STEP is 0, and folds the journal all the time. What has come to
 * pass stands on stdout, a word a line.
 */
import { openLowdbStore } from '../../src/store/lowdb-store.js';
import { insert } from '../../src/store/store.js';
import { identity, source } from './documents.js';
import { probedDisk } from './faults.js';

const [, , task, path = '', step = '0'] = process.argv;

let steps = 0;
let open = false;
const files = probedDisk(() => {
  if (open) steps++;
  if (open && steps === Number(step)) process.kill(process.pid, 'SIGKILL');
});

try {
  const store = await openLowdbStore(path, { mode: 'write', files, log: console, later: atOnce });
  open = true;
  console.log('open');
  if (task === 'hold') process.stdin.resume();
  else await Promise.all(Array.from({ length: 8 }, (_, writer) => write(writer)));

  async function write(writer: number): Promise<void> {
    for (let n = 0; ; n++) {
      const id = `${process.pid}-${writer}-${n}`;
      await store.commit([
        insert('sources', source(id, { name: `Confidential source ${id}`, confidential: true })),
        insert('identities', identity(id, `Name of ${id}`)),
      ]);
      console.log(id);
    }
  }
} catch (fault) {
  console.log(`refused: ${fault instanceof Error ? fault.message : fault}`);
}

function atOnce(_: number, work: () => Promise<void>): () => void {
  void work();
  return () => {};
}
