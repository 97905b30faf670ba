import type { Locator, Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { annotate } from '../../../src/domain/annotations/annotation.js';
import { describe } from '../../../src/domain/text/quotes/quote.js';
import { insert } from '../../../src/store/store.js';
import { axe } from '../chrome.js';
import { drag, inMenu, openPress, type Press } from '../press.js';

/* The margin of a wide window: each card level with its passage, and one of them open. */

const words = 3000;
const wordsPerParagraph = 75;
const chain =
  'Clerk -told-> Harbour pilot (unnamed) -wrote to-> Company -told-> The Morning Ledger';

/** The bound of the shift where cards have room, in CSS pixels. */
const shiftPx = 24;

let press: Press;
let page: Page;

afterEach(() => press.close());

/** Three thousand words, each another, so that a passage stands in one place. */
const text = Array.from({ length: words / wordsPerParagraph }, (_, paragraph) =>
  Array.from({ length: wordsPerParagraph }, (_, word) => `ship${paragraph}n${word}`).join(' '),
).join('\n\n');

/** Opens the text with annotations spread evenly over it. */
async function open(count: number): Promise<void> {
  press = await openPress(text);
  const { store } = press.newsroom;
  const all = text.split(/\s+/u);
  const passages = Array.from({ length: count }, (_, index) => {
    const word = all[Math.floor((index * words) / count)] ?? '';
    return { start: text.indexOf(`${word} `), length: word.length };
  });
  const { start = 0, length = 0 } = passages[0] ?? {};
  const first = await press.tag(text.slice(start, start + length), chain);
  const made = await store.get('annotations', first);
  if (!made) throw new RangeError(`No annotation ${first}`);
  const { edition, confidence, credibility, claim, stance, note, labels, article, created } = made;
  const content = {
    edition,
    chain: made.chain,
    confidence,
    credibility,
    claim,
    stance,
    note,
    labels,
  };
  const changes = passages.slice(1).map(({ start, length }, index) => {
    const span = { start, end: start + length };
    const target = { ...describe(text, span), ...span };
    const stamp = { id: `ship${index + 1}`, article, at: created, by: 'jonas' };
    return insert('annotations', annotate({ ...content, target }, stamp));
  });
  await store.commit(changes);
  page = await press.reader(press.newsroom.mira, { viewport: { width: 1280, height: 800 } });
  await page.locator('.cards.level').waitFor();
}

interface Place {
  id: string;
  top: number;
  bottom: number;
  /** How far it is from its passage. */
  shift: number;
}

/** The cards whose passages are in the window, once they have come to rest. */
async function inWindow(): Promise<Place[]> {
  const read = () =>
    page.evaluate(async () => {
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      await frame();
      await frame();
      return [...document.querySelectorAll<HTMLElement>('.cards > .card:not(.away)')]
        .map((card) => {
          const { annotation: id = '' } = card.dataset;
          const passage = document.getElementById(`passage-${id}`)?.getBoundingClientRect();
          const head = card.querySelector('.card-head')?.getBoundingClientRect();
          const { top, bottom } = card.getBoundingClientRect();
          const at = passage?.top ?? Number.NaN;
          return { id, top, bottom, at, shift: (head?.top ?? Number.NaN) - at };
        })
        .filter(({ at }) => at > 0 && at < innerHeight)
        .map(({ at: _, ...place }) => place);
    });
  let places = await read();
  await expect
    .poll(async () => {
      const before = JSON.stringify(places);
      places = await read();
      return JSON.stringify(places) === before;
    })
    .toBe(true);
  return places;
}

/**
 * Brings something into the middle of the window, until it stays there: the text that comes near is laid out only then,
 * and moves the cards. A finger that is lifted from one that moves has tapped what stands there next.
 */
async function bringToRest(target: Locator): Promise<void> {
  await target.evaluate(async (element) => {
    for (let before = Number.NaN; ; ) {
      element.scrollIntoView({ block: 'center', behavior: 'instant' });
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const { top } = element.getBoundingClientRect();
      if (top === before) return;
      before = top;
    }
  });
}

function expectApart(places: readonly Place[]): void {
  for (const [index, { bottom }] of places.entries()) {
    const next = places[index + 1];
    if (next) expect(bottom).toBeLessThanOrEqual(next.top);
  }
}

const scrollTo = (share: number): Promise<void> =>
  page.evaluate((part) => window.scrollTo(0, document.body.scrollHeight * part), share);

test.each([7, 60])(
  'with %i annotations, each card near the window is beside its passage',
  async (count) => {
    await open(count);
    for (const share of [0, 0.3, 0.6, 1]) {
      await scrollTo(share);
      const places = await inWindow();
      expectApart(places);
      expect(Math.max(0, ...places.map(({ shift }) => Math.abs(shift)))).toBeLessThanOrEqual(
        shiftPx,
      );
    }
  },
);

test('with 300 annotations, cards that lack room are shifted up as far as down', async () => {
  await open(300);
  for (const share of [0.3, 0.6]) {
    await scrollTo(share);
    const shifts = (await inWindow()).map(({ shift }) => shift);
    const [up, down] = [Math.min(...shifts), Math.max(...shifts)];
    expect(up).toBeLessThan(0);
    expect(Math.abs(up + down)).toBeLessThan(Math.max(down, -up));
    expect(Math.max(down, -up)).toBeLessThan(500);
  }
  expectApart(await inWindow());
});

test.each([7, 60, 300])(
  'with %i annotations, the form stands level with its passage, over no card, and none is far off',
  async (count) => {
    await open(count);
    await page.setViewportSize({ width: 1280, height: 1000 });
    await drag(page, 'ship12n41 ship12n42');
    await page.keyboard.type('Clerk -told-> The Morning Ledger');
    const form = page.locator('.popover');
    const box = async () => (await form.boundingBox()) ?? { y: 0, height: 0 };
    const opened = await box();
    await page.getByRole('button', { name: '+ Note' }).click();
    const places = await inWindow();
    const { y, height } = await box();
    expect(y).toBe(opened.y);
    expect(height).toBeGreaterThan(opened.height);
    const formPlace = { id: 'form', top: y, bottom: y + height, shift: 0 };
    expectApart([...places, formPlace].toSorted((one, other) => one.top - other.top));
    const bound = height + (count / 60) * 44 + shiftPx;
    for (const { shift } of places) expect(Math.abs(shift)).toBeLessThan(bound);
  },
);

test('at rest a card is two lines; the open one is whole, level, and over no other', async () => {
  await open(60);
  const card = page.locator('#annotation-ship3');
  expect((await card.boundingBox())?.height).toBeLessThanOrEqual(44);
  const atRest = (await card.locator('[data-chain]').innerText()).replace(/\s+/gu, ' ');
  expect(atRest).toBe('Clerk Harbour pilot The Morning Ledger');
  await page.locator('#passage-ship3').click();
  await expect.poll(async () => (await card.boundingBox())?.height).toBeGreaterThan(150);
  expect(await card.locator('[data-chain]').innerText()).toContain('wrote to');
  const places = await inWindow();
  expectApart(places);
  expect(Math.round(places.find(({ id }) => id === 'ship3')?.shift ?? Number.NaN)).toBe(0);
});

test('at rest a card says in full that the origin is not stated, whichever names are cut for it', async () => {
  press = await openPress(text);
  const long = 'Ludmila Aleksandrovna Voskresenskaya-Petrova of the Harbour Office';
  await press.tag('ship3n44', `? -told-> ${long} -told-> The Morning Ledger and Evening Post`);
  page = await press.reader(press.newsroom.mira, { viewport: { width: 1024, height: 800 } });
  const origin = page.locator('.cards .chain > li:first-child > bdi');
  await page.locator('.cards.level').waitFor();
  const { said, cut } = await origin.evaluate((name) => ({
    said: name.textContent,
    cut: name.scrollWidth - name.clientWidth,
  }));
  expect({ said, cut }).toEqual({ said: 'Origin not stated', cut: 0 });
});

test('at rest a long name gives way to the short ones beside it, which stay whole', async () => {
  press = await openPress(text);
  const long = 'Prof. Ludmila Aleksandrovna Voskresenskaya-Petrova of Hohenstein-Waldburg';
  await press.tag('ship3n44', `${long} -told-> Radio Aldren -told-> The Daily Post`);
  page = await press.reader(press.newsroom.mira, { viewport: { width: 1280, height: 800 } });
  await page.locator('.cards.level').waitFor();
  const names = page.locator('.cards .chain > li > bdi');
  const cut = await names.evaluateAll((all) =>
    all.filter((name) => name.scrollWidth > name.clientWidth).map((name) => name.textContent),
  );
  expect(cut).toEqual([long]);
});

test('what opens in the open card moves those below it out of its way', async () => {
  await open(60);
  await page.locator('#passage-ship3').click();
  await page.keyboard.press('d');
  await page.getByLabel('Why').waitFor();
  expectApart(await inWindow());
  expect(await axe(page)).toEqual([]);
});

test('the dots of the open card keep its corner, however much its status says', async () => {
  await open(7);
  await page.locator('#passage-ship3').click();
  const head = page.locator('.card.here > .card-head');
  const atCorner = () =>
    head.evaluate((line) => {
      const [all, dots] = [line, line.querySelector('[data-menu]')].map((each) =>
        each?.getBoundingClientRect(),
      );
      return dots && all && [dots.right - all.right, dots.top - all.top].map(Math.round);
    });
  await page.locator('.card.here [data-menu]').waitFor();
  const before = await atCorner();
  expect(before?.[0]).toBe(0);
  await head.locator('.status').evaluate((status) => {
    status.textContent = 'disputed at hop 1 and hop 3, in its confidence and its claim';
  });
  expect(await atCorner()).toEqual(before);
});

test('where colours are forced, the verdict that is being given stands out', async () => {
  await open(7);
  await page.emulateMedia({ forcedColors: 'active' });
  await page.locator('#passage-ship3').click();
  await page.keyboard.press('d');
  await page.getByLabel('Why').waitFor();
  const outlines = page.locator('.card.here .verdict-buttons :is(button, a)');
  const styles = await outlines.evaluateAll((all) =>
    all.map((each) => getComputedStyle(each).outlineStyle),
  );
  expect(styles).toEqual(['none', 'solid', 'none', 'none']);
});

test('a verdict is given in the card by its key, with its reason, and undone', async () => {
  await open(7);
  const card = page.locator('#annotation-ship3');
  const status = () => card.locator('.status').innerText();
  await page.locator('#passage-ship3').click();
  await page.getByRole('button', { name: 'Agree a' }).waitFor();
  await page.keyboard.press('a');
  await expect.poll(status).toContain('agreed');
  await page.keyboard.press('z');
  await expect.poll(status).toContain('unreviewed');
  await page.keyboard.press('d');
  await page.getByLabel('Why').fill('The clerk was away.');
  await page.keyboard.press('Control+Enter');
  await expect.poll(status).toContain('disputed');
  const saved = await press.newsroom.store.get('annotations', 'ship3');
  expect(saved?.verdicts.map(({ comment }) => comment)).toEqual(['The clerk was away.']);
});

test('one’s own annotation has no verdict bar, and the keys say so', async () => {
  await open(7);
  const own = await press.reader(press.newsroom.jonas);
  await own.locator('#passage-ship3').click();
  await own.keyboard.press('a');
  await own.getByText('not yours to review').waitFor({ state: 'attached' });
  expect(await own.locator('form[data-verdict-form]').count()).toBe(0);
});

test('in the margin too a hop is aimed at, by its key or a click, and there is one form', async () => {
  await open(7);
  const card = page.locator('#annotation-ship3');
  await page.locator('#passage-ship2').click();
  await page.locator('#passage-ship3').click();
  await expect.poll(() => page.locator('form[data-verdict-form]').count()).toBe(1);
  const aimed = () => page.locator('[name=on] option:checked').innerText();
  await page.keyboard.press('2');
  expect(await aimed()).toBe('hop 2, Harbour pilot');
  await card.locator('[data-on="hop:3"] em').click();
  expect(await aimed()).toBe('hop 3, Company');
  await page.locator('#passage-ship3').click();
  expect(await aimed()).toBe('the passage');
  await page.keyboard.press('1');
  await page.keyboard.press('d');
  await page.getByText('Dispute:').waitFor();
  await page.keyboard.type('The clerk was away.');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => card.locator('.status').innerText()).toContain('disputed at hop 1');
  await page.locator('header nav .count').getByText('6').waitFor();
});

test('a finger on another passage opens its card, and aims at the passage only once it is open', async () => {
  await open(7);
  const phone = { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true };
  const touched = await press.reader(press.newsroom.mira, phone);
  const aimed = (id: string) =>
    touched.locator(`#annotation-${id} [name=on] option:checked`).innerText();
  for (const id of ['ship2', 'ship3', 'ship2']) {
    await touched.locator(`#passage-${id}`).tap();
    expect(await aimed(id)).toBe('the whole');
  }
  await touched.locator('#passage-ship2').tap();
  expect(await aimed('ship2')).toBe('the passage');
});

test.each([1366, 1100])(
  'at rest, at %i pixels, a card says that somebody passed it on together with the second',
  async (width) => {
    press = await openPress();
    await press.tag('Two passengers', 'Clerk -told-> Pilot + Mate -told-> The Morning Ledger');
    page = await press.reader(press.newsroom.mira, { viewport: { width, height: 800 } });
    const second = page.locator('.cards .card .chain > li').nth(1);
    await second.waitFor();
    const [content, drawn] = await second.evaluate((hop) => {
      const sign = getComputedStyle(hop, '::after');
      return [sign.content, sign.clipPath];
    });
    expect(content).toBe('""');
    expect(drawn).toMatch(/^path\("M ?4 1/u);
  },
);

test('a finger on a name in a card at rest leads to its source, as a pointer does', async () => {
  await open(7);
  const tablet = { viewport: { width: 1280, height: 800 }, hasTouch: true };
  const touched = await press.reader(press.newsroom.mira, tablet);
  await touched.locator('#passage-ship2').tap();
  await touched.locator('#annotation-ship2 .verdict-bar').waitFor();
  const name = touched.locator('#annotation-ship3 a[href^="/sources"]:visible').first();
  await bringToRest(name);
  await name.tap();
  await touched.waitForURL(/sources/u);
});

test('Propose opens the form in the place of the card, and only what was touched is proposed', async () => {
  await open(7);
  const card = page.locator('#annotation-ship3');
  await page.locator('#passage-ship3').click();
  await page.getByRole('link', { name: 'Propose p' }).waitFor();
  await page.keyboard.press('p');
  await page.locator('.popover').getByRole('radio', { name: 'Low' }).check({ force: true });
  expect(await card.isVisible()).toBe(false);
  await page.getByLabel('Why', { exact: true }).fill('Of one clerk.');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Proposed.').waitFor();
  await card.waitFor();
  const kept = await press.newsroom.store.get('annotations', 'ship3');
  expect(kept?.proposals.map(({ parts, reason }) => [parts, reason])).toEqual([
    [['confidence'], 'Of one clerk.'],
  ]);
  await page.keyboard.press('z');
  await page.getByText('withdrawn').waitFor();
});

test('on paper every card is there, in two columns in the order of the text, with its chain in one piece', async () => {
  await open(7);
  await page.locator('#passage-ship3').click();
  await page.emulateMedia({ media: 'print' });
  const printed = await page.locator('.cards > .card').evaluateAll((cards) =>
    cards.map((card) => {
      const chain = card.querySelector('.chain') ?? card;
      const { left, top, bottom } = chain.getBoundingClientRect();
      const pieces = chain.getClientRects().length;
      const hops = [...chain.querySelectorAll('li')].filter((hop) => hop.checkVisibility()).length;
      return { column: Math.round(left), top, bottom, pieces, hops };
    }),
  );
  expect(printed.map(({ pieces, hops }) => [pieces, hops])).toEqual(printed.map(() => [1, 4]));
  expect(printed).toEqual(
    printed.toSorted((one, other) => one.column - other.column || one.top - other.top),
  );
  const columns = [...new Set(printed.map(({ column }) => column))];
  expect(columns.length).toBe(2);
  for (const column of columns) {
    const places = printed.filter((each) => each.column === column);
    expectApart(places.map((each) => ({ ...each, id: '', shift: 0 })));
  }
});

test('the menu of a card closes with Escape, and the card stays open', async () => {
  await open(7);
  const card = page.locator('#annotation-ship3');
  await (await inMenu(card, 'History')).waitFor();
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press('Escape');
  expect(await card.locator('.menu').isVisible()).toBe(false);
  expect(await card.getAttribute('class')).toContain('here');
});
