import type { Page, Request } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addComment } from '../../../src/desk/review/comments.js';
import { intercept, openPress, type Press } from '../press.js';

/* A reviewer is faster than the network: what was judged is on its way while the next is read. */

let press: Press;
let page: Page;
let first: string;
let second: string;
let third: string;

beforeEach(async () => {
  press = await openPress();
  const ids: string[] = [];
  for (const passage of [
    'the pilot warned the company',
    'the repair was never ordered',
    'Two passengers',
  ]) {
    press.newsroom.pass({ minutes: 1 });
    ids.push(await press.tag(passage, 'Clerk (seen) -told-> The Morning Ledger (outlet, seen)'));
  }
  [first = '', second = '', third = ''] = ids;
  page = await press.reader(press.newsroom.nils, { viewport: { width: 1280, height: 800 } });
});
afterEach(() => press.close());

/** What is waited for until it is let go. */
function held(): { end: Promise<void>; letGo: () => void } {
  let letGo = () => {};
  const end = new Promise<void>((done) => {
    letGo = done;
  });
  return { end, letGo };
}

/** Agrees with what is at hand; no verdict reaches the server until the answer is called. */
async function agreeSlowly(): Promise<() => void> {
  const { end, letGo } = held();
  let count = 0;
  await intercept(page, '**/verdicts', async (route) => {
    count += 1;
    await end;
    await route.continue();
  });
  await page.keyboard.press('a');
  await expect.poll(() => count).toBeGreaterThan(0);
  return letGo;
}

const verdictsOn = async (id: string) =>
  (await press.newsroom.store.get('annotations', id))?.verdicts.map(({ verdict }) => verdict);

const card = (id: string) => page.locator(`#annotation-${id}.here`);

/** The page of the queue, whose keys work. */
async function inQueue(id: string): Promise<void> {
  await page.locator(`.scripted main[data-review="${id}"]`).waitFor();
  await page.getByRole('button', { name: 'Agree a' }).waitFor();
}

/** Whether a page asks for what has happened since it was made. */
function isNews(request: Request): boolean {
  return request.url().includes('/api/events') && request.headers().accept === 'application/json';
}

async function openCard(id: string): Promise<void> {
  await card(id).getByRole('button', { name: 'Agree a' }).waitFor();
}

test('in the queue, who has gone on while a verdict is on its way stays there, with what was typed', async () => {
  await page.goto(`/review/${first}`);
  await inQueue(first);
  const letGo = await agreeSlowly();
  await page.keyboard.press('j');
  await inQueue(second);
  await page.keyboard.press('d');
  await page.keyboard.type('She was away.');
  letGo();
  await page.getByRole('status').getByText('You agree').waitFor();
  expect(await verdictsOn(first)).toEqual(['agree']);
  await inQueue(second);
  expect(await page.getByRole('textbox', { name: /^Why/u }).inputValue()).toBe('She was away.');
  await page.keyboard.press('Control+Enter');
  await inQueue(third);
  expect(await verdictsOn(second)).toEqual(['dispute']);
  expect(await verdictsOn(third)).toEqual([]);
});

test('in the queue, a verdict that is given while another is on its way is given', async () => {
  await page.goto(`/review/${first}`);
  await inQueue(first);
  const letGo = await agreeSlowly();
  await page.keyboard.press('j');
  await inQueue(second);
  await page.keyboard.press('u');
  letGo();
  await inQueue(third);
  expect(await verdictsOn(first)).toEqual(['agree']);
  expect(await verdictsOn(second)).toEqual(['unsure']);
  await page.keyboard.press('z');
  await inQueue(second);
  expect([await verdictsOn(first), await verdictsOn(second)]).toEqual([['agree'], []]);
});

test('in the queue, news that was asked for at the annotation before is none of the one at hand', async () => {
  await page.goto(`/review/${first}`);
  await inQueue(first);
  await page.waitForResponse((answer) => isNews(answer.request()) && answer.ok());
  const [news, next] = [held(), held()];
  const asked: Request[] = [];
  await intercept(page, '**/api/events?*', async (route) => {
    if (isNews(route.request())) asked.push(route.request());
    if (route.request() === asked[0]) await news.end;
    await route.continue();
  });
  await intercept(page, `**/review/${third}*`, async (route) => {
    await next.end;
    await route.continue();
  });
  await page.keyboard.press('j');
  await inQueue(second);
  await expect.poll(() => asked.length).toBe(1);
  const { desk, mira } = press.newsroom;
  await addComment(desk, mira, third, { text: 'Is it dated?', replyTo: null });
  next.letGo();
  await page.keyboard.press('j');
  await inQueue(third);
  await page.getByText('Is it dated?').waitFor();
  await expect.poll(() => asked.length).toBe(2);
  news.letGo();
  for (const each of asked) await (await each.response())?.finished();
  await page.keyboard.press('.');
  await page.getByText('Nothing has changed.').waitFor({ state: 'attached' });
});

test.each([
  ['queue', () => page.goto(`/review/${first}`), () => inQueue(first)],
  ['article', () => page.locator(`#passage-${first}`).click(), () => openCard(first)],
] as const)(
  'in the %s, who types while a verdict is on its way types on',
  async (_place, open, ready) => {
    await page.locator('html.scripted').waitFor();
    await open();
    await ready();
    const letGo = await agreeSlowly();
    await page.keyboard.press('d');
    await page.keyboard.type('She was');
    letGo();
    await page.getByRole('status').getByText('You agree').waitFor();
    await page.keyboard.type(' away.');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => verdictsOn(first)).toEqual(['dispute']);
    const stored = await press.newsroom.store.get('annotations', first);
    expect(stored?.verdicts[0]?.comment).toBe('She was away.');
  },
);

test('in the article, what is typed on one card stays while the verdict on another arrives', async () => {
  await page.locator('html.scripted').waitFor();
  await page.keyboard.press('j');
  await openCard(first);
  const letGo = await agreeSlowly();
  await page.keyboard.press('j');
  await openCard(second);
  await page.keyboard.press('d');
  await page.keyboard.type('She was away.');
  letGo();
  await page.getByRole('status').getByText('You agree').waitFor();
  expect(await card(second).getByLabel('Why').inputValue()).toBe('She was away.');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => verdictsOn(second)).toEqual(['dispute']);
  expect(await verdictsOn(first)).toEqual(['agree']);
});

test('in the article, verdicts given faster than they arrive are all given, each once', async () => {
  await page.locator('html.scripted').waitFor();
  await page.keyboard.press('j');
  await openCard(first);
  const letGo = await agreeSlowly();
  await page.locator(`#passage-${first}`).focus();
  await page.keyboard.press('a');
  await page.keyboard.press('j');
  await openCard(second);
  await page.keyboard.press('u');
  await page.keyboard.press('j');
  await openCard(third);
  letGo();
  await expect.poll(() => verdictsOn(second)).toEqual(['unsure']);
  expect([await verdictsOn(first), await verdictsOn(third)]).toEqual([['agree'], []]);
});
