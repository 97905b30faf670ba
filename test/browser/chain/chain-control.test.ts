import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  asHops,
  chainLine,
  drag,
  editedHops,
  emptyEnd,
  openPress,
  type Press,
  writeChain,
} from '../press.js';

/* The chain as it is drawn: by keyboard, by mouse, by touch, and as text. */

let press: Press;
let page: Page;

beforeEach(async () => {
  press = await openPress();
  page = await press.reader(press.newsroom.mira);
  await drag(page, 'The pilot could not be reached');
  await page.keyboard.press('Tab');
});

afterEach(() => press.close());

const line = () => chainLine(page).inputValue();
const end = () => emptyEnd(page, 'end');
const origin = () => emptyEnd(page, 'origin');
const save = () => page.getByRole('button', { name: 'Save annotation' });
const isFocused = (field: ReturnType<typeof end>) =>
  field.evaluate((element) => element === document.activeElement);
const names = () => editedHops(page).locator('button.name').allTextContents();

const fiveHops =
  'Laura Hickey -told-> US diplomat in London (unnamed) -wrote to-> US embassy cable (document) -leaked to-> WikiLeaks -released to-> The Morning Ledger';

/** Whether Save stands in the window, and nothing over it. */
const saveInSight = () =>
  save().evaluate((button) => {
    const { left, top, width, height } = button.getBoundingClientRect();
    const there = document.elementFromPoint(left + width / 2, top + height / 2);
    return top >= 0 && top + height <= window.innerHeight && button.contains(there);
  });

test('the five-hop chain takes nine keys beside the names, and eleven with what two of them are', async () => {
  let actions = 0;
  const act = async (key: string) => {
    actions += 1;
    await page.keyboard.press(key);
    expect(await saveInSight()).toBe(true);
  };
  await page.keyboard.type('Laura Hickey');
  await act('Enter');
  await act('t');
  await page.keyboard.type('US diplomat in London');
  await act('Alt+n');
  await act('w');
  await page.keyboard.type('US embassy cable');
  await act('Alt+d');
  await act('l');
  await page.keyboard.type('WikiLeaks');
  await act('Enter');
  await act('r');
  await act('Enter');
  expect(await line()).toBe(fiveHops);
  expect(actions).toBeLessThanOrEqual(12);
  await page.keyboard.press('Control+Enter');
  await page.locator('article.card', { hasText: 'WikiLeaks' }).waitFor();
});

test('the five-hop chain takes at most twelve presses of the mouse beside the names', async () => {
  let actions = 0;
  const click = async (name: string | RegExp, role: 'button' | 'menuitemradio' = 'button') => {
    actions += 1;
    await page.getByRole(role, { name, exact: typeof name === 'string' }).click();
  };
  await page.keyboard.type('Laura Hickey');
  await click('New source, person');
  await click('told', 'menuitemradio');
  await page.keyboard.type('US diplomat in London');
  await click('New source, unnamed');
  await click('wrote to', 'menuitemradio');
  await page.keyboard.type('US embassy cable');
  await click('New source, document');
  await click('leaked to', 'menuitemradio');
  await page.keyboard.type('WikiLeaks');
  await click('New source, organisation');
  await click('released to', 'menuitemradio');
  await click('The Morning Ledger, its publisher');
  expect(await line()).toBe(
    fiveHops
      .replace('Laura Hickey', 'Laura Hickey (person)')
      .replace('WikiLeaks', 'WikiLeaks (organisation)'),
  );
  expect(actions).toBeLessThanOrEqual(12);
  expect(await saveInSight()).toBe(true);
});

test('on a phone a chain is built by touch alone, with targets for a thumb', async () => {
  const phone = await press.reader(press.newsroom.mira, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await drag(phone, 'Two passengers');
  const first = emptyEnd(phone, 'origin');
  await first.tap();
  await first.fill('Harbour clerk');
  await first.press('Enter');
  await phone.getByRole('menuitemradio', { name: 'told' }).tap();
  await phone.getByRole('button', { name: 'The Morning Ledger, its publisher' }).tap();
  expect(await chainLine(phone).inputValue()).toBe('Harbour clerk -told-> The Morning Ledger');
  const box = await phone.locator('[data-chain-control]').boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
  const tops = await editedHops(phone).evaluateAll((each) =>
    each.map((hop) => hop.getBoundingClientRect().height),
  );
  expect(Math.min(...tops)).toBeGreaterThanOrEqual(44);
});

test('on a phone of 320 px a hop is two lines, and what the desk did is said in full', async () => {
  const phone = await press.reader(press.newsroom.mira, {
    viewport: { width: 320, height: 700 },
    hasTouch: true,
    isMobile: true,
  });
  await drag(phone, 'Two passengers');
  const hops = 'Clerk (on trust) -leaked-> Berta (confirmed) -released-> Bo (seen) -told-> Ann';
  await writeChain(phone, `${hops} -> The Morning Ledger`);
  await asHops(phone);
  const facts = phone.locator('.edited-hops .facts');
  await facts.filter({ hasText: 'new source' }).nth(2).waitFor();
  const told = await facts.evaluateAll((all) =>
    all.map((fact) => {
      const whole = document.createRange();
      whole.selectNodeContents(fact);
      const said = fact.textContent.split(' · ')[0] ?? '';
      const part = (whole.getBoundingClientRect().width * said.length) / fact.textContent.length;
      return { said, isCut: part > fact.clientWidth };
    }),
  );
  const heights = await editedHops(phone).evaluateAll((all) =>
    all.map((hop) => hop.getBoundingClientRect().height),
  );
  const checks = told.filter(({ said }) => !['new source', 'its publisher'].includes(said));
  expect(checks.map(({ said }) => said)).toEqual(['on trust', 'confirmed', 'seen']);
  expect(checks.filter(({ isCut }) => isCut)).toEqual([]);
  expect(Math.max(...heights)).toBeLessThanOrEqual(66);
});

test.each([390, 320])(
  'on a phone of %i px a tap on any part of a tool is for that tool',
  async (width) => {
    const phone = await press.reader(press.newsroom.mira, {
      viewport: { width, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await drag(phone, 'Two passengers');
    await writeChain(phone, '? -told-> Clerk -told-> Berta + Bo -leaked-> The Morning Ledger');
    await asHops(phone);
    await phone.locator('.facts', { hasText: 'new source' }).first().waitFor();
    await phone.locator('[data-chain-control]').evaluate((all) => all.scrollIntoView());
    const astray = await phone.locator('[data-chain-control] button:visible').evaluateAll((tools) =>
      tools.flatMap((tool) => {
        tool.scrollIntoView({ block: 'center' });
        const seen = tool.querySelector('bdi') ?? tool;
        const { left, top, right, bottom } = seen.getBoundingClientRect();
        const middle = (left + right) / 2;
        const parts = [top + 1, (top + bottom) / 2, bottom - 1].map((y) => [middle, y] as const);
        const met = parts.map(([x, y]) => document.elementFromPoint(x, y));
        return met.every((each) => each && tool.contains(each))
          ? []
          : [
              `${tool.getAttribute('aria-label')}: ${met.map((each) => each?.outerHTML.slice(0, 60))}`,
            ];
      }),
    );
    expect(astray).toEqual([]);
  },
);

test('the line to the next hop shows whether what it passed on was seen, confirmed or taken on trust', async () => {
  await writeChain(
    page,
    'A (on trust) -told-> B (seen) -told-> C (confirmed) -told-> D -told-> ? -told-> The Morning Ledger',
  );
  await asHops(page);
  const lines = await page.locator('[data-station]').evaluateAll((all) =>
    all.map((each) => {
      const { content, borderInlineStart } = getComputedStyle(each, '::before');
      return content === 'none' ? null : /^(.*px \w+)/u.exec(borderInlineStart)?.[1];
    }),
  );
  expect(lines).toEqual([
    '1px solid',
    '2px dotted',
    '2px solid',
    '2px solid',
    '1px solid',
    '1px solid',
    null,
    null,
  ]);
});

test('notation that is typed at a hop becomes hops, and Enter behind the last leads on to the confidence', async () => {
  await page.keyboard.type('Harbour clerk [B] -told-> The Morning Ledger');
  expect(await names()).toEqual(['Harbour clerk']);
  expect(await line()).toBe('Harbour clerk [B] -told-> The Morning Ledger');
  await page.keyboard.press('Enter');
  expect(await names()).toEqual(['Harbour clerk', 'The Morning Ledger']);
  await page.keyboard.press('Enter');
  expect(await isFocused(page.getByRole('radio', { name: 'Not assessed' }))).toBe(true);
});

test('an honest gap is an answer: the origin not stated, the holder unknown', async () => {
  await page.keyboard.press('?');
  await page.keyboard.press('l');
  await page.keyboard.type('The cable');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.press('?');
  await page.keyboard.press('r');
  await page.keyboard.press('Enter');
  expect(await line()).toBe('? -leaked to-> The cable -> ? -released to-> The Morning Ledger');
  expect(await names()).toContain('Origin not stated');
  expect(await names()).toContain('Holder unknown');
});

test('an origin that is not stated asks no more who had it first, until it is taken out', async () => {
  await page.keyboard.press('?');
  await page.keyboard.press('t');
  expect(await origin().isVisible()).toBe(false);
  await page.getByRole('button', { name: 'Origin not stated: change the name' }).focus();
  await page.keyboard.press('Delete');
  expect(await isFocused(origin())).toBe(true);
});

test('what is typed bears the sign of what it would be, and nothing is offered that Enter does not take', async () => {
  const sign = () => page.locator('.add:not(:first-child) > .kind').innerHTML();
  await writeChain(page, 'Clerk');
  await asHops(page);
  const offered = page.getByRole('button', { name: 'The Morning Ledger, its publisher' });
  await offered.waitFor();
  const atRest = await sign();
  await end().fill('Northline (outlet, seen)');
  expect(await offered.isVisible()).toBe(false);
  expect(await sign()).not.toBe(atRest);
  await end().fill('');
  await offered.waitFor();
  expect(await sign()).toBe(atRest);
});

test('letters stand in one column, also of those who passed it on together', async () => {
  await writeChain(page, 'Pilot + Clerk -told-> Northline');
  await asHops(page);
  const ends = await page
    .locator('.edited-hops .letter')
    .evaluateAll((letters) => letters.map((letter) => letter.getBoundingClientRect().right));
  expect(new Set(ends).size).toBe(1);
});

test('a question mark right after a selection is a gap too', async () => {
  await page.keyboard.press('Escape');
  await drag(page, 'The pilot could not be reached');
  await page.keyboard.press('?');
  await page.keyboard.press('l');
  await page.keyboard.type('The cable');
  await page.keyboard.press('Enter');
  expect(await line()).toBe('? -leaked to-> The cable');
});

test.each(['؟', '？'])('%s of another keyboard is a gap at both ends', async (sign) => {
  await page.keyboard.insertText(sign);
  await page.keyboard.press('t');
  await page.keyboard.type('Clerk');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.insertText(sign);
  expect(await line()).toBe('? -told-> Clerk -> ?');
});

test('a plus joins another source in one hop, and each keeps what is said of it', async () => {
  await page.keyboard.type('Pakistani officials');
  await page.keyboard.press('+');
  await page.keyboard.type('Indian officials');
  await page.keyboard.press('Alt+g');
  await page.keyboard.press('t');
  await page.keyboard.type('Steve Coll');
  await page.keyboard.press('Enter');
  expect(await line()).toBe('Pakistani officials + Indian officials (group) -told-> Steve Coll');
  expect(await editedHops(page).count()).toBe(2);
  expect(await editedHops(page).first().getAttribute('aria-label')).toBe(
    'hop 1 of 2, Pakistani officials and Indian officials, told',
  );
});

test('the sign is a menu of kinds, with unnamed and confidential in it', async () => {
  await writeChain(page, 'Northern Wire -> The Morning Ledger');
  await asHops(page);
  const kind = page.getByRole('button', { name: 'Kind of Northern Wire: kind not said' });
  await kind.click();
  expect(await page.getByRole('menuitemradio').allTextContents()).toEqual([
    'personp',
    'groupg',
    'organisationo',
    'documentd',
    'outletu',
    'not said',
  ]);
  await page.getByRole('menuitemradio', { name: 'outlet' }).click();
  expect(await line()).toBe('Northern Wire (outlet) -> The Morning Ledger');
  await page.keyboard.press('Alt+k');
  await page.keyboard.press('c');
  expect(await line()).toBe('Northern Wire (outlet, confidential) -> The Morning Ledger');
});

test('what was said of a holder stands behind one disclosure, one open at a time', async () => {
  await writeChain(page, 'Pilot -told-> Clerk -told-> Northline');
  await asHops(page);
  await page.getByRole('button', { name: 'Details of Pilot' }).click();
  await page.getByLabel('How the article describes it').fill('the pilot of the ferry');
  await page.getByLabel('Check').selectOption('seen');
  await page.getByLabel('Basis').selectOption('background');
  await page.getByRole('checkbox', { name: 'first-hand' }).check();
  await page.getByLabel('Evidence: page').fill('2');
  expect(await line()).toBe('Pilot (background, seen, first-hand) -told-> Clerk -told-> Northline');
  await page.getByRole('button', { name: 'Details of Clerk' }).click();
  expect(await page.locator('.details').count()).toBe(1);
  await page.mouse.move(0, 0);
  await page.getByRole('button', { name: 'Details of Pilot' }).click();
  expect(await page.getByLabel('How the article describes it').inputValue()).toBe(
    'the pilot of the ferry',
  );
  await save().click();
  await page.locator('article.card', { hasText: 'Northline' }).waitFor();
  const found = await press.newsroom.store.find('annotations', 'article', { key: press.article });
  const [holder] = found.items[0]?.chain[0]?.holders ?? [];
  expect(holder).toMatchObject({ as: 'the pilot of the ferry', firstHand: true, check: 'seen' });
  expect(holder?.evidence[0]).toMatchObject({ page: '2' });
});

test('a hop moves with Alt and the arrows, and all that was said of it with it', async () => {
  await writeChain(page, 'Pilot [B] -told-> Clerk -wrote to-> Northline');
  await asHops(page);
  await editedHops(page).first().getByRole('button', { name: 'Pilot: change the name' }).focus();
  await page.keyboard.press('Alt+ArrowDown');
  expect(await line()).toBe('Clerk -wrote to-> Pilot [B] -told-> Northline');
  await page.keyboard.press('Alt+ArrowDown');
  expect(await line()).toBe('Clerk -wrote to-> Northline -> Pilot [B]');
  await page.keyboard.press('Alt+ArrowUp');
  expect(await line()).toBe('Clerk -wrote to-> Pilot [B] -told-> Northline');
});

test('a hop is dragged by its handle, wherever the pointer goes, and Escape puts it back', async () => {
  await writeChain(page, 'Pilot -> Clerk -> Northline');
  await asHops(page);
  const middle = async (at: number) => {
    const box = await editedHops(page).nth(at).locator('.grip').boundingBox();
    return { x: (box?.x ?? 0) + 4, y: (box?.y ?? 0) + 8 };
  };
  await editedHops(page).first().hover();
  const from = await middle(0);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x, from.y + 20, { steps: 3 });
  await page.mouse.move(from.x + 600, from.y + 900, { steps: 30 });
  await page.mouse.up();
  expect(await line()).toBe('Clerk -> Northline -> Pilot');
  const last = await middle(2);
  await page.mouse.move(last.x, last.y);
  await page.mouse.down();
  await page.mouse.move(last.x, last.y - 300, { steps: 30 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect(await line()).toBe('Clerk -> Northline -> Pilot');
});

test('Backspace goes back into the name before, and takes a hop out once it is empty, one press each', async () => {
  await page.keyboard.type('Pilot -> Clerk -> ');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  expect(await names()).toEqual(['Pilot', 'Clerk']);
  await page.keyboard.press('Backspace');
  expect(await names()).toEqual(['Pilot']);
  expect(await isFocused(end())).toBe(true);
});

test('Backspace that is held takes no hop out', async () => {
  await page.keyboard.type('Pilot -> Clerk -> ');
  await page.keyboard.down('Backspace');
  for (let repeat = 0; repeat < 20; repeat += 1) await page.keyboard.down('Backspace');
  await page.keyboard.up('Backspace');
  await page.keyboard.press('Escape');
  expect(await names()).toEqual(['Pilot', 'Clerk']);
});

test('Enter that is held, or pressed twice, takes one name and asks on', async () => {
  await page.keyboard.type('Pilot');
  await page.keyboard.down('Enter');
  for (let repeat = 0; repeat < 10; repeat += 1) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  expect(await names()).toEqual(['Pilot']);
  expect(await page.getByRole('menu').count()).toBe(1);
  await page.keyboard.press('Enter');
  expect(await line()).toBe('Pilot');
  expect(await isFocused(end())).toBe(true);
});

test('a sentence is asked about: it is parted, or it is one name', async () => {
  await page.keyboard.type('Hickey, who told a US diplomat');
  await page.keyboard.press('Enter');
  const asked = page.getByRole('alert').filter({ hasText: 'Is this one name?' });
  await asked.waitFor();
  await page.getByRole('button', { name: 'Make it Hickey' }).click();
  expect(await line()).toBe('Hickey -told-> US diplomat');
  expect(await asked.count()).toBe(0);
  await page.keyboard.press('Escape');
  await end().fill('WHO — Geneva');
  await end().press('Enter');
  await page.getByRole('button', { name: 'It is one name' }).click();
  expect(await asked.count()).toBe(0);
  expect(await line()).toBe('Hickey -told-> US diplomat -> WHO — Geneva');
});

test('both faces are in step, and a fault is marked in the line, said in plain words, and mended first', async () => {
  await writeChain(page, '? -> Harbour office (organisation) > Northline');
  await asHops(page);
  expect(await names()).toEqual(['Origin not stated', 'Harbour office', 'Northline']);
  await editedHops(page)
    .nth(1)
    .getByRole('button', { name: /^Reliability/u })
    .click();
  await page.keyboard.press('b');
  await editedHops(page).nth(1).locator('[data-relation]').click();
  await page.keyboard.press('q');
  expect(await line()).toBe('? -> Harbour office [B] (organisation) -quoted by-> Northline');
  await writeChain(page, 'Pilot -tolf-> Clerk');
  const fault = page.getByRole('alert').filter({ hasText: 'told' });
  await fault.waitFor();
  expect(await fault.textContent()).not.toMatch(/column|\d/iu);
  expect(await page.locator('.mirror u').textContent()).toBe('tolf');
  await page.getByRole('button', { name: 'As hops' }).click();
  expect(await isFocused(chainLine(page))).toBe(true);
  expect(
    await chainLine(page).evaluate((field) =>
      field instanceof HTMLTextAreaElement
        ? field.value.slice(field.selectionStart, field.selectionEnd)
        : '',
    ),
  ).toBe('tolf');
  await chainLine(page).fill('Pilot -told-> Clerk');
  expect(await fault.count()).toBe(0);
  await asHops(page);
  expect(await names()).toEqual(['Pilot', 'Clerk']);
});

test('as text, a fault has its repair at its spot, and goes with it', async () => {
  await writeChain(page, 'Pilot -tolf-> Clerk');
  const fault = page.getByRole('alert').filter({ hasText: 'tolf' });
  await fault.getByRole('button', { name: 'Write “told”' }).click();
  expect(await line()).toBe('Pilot -told-> Clerk');
  expect(await fault.count()).toBe(0);
  expect(await isFocused(chainLine(page))).toBe(true);
});

test('as text too a sentence is asked about, and the answer is not asked for again', async () => {
  await writeChain(page, 'Hickey, who told a US diplomat -> WHO — Geneva');
  const asked = page.getByRole('alert').filter({ hasText: 'Is this one name?' });
  await asked.waitFor();
  await asked.getByRole('button', { name: 'Make it Hickey' }).click();
  expect(await line()).toBe('Hickey -told-> US diplomat -> WHO — Geneva');
  await page.getByRole('button', { name: 'It is one name' }).click();
  expect(await asked.count()).toBe(0);
  await page.getByRole('button', { name: /^Save/u }).click();
  await page.locator('article.card', { hasText: 'WHO — Geneva' }).waitFor();
});

test('the answer for one name is none for another that reads like two', async () => {
  await writeChain(page, 'Hickey, who told a US diplomat -> WHO — Geneva');
  await page.getByRole('button', { name: 'It is one name' }).click();
  await page.getByRole('button', { name: 'Make it WHO' }).waitFor();
  await page.getByRole('button', { name: /^Save/u }).click();
  const tick = page.getByRole('checkbox', { name: 'It is one name, however it reads' });
  await tick.waitFor();
  expect(await tick.isChecked()).toBe(false);
});

test('as text, names from right to left stand in the order of the chain', async () => {
  await emptyEnd(page, 'origin').fill('لورا > דן > The Hindu');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'As text' }).click();
  expect(await line()).toBe('⁨لورا⁩ -> ⁨דן⁩ -> The Hindu');
  // The mirror lies under the field, letter by letter: what is drawn is measured there.
  const lefts = await page.locator('.mirror').evaluate((mirror) => {
    const range = document.createRange();
    const walker = document.createTreeWalker(mirror, NodeFilter.SHOW_TEXT);
    const found: Record<string, number> = {};
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (const name of ['لورا', 'דן']) {
        const at = node.textContent?.indexOf(name) ?? -1;
        if (at < 0) continue;
        range.setStart(node, at);
        range.setEnd(node, at + name.length);
        found[name] = range.getBoundingClientRect().left;
      }
    }
    return [found.لورا, found.דן];
  });
  expect(lefts[0]).toBeLessThan(lefts[1] ?? 0);
});

test('as text, Enter takes nothing that was suggested for other letters', async () => {
  await press.tag('the pilot warned the company', 'Quay clerk -> The Morning Ledger');
  await writeChain(page, '');
  await chainLine(page).focus();
  await page.keyboard.type('Qu');
  await page.getByRole('option', { name: 'Quay clerk' }).waitFor();
  await page.keyboard.type('x');
  await page.keyboard.press('Enter');
  expect(await line()).toBe('Qux');
});

test('as text, relations are suggested after a dash', async () => {
  await writeChain(page, '');
  await chainLine(page).focus();
  await page.keyboard.type('Pilot -w');
  await page.keyboard.press('Enter');
  expect(await line()).toBe('Pilot -wrote to-> ');
});

test('a fault at a hop is said there once, with the caret at its place', async () => {
  await origin().fill('Pilot -tolf-> Clerk');
  await page.keyboard.press('Enter');
  const said = page.getByRole('alert').filter({ hasText: 'told' });
  expect(await said.count()).toBe(1);
  expect(await page.evaluate(() => String(window.getSelection()))).toBe('tolf');
  await page.keyboard.type('told');
  expect(await said.count()).toBe(0);
  await page.keyboard.press('Enter');
  expect(await line()).toBe('Pilot -told-> Clerk');
});

test('so is one in the name of somebody who joins, until it is typed anew', async () => {
  await page.keyboard.type('Pilot + Clerk -tolf-> Ledger');
  await page.keyboard.press('Control+Enter');
  const said = page.locator('.chain-control .at-spot:visible');
  await said.getByText('“tolf” is not one of the relations').waitFor();
  await page.keyboard.type('told');
  await said.waitFor({ state: 'hidden' });
});

test('nothing typed is asked for where one begins', async () => {
  await save().click();
  await page.getByRole('alert').filter({ hasText: 'Say who had the information first' }).waitFor();
  expect(await isFocused(origin())).toBe(true);
});

test('what the server refuses of a name is said at its hop', async () => {
  await press.tag('Two passengers', 'Northern Wire (outlet) -> The Morning Ledger');
  await writeChain(page, 'Clerk -> Northern Wire (person) -> The Morning Ledger');
  await asHops(page);
  await save().click();
  const said = editedHops(page).nth(1).getByText('is an outlet in the register');
  await said.waitFor();
});

test('a draft with a gap, several holders and a name not taken yet is there again after a reload', async () => {
  await writeChain(page, '? -told-> Anna + Berta [B] -told-> Clerk');
  await asHops(page);
  await end().fill('Somebody half typ');
  await page.reload();
  await page.getByText('Your unsaved annotation is here again.').waitFor();
  expect(await line()).toBe('? -told-> Anna + Berta [B] -told-> Clerk -> Somebody half typ');
  expect(await editedHops(page).count()).toBe(4);
});

test('nothing enters the register before the annotation is saved', async () => {
  await page.keyboard.type('Nobody Known -told-> The Morning Ledger');
  await page.keyboard.press('Enter');
  const count = async () =>
    (await press.newsroom.store.find('sources', 'listed', { key: '' })).items.length;
  expect(await count()).toBe(0);
  await save().click();
  await page.locator('article.card', { hasText: 'Nobody Known' }).waitFor();
  expect(await count()).toBe(2);
});

test('hops are read aloud as a list', async () => {
  await writeChain(
    page,
    'Hickey -told-> US diplomat in London (unnamed, on trust) -wrote to-> Cable',
  );
  await asHops(page);
  await page
    .getByRole('listitem', {
      name: 'hop 2 of 3, US diplomat in London, unnamed, wrote to, on trust',
      exact: true,
    })
    .waitFor();
});

test('in an Arabic article each name keeps its own direction, and the notation runs from left to right', async () => {
  const other = await openPress('قال المهندس إن السفينة أبحرت بمحرك واحد.', 'ar');
  const read = await other.reader(other.newsroom.mira);
  await drag(read, 'السفينة');
  await read.keyboard.press('Tab');
  await read.keyboard.type('لورا هيكي');
  await read.keyboard.press('Enter');
  await read.keyboard.press('t');
  await read.keyboard.press('Enter');
  expect(await chainLine(read).inputValue()).toBe('⁨لورا هيكي⁩ -told-> The Morning Ledger');
  expect(await chainLine(read).getAttribute('dir')).toBe('ltr');
  const sides = await editedHops(read)
    .locator('button.name')
    .evaluateAll((each) => each.map((name) => Math.round(name.getBoundingClientRect().left)));
  expect(new Set(sides).size).toBe(1);
  await other.newsroom.close();
});
