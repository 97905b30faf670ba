import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { replace } from '../../src/store/store.js';
import { axe } from './chrome.js';
import { boxOf, openPress, type Press } from './press.js';

let press: Press;
let page: Page;
let outer: string;
let inner: string;
let last: string;

beforeEach(async () => {
  press = await openPress();
  const chain =
    '? -told-> Harbour pilot (unnamed) -told-> Harbour clerk -told-> The Morning Ledger';
  outer = await press.tag('the pilot warned the company in March', chain, { confidence: 'high' });
  inner = await press.tag('the company', 'Clerk -told-> The Morning Ledger', { confidence: 'low' });
  last = await press.tag('Two passengers', 'Passenger -told-> The Morning Ledger');
  page = await press.reader(press.newsroom.mira, { viewport: { width: 1280, height: 800 } });
});

afterEach(() => press.close());

const card = (id: string) => page.locator(`#annotation-${id}`);
const isHere = (id: string) => card(id).evaluate((element) => element.classList.contains('here'));

test('pointing at words that two annotations share offers each', async () => {
  const { startX, startY } = await boxOf(page, 'company in');
  await page.mouse.move(startX, startY);
  const offered = page.getByRole('group', { name: '2 annotations lie over these words' });
  await offered.getByRole('button', { name: '1 high' }).click();
  expect(await isHere(outer)).toBe(true);
  await offered.getByRole('button', { name: '2 low' }).click();
  expect(await isHere(inner)).toBe(true);
});

test('each press on words that annotations share offers them, also where the one at hand begins before', async () => {
  const shared = page.locator(`mark[data-annotations~="${inner}"]`);
  const offered = page.getByRole('group', { name: '2 annotations lie over these words' });
  for (const [id, word] of [
    [inner, '2 low'],
    [outer, '1 high'],
  ] as const) {
    await shared.click();
    await expect.poll(() => isHere(id)).toBe(true);
    const chosen = offered.getByRole('button', { name: word });
    expect(await chosen.getAttribute('aria-pressed')).toBe('true');
    expect(await offered.isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await offered.isVisible()).toBe(false);
    await page.mouse.move(0, 0);
  }
});

test('in a low window what offers each stays in sight when the sheet has come', async () => {
  const end =
    'The company, Northline, answered that the engine would be repaired before the summer';
  const whole = `the pilot warned the company in March that only one engine was safe to use. ${end}`;
  await press.tag(whole, 'Clerk -told-> The Morning Ledger');
  const low = { viewport: { width: 500, height: 300 }, hasTouch: true, isMobile: true };
  const phone = await press.reader(press.newsroom.mira, low);
  for (const block of ['start', 'end'] as const) {
    await phone.reload();
    await phone.locator('html.scripted').waitFor();
    const shared = phone.locator('mark', { hasText: 'engine was safe' });
    await shared.evaluate((mark, to) => mark.scrollIntoView({ block: to }), block);
    await phone.locator('mark', { hasText: 'the pilot warned' }).tap();
    await phone.locator('.margin.peek').waitFor();
    await phone.evaluate(twoFrames);
    const offered = phone.getByRole('group', { name: /annotations lie over these words$/u });
    expect((await offered.boundingBox())?.y).toBeGreaterThanOrEqual(0);
  }
});

const twoFrames = () =>
  new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));

test('a click brings the card at hand level with its passage, over no other card', async () => {
  await page.locator(`mark[data-annotations~="${inner}"]`).click();
  await expect.poll(() => isHere(inner)).toBe(true);
  const levels = () =>
    page.evaluate(
      (id) => [
        document.querySelector(`#annotation-${id} .card-head`)?.getBoundingClientRect().top ?? 0,
        document.querySelector(`.line[data-annotation="${id}"]`)?.getBoundingClientRect().top ?? 1,
      ],
      last,
    );
  await page.locator(`mark[data-annotations="${last}"]`).click();
  const apart = async () => {
    const [head = 0, passage = 1] = await levels();
    return Math.round(head - passage);
  };
  await expect.poll(apart).toBe(0);
  const tops = await page
    .locator('.cards > .card')
    .evaluateAll((cards) =>
      cards
        .map((element) => element.getBoundingClientRect())
        .map(({ top, bottom }) => ({ top, bottom })),
    );
  for (const [index, { bottom }] of tops.entries()) {
    expect(bottom).toBeLessThan(tops[index + 1]?.top ?? Number.POSITIVE_INFINITY);
  }
});

test('a ring stands around the passage at hand for whoever reached it by keys, not by a click', async () => {
  const ring = () =>
    page.locator('mark:focus').evaluate((mark) => getComputedStyle(mark).outlineColor);
  await page.locator(`mark[data-annotations~="${inner}"]`).click();
  expect(await ring()).toBe('rgba(0, 0, 0, 0)');
  await page.keyboard.press('j');
  expect(await ring()).not.toBe('rgba(0, 0, 0, 0)');
});

test('a word under forty annotations is as readable as one under three', async () => {
  for (let at = 0; at < 40; at += 1) await press.tag('Two passengers', `Clerk ${at}`);
  await page.reload();
  const tinted = page
    .locator('.line', { hasText: 'Two passengers' })
    .evaluateAll(
      (lines) =>
        lines.filter((line) => getComputedStyle(line).backgroundColor !== 'rgba(0, 0, 0, 0)')
          .length,
    );
  expect(await tinted).toBe(3);
});

test('a deep link scrolls to the passage and marks it', async () => {
  await page.setViewportSize({ width: 1280, height: 300 });
  await page.goto('about:blank');
  await page.goto(`/articles/${press.article}#annotation-${last}`);
  await expect.poll(() => isHere(last)).toBe(true);
  const mark = page.locator(`mark[data-annotations~="${last}"]`);
  await expect
    .poll(() => mark.evaluate((each) => each.getBoundingClientRect().bottom))
    .toBeLessThan(300);
  expect(await mark.evaluate((each) => each.getBoundingClientRect().top)).toBeGreaterThan(0);
});

test('a link to an annotation that is not here says so', async () => {
  await page.goto(`/articles/${press.article}#annotation-gone`);
  await page.getByText('The annotation of this link is not here').waitFor();
});

test('a link to an annotation whose words are gone shows its card', async () => {
  const { store } = press.newsroom;
  const kept = await store.get('annotations', last);
  if (!kept) throw new RangeError(`No annotation ${last}`);
  const target = { ...kept.target, exact: 'Three dogs', prefix: 'saw ', suffix: ' swim' };
  await store.commit([replace('annotations', { ...kept, target })]);
  await page.goto('about:blank');
  await page.goto(`/articles/${press.article}#annotation-${last}`);
  await expect.poll(() => isHere(last)).toBe(true);
  expect(await card(last).evaluate((element) => element === document.activeElement)).toBe(true);
});

test('filters hide without a reload, say how many, and stay in the address', async () => {
  const shown = () => page.locator('.cards > .card:visible').count();
  await page.keyboard.press('f');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(shown).toBe(1);
  expect(await page.locator('[data-hidden-tally]').textContent()).toContain('2 of 3');
  expect(new URL(page.url()).search).toBe('?confidence=low');
  await page.reload();
  await expect.poll(shown).toBe(1);
  await page.getByRole('link', { name: 'Clear' }).click();
  await expect.poll(shown).toBe(3);
  const backgrounds = await page
    .locator('.paper .line')
    .evaluateAll((lines) => lines.map((line) => getComputedStyle(line).backgroundColor));
  expect(backgrounds).not.toContain('rgba(0, 0, 0, 0)');
});

test('chips let through one of each kind together, and Clear takes them all off', async () => {
  const shown = () => page.locator('.cards > .card:visible').count();
  await page.getByRole('link', { name: 'Low 1' }).click();
  await expect.poll(shown).toBe(1);
  await page.getByRole('link', { name: 'High 1' }).click();
  await expect.poll(shown).toBe(2);
  await page.getByText('Source or person').click();
  await page.getByLabel('Source').selectOption({ label: 'Harbour clerk · 1' });
  await expect.poll(shown).toBe(1);
  const pressed = page.locator('.filter-chip[aria-current]');
  await expect
    .poll(() => pressed.allTextContents())
    .toEqual(['High 1', 'Low 1', 'Harbour clerk 1']);
  expect([...new URL(page.url()).searchParams.keys()]).toEqual([
    'confidence',
    'confidence',
    'source',
  ]);
  await page.getByRole('link', { name: 'Clear' }).click();
  await expect.poll(shown).toBe(3);
  expect(new URL(page.url()).search).toBe('');
});

test('the chips count on after a verdict, and the focus stays on them', async () => {
  await page.locator(`mark[data-annotations="${last}"]`).click();
  await page.getByRole('button', { name: 'Agree a' }).click();
  await page.getByRole('link', { name: 'Agreed 1' }).waitFor();
  await page.getByRole('link', { name: 'Unreviewed 2' }).waitFor();
});

test('a name in a card says what its source is when it is pointed at or focused', async () => {
  const name = card(last).getByRole('link', { name: 'Passenger' });
  const brief = page.getByRole('tooltip');
  await name.hover();
  await brief.waitFor();
  expect(await brief.innerText()).toMatch(
    /Passenger[\s\S]*not said[\s\S]*not rated[\s\S]*1 annotation/u,
  );
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press('Escape');
  expect(await brief.isVisible()).toBe(false);
  await page.mouse.move(0, 0);
  await name.focus();
  await brief.waitFor();
  await name.click();
  await page.waitForURL('**/sources/*');
});

test('the minimap shows where annotations lie, and leads there', async () => {
  await page.setViewportSize({ width: 1280, height: 400 });
  const dots = page.locator('.minimap a');
  await expect.poll(() => dots.count()).toBeGreaterThan(1);
  await dots.last().click();
  expect(await isHere(last)).toBe(true);
});

test('chips of the filter stand in rows beside free room, and scroll only from edge to edge', async () => {
  const chips = page.locator('.strip .filter-chips');
  const shown = async (width: number) => {
    await page.setViewportSize({ width, height: 1024 });
    return chips.evaluate((row) => ({
      wraps: getComputedStyle(row).flexWrap,
      free: Math.max(0, document.body.clientWidth - row.getBoundingClientRect().right),
    }));
  };
  await chips.locator('[data-chip]').first().waitFor();
  for (const width of [768, 700]) expect((await shown(width)).wraps).toBe('wrap');
  expect(await shown(640)).toEqual({ wraps: 'nowrap', free: 0 });
});

test('at 360 pixels nothing is cut off, and the card at hand is a sheet below its passage', async () => {
  // Beside the room that is kept for a scrollbar of 15 pixels.
  await page.setViewportSize({ width: 375, height: 740 });
  await page.reload();
  const [needed, shown] = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return [scrollWidth, clientWidth];
  });
  expect(needed).toBeLessThanOrEqual(shown ?? 0);
  await page.locator(`mark[data-annotations~="${last}"]`).click();
  const sheet = page.getByRole('complementary', { name: 'Annotations' });
  await sheet.waitFor();
  const marked = page.locator(`mark[data-annotations~="${last}"]`);
  const bottom = () => marked.evaluate((mark) => mark.getBoundingClientRect().bottom);
  await expect.poll(bottom).toBeLessThan((await sheet.boundingBox())?.y ?? 0);
  const { height = 0 } = (await sheet.boundingBox()) ?? {};
  expect(height).toBeLessThan(180);
  await sheet.getByRole('button', { name: 'Show all of it' }).click();
  expect((await sheet.boundingBox())?.width).toBe(360);
  await sheet.getByText('3 of 3').waitFor();
  await sheet.getByRole('button', { name: 'Previous' }).click();
  await expect.poll(() => isHere(inner)).toBe(true);
  await sheet.getByRole('button', { name: 'Close' }).click();
  expect(await sheet.isVisible()).toBe(false);
});

test('a finger’s selection is tagged by a button, in a sheet that leaves the passage in sight', async () => {
  const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
  const touched = await press.reader(press.newsroom.jonas, phone);
  await touched.evaluate(() => {
    const text = document.querySelectorAll('[data-edition-text] p')[2]?.firstChild;
    if (text) window.getSelection()?.setBaseAndExtent(text, 2, text, 17);
  });
  await touched.getByRole('button', { name: 'Annotate this passage' }).tap();
  expect(await touched.locator('[name=exact]').inputValue()).toBe('former engineer');
  const sheet = await touched.locator('.popover').boundingBox();
  const passage = await boxOfHighlight(touched);
  expect(passage).toBeLessThan(sheet?.y ?? 0);
});

function boxOfHighlight(of: Page): Promise<number> {
  return of.evaluate(() => {
    const [range] = CSS.highlights.get('passage') ?? [];
    return range instanceof Range ? range.getBoundingClientRect().bottom : Number.NaN;
  });
}
