import { serveStarter } from '../../src/desk/helper-process.js';

/** A process that breaks down in the way that it is asked to, or answers with what it was given. */
const ways: Record<string, () => unknown> = {
  'ends by a fault of V8': () => process.abort(),
  'takes all memory': () => {
    for (const held: string[][] = []; ; )
      held.push(Array.from({ length: 1e6 }, (_, at) => `${at}`));
  },
  'never ends': () => {
    for (;;);
  },
  throws: () => {
    throw new Error('The page is torn.');
  },
  leaves: () => process.exit(0),
};

serveStarter();
process.on('message', (task) => {
  process.send?.(
    ways[String(task)]?.() ?? { task, pid: process.pid, settings: Object.keys(process.env) },
  );
});
process.send?.('ready');
