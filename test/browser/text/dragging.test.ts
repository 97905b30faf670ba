import type { Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { boxOf, chainLine, drag, editedHops, openPress, type Press } from '../press.js';

let press: Press;
let page: Page;

afterEach(() => press.close());

const read = async (text?: string, language?: string) => {
  press = await openPress(text, language);
  page = await press.reader(press.newsroom.mira);
};
const passage = () => page.locator('[name=exact]').inputValue();
const offer = () => page.locator('button.annotate-this');
const chain = () => chainLine(page);

/** What stands on the line of a place from there to its left or right end in the window. */
const lineFrom = (x: number, y: number, side: 'left' | 'right') =>
  page.evaluate(
    ([x, y, side]) => {
      const root = document.querySelector('[data-edition-text]') as HTMLElement;
      const { left, right } = root.getBoundingClientRect();
      const caret = (at: number) => document.caretPositionFromPoint(at, y);
      const [from, to] = [caret(x), caret(side === 'left' ? left + 1 : right - 1)];
      if (!from || !to) throw new Error('There is no text.');
      const range = document.createRange();
      range.setStart(from.offsetNode, from.offset);
      range.setEnd(from.offsetNode, from.offset);
      if (range.comparePoint(to.offsetNode, to.offset) > 0) range.setEnd(to.offsetNode, to.offset);
      else range.setStart(to.offsetNode, to.offset);
      return range.toString().trim();
    },
    [x, y, side] as const,
  );

/** The second words stand in the first line, whatever fonts the machine has, and others on either side. */
const texts = {
  English: ['en', undefined, 'harbour office had', 'ferry had run'],
  Arabic: [
    'ar',
    'Northline نشرت قائمة قالت إن المهندسين علموا بالأمر في العاشر من مارس وإن السفينة أبحرت بمحرك واحد طوال الربيع قبل أن تتوقف عن العمل.\n\nقال المهندس ذلك.',
    'إن المهندسين',
    'علموا بالأمر',
  ],
  Hebrew: [
    'he',
    'Northline פרסמה רשימה שלפיה המהנדסים ידעו על התקלה בעשרה במרץ והמעבורת הפליגה על מנוע אחד במשך כל האביב עד שהוצאה מן השירות.\n\nכך אמר המהנדס.',
    'המהנדסים ידעו',
    'על התקלה',
  ],
  Urdu: [
    'ur',
    'Northline نے ایک فہرست شائع کی جس کے مطابق انجینئروں کو دس مارچ کو خرابی کا علم تھا اور کشتی سارا موسم بہار ایک انجن پر چلتی رہی یہاں تک کہ اسے بند کر دیا گیا۔\n\nیہ بات انجینئر نے کہی۔',
    'انجینئروں کو',
    'دس مارچ',
  ],
} as const;

describe.each(Object.entries(texts))('in %s', (_name, [language, text, ...starts]) => {
  test.each([
    ['right', 40],
    ['right', 15],
    ['left', -60],
  ] as const)('a drag past the %s edge by %d pixels ends with its line', async (side, beyond) => {
    await read(text, language);
    const start = await boxOf(page, starts[side === 'left' ? 1 : 0]);
    const expected = await lineFrom(start.startX, start.startY, side);
    const column = await page.locator('[data-edition-text]').boundingBox();
    const edge = (column?.x ?? 0) + (side === 'left' ? 0 : (column?.width ?? 0));
    await page.mouse.move(start.startX, start.startY);
    await page.mouse.down();
    await page.mouse.move(edge, start.startY, { steps: 5 });
    await page.mouse.move(edge + beyond, start.startY + 2, { steps: 3 });
    await page.mouse.up();
    expect(expected.length).toBeGreaterThan(5);
    expect(await passage()).toBe(expected);
    expect(await page.evaluate(() => String(window.getSelection()).trim())).toBe(expected);
  });

  test('words are selected by dragging over them', async () => {
    await read(text, language);
    await drag(page, starts[0]);
    expect(await passage()).toBe(starts[0]);
  });
});

test('a drag from the text that ends on a card is a selection all the same', async () => {
  await read();
  await press.tag('two passengers'.replace('t', 'T'), 'Harbour clerk -told-> The Morning Ledger');
  await page.reload();
  const card = await page.locator('article.card').boundingBox();
  const start = await boxOf(page, 'shook badly');
  await page.mouse.move(start.startX, start.startY);
  await page.mouse.down();
  await page.mouse.move((card?.x ?? 0) + 20, start.startY, { steps: 5 });
  await page.mouse.up();
  expect(await passage()).toMatch(/^shook badly/u);
});

describe('the offer beside a selection', () => {
  const settle = () => page.clock.fastForward(2000);

  test.each([
    ['a drag', () => drag(page, 'the repair was never ordered')],
    [
      'a double click',
      async () => {
        const { startX, startY } = await boxOf(page, 'Northline');
        await page.mouse.dblclick(startX + 12, startY);
      },
    ],
    [
      'a triple click',
      async () => {
        const { startX, startY } = await boxOf(page, 'Northline');
        await page.mouse.click(startX + 12, startY, { clickCount: 3 });
      },
    ],
  ])('does not come for the passage of the form that %s has opened', async (_what, select) => {
    await read();
    await page.clock.install();
    await select();
    await page.evaluate(() => document.dispatchEvent(new Event('selectionchange')));
    await settle();
    expect(await page.locator('form[data-annotation-form]').count()).toBe(1);
    expect(await offer().isVisible()).toBe(false);
  });

  test('comes for another passage, once something was typed', async () => {
    await read();
    await page.clock.install();
    await drag(page, 'the repair was never ordered');
    await page.keyboard.type('Former engineer');
    await drag(page, 'closed early');
    await settle();
    expect(await offer().isVisible()).toBe(true);
    expect(await passage()).toBe('the repair was never ordered');
  });
});

test('what was selected before the page’s script had come is offered when it has', async () => {
  await read();
  let come = () => {};
  const script = new Promise<void>((done) => {
    come = done;
  });
  await page.route(/\.js$/u, async (route) => {
    await script;
    await route.continue();
  });
  await page.goto(page.url(), { waitUntil: 'commit' });
  await page.locator('[data-edition-text]').getByText('closed early').waitFor();
  await drag(page, 'closed early');
  expect(await offer().count()).toBe(0);
  come();
  await offer().click();
  expect(await passage()).toBe('closed early');
  await page.unroute(/\.js$/u);
});

describe('right after a selection', () => {
  test('what is pasted goes into the chain, and is drawn where it is one', async () => {
    await read();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate(() => navigator.clipboard.writeText(' Harbour clerk -> '));
    await drag(page, 'the repair was never ordered');
    await page.keyboard.press('Control+V');
    await page.keyboard.type(' Northline');
    expect(await chain().inputValue()).toBe('Harbour clerk -> Northline');
    await page.evaluate(() => navigator.clipboard.writeText('Northline -told-> Pilot'));
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Control+V');
    expect(await editedHops(page).locator('button.name').allTextContents()).toEqual([
      'Harbour clerk',
      'Northline',
      'Pilot',
    ]);
  });

  test('a dead key leads into the chain', async () => {
    await read();
    await drag(page, 'the repair was never ordered');
    await page.evaluate(() =>
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Dead', code: 'BracketLeft', bubbles: true }),
      ),
    );
    await page.keyboard.insertText('Élysée');
    expect(await chain().inputValue()).toBe('Élysée');
  });
});

test('keys are known by their place where the layout has no Latin letters', async () => {
  await read();
  await press.tag('run aground twice since spring', 'Harbour clerk -told-> The Morning Ledger');
  await page.reload();
  const devtools = await page.context().newCDPSession(page);
  for (const type of ['keyDown', 'keyUp'] as const) {
    await devtools.send('Input.dispatchKeyEvent', { type, key: 'о', code: 'KeyJ', text: 'о' });
  }
  await expect.poll(() => page.evaluate(() => document.activeElement?.localName)).toBe('mark');
});
