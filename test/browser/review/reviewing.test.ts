import type { Locator, Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { changeOwn } from '../../../src/desk/people/people.js';
import { giveVerdict } from '../../../src/desk/review/verdicts.js';
import { parse } from '../../../src/domain/parse.js';
import { verdictInput } from '../../../src/domain/review/verdict.js';
import { replace } from '../../../src/store/store.js';
import { password } from '../../newsroom.js';
import { axe } from '../chrome.js';
import { endSessions, openPress, type Press } from '../press.js';

/* The queue, one annotation after another, by its keys. */

let press: Press;
let page: Page;
let first: string;
let second: string;
let third: string;

const disputed = { verdict: 'dispute', comment: 'A clerk said no such thing.' };
const chain = 'Clerk (seen) -told-> The Morning Ledger (outlet, seen)';

beforeEach(async () => {
  press = await openPress();
  const { newsroom } = press;
  const passages = [
    'the pilot warned the company',
    'the repair was never ordered',
    'Two passengers',
  ];
  const ids: string[] = [];
  for (const passage of passages) {
    newsroom.pass({ minutes: 1 });
    ids.push(await press.tag(passage, chain));
  }
  [first = '', second = '', third = ''] = ids;
  page = await press.reader(newsroom.nils, { viewport: { width: 1280, height: 500 } });
});
afterEach(() => press.close());

const at = (id: string) => page.locator(`.scripted main[data-review="${id}"]`).waitFor();
const verdictsOn = async (id: string) =>
  (await press.newsroom.store.get('annotations', id))?.verdicts.map(({ verdict, on, comment }) => {
    return [verdict, on, comment];
  });

/** From the list to the first of it, whose keys then work. */
async function begin(): Promise<void> {
  await page.goto('/review');
  await page.getByRole('link', { name: 'Begin with the first' }).click();
  await at(first);
  await page.getByRole('button', { name: /^Agree/ }).waitFor();
}

test('agree, dispute with its reason, undo, and the end of the queue, by keys alone', async () => {
  await begin();
  await page.keyboard.press('a');
  await at(second);
  expect(await verdictsOn(first)).toEqual([['agree', 'whole', null]]);
  expect(new URL(page.url()).pathname).toBe(`/review/${second}`);
  await page.locator('.queue-place').getByText('2 of 3').waitFor();
  expect(await page.locator('[aria-live=polite].visually-hidden').textContent()).toMatch(
    /^2 of 3\. /,
  );
  await page.locator('nav .count').getByText('2').waitFor();

  await page.keyboard.press('d');
  await page.keyboard.type('a clerk said no such thing');
  expect(await verdictsOn(second)).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await at(third);
  expect(await verdictsOn(second)).toEqual([['dispute', 'whole', 'a clerk said no such thing']]);

  await page.keyboard.press('z');
  await at(second);
  expect(await verdictsOn(second)).toEqual([]);
  await page.keyboard.press('j');
  await at(third);
  await page.keyboard.press('k');
  await at(second);
  await page.keyboard.press('u');
  await at(third);
  await page.getByRole('button', { name: 'Agree a' }).click();
  await page.getByText('Nothing waits for you').waitFor();
});

test('what waits on once it is judged is counted once', async () => {
  const { newsroom } = press;
  page = await press.reader(newsroom.mira);
  for (const id of [first, second]) {
    await giveVerdict(newsroom.desk, newsroom.nils, id, parse(verdictInput, disputed));
  }
  await begin();
  await page.locator('.queue-place').getByText('1 of 3').waitFor();
  await page.keyboard.press('a');
  await at(second);
  await page.locator('.queue-place').getByText('2 of 3').waitFor();
  await page.getByRole('button', { name: 'Agree a' }).click();
  await at(third);
  await page.locator('.queue-place').getByText('3 of 3').waitFor();
  await page.keyboard.press('z');
  await at(second);
  await page.locator('.queue-place').getByText('2 of 3').waitFor();
});

test('z takes back one act after another, be it a verdict or a proposal, also once no line offers it', async () => {
  const proposals = async (id: string) =>
    (await press.newsroom.store.get('annotations', id))?.proposals.map(
      ({ outcome }) => outcome?.decision,
    );
  await begin();
  await page.keyboard.press('a');
  await at(second);
  await page.keyboard.press('p');
  await page.locator('.popover').getByLabel('Low').check();
  await page.locator('.popover').getByLabel('Why').fill('Nobody saw the order.');
  await page.keyboard.press('Control+Enter');
  await at(third);
  await page.keyboard.press('k');
  await at(second);
  expect(await page.locator('[data-toast]').count()).toBe(0);
  await page.keyboard.press('z');
  await page.getByText('Proposal withdrawn.').waitFor();
  expect(await proposals(second)).toEqual(['withdrawn']);
  expect(await verdictsOn(first)).toHaveLength(1);
  await page.keyboard.press('z');
  await at(first);
  expect(await verdictsOn(first)).toEqual([]);
  await page.keyboard.press('z');
  await page.getByText('There is nothing to undo here.').waitFor();
});

test('the first that is opened stands as high in the window as each that comes by its key', async () => {
  const top = async () => (await page.locator(`#passage-${first}`).boundingBox())?.y ?? Number.NaN;
  await begin();
  const opened = await top();
  await page.keyboard.press('j');
  await at(second);
  await page.keyboard.press('k');
  await at(first);
  expect(Math.abs(opened - (await top()))).toBeLessThan(24);
});

test('and as high where its address does not say the passage', async () => {
  await page.goto(`/review/${second}`);
  await at(second);
  const top = async () => (await page.locator(`#passage-${second}`).boundingBox())?.y ?? Number.NaN;
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(0);
  const opened = await top();
  await begin();
  await page.keyboard.press('j');
  await at(second);
  expect(Math.abs(opened - (await top()))).toBeLessThan(24);
});

test.each([
  [1280, 500],
  [390, 844],
  [320, 640],
])(
  '%i by %i pixels: the bar of the queue cuts no line in two when another comes',
  async (width, height) => {
    await page.setViewportSize({ width, height });
    await begin();
    await expect.poll(cutLines).toEqual([]);
    for (const id of [second, third]) {
      await page.keyboard.press('j');
      await at(id);
      expect(await cutLines()).toEqual([]);
    }
  },
);

/** Lines of the headline and the text that stand half under the bar. */
function cutLines(): Promise<string[]> {
  return page.evaluate(() => {
    const edge = document.querySelector('.queue-bar')?.getBoundingClientRect().bottom ?? 0;
    const cut: string[] = [];
    for (const block of document.querySelectorAll('.paper h1, [data-edition-text] > *')) {
      const words = document.createRange();
      words.selectNodeContents(block);
      const lines = [...words.getClientRects()];
      const isCut = lines.some(({ top, bottom }) => top < edge - 1 && edge + 1 < bottom);
      if (isCut) cut.push(block.textContent ?? '');
    }
    return cut;
  });
}

test('each comes with its passage in sight', async () => {
  await begin();
  for (const id of [second, third]) {
    await page.keyboard.press('j');
    await at(id);
    const box = await page.locator(`#passage-${id}`).boundingBox();
    expect(box?.y).toBeGreaterThan(0);
    expect((box?.y ?? 500) + (box?.height ?? 0)).toBeLessThan(500);
  }
});

test('what was changed while one looked is shown, and what was typed stays', async () => {
  await begin();
  const { store } = press.newsroom;
  const before = await store.get('annotations', first);
  if (!before) throw new RangeError('There is no first annotation.');
  const parts = { credibility: { by: 'jonas', revision: 2 } };
  await store.commit([replace('annotations', { ...before, credibility: 4, revision: 2, parts })]);
  await page.keyboard.press('d');
  await page.keyboard.type('She was not there.');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('alert').getByText('has been changed meanwhile').waitFor();
  expect(await verdictsOn(first)).toEqual([]);
  const why = page.locator('form[data-verdict-form] [name="comment"]');
  expect(await why.inputValue()).toBe('She was not there.');
  await page.keyboard.press('d');
  await at(second);
  expect(await verdictsOn(first)).toEqual([['dispute', 'whole', 'She was not there.']]);
});

test('a reason that was begun is there again when one comes back', async () => {
  await begin();
  await page.locator('form[data-verdict-form] [name="comment"]').fill('To be looked up');
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await at(second);
  await page.keyboard.press('k');
  await at(first);
  const why = page.locator('form[data-verdict-form] [name="comment"]');
  expect(await why.inputValue()).toBe('To be looked up');
});

test('a reason that is sent after the session has ended is kept, and sent by signing in', async () => {
  await begin();
  const reason = 'The log has it otherwise.';
  await page.locator('form[data-verdict-form] textarea[name=comment]').fill(reason);
  await endSessions(press.newsroom, press.newsroom.nils);
  await page.locator('form[data-verdict-form] button[value=dispute]').click();
  await page.getByRole('heading', { name: 'Not signed in' }).waitFor();
  expect(await page.getByLabel('Comment', { exact: true }).inputValue()).toBe(reason);
  await page.getByLabel('E-mail address').fill('nils@example.org');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in and send it' }).click();
  await at(second);
  expect(await verdictsOn(first)).toEqual([['dispute', 'whole', reason]]);
});

test('Propose opens the form in the place of the card, with the text in view, and the next comes', async () => {
  await begin();
  await page.keyboard.press('p');
  const form = page.locator('form[data-annotation-form]');
  await form.waitFor();
  expect(await page.locator('form[data-verdict-form]').isVisible()).toBe(false);
  expect(await page.locator(`#passage-${first}`).isVisible()).toBe(true);
  await page.keyboard.press('Escape');
  await page.locator('form[data-verdict-form]').waitFor();
  await page.keyboard.press('p');
  await form.getByRole('radio', { name: 'Low' }).check({ force: true });
  await form.getByLabel('Why', { exact: true }).fill('Of one clerk.');
  await page.keyboard.press('Control+Enter');
  await at(second);
  const kept = await press.newsroom.store.get('annotations', first);
  expect(kept?.proposals.map(({ parts }) => parts)).toEqual([['confidence']]);
});

test('the keys do nothing for who has switched them off', async () => {
  const { desk, nils } = press.newsroom;
  await changeOwn(desk, nils, { name: nils.name, shortcuts: false });
  await page.goto(`/review/${first}`);
  await page.keyboard.press('j');
  await page.keyboard.press('a');
  expect(new URL(page.url()).pathname).toBe(`/review/${first}`);
  expect(await verdictsOn(first)).toEqual([]);
});

test('the keys of figures aim where they take Shift to type them', async () => {
  await begin();
  const session = await page.context().newCDPSession(page);
  for (const [key, code, aimed] of [
    ['é', 'Digit2', 'hop 2, The Morning Ledger'],
    ['à', 'Digit0', 'the whole'],
  ] as const) {
    await session.send('Input.dispatchKeyEvent', { type: 'keyDown', key, code, text: key });
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code });
    await expect.poll(() => page.locator('[name=on] option:checked').innerText()).toBe(aimed);
  }
});

test('a click on the thing, or its key, aims the one form at it', async () => {
  await begin();
  const aimed = () => page.locator('[name=on] option:checked').innerText();
  await page.keyboard.press('2');
  expect(await aimed()).toBe('hop 2, The Morning Ledger');
  await page.locator('[data-on="confidence"]').click();
  expect(await aimed()).toBe('the confidence');
  await page.locator(`#passage-${first}`).click();
  expect(await aimed()).toBe('the passage');
  await page.keyboard.press('0');
  expect(await aimed()).toBe('the whole');
  await page.locator('[data-on="hop:1"] em').click();
  await page.keyboard.press('d');
  await page.keyboard.type('She was not there.');
  await page.keyboard.press('Control+Enter');
  await at(second);
  expect(await verdictsOn(first)).toEqual([['dispute', 'hop:1', 'She was not there.']]);
  await page.goto('/review');
  expect(await page.locator('.queue-group .waiting').count()).toBe(2);
});

test('nothing in the page scrolls by itself, and the last word of a high card can be read', async () => {
  await begin();
  const scrollers = await page.evaluate(
    () =>
      [...document.querySelectorAll('main *')].filter((each) => {
        const { overflowY } = getComputedStyle(each);
        const isBox = each.scrollHeight > each.clientHeight + 1 && each.clientHeight > 0;
        return isBox && (overflowY === 'auto' || overflowY === 'scroll');
      }).length,
  );
  expect(scrollers).toBe(0);
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  const panel = await page.locator('.review-panel').boundingBox();
  expect((panel?.y ?? 0) + (panel?.height ?? 0)).toBeLessThanOrEqual(500);
});

test('narrow and dark, the passage comes before its card, the rest waits, and axe finds nothing', async () => {
  await page.setViewportSize({ width: 360, height: 780 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`/review/${first}#passage-${first}`);
  expect(await axe(page)).toEqual([]);
  const passage = await page.locator(`#passage-${first}`).boundingBox();
  const card = await page.locator('.judging').boundingBox();
  expect(passage?.y).toBeGreaterThan(0);
  expect(passage?.y).toBeLessThan(card?.y ?? 0);
  expect(await page.getByText('Two passengers said').isVisible()).toBe(false);
  await page.getByRole('button', { name: 'Show the rest' }).click();
  await page.getByText('Two passengers said').waitFor();
});

test('on a phone each verdict is one touch away, and a dispute opens the field for its reason', async () => {
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto(`/review/${first}#passage-${first}`);
  const form = page.locator('form[data-verdict-form]');
  const dispute = form.locator('[value=dispute]');
  const why = form.getByLabel('Why');
  const next = page.locator('[data-step=next]');
  const passage = () => page.locator('main mark').first();
  for (const place of [passage(), dispute, next]) expect(await isInSight(place)).toBe(true);
  expect(await why.isVisible()).toBe(false);
  await dispute.click();
  expect(await why.evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.type('She was not there.');
  expect(await isInSight(why)).toBe(true);
  await form.getByRole('button', { name: 'Dispute the whole' }).click();
  await at(second);
  expect(await verdictsOn(first)).toEqual([['dispute', 'whole', 'She was not there.']]);
  // What was saved is said over the queue’s bar for a while.
  for (const place of [passage(), dispute]) expect(await isInSight(place)).toBe(true);
});

/** Whether all of something stands in the window, and nothing over it. */
function isInSight(place: Locator): Promise<boolean> {
  return place.evaluate((element) => {
    const [{ left, top, right, bottom } = element.getBoundingClientRect()] =
      element.getClientRects();
    const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return top >= 0 && bottom <= window.innerHeight && element.contains(over);
  });
}

test('the list of keys opens with the button that closes it at hand', async () => {
  await begin();
  await page.keyboard.press('?');
  const close = page.getByRole('dialog').getByRole('button', { name: 'Close' });
  expect(await close.evaluate((button) => button === document.activeElement)).toBe(true);
});
