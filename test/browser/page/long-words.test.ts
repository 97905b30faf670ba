import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { parse } from '../../../src/domain/parse.js';
import { replace } from '../../../src/store/store.js';
import { openPress, type Press } from '../press.js';

/* Names of a hundred letters without a space, as some languages and addresses have them. */

const title = `${'Rindfleischetikettierungsüberwachung'.repeat(3)} und mehr`;
const publisher = 'Donaudampfschifffahrtsgesellschaft'.repeat(3);
const official = 'Bundesministerium'.repeat(6);
const claim = 'Gesetzgebungsverfahren'.repeat(5);

let press: Press;
let page: Page;
let paths: Record<string, string>;
beforeAll(async () => {
  press = await openPress();
  const { desk, mira } = press.newsroom;
  const text = 'The long word was said twice.';
  const { id } = await addArticle(desk, mira, parse(articleInput, { title, publisher, text }));
  const chain = `${official} -told-> ${publisher}`;
  const said = { target: { exact: 'was said' }, chain, claim, confidence: 'low' };
  const made = await createAnnotation(desk, mira, id, parse(annotationInput, said));
  const source = made.newSources.find(({ name }) => name === official);
  paths = {
    articles: '/articles',
    article: `/articles/${id}`,
    report: `/articles/${id}/report`,
    sourcing: `/articles/${id}/sourcing`,
    source: `/sources/${source?.id}`,
    sources: '/sources',
    claim: `/claims/${made.annotation.claim}`,
    claims: '/claims',
    annotation: `/annotations/${made.annotation.id}`,
    queue: '/review',
    review: `/review/${made.annotation.id}`,
    history: '/history',
    export: '/report',
  };
  page = await press.reader(mira);
});
afterAll(() => press?.close());

test('an arrow never stands alone on its line: it is behind the last word of its name', async () => {
  const alone: number[] = [];
  const name = 'Under-Secretary for Transport, Roads and all Ports';
  await press.tag('Two passengers', `${name} (unnamed) -told-> ${name} II -> ${name} III`);
  await page.goto('/review');
  for (let width = 320; width < 1400; width += 20) {
    await page.setViewportSize({ width, height: 800 });
    const arrows = page.locator('.way li:has(svg)', { hasText: 'Ports' });
    const fallen = await arrows.evaluateAll((links) =>
      links.map((link) => {
        const lines = [...(link.querySelector('bdi')?.getClientRects() ?? [])];
        const top = link.querySelector('svg')?.getBoundingClientRect().top ?? 0;
        return lines.length > 0 && top > (lines.at(-1)?.bottom ?? 0);
      }),
    );
    if (fallen.includes(true)) alone.push(width);
  }
  expect(alone).toEqual([]);
});

const names =
  'articles, article, report, sourcing, source, sources, claim, claims, annotation, queue, review, history, export';

test.each(names.split(', '))('%s: nothing is wider than its window', async (name) => {
  await page.goto(paths[name] ?? '');
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const wider = await page.evaluate(() =>
      [document.body, ...document.querySelectorAll<HTMLElement>('.wide')].map(
        ({ scrollWidth, offsetWidth }) => scrollWidth - offsetWidth,
      ),
    );
    expect(Math.max(...wider)).toBeLessThanOrEqual(0);
  }
});

test('a person’s long name leaves the bar on one line', async () => {
  const { newsroom } = press;
  const name = 'Wilhelmina Constantinopoulou-Featherstonehaugh';
  await newsroom.store.commit([replace('people', { ...newsroom.nils, name })]);
  const own = await press.reader(newsroom.nils, { viewport: { width: 1280, height: 800 } });
  const bar = () => own.locator('header.top').evaluate((element) => element.clientHeight);
  expect(await bar()).toBeLessThan(70);
});
