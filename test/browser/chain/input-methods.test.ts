import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { asHops, chainLine, drag, openPress, type Press, writeChain } from '../press.js';

/* Names typed with other keyboards: where Alt types letters, and by an input method. */

let press: Press;
let page: Page;

afterEach(() => press.close());

const line = () => chainLine(page).inputValue();
const field = () => page.locator('[data-station] input:focus');

async function openForm({ onMac = false } = {}): Promise<void> {
  press = await openPress();
  page = await press.reader(press.newsroom.mira);
  if (onMac) {
    const mac = "Object.defineProperty(navigator, 'platform', { get: () => 'MacIntel' })";
    await page.addInitScript(mac);
    await page.reload();
    await page.locator('html.scripted').waitFor();
  }
  await drag(page, 'The pilot could not be reached');
  await page.keyboard.press('Tab');
}

describe('on a Mac, where Option types letters', () => {
  beforeEach(() => openForm({ onMac: true }));

  /** A press of Option and a letter, of which a letter or an accent comes. */
  async function pressOption(code: string, key: string): Promise<void> {
    const devtools = await page.context().newCDPSession(page);
    const at = { code, key, modifiers: 1, windowsVirtualKeyCode: code.charCodeAt(3) };
    const text = key === 'Dead' ? {} : { text: key, unmodifiedText: key };
    await devtools.send('Input.dispatchKeyEvent', { type: 'keyDown', ...at, ...text });
    await devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...at });
    await devtools.detach();
  }

  test.each([
    ['KeyO', 'ó'],
    ['KeyN', 'ń'],
    ['KeyK', 'ķ'],
    ['KeyU', 'Dead'],
    ['KeyP', 'π'],
  ])('Option with %s, which types %s, takes no name that is being typed', async (code, key) => {
    await page.keyboard.type('J');
    await pressOption(code, key);
    await page.keyboard.type('zef');
    const typed = key === 'Dead' ? 'Jzef' : `J${key}zef`;
    expect(await field().inputValue()).toBe(typed);
    expect(await line()).toBe(typed);
  });

  test('no key is named for it beside a new name, and Option K still asks what a hop is', async () => {
    await page.keyboard.type('Reader');
    const offer = page.getByRole('button', { name: 'New source, person' });
    expect(await offer.getAttribute('title')).toBe('New source, person');
    await writeChain(page, 'Northern Wire -> The Morning Ledger');
    await asHops(page);
    await page.getByRole('button', { name: 'Kind of Northern Wire' }).focus();
    await pressOption('KeyK', '˚');
    await page.keyboard.press('u');
    expect(await line()).toBe('Northern Wire (outlet) -> The Morning Ledger');
  });
});

describe('by an input method', () => {
  beforeEach(() => openForm());

  /** Composes words, and takes them as they are. */
  async function compose(words: string): Promise<void> {
    const devtools = await page.context().newCDPSession(page);
    const [selectionStart, selectionEnd] = [words.length, words.length];
    const composed = { text: words, selectionStart, selectionEnd };
    await devtools.send('Input.imeSetComposition', composed);
    await devtools.send('Input.insertText', { text: words });
    await devtools.detach();
  }

  test('a question mark that was composed says that nobody is named', async () => {
    await compose('？');
    await expect.poll(line).toBe('?');
  });

  test('an arrow that was composed ends the name before it', async () => {
    await page.keyboard.type('Reader');
    await compose('　→　');
    await page.keyboard.type('Clerk');
    await page.keyboard.press('Enter');
    expect(await line()).toBe('Reader -> Clerk');
  });

  test('Enter that takes what was composed takes no name, whichever browser tells of it', async () => {
    await page.keyboard.type('Reader');
    await field().evaluate((focused) => {
      // As Safari tells of it: the composition has ended, and the key is still the input method’s.
      const press = { key: 'Enter', code: 'Enter', keyCode: 229, bubbles: true, cancelable: true };
      focused.dispatchEvent(new KeyboardEvent('keydown', press));
    });
    expect(await field().inputValue()).toBe('Reader');
    expect(await page.getByRole('menu').count()).toBe(0);
    await page.keyboard.press('Enter');
    await page.getByRole('menu').waitFor();
  });
});
