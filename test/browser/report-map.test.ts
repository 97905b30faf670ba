import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAnnotation } from '../../src/desk/annotations/annotations.js';
import { addArticle } from '../../src/desk/articles/articles.js';
import { annotationInput } from '../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../src/domain/articles/article.js';
import { parse } from '../../src/domain/parse.js';
import { placesOf } from '../reports/pdf/read-pdf.js';
import { openPress, type Press } from './press.js';

/* A report whose map finds no room to lie, with names that a phone has no room for. */

const baroness = 'Prof. Dr. Maximiliane-Charlotte Freifrau von Hohenstein-Waldburg';
const office = 'Federal Waterways and Shipping Directorate North';
const publisher = 'Harbour Post';
const chains = [
  `Northern Wire -summarised-> ${baroness} -released-> Ann -released-> ${office} -released-> Runa Vold -> ${publisher}`,
  `Inspection report -leaked-> ${publisher}`,
  `Northern Post -told-> ${office} -reported-> Northern Wire -summarised-> ${publisher}`,
  `Mira Sen -reported-> ${publisher}`,
  `${baroness} -reported-> ${publisher}`,
];

let press: Press;
let page: Page;
beforeAll(async () => {
  press = await openPress();
  const { desk, mira } = press.newsroom;
  const text = chains.map((_, at) => `It was said for the ${at}th time.`).join(' ');
  const input = parse(articleInput, { title: 'Silt', publisher, text });
  const { id } = await addArticle(desk, mira, input);
  for (const [at, chain] of chains.entries()) {
    const said = { target: { exact: `the ${at}th time` }, chain };
    await createAnnotation(desk, mira, id, parse(annotationInput, said));
    // A map takes them in the order in which they were made; of one moment, in that of their ids.
    press.newsroom.pass({ minutes: 1 });
  }
  page = await press.reader(mira, { viewport: { width: 1280, height: 900 } });
  await page.goto(`/articles/${id}/report`);
});
afterAll(() => press?.close());

test.each(['screen', 'print'] as const)(
  'the names on it are whole, beside what its signs mean: %s',
  async (media) => {
    await page.emulateMedia({ media });
    const map = page.locator('.report-map [data-map]').locator('visible=true');
    const words = (await map.textContent()) ?? '';
    expect(words).toContain('Freifrau');
    expect(words).not.toContain('…');
    const [picture, legend] = await Promise.all(
      [map, page.locator('.report-map .map-legend')].map((each) => each.boundingBox()),
    );
    expect((picture?.x ?? 0) + (picture?.width ?? 0)).toBeLessThan(legend?.x ?? 0);
    expect(legend?.y).toBeLessThan((picture?.y ?? 0) + 40);
  },
);

test('on a tablet it is the wide one, in which more names are whole', async () => {
  await page.emulateMedia({ media: 'screen' });
  const formAt = async (width: number) => {
    await page.setViewportSize({ width, height: 1024 });
    return page.locator('.report-map > div:visible').getAttribute('class');
  };
  expect(await formAt(768)).toBe('broad-map');
  expect(await formAt(390)).toBe('narrow-map');
});

test('on paper one with many origins goes on over several pages, its names as large as on others', async () => {
  const { desk, mira } = press.newsroom;
  const text = Array.from({ length: 22 }, (_, at) => `It was heard for the ${at}th time.`).join(
    ' ',
  );
  const input = parse(articleInput, { title: 'Silt again', publisher, text });
  const { id } = await addArticle(desk, mira, input);
  for (let at = 0; at < 22; at += 1) {
    const chain = `Witness ${at} of the ferry -told-> Clerk ${at} of the harbour -> ${publisher}`;
    const said = { target: { exact: `heard for the ${at}th time` }, chain };
    await createAnnotation(desk, mira, id, parse(annotationInput, said));
  }
  await page.setViewportSize({ width: 700, height: 900 });
  await page.goto(`/articles/${id}/report`);
  const toMap = page.getByRole('link', { name: 'it stands behind the notes' });
  await expect.poll(() => toMap.isVisible()).toBe(true);
  const order = page.locator('.report-text, .report-notes, .report-map, .report-record');
  const classes = await order.evaluateAll((all) => all.map(({ className }) => className));
  expect(classes.map((each) => each.split(' ')[0])).toEqual([
    ...['report-text', 'report-notes', 'report-map', 'report-record'],
  ]);
  await toMap.click();
  await expect.poll(() => page.locator('.report-appendix:target .report-map').count()).toBe(1);
  await page.emulateMedia({ media: 'print' });
  const sheets = page.locator('.report-map [data-map]').locator('visible=true');
  const names = (await sheets.allTextContents()).join(' ');
  for (let at = 0; at < 22; at += 1) expect(names).toContain(`Clerk ${at} of the harbour`);
  const heights = await sheets.evaluateAll((all) => all.map((each) => each.clientHeight));
  expect(heights.length).toBeGreaterThan(3);
  expect(Math.max(...heights)).toBeLessThan(350);
  const name = sheets.first().locator('text.name').first();
  const points = await name.evaluate((each: SVGTextElement) => {
    const { a: scale } = each.getScreenCTM() ?? { a: 0 };
    return 0.75 * scale * Number.parseFloat(getComputedStyle(each).fontSize);
  });
  expect(points).toBeGreaterThan(7);
});

test('on paper the record begins where a map ends that stands upright over many pages', async () => {
  const origins = 120;
  const { desk, mira } = press.newsroom;
  const text = Array.from({ length: origins }, (_, at) => `Gate ${at} was open.`).join(' ');
  const { id } = await addArticle(
    desk,
    mira,
    parse(articleInput, { title: 'Gates', publisher, text }),
  );
  for (let at = 0; at < origins; at += 1) {
    const chain = `Witness ${at} -told-> Watchman ${at % 7} -told-> ${publisher}`;
    const said = { target: { exact: `Gate ${at} was open.` }, chain };
    await createAnnotation(desk, mira, id, parse(annotationInput, said));
  }
  await page.goto(`/articles/${id}/report`);
  const printed = await page.pdf({ preferCSSPageSize: true });
  const [record] = await placesOf(printed, 'The record');
  const pagesOfMap = (await placesOf(printed, 'Witness')).map(({ page: number }) => number);
  expect(pagesOfMap).toContain((record?.page ?? 0) - 1);
  expect(pagesOfMap.filter((number) => number > (record?.page ?? 0))).toEqual([]);
});
