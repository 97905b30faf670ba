/*
 * How the article page grows: opening an article of 50,000 words with 100 and with 5,000
 * annotations, and saving an annotation on it, on the file store and in a real browser, in one run.
 * Prints medians, how many times the larger takes what the smaller does, and, indented, where the
 * time in the browser goes. What the server takes for the page is taken from the built program, as it is
 * served. Last, what a save by the form takes in the server, at both sizes in turns.
 */
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { CDPSession, Page } from 'playwright-core';
import { readArticle } from '../src/desk/articles/article-reading.js';
import { createToken } from '../src/desk/people/tokens.js';
import { openLowdbStore } from '../src/store/file/lowdb-store.js';
import { launchChrome } from '../test/browser/chrome.js';
import { drag, signIn } from '../test/browser/press.js';
import { type Newsroom, openNewsroom } from '../test/newsroom.js';
import { ended, Program } from '../test/program.js';
import { type Goal, goalLine } from './goals.js';
import { addLongArticle } from './long-article.js';
import { savingByForm } from './requests.js';
import { cpuOf } from './start.js';
import { inTurns, median as medianOf, type Work } from './timing.js';

const words = 50_000;
const sizes = [100, 5_000] as const;
const rounds = 5;
/** So many pages before, as a server that has been up for a while has sent: its code is compiled by then. */
const pagesBefore = 20;
const answered = 'answered by the server, ms';

type Row = Record<string, number>;

let tagged = 0;

const folder = await mkdtemp(join(tmpdir(), 'whence-bench-'));
const browser = await launchChrome();
const rows: Row[] = [];
for (const annotations of sizes) rows.push(await measure(annotations));
await browser.close();
print(rows);
for (const goal of [pageGoal(rows.at(-1)), ...(await goalsOfSaves())]) console.log(goalLine(goal));
await rm(folder, { recursive: true });

function pageGoal(row: Row = {}): Goal {
  const what = `the page with ${sizes[1]} annotations, in the server`;
  return { what, figure: row[answered] ?? Number.NaN, most: 100, unit: 'ms' };
}

/** What a save by the form takes, with few and many annotations in turns. */
async function goalsOfSaves(): Promise<Goal[]> {
  const rooms: Newsroom[] = [];
  const works: Work[] = [];
  for (const annotations of sizes) {
    const path = join(folder, `saves-${annotations}.json`);
    const room = await openNewsroom({ store: await openLowdbStore(path, { mode: 'write' }) });
    rooms.push(room);
    const id = await addLongArticle(room.store, { words, annotations });
    works.push(await savingByForm(room, id));
  }
  await inTurns(works, { writers: 1, rounds: 20, patience: 5_000 });
  const taken = await inTurns(works, { writers: 1, rounds: 100, patience: 12_000 });
  for (const room of rooms) await room.close();
  const [few = 0, many = 0] = taken.map(({ each }) => medianOf(each));
  const what = `a save by the form with ${sizes[1]} annotations`;
  return [
    { what: `${what}, in the server`, figure: many, most: 10, unit: 'ms' },
    { what: `${what} ÷ with ${sizes[0]}`, figure: many / few, most: 1.5, unit: '×' },
  ];
}

/** One size on a desk of its own, so that neither file weighs on the other. */
async function measure(annotations: number): Promise<Row> {
  const path = join(folder, `desk-${annotations}.json`);
  const newsroom = await openNewsroom({ store: await openLowdbStore(path, { mode: 'write' }) });
  const id = await addLongArticle(newsroom.store, { words, annotations });
  const context = await browser.newContext({ baseURL: newsroom.url, reducedMotion: 'reduce' });
  // What tsx compiles names its functions by a helper, which a page does not have.
  await context.addInitScript('globalThis.__name = (made) => made;');
  const page = await context.newPage();
  await signIn(page, newsroom.jonas);
  const row: Row = {
    'desk on disk, MB': (await sizeOnDisk(`desk-${annotations}`)) / 1e6,
    'read from the store, ms': await median(() => readArticle(newsroom.desk, id)),
    'written to disk, ms': await median(() => touch(newsroom)),
    ...(await medians(() => open(page, id))),
    ...(await medians(() => tag(page))),
  };
  const { desk, jonas } = newsroom;
  const { secret } = await createToken(desk, jonas, jonas.id, { label: 'bench' });
  await newsroom.close();
  return { ...(await answers(path, `/articles/${id}`, secret)), ...row };
}

/** What the built program takes for a page, once it is warm. */
async function answers(database: string, path: string, token: string): Promise<Row> {
  const program = await Program.install({ database });
  const { child, url } = await program.serve({ setUp: false });
  const load = () => bytesOf(`${url}${path}`, token);
  for (let page = 0; page < pagesBefore; page += 1) await load();
  const before = await cpuOf(child.pid);
  const wall = await median(load);
  const cpu = ((await cpuOf(child.pid)) - before) / rounds;
  const row = { 'page, MB': (await load()) / 1e6, [answered]: wall, '  its processor time': cpu };
  await ended(child, 'SIGTERM');
  await program.uninstall();
  return row;
}

/** Asks as a program does and takes in the answer without looking at it; answers with its size. */
async function bytesOf(address: string, token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, accept: 'text/html' };
  const [answer] = await once(get(address, { headers }), 'response');
  let bytes = 0;
  for await (const chunk of answer) bytes += chunk.length;
  if (answer.statusCode !== 200) throw new Error(`${address}: ${answer.statusCode}`);
  return bytes;
}

/** The snapshots and the journal of a desk, in bytes. */
async function sizeOnDisk(desk: string): Promise<number> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(desk));
  const sizes = names.map(async (name) => (await stat(join(folder, name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** A commit of one small change, which is what a save costs the store. */
async function touch({ desk, jonas }: Newsroom): Promise<void> {
  const doc = await desk.store.get('people', jonas.id);
  const source = (await desk.store.find('sources', 'all', { key: '', limit: 1 })).items[0];
  if (!doc || !source) throw new Error('the desk is empty');
  await desk.store.commit([{ do: 'replace', in: 'sources', doc: source }]);
}

/** From asking for the page to its first frame with cards beside the text. */
function open(page: Page, id: string): Promise<Row> {
  return timed(page, 'opened', `/articles/${id}`, async () => {
    await page.goto(`/articles/${id}`, { waitUntil: 'load' });
    await page.locator('.cards article.card').first().waitFor();
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done(null))));
  });
}

/** From pressing the keys that save to the new card standing in the margin. */
async function tag(page: Page): Promise<Row> {
  tagged += 1;
  const name = `Witness ${tagged}`;
  const passage = await page.locator('[data-edition-text] p').nth(tagged).innerText();
  await settled(page);
  await drag(page, passage.slice(0, 60));
  await page.locator('form[data-annotation-form]').waitFor();
  await page.keyboard.type(`${name} -told-> The Harbour Post`);
  return timed(page, 'saved', '/annotations', async () => {
    await page.keyboard.press('Control+Enter');
    await page.locator('article.card', { hasText: name }).waitFor({ state: 'attached' });
  });
}

/** How long some work takes that asks the server once, and what of that is whose. */
async function timed(
  page: Page,
  name: string,
  address: string,
  work: () => Promise<void>,
): Promise<Row> {
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  const before = await spentIn(client);
  const answered = page.waitForResponse((response) => response.url().endsWith(address));
  const start = performance.now();
  await work();
  const whole = performance.now() - start;
  const after = await spentIn(client);
  const request = (await answered).request();
  await (await answered).finished();
  await client.detach();
  return {
    [`${name} in the browser, ms`]: whole,
    [`  ${name}: the server’s answer`]: request.timing().responseEnd,
    [`  ${name}: style and layout`]: after.layout - before.layout,
    [`  ${name}: the page’s other work`]: after.other - before.other,
  };
}

/** What the page has spent so far, in milliseconds; *other* is parsing, script and painting. */
async function spentIn(client: CDPSession): Promise<{ layout: number; other: number }> {
  const { metrics } = await client.send('Performance.getMetrics');
  const of = (name: string) => (metrics.find((metric) => metric.name === name)?.value ?? 0) * 1000;
  const layout = of('RecalcStyleDuration') + of('LayoutDuration');
  return { layout, other: of('TaskDuration') - layout };
}

/** Waits until the page has stopped scrolling: a mouse aims at what stands still. */
async function settled(page: Page): Promise<void> {
  for (let last = Number.NaN; ; ) {
    const top = await page.evaluate(
      () => new Promise<number>((done) => requestAnimationFrame(() => done(window.scrollY))),
    );
    if (top === last) return;
    last = top;
  }
}

/** How long some work takes, in milliseconds: the median of some rounds. */
async function median(work: () => PromiseLike<unknown>): Promise<number> {
  const { whole = 0 } = await medians(async () => {
    const start = performance.now();
    await work();
    return { whole: performance.now() - start };
  });
  return whole;
}

/** The medians of what some rounds of work say that they took. */
async function medians(work: () => Promise<Row>): Promise<Row> {
  const taken: Row[] = [];
  for (let round = 0; round < rounds; round += 1) taken.push(await work());
  const names = Object.keys(taken[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, middle(taken, name)]));
}

function middle(rows: readonly Row[], name: string): number {
  const sorted = rows.map((row) => row[name] ?? 0).sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function print([small = {}, large = {}]: Row[]): void {
  const line = (cells: string[]) =>
    console.log(cells.map((cell, at) => (at === 0 ? cell.padEnd(34) : cell.padStart(10))).join(''));
  line([`${words} words`, ...sizes.map((size) => `${size} annot.`), 'ratio']);
  for (const [name, value] of Object.entries(small)) {
    const other = large[name] ?? 0;
    line([name, value.toFixed(1), other.toFixed(1), `${(other / value).toFixed(1)} ×`]);
  }
}
