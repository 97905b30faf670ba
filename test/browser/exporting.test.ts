import { buffer } from 'node:stream/consumers';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { addArticle, deleteArticle } from '../../src/desk/articles/articles.js';
import { articleInput } from '../../src/domain/articles/article.js';
import { parse } from '../../src/domain/parse.js';
import { insert } from '../../src/store/store.js';
import { password } from '../newsroom.js';
import { article, edition } from '../reports/documents.js';
import { endSessions, openPress, type Press } from './press.js';

const articles = 3;

let press: Press;
beforeAll(async () => {
  press = await openPress();
  for (let n = 1; n < articles; n++) {
    const titled = article(`a${n}`, { title: `Quay ${n}`, edition: 1, version: 1 });
    const text = edition(`a${n}`, 1, 'The quay sinks.');
    await press.newsroom.store.commit([insert('articles', titled), insert('editions', text)]);
  }
});
afterAll(() => press?.close());

/** Where the words of an element that are seen stand, whose own box goes on below what floats beside them. */
function boxOfWords(element: Element): {
  top: number;
  right: number;
  bottom: number;
  left: number;
} {
  const words = document.createRange();
  const boxes = [element, ...element.querySelectorAll('*')]
    .filter((each) => each.checkVisibility())
    .flatMap((each) => [...each.childNodes])
    .filter((node) => node instanceof Text && node.data.trim())
    .map((text) => {
      words.selectNodeContents(text);
      return words.getBoundingClientRect();
    });
  return {
    top: Math.min(...boxes.map(({ top }) => top)),
    right: Math.max(...boxes.map(({ right }) => right)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
    left: Math.min(...boxes.map(({ left }) => left)),
  };
}

/** Keeps an article, once it has been read to be counted, from being read to be written until one says. */
function holdArticle(held: string): () => void {
  const { store } = press.newsroom;
  const get = store.get.bind(store);
  let goOn = () => {};
  const released = new Promise<void>((done) => (goOn = done));
  let reads = 0;
  vi.spyOn(store, 'get').mockImplementation(async (collection, id) => {
    if (id === held && ++reads > 1) await released;
    return get(collection, id);
  });
  return goOn;
}

test('whoever exports a whole desk sees how far it is, and that it came whole', async () => {
  const page = await press.reader(press.newsroom.tom);
  await page.goto('/articles');
  await page.getByRole('link', { name: 'Export' }).click();
  await page.getByRole('heading', { name: `Provenance of ${articles} articles` }).waitFor();
  const goOn = holdArticle('a2');
  const begun = page.waitForEvent('download');
  await page.getByRole('link', { name: 'ZIP' }).evaluate((link) => {
    link.style.marginTop = `${innerHeight}px`;
    link.scrollIntoView({ block: 'end' });
  });
  await page.getByRole('link', { name: 'ZIP' }).click();
  await page.getByText(/rticle \d of 3/u).waitFor();
  const { y, height } = (await page.locator('[data-progress]').boundingBox()) ?? {
    y: 0,
    height: 0,
  };
  expect(y + height).toBeLessThanOrEqual(page.viewportSize()?.height ?? 0);
  goOn();
  await page.locator('[data-progress]', { hasText: 'sent whole.' }).waitFor();
  const file = await buffer(await (await begun).createReadStream());
  const folders = new Set(
    Object.keys(unzipSync(file)).flatMap((path) => /^articles\/\d+/u.exec(path) ?? []),
  );
  expect(folders.size).toBe(articles);
});

test.each([1280, 1000])(
  'a report’s page of %i pixels begins with its title, and its tools stand beside it, clear of the text',
  async (width) => {
    const page = await press.reader(press.newsroom.mira, { viewport: { width, height: 800 } });
    await page.goto(`/articles/${press.article}/report`);
    const [title, tools, text] = await Promise.all(
      ['h1', '.report-tools', '.report-body'].map((part) =>
        page.locator(part).evaluate(boxOfWords),
      ),
    );
    expect(title?.top).toBeLessThan(tools?.bottom ?? 0);
    expect(title?.right).toBeLessThan(tools?.left ?? 0);
    expect(text?.top).toBeGreaterThan(tools?.bottom ?? Number.POSITIVE_INFINITY);
  },
);

test('a report’s page on a phone begins with its title, its tools follow, then the text', async () => {
  const page = await press.reader(press.newsroom.mira, { viewport: { width: 360, height: 740 } });
  await page.goto(`/articles/${press.article}/report`);
  const [title, tools, text] = await Promise.all(
    ['h1', '.report-tools', '.report-body'].map((part) => page.locator(part).evaluate(boxOfWords)),
  );
  expect(title?.bottom).toBeLessThan(tools?.top ?? 0);
  expect(tools?.bottom).toBeLessThan(text?.top ?? 0);
});

test('on a phone the files of data open below their button, within the window', async () => {
  const page = await press.reader(press.newsroom.mira, { viewport: { width: 390, height: 740 } });
  await page.goto(`/articles/${press.article}/report`);
  const button = page.locator('summary', { hasText: 'Data' });
  await button.click();
  const { bottom } = await button.evaluate(boxOfWords);
  for (const file of await page.locator('.downloads details a').all()) {
    const { left, right, top } = await file.evaluate(boxOfWords);
    expect([left >= 0, right <= 390, top > bottom]).toEqual([true, true, true]);
  }
});

test('what opens over the page closes with Escape, and once something else is pressed or reached by the keys', async () => {
  const page = await press.reader(press.newsroom.tom);
  await page.goto(`/articles/${press.article}/report`);
  await page.locator('html.scripted').waitFor();
  const menu = page.locator('details', { has: page.locator('summary', { hasText: 'Data' }) });
  const isOpen = () => menu.evaluate((details: HTMLDetailsElement) => details.open);
  const button = menu.locator('summary');
  await button.press('Enter');
  expect(await isOpen()).toBe(true);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  expect(await isOpen()).toBe(false);
  expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+Tab');
  expect(await isOpen()).toBe(false);
  await button.click();
  expect(await isOpen()).toBe(true);
  await page.locator('h1').click();
  expect(await isOpen()).toBe(false);
});

test('two clicks on a format are one download', async () => {
  const page = await press.reader(press.newsroom.tom);
  await page.goto(`/articles/${press.article}/report`);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const begun = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Markdown' }).dblclick();
  await begun;
  await page.locator('[data-progress]', { hasText: 'Markdown: sent whole.' }).waitFor();
  expect(asked.filter((url) => url.includes('format=md'))).toHaveLength(1);
});

test('whoever has been signed out is asked to sign in, and comes back to the report, with no file saved', async () => {
  const { tom } = press.newsroom;
  const page = await press.reader(tom);
  const saved: string[] = [];
  page.on('download', (download) => saved.push(download.suggestedFilename()));
  await page.goto(`/articles/${press.article}/report?for=readers`);
  await endSessions(press.newsroom, tom);
  await page.getByRole('link', { name: 'Word' }).click();
  await page.getByLabel('E-mail').fill(tom.email ?? '');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'Word' }).waitFor();
  expect(new URL(page.url()).search).toBe('?for=readers');
  expect(saved).toEqual([]);
});

test('why a file cannot be had is said on a page', async () => {
  const { desk, mira, tom } = press.newsroom;
  const input = parse(articleInput, { title: 'Fog', publisher: 'The Ledger', text: 'Fog.' });
  const { id } = await addArticle(desk, mira, input);
  const page = await press.reader(tom);
  await page.goto(`/articles/${id}/report`);
  await deleteArticle(desk, mira, id);
  await page.getByRole('link', { name: 'Word' }).click();
  await page.getByText('There is no such article.').waitFor();
});
