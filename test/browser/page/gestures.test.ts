import type { CDPSession, Locator, Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { holdClock, inMenu, intercept, openPress, type Press } from '../press.js';

/* One press of a key or a pointer does one thing, whatever comes to stand under it meanwhile. */

let press: Press;
let page: Page;
let ids: string[];

const passages = [
  'the pilot warned',
  'the repair was never ordered',
  'Two passengers',
  'kept a list',
];

beforeEach(async () => {
  press = await openPress();
  ids = [];
  for (const passage of passages) {
    press.newsroom.pass({ minutes: 1 });
    ids.push(await press.tag(passage, 'Clerk (seen) -told-> The Morning Ledger (outlet, seen)'));
  }
  page = await press.reader(press.newsroom.ada);
});
afterEach(async () => {
  // No key that was held is held for the next.
  await page.close();
  await press.close();
});

/** How many annotations have a verdict, however many were given. */
const judged = async () => {
  const each = await Promise.all(ids.map((id) => press.newsroom.store.get('annotations', id)));
  return each.filter((annotation) => (annotation?.verdicts.length ?? 0) > 0).length;
};
const at = (index: number) => page.locator(`.scripted main[data-review="${ids[index]}"]`).waitFor();
const cards = () => page.locator('.margin article.card').count();

async function begin(): Promise<void> {
  await page.goto(`/review/${ids[0]}`);
  await page.getByRole('button', { name: 'Agree a' }).waitFor();
}

/** Presses a key again and again as a keyboard does while it is held, without letting it go. */
async function repeat(key: string, times = 12): Promise<void> {
  for (let time = 0; time < times; time++) await page.keyboard.down(key);
}

/** The same on a platform that does not say that these are repeats. */
async function repeatUnsaid(session: CDPSession, times = 12): Promise<void> {
  const key = { type: 'keyDown', key: 'a', code: 'KeyA', text: 'a', windowsVirtualKeyCode: 65 };
  for (let time = 0; time < times; time++) {
    await session.send('Input.dispatchKeyEvent', { ...key, type: 'keyDown' });
  }
}

/** Lets no answer from an address come until the test lets it go. */
async function hold(address: string): Promise<() => void> {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await intercept(page, address, async (route) => {
    await held;
    await route.continue();
  });
  return letGo;
}

async function toldThatNoneWasGiven(): Promise<void> {
  await page.getByRole('status').filter({ hasText: 'No verdict was given' }).waitFor();
}

async function doubleClick(button: Locator): Promise<void> {
  await button.scrollIntoViewIfNeeded();
  const box = await button.boundingBox();
  if (!box) throw new RangeError('There is no such button.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await clickHere();
  await clickHere();
}

async function clickHere(): Promise<void> {
  await page.mouse.down();
  await page.mouse.up();
}

test('a key that is held in the queue judges one annotation, and the next when pressed anew', async () => {
  await begin();
  await page.keyboard.down('a');
  await at(1);
  await repeat('a');
  await page.keyboard.up('a');
  expect(await judged()).toBe(1);
  await page.keyboard.press('u');
  await at(2);
  expect(await judged()).toBe(2);
});

test('a key that is held judges one annotation also where the platform tells no repeats', async () => {
  await begin();
  await holdClock(page);
  const session = await page.context().newCDPSession(page);
  await repeatUnsaid(session, 1);
  await at(1);
  await page.clock.fastForward(500);
  await repeatUnsaid(session);
  expect(await judged()).toBe(1);
});

test('a key that is still down on the page that comes next does nothing there', async () => {
  await begin();
  await holdClock(page);
  const session = await page.context().newCDPSession(page);
  await repeatUnsaid(session, 1);
  await at(1);
  await page.reload();
  await page.getByRole('button', { name: 'Agree a' }).waitFor();
  await page.clock.fastForward(500);
  await repeatUnsaid(session);
  await repeat('a');
  expect(await judged()).toBe(1);
  await page.keyboard.up('a');
  await page.keyboard.press('u');
  await at(2);
  expect(await judged()).toBe(2);
});

/** Presses / and does not let it go. */
async function pressSlash(session: CDPSession): Promise<void> {
  const stroke = { key: '/', code: 'Slash', text: '/', windowsVirtualKeyCode: 191 };
  await session.send('Input.dispatchKeyEvent', { ...stroke, type: 'keyDown' });
}

/** On the page of what was searched for, beside its field. */
async function slashActs(session: CDPSession): Promise<void> {
  await page.waitForURL('**/search?q=pilot');
  await page.locator('html.scripted').waitFor();
  await page.locator('h1').evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await pressSlash(session);
  await page.locator('#field-q:focus').waitFor();
}

test('a key whose release was lost between two pages acts again once another was pressed', async () => {
  await page.goto('/sources');
  const session = await page.context().newCDPSession(page);
  await pressSlash(session);
  await page.locator('#field-q:focus').waitFor();
  await page.keyboard.type('pilot');
  await page.keyboard.press('Enter');
  await slashActs(session);
});

test('Enter whose release was lost between two pages sends what has been filled in on the second', async () => {
  await page.goto('/search');
  await page.locator('html.scripted').waitFor();
  const session = await page.context().newCDPSession(page);
  await page.locator('#field-q').fill('harbour');
  await holdClock(page);
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' };
  await session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...enter });
  await page.waitForURL('**/search?q=harbour');
  await page.locator('html.scripted').waitFor();
  await page.locator('#field-q').fill('pilot');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/search?q=pilot');
});

test('a key whose release was lost is let go by a page between whose script has not come', async () => {
  await page.goto('/sources');
  const session = await page.context().newCDPSession(page);
  await holdClock(page);
  let hasLeft = false;
  await page.route('**/*.js', (route) => (hasLeft ? route.continue() : route.abort()));
  await pressSlash(session);
  await page.locator('html:not(.scripted) #field-q:focus').waitFor();
  await page.keyboard.type('pilot');
  hasLeft = true;
  await page.keyboard.press('Enter');
  await slashActs(session);
});

test('who types on after u, as if it had opened the field, judges nothing by it until they pause', async () => {
  await begin();
  await holdClock(page);
  await page.keyboard.press('u');
  await at(1);
  await page.keyboard.type('a dud, up');
  expect(await page.locator('textarea:focus, .popover:visible').count()).toBe(0);
  expect(await judged()).toBe(1);
  await page.clock.fastForward(2500);
  await page.keyboard.press('a');
  await at(2);
  expect(await judged()).toBe(2);
});

test('who looks for each key of the word that they type on behind u judges nothing by it, and is told', async () => {
  await begin();
  await holdClock(page);
  await page.keyboard.press('u');
  await at(1);
  for (const letter of 'nclear') {
    await page.clock.fastForward(1200);
    await page.keyboard.press(letter);
  }
  expect(await judged()).toBe(1);
  const told = page
    .getByRole('status')
    .filter({ hasText: 'No verdict was given by the letters typed since.' });
  await told.waitFor();
  expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('a');
  await at(2);
  expect(await judged()).toBe(2);
});

test('who points at something after u has typed to the end', async () => {
  await begin();
  await holdClock(page);
  await page.keyboard.press('u');
  await at(1);
  await page.locator('h1').click();
  await page.keyboard.press('a');
  await at(2);
  expect(await judged()).toBe(2);
});

test('what is typed behind p before the form of a proposal has come judges nothing', async () => {
  await begin();
  const letGo = await hold('**/proposals/form');
  await page.keyboard.type('pad');
  await toldThatNoneWasGiven();
  letGo();
  await page.getByRole('button', { name: 'Close Esc' }).waitFor();
  expect(await judged()).toBe(0);
});

test('what is typed behind e before the form of the annotation has come judges nothing', async () => {
  await page.locator('mark').first().click();
  await page.getByRole('button', { name: 'Agree a' }).waitFor();
  const letGo = await hold('**/annotations/*/form');
  await page.keyboard.type('ead');
  await toldThatNoneWasGiven();
  letGo();
  await page.getByRole('button', { name: 'Close Esc' }).waitFor();
  expect(await judged()).toBe(0);
});

test('what is typed behind Enter on Edit before the form has come judges nothing', async () => {
  const edit = await inMenu(page.locator('article.card').first(), 'Edit');
  const letGo = await hold('**/annotations/*/form');
  await edit.press('Enter');
  await page.keyboard.type('ad');
  await toldThatNoneWasGiven();
  letGo();
  await page.getByRole('button', { name: 'Close Esc' }).waitFor();
  expect(await judged()).toBe(0);
});

for (const keys of ['/', 'Control+k']) {
  test(`what is typed behind ${keys} before the page of the search has come judges nothing`, async () => {
    await page.locator('mark').first().click();
    await page.getByRole('button', { name: 'Agree a' }).waitFor();
    // It never comes: for a page on its way every question to this one would wait.
    await intercept(page, '**/search', (route) => route.fulfill({ status: 204 }));
    await page.keyboard.press(keys);
    await page.keyboard.type('ada');
    await toldThatNoneWasGiven();
    expect(await judged()).toBe(0);
  });
}

test('a key that is tapped twice judges what was seen, not what its first tap brought', async () => {
  await begin();
  await holdClock(page);
  await page.keyboard.press('a');
  await at(1);
  await page.keyboard.press('a');
  expect(await judged()).toBe(1);
  await page.clock.fastForward(500);
  await page.keyboard.press('a');
  await at(2);
  expect(await judged()).toBe(2);
});

test('the second click of two judges nothing, until the pointer moves or time has passed', async () => {
  await begin();
  await holdClock(page);
  await doubleClick(page.getByRole('button', { name: 'Agree a' }));
  await at(1);
  expect(await judged()).toBe(1);
  await page.clock.fastForward(500);
  await page.getByRole('button', { name: 'Agree a' }).click();
  await at(2);
  expect(await judged()).toBe(2);
  await page.mouse.move(5, 5);
  await page.getByRole('button', { name: 'Agree a' }).click();
  await at(3);
  expect(await judged()).toBe(3);
});

test('Enter that is held on a button presses it once', async () => {
  await begin();
  await page.getByRole('button', { name: 'Agree a' }).focus();
  await page.keyboard.down('Enter');
  await at(1);
  await page.getByRole('button', { name: 'Agree a' }).focus();
  await repeat('Enter');
  expect(await judged()).toBe(1);
});

test('Ctrl Enter that is held sends one dispute', async () => {
  await begin();
  const why = page.locator('form[data-verdict-form] [name="comment"]');
  await why.fill('No.');
  await page.keyboard.down('Control');
  await page.keyboard.down('Enter');
  await at(1);
  await why.fill('Not yet meant.');
  await repeat('Enter');
  expect(await judged()).toBe(1);
});

test('a key that is held types nothing into the field that it opens, and pressed anew it does', async () => {
  await begin();
  const typed = () =>
    page.locator('textarea:focus').evaluate((field) => Reflect.get(field, 'value'));
  await page.keyboard.down('d');
  expect(await typed()).toBe('');
  await repeat('d');
  expect(await typed()).toBe('');
  await page.keyboard.up('d');
  await page.keyboard.press('d');
  expect(await typed()).toBe('d');
});

test('two clicks on Dispute leave the keys to the field for its reason', async () => {
  await begin();
  const form = page.locator('form[data-verdict-form]');
  await doubleClick(form.getByRole('button', { name: /^Dispute/u }).first());
  await page.keyboard.type('nope');
  expect(await form.getByRole('textbox', { name: /^Why/u }).inputValue()).toBe('nope');
});

test('two clicks on Delete delete one annotation', async () => {
  const remove = await inMenu(page.locator('article.card').first(), 'Delete');
  await holdClock(page);
  await doubleClick(remove);
  await page.getByText('Annotation deleted.').waitFor();
  await clickHere();
  expect(await cards()).toBe(3);
});

test('each of several deletions can be taken back, by the button as by the key', async () => {
  for (const left of [3, 2, 1]) {
    // The last toast is there until it is used.
    if (left === 1) await holdClock(page);
    await (await inMenu(page.locator('article.card').first(), 'Delete')).press('Enter');
    await expect.poll(cards).toBe(left);
  }
  await page.getByText('3 annotations deleted.').waitFor();
  await page.keyboard.press('z');
  await expect.poll(cards).toBe(2);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(cards).toBe(3);
  await page.keyboard.press('z');
  await expect.poll(cards).toBe(4);
  expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0);
});

test('a held z takes back one deletion', async () => {
  for (const left of [3, 2]) {
    await (await inMenu(page.locator('article.card').first(), 'Delete')).press('Enter');
    await expect.poll(cards).toBe(left);
  }
  await page.keyboard.down('z');
  await expect.poll(cards).toBe(3);
  await repeat('z');
  expect(await cards()).toBe(3);
});
