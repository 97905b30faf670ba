import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { createToken } from '../../../src/desk/people/tokens.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { parse } from '../../../src/domain/parse.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';

/* Who closes a tab while a report is put together ends the work on it, and no fault is written down. */

let newsroom: Newsroom;
let closed: Promise<unknown> | null = null;
beforeEach(async () => {
  closed = null;
  newsroom = await openNewsroom({
    around: (desk) => (req, res) => {
      closed = once(res, 'close');
      desk(req, res);
    },
  });
});
afterEach(() => newsroom.close());

test.each(['csv', 'md', 'docx', 'zip'])('as %s', async (format) => {
  const { desk, jonas, store, server, log } = newsroom;
  const text = 'The ferry is late. The pilot knew.';
  const input = parse(articleInput, { title: 'Ferry', publisher: 'The Ledger', text });
  const { id } = await addArticle(desk, jonas, input);
  const { secret } = await createToken(desk, jonas, jonas.id, { label: 'a script' });
  const { port } = server.address() as { port: number };
  const asking = connect(port, '127.0.0.1');
  const find = store.find.bind(store);
  vi.spyOn(store, 'find').mockImplementation(async (...asked) => {
    asking.destroy();
    await closed;
    return find(...asked);
  });
  const lines = log.length;
  asking.write(
    `GET /articles/${id}/report?format=${format} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${secret}\r\n\r\n`,
  );
  await once(asking, 'close');
  await expect.poll(() => log.length).toBeGreaterThan(lines);
  // Whatever is still to be answered has had its turn.
  for (let turn = 0; turn < 50; turn += 1) await new Promise((done) => setImmediate(done));
  expect(log.filter((line) => line.includes('"level":50'))).toEqual([]);
});
