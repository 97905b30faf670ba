/*
 * What adding a long article costs: its preview, saving it, and pasting a passage that does not
 * stand in it, for texts of several sizes and shapes, in one run. Prints how long each took, how long
 * somebody else had to wait meanwhile at the most, and how many times the larger text takes what the
 * smallest does. Those who ask are on threads of their own.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { openNewsroom, password } from '../test/newsroom.js';

const sizes = [100_000, 300_000, 1_000_000] as const;
const prose = 'The envoy said on Sunday that “an accord” was ready, and London thought so too. ';

const shapes: Record<string, (size: number) => string> = {
  'prose in paragraphs': (size) => filled(`${prose.repeat(5).trim()}\n\n`, size),
  'prose in one line': (size) => filled(prose, size),
  'one letter': (size) => 'a'.repeat(size),
  'lines of one letter': (size) => filled('a\n', size),
};

/** Asks all the time, and tells the longest wait whenever it is asked to. */
const asker = `
const { parentPort, workerData } = require('node:worker_threads');
let longest = 0;
let begun = performance.now();
parentPort.on('message', () => {
  parentPort.postMessage(Math.max(longest, performance.now() - begun));
  longest = 0;
});
(async () => {
  for (;;) {
    begun = performance.now();
    await (await fetch(workerData + '/healthz')).text();
    longest = Math.max(longest, performance.now() - begun);
    await new Promise((done) => setTimeout(done, 2));
  }
})();`;

/** Sends one request and tells its status and the address that it was sent on to. */
const sender = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', async ({ url, headers, fields, page, json }) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields ?? {})) form.append(name, value);
  if (page) form.append('file', new Blob([page]), 'page.html');
  const body = json ? JSON.stringify(json) : form;
  const begun = performance.now();
  const answer = await fetch(url, { method: 'POST', redirect: 'manual', headers, body });
  const text = await answer.text();
  const taken = performance.now() - begun;
  parentPort.postMessage({ status: answer.status, taken, length: text.length, location: answer.headers.get('location') });
});`;

interface Answer {
  status: number;
  taken: number;
  length: number;
  location: string | null;
}

interface Cost {
  taken: number;
  wait: number;
}

const newsroom = await openNewsroom();
const { url } = newsroom;
const cookie = await signedIn();
const waiting = new Worker(asker, { eval: true, workerData: url });
const sending = new Worker(sender, { eval: true });
await new Promise((done) => setTimeout(done, 500));

for (const [shape, textOf] of Object.entries(shapes)) {
  const costs = [];
  for (const size of sizes) costs.push(await costsOf(textOf(size)));
  print(shape, costs);
}
const pages = [];
for (const size of sizes) pages.push({ 'preview of a web page': await costOfPage(size) });
print('prose in a page', pages);
await Promise.all([waiting.terminate(), sending.terminate()]);
await newsroom.close();

async function costOfPage(size: number): Promise<Cost> {
  const page = `<title>A page</title><article>${filled(`<p>${prose.repeat(5)}</p>\n`, size)}`;
  const request = { url: `${url}/articles/preview`, headers: { cookie, origin: url }, page };
  await measured(request, 200);
  return measured(request, 200);
}

async function costsOf(text: string): Promise<Record<string, Cost>> {
  const fields = { title: 'A long article', publisher: 'The Harbour Post', text };
  const headers = { cookie, origin: url };
  await measured({ url: `${url}/articles/preview`, headers, fields }, 200);
  const preview = await measured({ url: `${url}/articles/preview`, headers, fields }, 200);
  const save = await measured({ url: `${url}/articles`, headers, fields }, 303);
  const passage = (exact: string) =>
    measured(
      {
        url: `${url}/api${save.location}/annotations`,
        headers: { ...headers, 'content-type': 'application/json' },
        json: { target: { exact }, chain: 'Ana Lund -told-> The Harbour Post' },
      },
      422,
    );
  return {
    preview,
    save,
    'a passage that is missing': await passage(prose.repeat(4).replaceAll('a', 'u')),
    'a run of one letter, missing': await passage(`${'a'.repeat(10_000)}b`),
  };
}

async function measured(request: object, status: number): Promise<Cost & Pick<Answer, 'location'>> {
  await longestWait();
  sending.postMessage(request);
  const [answer]: Answer[] = await once(sending, 'message');
  if (answer?.status !== status) throw new Error(`answered ${answer?.status}, not ${status}`);
  return { taken: answer.taken, wait: await longestWait(), location: answer.location };
}

async function longestWait(): Promise<number> {
  waiting.postMessage('longest');
  const [wait] = await once(waiting, 'message');
  return wait;
}

async function signedIn(): Promise<string> {
  const body = new URLSearchParams({
    email: newsroom.jonas.email ?? '',
    password,
  });
  const answer = await fetch(`${url}/sign-in`, { method: 'POST', redirect: 'manual', body });
  return answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
}

function filled(part: string, size: number): string {
  return part.repeat(Math.ceil(size / part.length)).slice(0, size);
}

function print(shape: string, costs: readonly Record<string, Cost>[]): void {
  const line = (cells: string[]) =>
    console.log(cells.map((cell, at) => (at === 0 ? cell.padEnd(34) : cell.padStart(14))).join(''));
  line([shape, ...sizes.map((size) => size.toLocaleString('en')), 'ratios']);
  for (const name of Object.keys(costs[0] ?? {})) {
    const taken = costs.map((cost) => cost[name]?.taken ?? 0);
    const waits = costs.map((cost) => cost[name]?.wait ?? 0);
    const ratios = taken.slice(1).map((each) => (each / (taken[0] ?? 0)).toFixed(1));
    line([`  ${name}, ms`, ...taken.map((each) => each.toFixed(0)), ratios.join(' and ')]);
    line(['    longest wait of another, ms', ...waits.map((each) => each.toFixed(0))]);
  }
}
