import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPress, type Press, story } from '../press.js';

const text = `The ferry\n\n${story}`;

let press: Press;
beforeAll(async () => {
  press = await openPress();
});
afterAll(() => press?.close());

test('by keyboard alone an article is pasted, looked at, changed once more and saved', async () => {
  const page = await press.reader(press.newsroom.jonas);
  await page.goto('/articles/new');
  await page.locator('[name=text]:focus').waitFor();
  await page.keyboard.insertText(text);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'Check the article' }).waitFor();
  await page.locator('html.scripted').waitFor();
  await page.locator('[name=publisher]:focus').waitFor();
  await page.keyboard.type('The Evening Post');

  await page.getByText('Change the text').click();
  await page.getByLabel('Text', { exact: true }).fill(`${text} It floats.`);
  await page.keyboard.press('Control+Enter');
  await page.locator('[data-kept-text]', { hasText: 'It floats.' }).waitFor();

  await page.getByLabel('Publisher').focus();
  await page.keyboard.press('Enter');
  await page.locator('.paper', { hasText: 'It floats.' }).waitFor();
  expect(new URL(page.url()).pathname).toMatch(/^\/articles\/\w{12}$/u);
});

test('a long article stands in its field in time with its length, each paragraph in its own direction', async () => {
  const page = await press.reader(press.newsroom.jonas);
  await page.goto('/articles/new');
  const field = page.locator('[name=text]');
  expect(await field.evaluate((each) => getComputedStyle(each).unicodeBidi)).toBe('plaintext');
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  /** What the page's thread has worked on layouts, in seconds of the processor. */
  const worked = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'LayoutDuration')?.value ?? Number.NaN;
  };
  const taken = async (times: number) => {
    const before = await worked();
    await field.evaluate((each, long) => {
      if (each instanceof HTMLTextAreaElement) each.value = long;
      each.getBoundingClientRect();
    }, 'The ramp was cracked.\n\n'.repeat(times));
    return (await worked()) - before;
  };
  await taken(1_000);
  const short = await taken(4_000);
  // Sixteen times as long: with its square it took 256 times as much.
  expect((await taken(64_000)) / short).toBeLessThan(64);
});
