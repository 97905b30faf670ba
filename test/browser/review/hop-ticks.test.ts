import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeProposal } from '../../../src/desk/review/proposals.js';
import { proposalInput } from '../../../src/domain/annotations/annotation-input.js';
import { parse } from '../../../src/domain/parse.js';
import { openPress, type Press } from '../press.js';

/* A proposed chain is taken over by the ticks of its hops; a long chain is aimed at by keys. */

let press: Press;
beforeEach(async () => {
  press = await openPress();
});
afterEach(() => press.close());

const end = 'The Morning Ledger (outlet)';

/** The page of an annotation to which a hop more, a rating and a hop less are proposed. */
async function proposal(added = 'Foreman'): Promise<{ id: string; page: Page }> {
  const { newsroom } = press;
  const chain = `Engineer -told-> Clerk [C] -wrote to-> Northline -told-> ${end}`;
  const id = await press.tag('the repair was never ordered', chain);
  const before = added.startsWith('?') ? added : `Engineer -told-> ${added}`;
  const other = `${before} -told-> Clerk [B] -wrote to-> ${end}`;
  const input = parse(proposalInput, { chain: other, reason: 'The foreman stood between.' });
  await makeProposal(newsroom.desk, newsroom.nils, id, input);
  const page = await press.reader(newsroom.jonas);
  await page.goto(`/annotations/${id}`);
  return { id, page };
}

const stored = (id: string) => press.newsroom.store.get('annotations', id);

test('hops are ticked and taken over by keys alone, held ones too, once', async () => {
  const { id, page } = await proposal();
  await page.getByRole('checkbox', { name: 'Hop 2, Foreman: added' }).focus();
  for (let held = 0; held < 5; held++) await page.keyboard.down('Space');
  await page.keyboard.up('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  for (let held = 0; held < 5; held++) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await page.getByRole('status').getByText('Taken over.').waitFor();
  const taken = await stored(id);
  expect(taken?.revision).toBe(2);
  expect(taken?.chain).toHaveLength(4);
  expect(taken?.proposals[0]?.outcome).toMatchObject({ hops: ['hop:3'] });
  await page.locator('html.scripted').waitFor();

  await page.keyboard.press('z');
  await page.getByRole('status').getByText('the proposal is open again').waitFor();
  expect((await stored(id))?.proposals[0]?.outcome).toBeNull();
});

test('where colours are forced, the signs of added and of removed hops have the colour of others, gaps too', async () => {
  const { page } = await proposal('? -told-> Foreman');
  await page.emulateMedia({ forcedColors: 'active' });
  const signs = page.locator('.proposal .hop-sign');
  const colours = await signs.evaluateAll((all) => all.map((each) => getComputedStyle(each).color));
  expect(colours.length).toBeGreaterThan(4);
  expect(new Set(colours).size).toBe(1);
});

test('pressed twice it is taken over once, and another tab is told so', async () => {
  const { id, page } = await proposal();
  const other = await page.context().newPage();
  await other.goto(`/annotations/${id}`);
  await page.getByRole('checkbox', { name: /Northline: left out/u }).uncheck();
  await page.getByRole('button', { name: 'Take over what is ticked' }).dblclick();
  await page.getByRole('status').getByText('Taken over.').waitFor();
  expect((await stored(id))?.revision).toBe(2);
  await other.getByRole('button', { name: 'Take over what is ticked' }).dblclick();
  await other.getByRole('alert').getByText('taken over already').waitFor();
  expect((await stored(id))?.revision).toBe(2);
});

test('a hop that a key aims at is in sight, however long the chain', async () => {
  const hops = Array.from({ length: 9 }, (_, at) => `Holder ${at + 1} (unnamed) -told->`);
  const id = await press.tag('the pilot warned the company', `${hops.join(' ')} ${end}`);
  const page = await press.reader(press.newsroom.nils, { viewport: { width: 1280, height: 600 } });
  await page.goto(`/review/${id}`);
  await page.getByRole('button', { name: 'Agree a' }).waitFor();
  await page.keyboard.press('9');
  const aimedAt = page.locator('.aimed-at', { hasText: 'Holder 9' });
  await aimedAt.waitFor();
  const [hop, bar] = [
    await aimedAt.boundingBox(),
    await page.locator('.verdict-bar').boundingBox(),
  ];
  expect((hop?.y ?? 600) + (hop?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
});
