import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drag, openPress, type Press } from '../press.js';

/*
 * The second job from end to end: two people at one desk, each in a browser of their own. One
 * annotates, the other doubts a hop and says what would be better; that is taken over in part, the
 * dispute is settled, and the report tells of both sides.
 */

let press: Press;
beforeAll(async () => {
  press = await openPress();
});
afterAll(() => press?.close());

const passage = 'the pilot warned the company in March';
const doubt = 'The list was kept by somebody else.';
const better = 'The pilot said so himself.';
const ruling = 'The pilot has told us the same on the telephone.';

test('a hop is disputed, another chain proposed and taken over in part, and the report keeps both sides', async () => {
  const { jonas, mira } = press.newsroom;
  const [author, editor] = [await press.reader(jonas), await press.reader(mira)];

  await annotate(author);
  await disputeHop(editor);
  await propose(editor);
  expect(await statusFor(author)).toContain('disputed at hop 2');

  await takeOverTheChain(author);
  expect(await author.locator('.card [data-chain]').innerText()).not.toContain('Harbour clerk');
  expect(await author.locator('.card').first().getAttribute('data-confidence')).toBe('high');

  await settle(editor);
  expect(await statusFor(author)).toMatch(/settled/u);
  const report = await reportOf(author);
  for (const words of [doubt, better, ruling, jonas.name, mira.name])
    expect(report).toContain(words);
});

async function annotate(page: Page): Promise<void> {
  await drag(page, passage);
  await page.keyboard.type(
    'Harbour pilot (unnamed) -told-> Harbour clerk [C] -wrote to-> The Morning Ledger',
  );
  await page.getByRole('radio', { name: 'High' }).check();
  await page.keyboard.press('Control+Enter');
  await page.locator('article.card').waitFor();
}

/** By the keys, from the queue. */
async function disputeHop(page: Page): Promise<void> {
  await page.goto('/review');
  await page.getByRole('link', { name: 'Begin with the first' }).click();
  await page.locator('form[data-verdict-form]').waitFor();
  await page.keyboard.press('2');
  await page.keyboard.press('d');
  await page.keyboard.type(doubt);
  await page.keyboard.press('Control+Enter');
  await page.getByText('You dispute hop 2.').waitFor();
}

async function propose(page: Page): Promise<void> {
  await openAnnotation(page);
  await page.getByRole('link', { name: 'Propose' }).click();
  await page.getByRole('button', { name: 'Details of Harbour clerk' }).click();
  await page.getByRole('button', { name: 'Remove this source' }).click();
  await page.getByRole('radio', { name: 'Moderate' }).check();
  await page.getByLabel('Why', { exact: true }).fill(better);
  await page.getByRole('button', { name: 'Propose it' }).click();
  await page.locator('.proposal').waitFor();
}

async function takeOverTheChain(page: Page): Promise<void> {
  await openAnnotation(page);
  await page.locator('.proposal').getByRole('checkbox', { name: 'Confidence' }).uncheck();
  await page.getByRole('button', { name: 'Take over what is ticked' }).click();
  await page.getByText('Of the proposal').or(page.locator('.proposal.decided')).first().waitFor();
}

async function settle(page: Page): Promise<void> {
  await openAnnotation(page);
  await page.getByText('Settle the dispute').click();
  await page.getByRole('radio', { name: 'amended' }).check();
  await page.locator('#settlement').getByLabel('Why').fill(ruling);
  await page.getByRole('button', { name: 'Settle it' }).click();
  await page.locator('#settlement blockquote').waitFor();
}

async function statusFor(page: Page): Promise<string> {
  await openAnnotation(page);
  return page.locator('.card .status').first().innerText();
}

async function openAnnotation(page: Page): Promise<void> {
  const { store } = press.newsroom;
  const found = await store.find('annotations', 'article', { key: press.article });
  await page.goto(`/annotations/${found.items[0]?.id}`);
}

/** What a colleague downloads. */
async function reportOf(page: Page): Promise<string> {
  await page.goto(`/articles/${press.article}/report`);
  const downloading = page.waitForEvent('download');
  await page.locator('a[href*="format=html"]').first().click();
  const stream = await (await downloading).createReadStream();
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces).toString();
}
