import type { Locator, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deleteAnnotation } from '../../src/desk/annotations/deleting.js';
import { deleteArticle } from '../../src/desk/articles/articles.js';
import { liveOn } from '../../src/desk/live/live.js';
import { addComment } from '../../src/desk/review/comments.js';
import { giveVerdict } from '../../src/desk/review/verdicts.js';
import { parse } from '../../src/domain/parse.js';
import { verdictInput } from '../../src/domain/review/verdict.js';
import { axe } from './chrome.js';
import { chainLine, drag, openPress, type Press, writeChain } from './press.js';

let press: Press;
let first: string;
let page: Page;

beforeEach(async () => {
  press = await openPress();
  first = await press.tag('a clerk at the harbour office', 'Clerk (unnamed)');
  page = await press.reader(press.newsroom.mira);
  await listening(page);
});

afterEach(() => press.close());

/** Waits until a browser listens, which is when the page has been there for a moment. */
async function listening(of: Page): Promise<void> {
  await of.waitForResponse((answer) => isStream(answer.url(), answer.headers()));
}

function isStream(url: string, headers: Record<string, string>): boolean {
  const type = headers['content-type'] ?? '';
  return url.includes('/api/events') && type.startsWith('text/event-stream');
}

const count = (of = page) => of.locator('.live-corner button');

/** What a reader sees of the text, and where. */
function look(of: Page) {
  return of.evaluate(() => ({
    top: window.scrollY,
    marks: document.querySelectorAll('mark').length,
    places: [...document.querySelectorAll('.paper p, .margin .card')].map(
      (part) => part.getBoundingClientRect().top,
    ),
  }));
}

test('what a colleague adds waits as a count, moves nothing, and is shown at a key', async () => {
  await page.evaluate(() => window.scrollTo({ top: 120, behavior: 'instant' }));
  const before = await look(page);
  const id = await press.tag('the ferry shook badly', 'Two passengers (group, unnamed)');
  await count().getByText('1 change').waitFor();
  expect(await look(page)).toEqual(before);
  expect(await page.title()).toMatch(/^\(1\) /u);
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press('.');
  await page.locator(`#annotation-${id}`).waitFor();
  expect(await page.locator(`mark[data-annotations~="${id}"]`).count()).toBe(1);
  expect((await look(page)).top).toBe(before.top);
  expect(await count().count()).toBe(0);
  expect(await page.title()).not.toContain('(');
});

test('several changes are shown at a click: a verdict, and what was deleted', async () => {
  const { desk, nils, jonas } = press.newsroom;
  const second = await press.tag('Two passengers', 'Passenger');
  await giveVerdict(desk, nils, first, parse(verdictInput, { verdict: 'agree' }));
  await deleteAnnotation(desk, jonas, second);
  await count().getByText('3 changes').waitFor();
  await count().click();
  await page.locator(`#annotation-${first}[data-status="agreed"]`).waitFor();
  expect(await page.locator('mark').count()).toBe(1);
});

test('a new edition is one change, whatever it does to annotations, and is called what it is', async () => {
  await press.tag('the ferry shook badly', 'Two passengers (group, unnamed)');
  await count().getByText('1 change').waitFor();
  await page.keyboard.press('.');
  await count().waitFor({ state: 'detached' });
  const { article, newsroom } = press;
  const text = 'Nothing of what was said about the harbour is true.';
  const ada = await newsroom.bearer(newsroom.ada);
  await ada.post(`/api/articles/${article}/editions`).send({ text }).expect(201);
  await count().getByText('Edition 2 is here').waitFor();
  expect(await count().textContent()).toMatch(/^Edition 2 is here \.$/u);
  expect(await page.title()).toMatch(/^\(1\) /u);
  const admin = await newsroom.signedIn(newsroom.ada);
  await admin.post(`/articles/${article}/editions/2/removal`).expect(303);
  await count().getByText('Edition 2 was taken back').waitFor();
  expect(await page.title()).toMatch(/^\(1\) /u);
});

/* A laptop whose window is enlarged by half, and a phone. */
describe.each([
  [853, 500],
  [390, 844],
])('in a window of %i by %i', (width, height) => {
  beforeEach(() => page.setViewportSize({ width, height }));

  /** Whether all of it is in the window, and nothing lies over it. */
  const isClear = (place: Locator) =>
    place.evaluate((shown) => {
      const { left, right, top, bottom } = shown.getBoundingClientRect();
      const corners = [left + 12, right - 12].map((x) =>
        document.elementFromPoint(x, (top + bottom) / 2),
      );
      return top >= 0 && corners.every((there) => shown.contains(there));
    });

  test('what waits stands above the card at hand', async () => {
    await page.locator('mark').click();
    await page.locator('aside.margin.open').waitFor();
    await press.tag('the ferry shook badly', 'Two passengers (group, unnamed)');
    await count().getByText('1 change').waitFor();
    await expect.poll(() => isClear(count())).toBe(true);
  });

  test('what waits stands beside an open form, and covers none of its buttons', async () => {
    await drag(page, 'Northline declined to comment');
    await page.keyboard.type('Northline');
    await press.tag('the ferry shook badly', 'Two passengers (group, unnamed)');
    await count().getByText('1 change').waitFor();
    await expect.poll(() => isClear(count())).toBe(true);
    for (const name of [/^Save/u, '+ Note', '+ Labels'])
      expect(await isClear(page.locator('.popover').getByRole('button', { name }))).toBe(true);
  });
});

test('a form that is open keeps what is typed, and the changes wait', async () => {
  await drag(page, 'Two passengers');
  await writeChain(page, 'Passenger');
  await press.tag('the repair was never ordered', 'Engineer (unnamed)');
  await count().click();
  await page.getByText('Save or close the form first: the changes wait.').waitFor();
  expect(await chainLine(page).inputValue()).toBe('Passenger');
  expect(await count().textContent()).toContain('1 change');
});

test('all tabs of a browser share one line, and another takes over from the one that closes', async () => {
  const { desk } = press.newsroom;
  const second = await page.context().newPage();
  await second.goto(`/articles/${press.article}`);
  await second.waitForResponse((answer) => answer.url().includes('/api/events'));
  await press.tag('Two passengers', 'Passenger');
  await count(second).getByText('1 change').waitFor();
  await count().getByText('1 change').waitFor();
  expect(liveOn(desk).size).toBe(1);
  const taken = listening(second);
  await page.close();
  await taken;
  await press.tag('the repair was never ordered', 'Engineer (unnamed)');
  await count(second).getByText('2 changes').waitFor();
});

test('what happens while the line is cut is told when it stands again', async () => {
  const cut = page.waitForEvent('requestfailed', (request) => request.url().includes('events'));
  await page.context().setOffline(true);
  press.newsroom.server.closeAllConnections();
  await cut.catch(() => {});
  await press.tag('Two passengers', 'Passenger');
  await page.context().setOffline(false);
  await count().getByText('1 change').waitFor();
});

test('a page that is loaded anew for its changes asks first where something is typed', async () => {
  const { desk, nils } = press.newsroom;
  const comment = (text: string) => addComment(desk, nils, first, { text, replyTo: null });
  await press.tag('Two passengers', 'Passenger');
  await page.goto(`/review/${first}`);
  await listening(page);
  const why = page.locator('form[data-verdict-form] [name=comment]');
  await comment('Which clerk was it?');
  await why.fill('Nobody saw it');
  await count().click();
  await page.getByText('What you have typed here is not sent yet, and would be gone.').waitFor();
  expect(await why.inputValue()).toBe('Nobody saw it');
  await why.fill('');
  await count().click();
  await page.getByText('Which clerk was it?').waitFor();
  await listening(page);
  await comment('And when?');
  await count().waitFor();
  await page.keyboard.press('j');
  await count().waitFor({ state: 'detached' });
});

test.each(['/review/', '/annotations/'])(
  'at %sID it is told that the article was deleted, and then what became of the annotation',
  async (at) => {
    const { desk, ada } = press.newsroom;
    await page.goto(`${at}${first}`);
    await listening(page);
    await deleteArticle(desk, ada, press.article, { annotations: true });
    await count().getByText('1 change').click();
    await page.getByText('If its article was deleted, it was deleted with it.').waitFor();
  },
);

test('two who judge the same annotation see so', async () => {
  const { nils } = press.newsroom;
  const other = await press.reader(nils);
  await Promise.all([page, other].map((each) => each.goto(`/annotations/${first}`)));
  await listening(other);
  const verdict = (of: Page) => of.locator('form[data-verdict-form] [name="comment"]');
  await verdict(page).focus();
  await verdict(other).focus();
  await other.getByText('Mira Sen is judging this now.').waitFor();
  await page.getByText('Nils Oder is judging this now.').waitFor();
  await page.goto('/articles');
  await other.getByText('Mira Sen is judging this now.').waitFor({ state: 'detached' });
});
