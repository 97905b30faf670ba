import type { Page, Response } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addSource } from '../../../src/desk/register/new-sources.js';
import { parse } from '../../../src/domain/parse.js';
import { sourceInput } from '../../../src/domain/register/source-input.js';
import {
  chainLine,
  drag,
  editedHops,
  emptyEnd,
  holdClock,
  intercept,
  openPress,
  type Press,
} from '../press.js';

let press: Press;
let page: Page;

beforeEach(async () => {
  press = await openPress();
  await source({ name: 'Laura Hickey', kind: 'person', reliability: 'B' });
  await source({ name: 'Harbour office', kind: 'organisation' });
  await source({ name: 'a senior official', unnamed: true });
  page = await press.reader(press.newsroom.mira);
  await drag(page, 'Two passengers');
  await page.keyboard.press('Tab');
});

afterEach(() => press.close());

function source(input: Record<string, unknown>) {
  const { desk, mira } = press.newsroom;
  return addSource(desk, mira, parse(sourceInput, input));
}

const chain = () => chainLine(page);
const origin = () => emptyEnd(page, 'origin');
const options = () => page.getByRole('listbox', { name: 'Sources' }).getByRole('option');

test('sources are suggested while a name is typed, with their kind and reliability', async () => {
  await page.keyboard.type('Laura');
  await options().first().waitFor();
  expect(await options().first().textContent()).toMatch(/Laura Hickey.*B.*person/u);
  await page.keyboard.press('ArrowDown');
  expect(await origin().getAttribute('aria-activedescendant')).toBe(
    await options().first().getAttribute('id'),
  );
  await page.keyboard.press('Enter');
  await page.keyboard.press('t');
  expect(await chain().inputValue()).toBe('Laura Hickey');
  await page.keyboard.type('Harb');
  await options().filter({ hasText: 'Harbour office' }).click();
  expect(await chain().inputValue()).toBe('Laura Hickey -told-> Harbour office');
});

test('what was typed stands out in what is suggested, at the beginning of whichever word', async () => {
  await page.keyboard.type('hick');
  const found = options().filter({ hasText: 'Laura Hickey' });
  expect(await found.locator('b').textContent()).toBe('Hick');
});

test('Escape closes the suggestions first, then the form', async () => {
  await page.keyboard.type('Laura');
  await options().first().waitFor();
  await page.keyboard.press('Escape');
  expect(await options().count()).toBe(0);
  expect(await chain().inputValue()).toBe('Laura');
  await page.keyboard.press('Escape');
  expect(await chain().count()).toBe(0);
});

describe('while the answer of the register is on its way', () => {
  beforeEach(async () => {
    await press.tag('A former engineer', 'Laura Hickey -told-> Laurence Pool');
    await source({ name: 'Laurin Wade', kind: 'person' });
    await page.reload();
    await drag(page, 'Two passengers');
    await holdClock(page);
    const learnt = page.waitForResponse('**/sources/in-article');
    await page.keyboard.press('Tab');
    await isRead(await learnt);
  });

  test('who types on is offered only what fits all that is typed, and Enter takes that', async () => {
    await typeBeforeAnswer('Laur', () => page.keyboard.type('en'));
    expect(await options().allTextContents()).toEqual([
      expect.stringContaining('Laurence Pool'),
      expect.stringContaining('New source'),
    ]);
    await typeBeforeAnswer('c', () => page.keyboard.type('ia'));
    expect(await options().count()).toBe(0);
    await page.keyboard.press('Enter');
    expect(await chain().inputValue()).toBe('Laurencia');
  });

  test('who marks a suggestion keeps it marked when others come', async () => {
    await typeBeforeAnswer('Lau', () => page.keyboard.press('ArrowDown'));
    expect(await options().allTextContents()).toContainEqual(
      expect.stringContaining('Laurin Wade'),
    );
    await page.keyboard.press('Enter');
    expect(await chain().inputValue()).toBe('Laurence Pool');
  });
});

/** Types what the register is asked about, and does something before its answer comes. */
async function typeBeforeAnswer(asked: string, act: () => Promise<void>): Promise<void> {
  const address = '**/sources/suggestions';
  let answer = () => {};
  const held = new Promise<void>((done) => {
    answer = done;
  });
  await intercept(page, address, (route) => held.then(() => route.continue()), { times: 1 });
  const question = page.waitForRequest(address);
  await page.keyboard.type(asked);
  await page.clock.runFor(1000);
  const asking = await question;
  await act();
  answer();
  const answered = await asking.response();
  if (answered) await isRead(answered);
}

/** Waits until the page has taken in an answer: what it asks for afterwards it is told later. */
async function isRead(answer: Response): Promise<void> {
  await answer.finished();
  await page.evaluate(() => fetch('/healthz').then((each) => each.text()));
}

test('an unnamed source of another article is chosen by its id, since its words alone would make a new one', async () => {
  await page.keyboard.type('a senior');
  await options().first().waitFor();
  await options().filter({ hasText: 'a senior official' }).click();
  expect(await chain().inputValue()).toMatch(/^a senior official #[a-z0-9]{6} \(unnamed\)$/u);
  await page.keyboard.press('Control+Enter');
  await page.getByText('Annotation saved.').waitFor();
});

test('the sources of the article come first, with where they stand, and Enter takes them', async () => {
  await press.tag('A former engineer', 'Laura Hickey -told-> an officer of the line (unnamed)');
  await page.reload();
  await drag(page, 'Two passengers');
  await page.keyboard.type('of th');
  const first = options().first();
  await expect.poll(() => first.textContent()).toMatch(/officer.*annotation 1, from Laura Hickey/u);
  await page.keyboard.press('Enter');
  expect(await chain().inputValue()).toBe('an officer of the line (unnamed)');
});

test('a name that is not in the register is announced as new before it is saved', async () => {
  await page.keyboard.type('Laura Hickey -told-> Nobody Known -> ');
  const hops = editedHops(page);
  await expect.poll(() => hops.nth(1).locator('.facts').textContent()).toBe('new source');
  expect(await hops.first().locator('.letter').textContent()).toBe('B');
  expect(await hops.first().locator('.facts').textContent()).toBe('');
});

test('of those who hold a hop together it is said which is new, and which is shown under a pseudonym', async () => {
  await page.keyboard.type('Laura Hickey + Nobody Known + Erik Strand (confidential) -> ');
  const facts = editedHops(page).first().locator('.facts');
  await expect
    .poll(() => facts.textContent())
    .toBe('Nobody Known: new source · Erik Strand: shown to others under a pseudonym');
});

test('a description that the article has already is announced as the same source, or as another', async () => {
  await press.tag('A former engineer', 'an officer of the line (unnamed) -told-> Ledger');
  await page.keyboard.type('an officer of the line (unnamed) -> ');
  const facts = editedHops(page).first().locator('.facts');
  await expect.poll(() => facts.textContent()).toBe('the same source as at “A former engineer”');
  await page.getByRole('button', { name: 'Kind of an officer' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'another one' }).click();
  expect(await chain().inputValue()).toBe('an officer of the line (unnamed, another)');
  await expect.poll(() => facts.textContent()).toBe('new source');
});

test('a name that is only the description of an unnamed source of the article is asked about', async () => {
  await press.tag('A former engineer', 'Dock hand (unnamed) -told-> Ledger');
  await page.keyboard.type('dock hand -told-> Vera Lund -> ');
  await page.getByRole('button', { name: 'It is that one' }).click();
  await expect.poll(() => chain().inputValue()).toBe('dock hand (unnamed) -told-> Vera Lund');
  expect(await page.getByText('is described so').count()).toBe(0);
});

test('and saved as neither before that is answered, in a draft that is opened again too', async () => {
  await press.tag('A former engineer', 'Dock hand (unnamed) -told-> Ledger');
  await page.keyboard.type('dock hand -told-> Vera Lund -> ');
  const answer = page.getByRole('button', { name: 'It is that one' });
  await answer.waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Open it again' }).click();
  await answer.waitFor();
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => answer.evaluate((it) => it === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await expect.poll(() => chain().inputValue()).toBe('dock hand (unnamed) -told-> Vera Lund');
  await page.keyboard.press('Control+Enter');
  const said = page.getByRole('status').getByText('Annotation saved.');
  await said.waitFor();
  expect(await said.textContent()).toBe('Annotation saved. New in the register: Vera Lund.');
});

test('an annotation that is edited is not told of its own passage, but of another of the same source', async () => {
  const first = await press.tag('A former engineer', 'an officer of the line (unnamed) -> Ledger');
  await page.keyboard.press('Escape');
  const second = await press.tag('Two passengers', 'an officer of the line (unnamed) -> Ledger');
  const facts = editedHops(page).first().locator('.facts');
  for (const [path, told] of [
    [`/annotations/${second}/edit`, 'the same source as at “A former engineer”'],
    [`/articles/${press.article}#annotation-${first}`, 'the same source as at “Two passengers”'],
  ] as const) {
    await page.goto(path);
    if (path.includes('#')) await page.keyboard.press('e');
    await expect.poll(() => facts.textContent()).toBe(told);
  }
});

test('a name that two sources bear is asked about when it is saved', async () => {
  await source({ name: 'John Smith', kind: 'person' });
  const other = await source({ name: 'John Smith', kind: 'person' });
  await page.keyboard.type('John Smith -told-> The Morning Ledger');
  await page.keyboard.press('Control+Enter');
  const asked = page.getByRole('group', { name: 'Which “John Smith”?' });
  await asked.locator(`[value="${other.id}"]`).check();
  expect(await chain().inputValue()).toContain('John Smith #');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Annotation saved.').waitFor();
});

test('a name that the register has is not called new once it is typed to its end', async () => {
  const isNew = page.getByRole('button', { name: 'New source, person' });
  const sign = emptyEnd(page, 'origin').locator('xpath=ancestor::li').locator('svg').first();
  await page.keyboard.type('Laura Hick');
  await expect.poll(() => isNew.isVisible()).toBe(true);
  await page.keyboard.type('ey');
  await expect.poll(() => isNew.isVisible()).toBe(false);
  expect(await sign.getAttribute('class')).not.toContain('s-faint');
  await page.keyboard.type('s');
  await expect.poll(() => isNew.isVisible()).toBe(true);
  await page.keyboard.type(' -told-> Harbour office');
  await expect.poll(() => isNew.isVisible()).toBe(false);
});

test('a name that is typed out to its end is taken as the entry that bears it', async () => {
  await page.keyboard.type('Laura Hickey');
  await expect.poll(() => options().count()).toBe(0);
  await page.keyboard.press('Enter');
  expect(await chain().inputValue()).toBe('Laura Hickey');
  await expect.poll(() => editedHops(page).first().locator('.letter').textContent()).toBe('B');
});

test('a confidential source is an entry of its own, and what is typed for it stands in no address', async () => {
  const chain = 'Laura Hickey -told-> The Morning Ledger';
  const other = await press.tag('A former engineer', chain);
  await page.reload();
  await drag(page, 'Northline declined to comment');
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(decodeURIComponent(request.url())));
  await page.keyboard.type('Laura Hickey (confidential) -told-> The Morning Ledger');
  const facts = editedHops(page).first().locator('.facts');
  await expect.poll(() => facts.textContent()).toMatch(/^shown .* pseudonym$/u);
  await page.keyboard.press('Control+Enter');
  await page.getByText('Annotation saved.').waitFor();
  const cards = page.locator('.cards');
  expect(await cards.textContent()).toContain('Confidential source 1');
  expect(await page.locator(`#annotation-${other} [data-chain]`).textContent()).toContain('Laura');
  expect(addresses.join('\n')).not.toMatch(/Laura|Hickey/u);
});

test('a suggested name is not cut for the words on where it stands', async () => {
  await press.tag(
    'only one engine was safe to use',
    'Representatives of neighbouring municipalities + Harbourmaster’s predecessors -told-> Laura Hickey',
  );
  await page.reload();
  await drag(page, 'Two passengers');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Laura');
  const name = options().first().locator('.cut');
  await name.waitFor();
  expect(await name.evaluate((words) => words.scrollWidth <= words.clientWidth)).toBe(true);
});
