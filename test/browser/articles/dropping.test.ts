import { expect, test } from 'vitest';
import { openPress } from '../press.js';

test.each([
  ['an article', '/articles/new', 'Check the article'],
  ['an edition', '/articles/ARTICLE/editions/new', 'Check edition 2'],
])('a file that is dropped anywhere on the page of %s is previewed', async (_, path, heading) => {
  const press = await openPress();
  const page = await press.reader(press.newsroom.mira);
  await page.goto(path.replace('ARTICLE', press.article));
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(['The lease was signed in May.'], 'lease.txt', { type: 'text/plain' }));
    for (const type of ['dragover', 'drop'])
      document.body.dispatchEvent(
        new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }),
      );
  });
  expect(
    await page.locator('[name=file]').evaluate((field: HTMLInputElement) => field.files?.[0]?.name),
  ).toBe('lease.txt');
  await page.getByRole('button', { name: 'Preview' }).click();
  // A click on what sends a file may end before the browser leaves the page.
  await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
  expect(await page.locator('textarea[name=text]').inputValue()).toBe(
    'The lease was signed in May.',
  );
  await press.close();
});
