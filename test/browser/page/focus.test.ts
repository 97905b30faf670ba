import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { coveredFocus } from '../covered-focus.js';
import { openPress, type Press } from '../press.js';

/* Who has nothing but the keys is always somewhere, and sees where. */

let press: Press;
let page: Page;

beforeEach(async () => {
  press = await openPress();
  await press.tag('the pilot warned the company', 'Clerk -told-> The Morning Ledger (outlet)');
  page = await press.reader(press.newsroom.nils, { viewport: { width: 1280, height: 800 } });
  await page.locator('html.scripted').waitFor();
});
afterEach(() => press.close());

const keys = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};

/** What has the focus, as one would call it. */
const focused = () =>
  page.evaluate(() => {
    const { activeElement: at } = document;
    if (!at || at === document.body) return 'nothing';
    return at.getAttribute('aria-label') ?? at.textContent?.trim().slice(0, 20);
  });

async function writeFirst(name: string): Promise<void> {
  await keys('n', 's', 'Enter');
  await page.keyboard.type(name);
}

async function enterOn(name: string | RegExp, scope = 'body'): Promise<void> {
  await page.locator(scope).getByRole('button', { name }).press('Enter');
}

const paragraph = 'The mayor’s office s';

describe('the focus is where the act goes on', () => {
  test('closed with a draft: on what opens it again, and then in its chain', async () => {
    await writeFirst('Clerk');
    await keys('Escape');
    expect(await focused()).toBe('Go on');
    await keys('Enter');
    expect(await focused()).toContain('Who had it from Clerk?');
    await keys('Escape');
    await enterOn('Open it again', '[data-toast]');
    expect(await focused()).toContain('Who had it from Clerk?');
  });

  test('discarded: in the paragraph of the passage', async () => {
    await writeFirst('Clerk');
    await keys('Escape');
    await enterOn('Discard', '[data-draft]');
    expect(await focused()).toBe(paragraph);
    await writeFirst('Clerk');
    await page.reload();
    await enterOn('Discard', '.draft-notice');
    expect(await focused()).toBe(paragraph);
  });

  test('closed with nothing typed: on the button that had begun it', async () => {
    await page.getByRole('button', { name: 'Annotate by keyboard' }).focus();
    await keys('Enter', 's', 'Enter', 'Escape');
    expect(await focused()).toBe('Annotate by keyboard');
  });

  test('a save undone: in the paragraph that had the passage', async () => {
    await writeFirst('Clerk');
    await keys('Control+Enter');
    await page.getByRole('status').getByText('saved').waitFor();
    await keys('z');
    await page.getByRole('status').getByText('deleted').waitFor();
    expect(await focused()).toBe(paragraph);
  });

  test('a verdict given by its button: in its card, and there once it is undone', async () => {
    await keys('j');
    await enterOn('Agree a', '.card.here');
    await page.getByRole('status').getByText('You agree').waitFor();
    expect(await focused()).toBe('Annotation 1');
    await enterOn('Undo z', '[data-toast]');
    await page.getByRole('status').getByText('undone').waitFor();
    expect(await focused()).toBe('Annotation 1');
  });

  test('left what the menu of a card had opened: on the menu’s button', async () => {
    page = await press.reader(press.newsroom.jonas, { viewport: { width: 1280, height: 800 } });
    await keys('j');
    await enterOn('More about this annotation');
    await page.getByRole('link', { name: 'Edit', exact: true }).press('Enter');
    await page.locator('.popover form').waitFor();
    await keys('Escape');
    expect(await focused()).toBe('More about this annotation');
  });
});

test('Escape closes the details of a hop, the choosing of a passage, and only then the form', async () => {
  await writeFirst('Clerk');
  await keys('Enter');
  await enterOn('Details of Clerk');
  await page.keyboard.type('a clerk at the office');
  await keys('Escape');
  expect(await focused()).toBe('Details of Clerk');
  await keys('Enter');
  expect(await page.getByLabel('How the article describes it').inputValue()).toBe(
    'a clerk at the office',
  );
  await keys('Escape');
  await enterOn('Change the passage with the keys');
  await keys('Escape');
  expect(await focused()).toContain('Who had it from Clerk?');
  await keys('Escape');
  expect(await page.locator('.popover').isVisible()).toBe(false);
});

test('cards are called by their numbers, also once another has come before them', async () => {
  await writeFirst('Clerk');
  await keys('Control+Enter');
  await page.getByRole('status').getByText('saved').waitFor();
  const names = page.locator('article.card');
  expect(await names.evaluateAll((cards) => cards.map((card) => card.ariaLabel))).toEqual([
    'Annotation 1',
    'Annotation 2',
  ]);
});

test('who had it next is asked of all who passed it on together', async () => {
  await writeFirst('Clerk');
  await keys('Enter', '+');
  await page.keyboard.type('Pilot');
  await keys('Enter', 't');
  expect(await focused()).toContain('Who had it from Clerk and Pilot?');
});

test('where colours are forced, the field of the chain that has the focus has an outline', async () => {
  page = await press.reader(press.newsroom.mira, { forcedColors: 'active' });
  await page.locator('html.scripted').waitFor();
  const outline = () =>
    page.evaluate(() => {
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(
        document.activeElement ?? document.body,
      );
      return [outlineStyle, outlineWidth, outlineColor.endsWith(', 0)')];
    });
  await writeFirst('Clerk');
  expect(await outline()).toEqual(['solid', '2px', false]);
  await keys('Enter', 't', 'Enter');
  await enterOn('Details of Clerk');
  expect(await outline()).toEqual(['solid', '2px', false]);
});

/** What of what had the focus, one press of Tab after another, lay under something else. */
async function coveredWithin(scope: string, presses: number): Promise<string[]> {
  const covered: string[] = [];
  for (let press = 0; press < presses; press += 1) {
    await keys('Tab');
    const under = await coveredFocus(page, scope);
    if (under) covered.push(under);
  }
  return covered;
}

describe.each([
  ['a wide window', { width: 1280, height: 720 }],
  ['one that is zoomed to 200 %', { width: 640, height: 400 }],
  ['a phone', { width: 390, height: 844 }],
])('in %s', (_what, viewport) => {
  test('no field of the form that has the focus lies under its bar', async () => {
    await page.setViewportSize(viewport);
    await keys('n', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter');
    await page.keyboard.type('Clerk');
    await keys('Enter', 't', 'Enter');
    await enterOn('Details of Clerk');
    expect(await coveredWithin('.popover', 24)).toEqual([]);
  });

  test('nothing of the queue’s card that has the focus lies under its verdicts', async () => {
    await page.setViewportSize(viewport);
    const chain = Array.from({ length: 9 }, (_, at) => `Office ${at}`).join(' -told-> ');
    const id = await press.tag('the repair was never ordered', chain);
    await page.goto(`/review/${id}`);
    await page.getByRole('button', { name: /^Agree/u }).waitFor();
    // Letters of another font make the bar higher, and the page learns it a frame later.
    await page.waitForFunction(async () => {
      await document.fonts.ready;
      const form = document.querySelector<HTMLElement>('form[data-verdict-form]');
      const told = document.documentElement.style.getPropertyValue('--bar-height');
      return told === `${form?.offsetHeight}px`;
    });
    expect(await coveredWithin('.review-panel', 40)).toEqual([]);
  });
});
