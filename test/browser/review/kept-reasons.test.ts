import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { password } from '../../newsroom.js';
import { endSessions, openPress, type Press, signIn } from '../press.js';

/* The reason of a verdict is a draft: it waits for its annotation, wherever one goes meanwhile. */

let press: Press;
let page: Page;
let first: string;
let second: string;

beforeEach(async () => {
  press = await openPress();
  const chain = 'Clerk (seen) -told-> The Morning Ledger (outlet, seen)';
  first = await press.tag('the pilot warned the company', chain);
  press.newsroom.pass({ minutes: 1 });
  second = await press.tag('the repair was never ordered', chain);
  page = await press.reader(press.newsroom.nils, { viewport: { width: 1280, height: 800 } });
  await page.locator('html.scripted').waitFor();
});
afterEach(() => press.close());

const why = () => page.getByRole('textbox', { name: /^Why/u });

async function disputeInArticle(id: string, reason: string): Promise<void> {
  await page.locator(`#passage-${id}`).click();
  await page.locator(`#annotation-${id}.here`).getByRole('button', { name: 'Dispute d' }).waitFor();
  await page.keyboard.press('d');
  await page.keyboard.type(reason);
}

/** Somebody else has changed the annotation, so that a verdict on what was read is refused. */
async function change(id: string): Promise<void> {
  const { newsroom } = press;
  const jonas = await newsroom.bearer(newsroom.jonas);
  const { headers, body } = await jonas.get(`/api/annotations/${id}`);
  const chain = 'Clerk -wrote to-> The Morning Ledger';
  const sent = { target: body.target, chain };
  await jonas
    .put(`/api/annotations/${id}`)
    .set('If-Match', headers.etag ?? '')
    .send(sent)
    .expect(200);
}

test('in the article, a verdict that is refused costs no reason that was typed on another card', async () => {
  await disputeInArticle(second, 'The invoice says otherwise.');
  await change(first);
  await disputeInArticle(first, 'The pilot was away.');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('alert').first().waitFor();
  expect(await why().inputValue()).toBe('The pilot was away.');
  await page.goto(`/articles/${press.article}`);
  await page.locator('html.scripted').waitFor();
  await page.locator(`#passage-${second}`).click();
  await why().waitFor();
  expect(await why().inputValue()).toBe('The invoice says otherwise.');
});

test('it is there after a reload, in the queue too, until it is sent', async () => {
  await disputeInArticle(first, 'The pilot was away.');
  await page.goto(`/review/${first}`);
  await page.getByRole('button', { name: 'Agree a' }).waitFor();
  expect(await why().inputValue()).toBe('The pilot was away.');
  await why().fill('The pilot was away in March.');
  await page.reload();
  await page.getByRole('button', { name: 'Agree a' }).waitFor();
  expect(await why().inputValue()).toBe('The pilot was away in March.');
  await page.keyboard.press('d');
  await page.locator(`.scripted main[data-review="${second}"]`).waitFor();
  await page.goto(`/articles/${press.article}`);
  await page.locator('html.scripted').waitFor();
  await page.locator(`#passage-${first}`).click();
  await page.getByRole('button', { name: 'Dispute d' }).click();
  expect(await why().inputValue()).toBe('');
});

test('one that was sent and is undone is sent again by no key alone', async () => {
  for (const [path, undo] of [
    [`/review/${first}`, 'z'],
    [`/annotations/${first}`, null],
    [`/articles/${press.article}#annotation-${first}`, 'z'],
  ] as const) {
    await page.goto(path);
    await page.locator('html.scripted').waitFor();
    await page.getByRole('button', { name: 'Dispute d' }).waitFor();
    await page.keyboard.press('d');
    await page.keyboard.type('The pilot was away.');
    await page.keyboard.press('Control+Enter');
    await page.locator('[data-toast] button[data-undo]').waitFor();
    expect(await verdicts(first)).toHaveLength(1);
    await page.mouse.move(0, 0);
    if (undo) await page.keyboard.press(undo);
    else await page.locator('[data-toast] button[data-undo]').click();
    await page.locator('[data-toast]').getByText('is undone').waitFor();
    await page.getByRole('button', { name: 'Dispute d' }).waitFor();
    expect(await verdicts(first)).toEqual([]);
    await page.keyboard.press('d');
    await expect.poll(() => why().evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await why().inputValue()).toBe('The pilot was away.');
    await page.keyboard.press('Escape');
    await why().fill('');
    expect(await verdicts(first)).toEqual([]);
  }
});

const verdicts = async (id: string) =>
  (await press.newsroom.store.get('annotations', id))?.verdicts.map(({ verdict, on, comment }) => [
    verdict,
    on,
    comment,
  ]);

test('words that were kept alone, before it was kept what they are for, are there still', async () => {
  await disputeInArticle(first, 'The pilot was away.');
  await page.evaluate(() => {
    const key = Object.keys(localStorage).find((each) => each.includes('verdict:')) ?? '';
    localStorage.setItem(key, 'The pilot was away.');
  });
  await page.goto(`/review/${first}`);
  await why().waitFor();
  expect(await why().inputValue()).toBe('The pilot was away.');
});

test('a dispute that is undone in the queue is begun again with its words, of which agreeing sends none', async () => {
  await page.goto(`/review/${first}`);
  await page.getByRole('button', { name: 'Agree a' }).waitFor();
  await page.keyboard.press('1');
  await page.keyboard.press('d');
  await page.keyboard.type('The clerk was away.');
  await page.keyboard.press('Control+Enter');
  await page.locator(`.scripted main[data-review="${second}"]`).waitFor();
  await page.keyboard.press('z');
  await page.getByRole('button', { name: 'Dispute hop 1' }).waitFor();
  expect(await why().inputValue()).toBe('The clerk was away.');
  await page.keyboard.press('a');
  await page.locator(`.scripted main[data-review="${second}"]`).waitFor();
  expect(await verdicts(first)).toEqual([['agree', 'hop:1', null]]);
  await page.goto(`/review/${first}`);
  await page.getByRole('button', { name: 'Dispute hop 1' }).waitFor();
  expect(await why().inputValue()).toBe('The clerk was away.');
});

test('words that a narrower window no longer shows are sent with no verdict, and kept', async () => {
  await page.goto(`/review/${first}`);
  await page.getByRole('button', { name: 'Agree a' }).waitFor();
  await why().fill('I saw the log.');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: /^Agree/u }).click();
  await page.locator(`.scripted main[data-review="${second}"]`).waitFor();
  expect(await verdicts(first)).toEqual([['agree', 'whole', null]]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`/review/${first}`);
  await page.locator('html.scripted').waitFor();
  await expect.poll(() => why().inputValue()).toBe('I saw the log.');
});

test('a dispute that is undone in the article is begun again with its words, of which agreeing sends none', async () => {
  await disputeInArticle(first, 'The pilot was away.');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('status').getByText('You dispute').waitFor();
  await page.keyboard.press('z');
  await why().waitFor();
  expect(await why().inputValue()).toBe('The pilot was away.');
  await page.keyboard.press('a');
  await page.getByRole('status').getByText('You agree').waitFor();
  expect(await verdicts(first)).toEqual([['agree', 'whole', null]]);
});

test('another person at the same browser finds nothing of it', async () => {
  await disputeInArticle(first, 'The pilot was away.');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');
  expect(await page.evaluate(() => Object.values(localStorage).join())).not.toContain('pilot');
});

test('who was signed out gives the verdict after signing in, and is in the article again', async () => {
  await disputeInArticle(second, 'The invoice says otherwise.');
  await disputeInArticle(first, 'The pilot was away.');
  const { nils } = press.newsroom;
  await endSessions(press.newsroom, nils);
  await page.keyboard.press('Control+Enter');
  await page.getByLabel('E-mail address').fill(press.newsroom.nils.email ?? '');
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('You dispute').waitFor();
  expect(new URL(page.url()).pathname).toBe(`/articles/${press.article}`);
  expect(new URL(page.url()).hash).toBe(`#annotation-${first}`);
  await page.locator('html.scripted').waitFor();
  await page.locator(`#passage-${second}`).click();
  await why().waitFor();
  expect(await why().inputValue()).toBe('The invoice says otherwise.');
});

test.each(['queue', 'article', 'page of its own'])(
  'in the %s, who was signed out and leaves the page that asks to sign in finds the words again, until they are saved',
  async (where) => {
    const own = `/annotations/${first}`;
    if (where === 'article') await disputeInArticle(first, 'The pilot was away.');
    else {
      await page.goto(where === 'queue' ? `/review/${first}` : own);
      await page.getByRole('button', { name: 'Dispute d' }).waitFor();
      await page.keyboard.press('d');
      await page.keyboard.type('The pilot was away.');
    }
    await endSessions(press.newsroom, press.newsroom.nils);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Sign in and send it' }).waitFor();
    // What of it a tab keeps for itself stays there after signing out, too.
    expect(await page.evaluate(() => Object.values(sessionStorage).join())).not.toContain('away');
    await signIn(page, press.newsroom.nils);
    await page.goto(own);
    await page.getByRole('button', { name: 'Dispute d' }).waitFor();
    expect(await why().inputValue()).toBe('The pilot was away.');
    await why().press('Control+Enter');
    await page.getByRole('status').getByText('You dispute').waitFor();
    await page.goto(`/review/${first}`);
    await page.locator('html.scripted').waitFor();
    expect(await page.evaluate(() => Object.values(localStorage).join())).not.toContain('away');
  },
);

test('in the queue, who goes on without a connection is told so, and goes on once there is one', async () => {
  await page.route(`**/review/${second}*`, (route) => route.abort());
  await page.goto(`/review/${first}`);
  await page.getByRole('button', { name: 'Agree a' }).waitFor();
  await why().fill('The pilot was away.');
  await page.locator('[data-step="next"]').click();
  await page.getByRole('status').getByText('can’t be reached').waitFor();
  expect(await why().inputValue()).toBe('The pilot was away.');
  await page.unroute(`**/review/${second}*`);
  await page.locator('[data-step="next"]').click();
  await page.locator(`.scripted main[data-review="${second}"]`).waitFor();
});

test('in the queue, a proposal that is closed is said to be unsaved, and is opened again', async () => {
  await page.goto(`/review/${first}`);
  await page.locator('html.scripted .review-panel').waitFor();
  await page.keyboard.press('p');
  await page.getByRole('dialog').getByLabel('Why').fill('The log says so.');
  await page.keyboard.press('Escape');
  await page.getByText('Closed. What you typed is not saved.').waitFor();
  await page.getByRole('button', { name: 'Open it again' }).click();
  await page.getByText('Your unsaved proposal is here again.').waitFor();
  expect(await page.getByRole('dialog').getByLabel('Why').inputValue()).toBe('The log says so.');
});

test('in the queue, the form of a proposal that is taller than the window begins beside its passage', async () => {
  const holders = Array.from({ length: 6 }, (_, at) => `Clerk ${at + 1}`);
  const id = await press.tag('kept a list', holders.join(' -told-> '));
  await page.goto(`/review/${id}#passage-${id}`);
  await page.locator('html.scripted .review-panel').waitFor();
  await page.keyboard.press('p');
  await page.getByRole('dialog').getByRole('heading').waitFor();
  const inWindow = (selector: string) =>
    page.locator(selector).evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top > 100 && bottom < window.innerHeight;
    });
  expect(await inWindow(`#passage-${id}`)).toBe(true);
  expect(await inWindow('.popover-title')).toBe(true);
});
