import { EventEmitter, getEventListeners, once } from 'node:events';
import { connect } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import express, { type Response } from 'express';
import { expect, test } from 'vitest';
import { openDesk } from '../../../src/desk/desk.js';
import { sendPieces, whenGone } from '../../../src/web/http/responses.js';
import { addressOf, closeServer, openServer } from '../../newsroom.js';
import { openMemoryStore } from '../../store/memory.js';

/** More than a connection takes without being read. */
async function* pieces() {
  for (let n = 0; n < 100; n += 1) yield 'x'.repeat(100_000);
}

test('whoever left before their answer was begun is gone, and nobody waits for them', async () => {
  const server = await openServer();
  const answered = new Promise<boolean>((done, fail) => {
    const app = express().get('/', async (_req, res) => {
      await once(res, 'close');
      await nextTurn();
      const gone = whenGone(res);
      await sendPieces(res, pieces(), gone).catch(fail);
      done(gone.aborted);
    });
    server.on('request', app);
  });
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const asking = connect(port, '127.0.0.1', () =>
    asking.write('GET / HTTP/1.1\r\nHost: desk\r\n\r\n', () => asking.destroy()),
  );
  expect(await answered).toBe(true);
  await closeServer(server);
});

test('an answer that may take no longer than so long is let go of once it is there', () => {
  const late = new AbortController();
  const [quick, slow] = [new EventEmitter() as Response, new EventEmitter() as Response];
  const signals = [quick, slow].map((res) => whenGone(res, late.signal));
  expect(getEventListeners(late.signal, 'abort')).toHaveLength(2);
  quick.emit('close');
  expect(getEventListeners(late.signal, 'abort')).toHaveLength(1);
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  late.abort();
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
});

test('what is being sent while a name goes out of the desk is cut off', async () => {
  const server = await openServer();
  const { goneNames } = openDesk(openMemoryStore());
  const app = express().get('/', async (req, res) => {
    req.begun = goneNames.begin();
    async function* pieces() {
      yield 'Ada Quillfeather';
      goneNames.add(1, 'unknown');
      yield 'told us';
    }
    await sendPieces(res, pieces(), whenGone(res)).catch(() => res.destroy());
  });
  server.on('request', app);
  const asked = fetch(addressOf(server)).then((answer) => answer.text());
  await expect(asked).rejects.toThrow();
  await closeServer(server);
});
