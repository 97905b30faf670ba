import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { axe } from '../chrome.js';
import { coveredFocus } from '../covered-focus.js';
import { drag, openPress, type Press } from '../press.js';

/* Where the form stands: never over its passage, and the text stays where it is read. */

const last = 'taken out of service';
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

let press: Press;
let page: Page;

beforeEach(async () => {
  press = await openPress();
});
afterEach(() => press.close());

async function open(options: BrowserContextOptions): Promise<void> {
  page = await press.reader(press.newsroom.mira, options);
}

const popover = () => page.locator('.popover');
const save = () => page.getByRole('button', { name: 'Save annotation' });
const level = (name: string) => page.getByRole('radio', { name });

/** A hand presses what it sees, where it stands: nothing is scrolled for it before. */
async function pressThere(place: Locator): Promise<void> {
  const { x, y, width, height } = await boxOf(place);
  await page.mouse.click(x + width / 2, y + height / 2);
}

const pressLevel = (name: string) => pressThere(popover().locator('label', { hasText: name }));

/** Where words of the text stand in the window, once the page has come to rest. */
function boundsOf(words: string) {
  return page.evaluate(async (wanted) => {
    for (let left = 3; left > 0; left -= 1)
      await new Promise((done) => requestAnimationFrame(done));
    const root = document.querySelector('[data-edition-text]');
    const walker = document.createTreeWalker(root ?? document, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const [start, end] = [root?.textContent?.indexOf(wanted) ?? -1, wanted.length];
    let passed = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const length = node.nodeValue?.length ?? 0;
      if (start >= passed && start < passed + length) range.setStart(node, start - passed);
      const to = start + end - passed;
      if (to > 0 && to <= length) range.setEnd(node, to);
      passed += length;
    }
    const { top, bottom, right } = range.getBoundingClientRect();
    return { top, bottom, right };
  }, words);
}

const boxOf = async (place: ReturnType<typeof popover>) =>
  (await place.boundingBox()) ?? { x: Number.NaN, y: Number.NaN, width: 0, height: 0 };

async function selectByTouch(words: string): Promise<void> {
  await selectAt(words, 'center');
  await offer().tap();
}

const offer = () => page.getByRole('button', { name: /^(?:Annotate this|Use as the) passage$/u });

/** Words are selected as a finger does, and stand in the middle of the window, or at its foot. */
function selectAt(words: string, block: 'center' | 'end'): Promise<void> {
  return page.evaluate(
    ([wanted, block]) => {
      const paragraph = [...document.querySelectorAll('[data-edition-text] p')].find((each) =>
        each.textContent?.includes(wanted),
      );
      const text = paragraph?.firstChild;
      const start = text?.nodeValue?.indexOf(wanted) ?? 0;
      paragraph?.scrollIntoView({ block, behavior: 'instant' });
      if (text) window.getSelection()?.setBaseAndExtent(text, start, text, start + wanted.length);
    },
    [words, block] as const,
  );
}

/** Waits until the page has glided to where it goes. */
function scrolled(): Promise<void> {
  return page.evaluate(async () => {
    let last = -1;
    for (let still = 0; still < 12; still = window.scrollY === last ? still + 1 : 0) {
      last = window.scrollY;
      await new Promise((done) => requestAnimationFrame(done));
    }
  });
}

/** Saves what stands in the form, and waits until its card is at hand. */
async function saved(): Promise<void> {
  await page.keyboard.press('Control+Enter');
  await page.getByText('Annotation saved.').waitFor();
}

test.each([
  ['beside its passage', 1280],
  ['below the paragraph', 1100],
])(
  '%s at %i pixels, the form moves no text when it opens, is filled in, or saves',
  async (_, width) => {
    await open({ viewport: { width, height: 600 } });
    await drag(page, 'the pilot warned the company');
    const before = await boundsOf('the pilot warned the company');
    await page.keyboard.type('Harbour clerk -told-> The Morning Ledger');
    await pressLevel('Moderate');
    expect((await boundsOf('the pilot warned the company')).top).toBe(before.top);
    const form = await boxOf(popover());
    if (width === 1280) expect(form.x).toBeGreaterThan(before.right);
    else expect(form.y).toBeGreaterThan(before.bottom);
    await saved();
    expect((await boundsOf('the pilot warned the company')).top).toBe(before.top);
  },
);

test.each([1280, 1100])(
  'at %i pixels the last passage stays where it is when the form has gone',
  async (width) => {
    await open({ viewport: { width, height: 700 } });
    await drag(page, last);
    await page.keyboard.type('Clerk (unnamed) -told-> Pilot -told-> The Morning Ledger');
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    const before = await boundsOf(last);
    await saved();
    expect((await boundsOf(last)).top).toBe(before.top);
    // The strip that comes above the text is made up for by scrolling, also behind this.
    const heightAtHead = () =>
      page.evaluate(() => {
        window.scrollTo(0, 0);
        return document.body.style.minHeight;
      });
    await expect.poll(heightAtHead).toBe('');
  },
);

test.each([0, 120, 10_000])(
  'a form that is closed with something typed moves no text in a narrow window that is scrolled by %i',
  async (scrolled) => {
    await open({ viewport: { width: 900, height: 600 } });
    const words = scrolled > 120 ? last : 'the ferry';
    await page.evaluate((top) => window.scrollTo({ top, behavior: 'instant' }), scrolled);
    await drag(page, words);
    await page.keyboard.type('Clerk');
    const before = await boundsOf(words);
    // A window is scrolled by whole pixels.
    const moved = async () => Math.abs((await boundsOf(words)).top - before.top);
    await page.keyboard.press('Escape');
    await page.locator('[data-draft]').waitFor();
    expect(await moved()).toBeLessThan(1);
    await page.locator('[data-toast]').getByRole('button', { name: 'Discard' }).click();
    expect(await page.locator('[data-draft]').count()).toBe(0);
    expect(await moved()).toBeLessThan(1);
  },
);

test('beside the text, a passage that is selected at the foot of the window stays there', async () => {
  await open({ viewport: { width: 1280, height: 600 } });
  const passage = 'the repair was never ordered';
  await selectAt(passage, 'end');
  await page.evaluate(() => window.getSelection()?.removeAllRanges());
  const before = await boundsOf(passage);
  expect(before.bottom).toBeGreaterThan(500);
  await page.mouse.dblclick(before.right - 10, before.bottom - 10);
  await popover().waitFor();
  expect((await boundsOf(passage)).top).toBe(before.top);
  const { y, height } = await boxOf(popover());
  expect(y + height).toBeLessThanOrEqual(600);
});

test('beside the text, all of the form is in the window, and stays level with its passage', async () => {
  await open({ viewport: { width: 1280, height: 700 } });
  await drag(page, last);
  await popover().waitFor();
  const passage = await boundsOf(last);
  const { y, height } = await boxOf(popover());
  expect(y + height).toBeLessThanOrEqual(700);
  expect(y).toBeLessThan(passage.bottom);
  expect(y + height).toBeGreaterThan(passage.top);
  expect(await axe(page)).toEqual([]);
});

test('a chain that grows beyond the window moves the page no further than it takes to see what has the focus', async () => {
  const around = Array.from({ length: 12 }, (_, at) => `The harbour wall was raised. ${at}`);
  const passage = 'the pilot warned the company';
  const long = await openPress([...around, `In March ${passage}.`, ...around].join('\n\n'));
  const gliding = {
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'no-preference' as const,
  };
  page = await long.reader(long.newsroom.mira, gliding);
  await page.evaluate(() => window.scrollTo(0, 400));
  await drag(page, passage);
  await popover().waitFor();
  await page.keyboard.press('Tab');
  let { top } = await boundsOf(passage);
  for (const name of ['Pilot', 'Dispatcher', 'Log', 'Clerk', 'Harbour office']) {
    await page.keyboard.type(name);
    for (const key of ['Alt+p', 't']) {
      await page.keyboard.press(key);
      await scrolled();
      const now = (await boundsOf(passage)).top;
      expect(top - now).toBeLessThan(100);
      top = now;
    }
  }
  const { y, height } = await boxOf(page.locator(':focus'));
  expect(y + height).toBeLessThanOrEqual((await boxOf(save())).y);
  for (const key of ['Tab', 'Tab', 'ArrowRight']) await page.keyboard.press(key);
  await scrolled();
  await pressThere(page.getByRole('button', { name: '+ Credibility' }));
  await scrolled();
  expect(await page.locator(':focus').getAttribute('name')).toBe('credibility');
  expect(await coveredFocus(page)).toBeNull();
  expect(top - (await boundsOf(passage)).top).toBeLessThan(250);
  await long.close();
});

test('to choose a level moves nothing, and says what it means', async () => {
  await open({ viewport: { width: 1280, height: 700 } });
  await drag(page, 'the pilot warned the company');
  const { y } = await boxOf(save());
  for (const [name, meaning] of [
    ['Low', 'Uncorroborated'],
    ['High', 'Well corroborated'],
    ['Not assessed', 'No level given'],
  ] as const) {
    await level(name).check({ force: true });
    await page.getByText(meaning).and(page.locator(':visible')).waitFor();
    expect((await boxOf(save())).y).toBe(y);
  }
  const widths = await page
    .locator('.segment')
    .evaluateAll((all) => all.map((each) => each.clientWidth));
  expect(Math.max(...widths) - Math.min(...widths)).toBeLessThanOrEqual(1);
});

test('credibility, claim and note are added one by one, and are there again with the draft', async () => {
  await open({ viewport: { width: 1280, height: 700 } });
  await drag(page, 'the pilot warned the company');
  await page.keyboard.type('Clerk');
  for (const name of ['Credibility of the information', 'Claim', 'Note']) {
    expect(await page.getByLabel(name, { exact: true }).isVisible()).toBe(false);
  }
  await page.getByRole('button', { name: '+ Note' }).click();
  await page.keyboard.type('She kept the list.');
  expect(await page.getByRole('button', { name: '+ Note' }).isVisible()).toBe(false);
  expect(await page.getByLabel('Claim', { exact: true }).isVisible()).toBe(false);
  await page.reload();
  expect(await page.getByLabel('Note', { exact: true }).inputValue()).toBe('She kept the list.');
  expect(await page.getByLabel('Claim', { exact: true }).isVisible()).toBe(false);
});

test('the form of an annotation stands in the place of its card, and gives it back', async () => {
  const id = await press.tag('the pilot warned the company', 'Clerk -> The Morning Ledger', {
    by: press.newsroom.mira,
  });
  await open({ viewport: { width: 1280, height: 1000 } });
  const card = page.locator(`#annotation-${id}`);
  await page.locator(`#passage-${id}`).click();
  const { y } = await boxOf(card);
  await page.keyboard.press('e');
  await popover().waitFor();
  expect(await card.isVisible()).toBe(false);
  expect(Math.abs((await boxOf(popover())).y - y)).toBeLessThan(24);
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await boxOf(card)).y).toBe(y);
});

test('a window that is made narrower and wider again keeps the form by its passage', async () => {
  await open({ viewport: { width: 1280, height: 700 } });
  await drag(page, 'the pilot warned the company');
  await page.keyboard.type('Clerk');
  for (const width of [1100, 700, 360, 1280]) {
    await page.setViewportSize({ width, height: 700 });
    const passage = await boundsOf('the pilot warned the company');
    const form = await boxOf(popover());
    if (width === 1280) expect(form.x).toBeGreaterThan(passage.right);
    else expect(form.y).toBeGreaterThanOrEqual(passage.bottom);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      width,
    );
  }
  expect(await page.locator('[name=chain]').inputValue()).toBe('Clerk');
});

test('on a phone a sheet and a form never stand together, and the passage stays put', async () => {
  await press.tag('no further notice was needed', 'Northline -> The Morning Ledger');
  await open(phone);
  await page.locator('mark').tap();
  const sheet = page.locator('aside.margin');
  await sheet.waitFor();
  await selectByTouch('former engineer');
  await popover().waitFor();
  expect(await sheet.isVisible()).toBe(false);
  await page.getByRole('button', { name: 'As text' }).tap();
  await page.locator('[name=chain]').fill('Engineer (unnamed) -told-> The Morning Ledger');
  const before = await boundsOf('former engineer');
  const form = await boxOf(popover());
  expect(before.top).toBeGreaterThanOrEqual(0);
  expect(before.bottom).toBeLessThan(form.y);
  await save().tap();
  await sheet.waitFor();
  expect(await popover().isVisible()).toBe(false);
  expect((await boundsOf('former engineer')).top).toBe(before.top);
});

test('what a finger has selected is annotated by a button in the window, beside a sheet or a form', async () => {
  await press.tag('Two passengers', 'Northline -> The Morning Ledger');
  await open(phone);
  const isClear = async () => {
    const { y, height } = await boxOf(offer());
    const seen = await offer().evaluate((button) => {
      const { left, top, width, height } = button.getBoundingClientRect();
      return document.elementFromPoint(left + width / 2, top + height / 2) === button;
    });
    return seen && y > 0 && y + height <= phone.viewport.height;
  };
  await selectAt('Northline declined to comment.', 'end');
  expect(await isClear()).toBe(true);
  await page.evaluate(() => window.getSelection()?.removeAllRanges());
  await page.locator('mark').tap();
  await page.locator('aside.margin').waitFor();
  await selectAt('office closed early.', 'end');
  expect(await isClear()).toBe(true);
  await offer().tap();
  await page.keyboard.type('Clerk');
  await selectAt('former engineer', 'center');
  expect(await isClear()).toBe(true);
  expect((await boxOf(offer())).y).toBeLessThan((await boxOf(popover())).y);
  await offer().tap();
  expect(await page.locator('[name=exact]').inputValue()).toBe('former engineer');
});

test('on a phone the passage of a form, and of a sheet, begins below the head of the page', async () => {
  await open(phone);
  const long =
    'answered that the engine would be repaired before the summer, and that no further notice was needed.';
  const whole = `According to that list, the pilot warned the company in March that only one engine was safe to use. The company, Northline, ${long}`;
  const head = await boxOf(page.locator('header.top'));
  await selectByTouch(whole);
  await popover().waitFor();
  expect((await boundsOf(whole)).top).toBeGreaterThanOrEqual(head.height);
  await page.keyboard.type('Clerk');
  await saved();
  await page.locator('aside.margin').waitFor();
  expect((await boundsOf(whole)).top).toBeGreaterThanOrEqual(head.height);
});

/* A window of 1280 by 750 that is enlarged by half: the form stands below its passage, and is longer than the window. */
test.each(['saved', 'closed'])(
  'a form that is %s after it was scrolled through leaves its passage in sight',
  async (end) => {
    await open({ viewport: { width: 853, height: 500 } });
    await drag(page, 'Northline declined to comment');
    await page.keyboard.type('Clerk -told-> Pilot -told-> The Morning Ledger');
    await page.evaluate(() => window.scrollBy({ top: 500, behavior: 'instant' }));
    if (end === 'saved') await saved();
    else await page.keyboard.press('Escape');
    await expect.poll(() => popover().isVisible()).toBe(false);
    const { top, bottom } = await boundsOf('Northline declined to comment');
    const said = await boxOf(page.locator('[data-toast]'));
    expect(bottom).toBeLessThan(500);
    if (end === 'saved') expect(top).toBeGreaterThanOrEqual(said.y + said.height);
    else expect(top).toBeGreaterThanOrEqual((await boxOf(page.locator('header.top'))).height);
  },
);

/** Waits until something has its place in a window that has another size. */
function atRest(target: Locator): Promise<void> {
  return target.evaluate(async (element) => {
    for (let [before, still] = ['', 0]; still < 10; ) {
      await new Promise((done) => requestAnimationFrame(done));
      const now = JSON.stringify([element.getBoundingClientRect(), window.scrollY]);
      still = now === before ? still + 1 : 0;
      before = now;
    }
  });
}

/* A small phone, and a window of 1280 by 1024 that is enlarged two and four times. */
test.each([
  [390, 844, true],
  [320, 640, true],
  [640, 512, false],
  [320, 256, false],
])(
  'in a window of %i by %i what has the focus is seen beside an open form',
  async (width, height, hasTouch) => {
    await press.tag('Northline declined to comment', 'Northline -> The Morning Ledger');
    await open({ viewport: { width: 1280, height: 800 }, hasTouch });
    // A heading of several lines.
    await drag(
      page,
      'had run aground twice since spring, and a clerk at the harbour office had kept a list.',
    );
    await page.keyboard.type('Clerk');
    await page.keyboard.press('Enter');
    for (const name of ['+ Claim', '+ Note']) await page.getByRole('button', { name }).click();
    await page.setViewportSize({ width, height });
    await atRest(popover());
    const unseen: string[] = [];
    for (const key of ['Shift+Tab', 'Tab'])
      for (let stop = 0; stop < 20; stop += 1) {
        await page.keyboard.press(key);
        const hidden = await coveredFocus(page);
        if (hidden !== null) unseen.push(`${key}: ${hidden}`);
      }
    expect(unseen).toEqual([]);
  },
);
