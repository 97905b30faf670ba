import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { addSource } from '../../src/desk/register/sources.js';
import { parse } from '../../src/domain/parse.js';
import { sourceInput } from '../../src/domain/register/source-input.js';
import { drag, openPress, type Press } from './press.js';
import { sharedChrome } from './shared-chrome.js';

let browser: Browser;
let press: Press;
let page: Page;

beforeAll(async () => {
  browser = await sharedChrome();
});

afterAll(() => browser?.close());

beforeEach(async () => {
  press = await openPress(browser);
  await source({ name: 'Laura Hickey', kind: 'person', reliability: 'B' });
  await source({ name: 'Harbour office', kind: 'organisation' });
  await source({ name: 'a senior official', unnamed: true });
  page = await press.reader(press.newsroom.mira);
  await drag(page, 'Two passengers');
  await page.keyboard.press('Tab');
});

afterEach(() => press.close());

function source(input: Record<string, unknown>) {
  const { desk, mira } = press.newsroom;
  return addSource(desk, mira, parse(sourceInput, input));
}

const chain = () => page.getByLabel('Chain, from the origin to the reader');
const options = () => page.getByRole('listbox', { name: 'Sources' }).getByRole('option');

test('sources are suggested while a name is typed, with their kind and reliability', async () => {
  await page.keyboard.type('? -told-> Laura');
  await options().first().waitFor();
  expect(await options().first().textContent()).toMatch(/Laura Hickey.*person.*B/u);
  await page.keyboard.press('ArrowDown');
  expect(await chain().getAttribute('aria-activedescendant')).toBe(
    await options().first().getAttribute('id'),
  );
  await page.keyboard.press('Enter');
  expect(await chain().inputValue()).toBe('? -told-> Laura Hickey');
  await page.keyboard.type(' -told-> Harb');
  await options().filter({ hasText: 'Harbour office' }).click();
  expect(await chain().inputValue()).toBe('? -told-> Laura Hickey -told-> Harbour office');
});

test('Escape closes the suggestions first, then the form', async () => {
  await page.keyboard.type('Laura');
  await options().first().waitFor();
  await page.keyboard.press('Escape');
  expect(await options().count()).toBe(0);
  expect(await chain().inputValue()).toBe('Laura');
  await page.keyboard.press('Escape');
  expect(await chain().count()).toBe(0);
});

test('an unnamed source is chosen by its id, since its words alone would make a new one', async () => {
  await page.keyboard.type('a senior');
  await options().first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  expect(await chain().inputValue()).toMatch(/^a senior official #[a-z0-9]{6}$/u);
  await page.keyboard.press('Control+Enter');
  expect(await page.getByRole('status').last().textContent()).toBe('Annotation saved.');
});

test('a name that is not in the register is announced as new before it is saved', async () => {
  await page.keyboard.type('Laura Hickey -told-> Nobody Known');
  const chips = page.locator('.builder .chip');
  await expect.poll(() => chips.nth(1).textContent()).toBe('+ Nobody Known, new source');
  expect(await chips.first().textContent()).toBe('Laura Hickey B');
});

test('a description that the article has already is announced as the same source, or as another', async () => {
  await press.tag('A former engineer', 'an officer of the line (unnamed) -told-> Ledger');
  await page.keyboard.type('an officer of the line (unnamed)');
  const chip = page.locator('.builder .chip').first();
  await expect
    .poll(() => chip.textContent())
    .toBe('an officer of the line, the same source as at “A former engineer”');
  await chain().fill('an officer of the line (another)');
  await expect.poll(() => chip.textContent()).toBe('+ an officer of the line, new source');
  await chain().fill('a senior official (unnamed)');
  await expect.poll(() => chip.textContent()).toBe('+ a senior official, new source');
});

test('a name that two sources bear is asked about when it is saved', async () => {
  await source({ name: 'John Smith', kind: 'person' });
  const other = await source({ name: 'John Smith', kind: 'person' });
  await page.keyboard.type('John Smith -told-> The Morning Ledger');
  await page.keyboard.press('Control+Enter');
  const asked = page.getByRole('group', { name: 'Which “John Smith”?' });
  await asked.locator(`[value="${other.id}"]`).check();
  expect(await chain().inputValue()).toContain('John Smith #');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Annotation saved.').waitFor();
});

test('a name that is typed out to its end is suggested no more', async () => {
  await page.keyboard.type('Laura Hick');
  await options().first().waitFor();
  await page.keyboard.type('ey');
  await expect.poll(() => options().count()).toBe(0);
});

test('a confidential source is an entry of its own, and what is typed for it stands in no address', async () => {
  const chain = 'Laura Hickey -told-> The Morning Ledger';
  const other = await press.tag('A former engineer', chain);
  await page.reload();
  await drag(page, 'Northline declined to comment');
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(decodeURIComponent(request.url())));
  await page.keyboard.type('Laura Hickey (confidential) -told-> The Morning Ledger');
  const chip = page.locator('.builder .chip').first();
  await expect.poll(() => chip.textContent()).toMatch(/^Laura Hickey, shown .* pseudonym$/u);
  await page.keyboard.press('Control+Enter');
  await page.getByText('Annotation saved.').waitFor();
  const cards = page.locator('.cards');
  expect(await cards.textContent()).toContain('Confidential source 1');
  expect(await page.locator(`#annotation-${other} [data-chain]`).textContent()).toContain('Laura');
  expect(addresses.join('\n')).not.toMatch(/Laura|Hickey/u);
});
