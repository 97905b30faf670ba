import type { Page, Route } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  boxOf,
  chainLine,
  drag,
  emptyEnd,
  endSessions,
  intercept,
  openByPasting,
  openPress,
  type Press,
  story,
  writeChain,
} from '../press.js';

let press: Press;
let page: Page;

beforeEach(async () => {
  press = await openPress();
  page = await press.reader(press.newsroom.mira);
});

afterEach(() => press.close());

const form = () => page.locator('form[data-annotation-form]');
const chain = () => chainLine(page);
const origin = () => emptyEnd(page, 'origin');
const save = () => page.getByRole('button', { name: 'Save annotation' });

test('no field gives what is typed in it to a service for spelling', async () => {
  await drag(page, 'a clerk at the harbour office');
  await page.getByRole('button', { name: '+ Note' }).click();
  const fields = page.locator('textarea, input:not([type]), input[type=text]');
  const checked = () =>
    fields.evaluateAll((all) =>
      (all as HTMLTextAreaElement[]).filter(({ spellcheck }) => spellcheck).map(({ name }) => name),
    );
  expect(await page.getByLabel('Note').isVisible()).toBe(true);
  expect(await checked()).toEqual([]);
  await page.goto('/claims/new');
  expect(await fields.count()).toBeGreaterThan(0);
  expect(await checked()).toEqual([]);
});

test('selecting words with the mouse and typing a chain saves an annotation without a reload', async () => {
  await page.evaluate(() => Reflect.set(window, 'stillHere', true));
  await drag(page, 'a clerk at the harbour office');
  await page.keyboard.type('Harbour clerk [B] -told-> The Morning Ledger');
  await page.getByRole('radio', { name: 'Moderate' }).check();
  await page.keyboard.press('Control+Enter');
  const card = page.locator('article.card', { hasText: 'Harbour clerk' });
  await expect.poll(() => card.count()).toBe(1);
  const id = await card.getAttribute('data-annotation');
  expect(await page.locator(`mark[data-annotations~="${id}"]`).textContent()).toBe(
    'a clerk at the harbour office',
  );
  expect(await card.locator('[data-chain] li').count()).toBe(2);
  expect(await page.getByRole('status').textContent()).toContain('Annotation saved.');
  expect(await form().count()).toBe(0);
  expect(await page.evaluate(() => Reflect.get(window, 'stillHere'))).toBe(true);
});

test('the text in the page is the edition’s text, marks or not, form or not', async () => {
  await drag(page, 'Northline');
  expect(await page.locator('[data-edition-text]').evaluate((text) => text.textContent)).toBe(
    story,
  );
});

test.each([1280, 1100])(
  'at %i pixels the form opens by the selection and covers none of the text',
  async (width) => {
    await page.setViewportSize({ width, height: 720 });
    await drag(page, 'the engine would be repaired before the summer');
    const opened = await page.locator('.popover').boundingBox();
    const covered = await page.evaluate((form) => {
      const rects = [...document.querySelectorAll('[data-edition-text] p')].flatMap((paragraph) => {
        const range = document.createRange();
        range.selectNodeContents(paragraph);
        return [...range.getClientRects()];
      });
      return rects.some(({ right, top, bottom }) => {
        return right > form.x && bottom > form.y + 1 && top < form.y + form.height - 1;
      });
    }, opened ?? { x: 0, y: 0, height: 0 });
    expect(covered).toBe(false);
  },
);

test('in a paragraph longer than the window the form opens within it, and closes without a trace', async () => {
  const sentence = (index: number) => `Ship ${index} left the harbour in the rain.`;
  const long = Array.from({ length: 200 }, (_, index) => sentence(index)).join(' ');
  const other = await openPress(long);
  const read = await other.reader(other.newsroom.mira, { viewport: { width: 1100, height: 720 } });
  const text = read.locator('[data-edition-text]');
  const before = await text.innerHTML();
  await drag(read, 'Ship 20 left');
  const { endY } = await boxOf(read, 'Ship 20 left');
  const top = (await read.locator('.popover').boundingBox())?.y ?? 0;
  expect(top).toBeGreaterThan(endY);
  expect(top - endY).toBeLessThan(80);
  expect(await text.evaluate((element) => element.textContent)).toBe(long);
  await read.keyboard.press('Escape');
  expect(await text.innerHTML()).toBe(before);
  await other.newsroom.close();
});

test.each([
  ['at the head of a page', 1280, 400, 0],
  ['further down', 1280, 400, 120],
  ['at its end', 1280, 720, 10_000],
  ['in a narrow window, in which the filters stand above it too', 900, 600, 0],
])(
  'a passage stays where it is in the window when what carries the article is told above it: %s',
  async (_where, width, height, scrolled) => {
    await page.setViewportSize({ width, height });
    const words = scrolled > 120 ? 'taken out of service' : 'Northline';
    const paragraph = page.locator('[data-edition-text] p', { hasText: words }).first();
    const passage = async () => Math.round((await paragraph.boundingBox())?.y ?? Number.NaN);
    await page.evaluate((top) => window.scrollTo(0, top), scrolled);
    await drag(page, words);
    await page.keyboard.type('Harbour clerk -told-> The Morning Ledger');
    const before = await passage();
    await page.keyboard.press('Control+Enter');
    await page.locator('[data-sourcing]', { hasText: 'one passage' }).waitFor();
    await page.locator('.filter-chip').first().waitFor();
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
    expect(await passage()).toBe(before);
  },
);

test('a selection leaves the focus alone, so that the words can be copied', async () => {
  await drag(page, 'Northline declined to comment');
  expect(await form().count()).toBe(1);
  expect(await page.evaluate(() => String(window.getSelection()))).toBe(
    'Northline declined to comment',
  );
  expect(await origin().evaluate((field) => field === document.activeElement)).toBe(false);
});

test('Tab leads from a selection into the form, and Escape back out of it', async () => {
  await drag(page, 'Northline declined to comment');
  await page.keyboard.press('Tab');
  expect(await origin().evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.press('Escape');
  expect(await form().count()).toBe(0);
});

test('a click without a selection opens no form', async () => {
  const { startX, startY } = await boxOf(page, 'Two passengers');
  await page.mouse.click(startX, startY);
  expect(await form().count()).toBe(0);
});

test('a selection that begins before the text is clipped to it', async () => {
  const heading = await page.locator('h1').boundingBox();
  const { endX, endY } = await boxOf(page, 'The mayor’s office');
  await page.mouse.move((heading?.x ?? 0) + 3, (heading?.y ?? 0) + 4);
  await page.mouse.down();
  await page.mouse.move(endX, endY, { steps: 4 });
  await page.mouse.up();
  expect(await page.locator('[name=exact]').inputValue()).toBe('The mayor’s office');
});

test('positions are sent in code points', async () => {
  await drag(page, 'run aground twice');
  const start = [...story.slice(0, story.indexOf('run aground'))].length;
  expect(await page.locator('[name=start]').inputValue()).toBe(String(start));
});

test('a passage can be pasted; one that stands twice is asked about', async () => {
  await openByPasting(page);
  await page.getByLabel('Passage', { exact: true }).fill('The ferry');
  await page.getByLabel('Passage', { exact: true }).fill('the harbour office');
  await writeChain(page, 'Harbour office');
  await save().click();
  const places = page.getByRole('group', { name: 'Which of these places?' });
  await places.getByRole('radio').nth(1).check();
  await save().click();
  const card = page.locator('article.card', { hasText: 'Harbour office' });
  await expect.poll(() => card.count()).toBe(1);
  expect(Number(await card.getAttribute('data-start'))).toBe(
    story.lastIndexOf('the harbour office'),
  );
});

test('a session that ran out is said, with a way back in, and the form stays', async () => {
  await drag(page, 'Two passengers');
  await writeChain(page, 'Passengers (group, unnamed) -told-> The Morning Ledger');
  await endSessions(press.newsroom, press.newsroom.mira);
  await save().click();
  expect(await page.getByRole('alert').textContent()).toContain('signed out');
  expect(await page.getByRole('alert').getByRole('link').getAttribute('target')).toBe('_blank');
  expect(await chain().inputValue()).toContain('Passengers');
});

test('a server that can’t be reached is said, and the same save works once it is back', async () => {
  await drag(page, 'Two passengers');
  await writeChain(page, 'Passengers (group, unnamed) -told-> The Morning Ledger');
  await page.context().setOffline(true);
  await save().click();
  expect(await page.getByRole('alert').textContent()).toContain('can’t be reached');
  await page.context().setOffline(false);
  // A hand that has not moved clicks twice: that would be the rest of the first click.
  await page.mouse.move(0, 0);
  await save().click();
  await page.locator('article.card', { hasText: 'Passengers' }).waitFor();
});

test('a save whose answer was lost makes one annotation when it is sent again', async () => {
  await drag(page, 'taken out of service');
  await writeChain(page, 'Clerk (unnamed) -told-> The Morning Ledger');
  const lose = async (route: Route) => {
    await route.fetch();
    await route.abort();
  };
  await intercept(page, '**/annotations', lose, { times: 1 });
  await save().click();
  await page.getByRole('alert').waitFor();
  // A hand that has not moved clicks twice: that would be the rest of the first click.
  await page.mouse.move(0, 0);
  await save().click();
  await page.locator('article.card').waitFor();
  await page.reload();
  expect(await page.locator('article.card').count()).toBe(1);
});

test('two annotations that say the same of the same words are two', async () => {
  for (const count of [1, 2]) {
    await drag(page, 'taken out of service');
    await writeChain(page, 'Harbour office -told-> The Morning Ledger');
    await save().click();
    await expect.poll(() => page.locator('article.card').count()).toBe(count);
  }
});

test('a form that is sent twice at once makes one annotation', async () => {
  await drag(page, 'taken out of service');
  await writeChain(page, 'Harbour office -told-> The Morning Ledger');
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/annotations')) {
      sent.push(request.url());
    }
  });
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Annotation saved.').waitFor();
  expect(sent).toHaveLength(1);
});
