import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { parse } from '../../../src/domain/parse.js';
import { openPress, type Press } from '../press.js';

/* The narrowest window that there is: 320 px, of which the bar to scroll by takes fifteen here. */

let press: Press;
let page: Page;
let annotation: string;
let claim: string;
beforeAll(async () => {
  press = await openPress();
  const { desk, mira } = press.newsroom;
  const passages = [
    'only one engine was safe to use',
    'the repair was never ordered',
    'the ferry shook badly',
  ];
  for (const exact of passages) {
    const chain =
      'Pilot (on trust) -told-> Wire (outlet, confirmed) -released to-> The Morning Ledger';
    const said = { target: { exact }, chain, claim: 'The ferry was unsafe', confidence: 'low' };
    const made = await createAnnotation(desk, mira, press.article, parse(annotationInput, said));
    annotation = made.annotation.id;
    claim = made.annotation.claim ?? '';
  }
  await press.tag('a clerk at the harbour office', '? -> The Morning Ledger');
  page = await press.reader(mira, { viewport: { width: 320, height: 800 } });
});
afterAll(() => press?.close());

test.each(['articles', 'sources', 'claims'])(
  'the bar stays on one line on the page of %s while hundreds wait',
  async (section) => {
    await page.goto(`/${section}`);
    const height = await page.evaluate(() => {
      const count = document.querySelector('header.top nav .count');
      if (count) count.textContent = '216';
      return document.querySelector('header.top')?.clientHeight;
    });
    expect(await page.locator('header.top nav .count').textContent()).toBe('216');
    expect(height).toBeLessThan(70);
  },
);

test('each level of confidence is told on one line', async () => {
  await page.goto(`/annotations/${annotation}/edit`);
  const lines = await page.locator('.segment').evaluateAll((segments) =>
    segments.map((segment) => {
      const words = document.createRange();
      words.selectNodeContents(segment);
      words.setStartAfter(segment.querySelector('input') ?? segment);
      return new Set([...words.getClientRects()].map(({ top }) => Math.round(top))).size;
    }),
  );
  expect(lines).toEqual([1, 1, 1, 1]);
});

test('what is said of a hop in the form is not cut', async () => {
  await page.goto(`/annotations/${annotation}/edit`);
  const facts = page.locator('[data-station] .facts', { hasText: 'confirmed' });
  await facts.waitFor();
  const cut = await facts.evaluate((said) => said.scrollWidth - said.clientWidth);
  expect(cut).toBe(0);
});

test('and what follows the desk’s own check neither, however long it is', async () => {
  await press.tag('Two passengers', 'An officer of the line (unnamed) -told-> The Morning Ledger');
  const other = await press.tag(
    'A former engineer',
    'An officer of the line (unnamed, on the record, confirmed) -told-> The Morning Ledger',
  );
  await page.goto(`/annotations/${other}/edit`);
  const facts = page.locator('[data-station] .facts', { hasText: 'the same source as' });
  await facts.waitFor();
  const [said, relation] = await Promise.all(
    [facts, facts.locator('xpath=preceding-sibling::button')].map((each) =>
      each.evaluate((at) => ({
        ...at.getBoundingClientRect().toJSON(),
        style: getComputedStyle(at).textOverflow,
        cut: at.scrollWidth - at.clientWidth,
      })),
    ),
  );
  expect([said?.cut, said?.style]).toEqual([0, 'clip']);
  expect(said?.top).toBeGreaterThanOrEqual((relation?.bottom ?? 0) - 8);
});

test('a name in the form is whole, however long it is, beside its sign and its letter', async () => {
  const name = 'Parliamentary Under-Secretary of State for Transport and Waterways';
  const other = await press.tag(
    'Northline declined to comment',
    `${name} [B] -> The Morning Ledger`,
  );
  await page.goto(`/annotations/${other}/edit`);
  const shown = page.locator('.edited-hops button.name', { hasText: 'Parliamentary' });
  await shown.waitFor();
  const first = await shown.evaluate((button) => {
    const tops = ['.kind', '.letter'].map((part) => {
      const box = button.parentElement?.querySelector(part)?.getBoundingClientRect();
      return box ? (box.top + box.bottom) / 2 : 0;
    });
    const words = document.createRange();
    words.selectNodeContents(button);
    const [line] = words.getClientRects();
    const middle = line ? (line.top + line.bottom) / 2 : 0;
    return {
      cut: [button.scrollWidth - button.clientWidth, button.scrollHeight - button.clientHeight],
      apart: tops.map((top) => Math.abs(top - middle) < 4),
    };
  });
  expect(first).toEqual({ cut: [0, 0], apart: [true, true] });
});

test('a claim’s counts take a line each', async () => {
  await page.goto(`/claims/${claim}`);
  const rows = page.locator('.tally tr');
  const heights = await rows.evaluateAll((all) => all.map((row) => row.clientHeight));
  expect(new Set(heights).size).toBe(1);
});
