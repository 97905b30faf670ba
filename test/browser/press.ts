import type { BrowserContext, BrowserContextOptions, Locator, Page, Route } from 'playwright-core';
import { createAnnotation } from '../../src/desk/annotations/annotations.js';
import { addArticle } from '../../src/desk/articles/articles.js';
import { endingSessions } from '../../src/desk/people/sessions.js';
import { commitWithRetry } from '../../src/desk/with-retry.js';
import { annotationInput } from '../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../src/domain/articles/article.js';
import { parse } from '../../src/domain/parse.js';
import type { Person } from '../../src/domain/people/person.js';
import { type Newsroom, openNewsroom, password } from '../newsroom.js';
import { Place, withEmptyPage } from './place.js';
import { sharedChrome } from './shared-chrome.js';

/** An article of our own; an emoji stands early, so that code points and UTF-16 part company. */
export const story = `The mayor’s office said nothing about the ferry. 🛳️ The ferry had run aground twice since spring, and a clerk at the harbour office had kept a list.

According to that list, the pilot warned the company in March that only one engine was safe to use. The company, Northline, answered that the engine would be repaired before the summer, and that no further notice was needed.

A former engineer, who asked not to be named, said that the repair was never ordered. Northline declined to comment. The pilot could not be reached, and the harbour office closed early.

Two passengers said that the ferry shook badly on the last crossing before it was taken out of service.`;

const headings = {
  title: 'Ferry kept sailing on one engine',
  publisher: 'The Morning Ledger',
  language: 'en',
};

/** A newsroom with one article, read in a real browser. */
export interface Press {
  newsroom: Newsroom;
  article: string;
  /** A page in a browser of its own, in which somebody has signed in and opened the article. */
  reader(person: Person, options?: BrowserContextOptions): Promise<Page>;
  /** Tags a passage without the browser, and answers the annotation's id. */
  tag(exact: string, chain: string, more?: Partial<Tag>): Promise<string>;
  /** Everybody goes, and the newsroom stays for others. */
  part(): Promise<void>;
  close(): Promise<void>;
}

interface Tag {
  by: Person;
  confidence: 'low' | 'moderate' | 'high' | null;
  note: string;
}

/** One Chrome serves many newsrooms, one after another at one address: what was opened is closed with each. */
export async function openPress(text = story, language = headings.language): Promise<Press> {
  const place = await Place.take(await sharedChrome());
  const newsroom = await openNewsroom({ server: place.server, around: withEmptyPage });
  const { desk, jonas } = newsroom;
  const article = await addArticle(
    desk,
    jonas,
    parse(articleInput, { ...headings, language, text }),
  );
  return {
    newsroom,
    article: article.id,
    reader: async (person, options) => {
      // A gliding page would move from under the mouse.
      const page = await place.page({ reducedMotion: 'reduce', ...options });
      await enter(page.context(), person);
      await page.goto(`/articles/${article.id}`);
      return page;
    },
    tag: async (exact, chain, { by = jonas, confidence = null, note = '' } = {}) => {
      const input = parse(annotationInput, { target: { exact }, chain, confidence, note });
      const saved = await createAnnotation(desk, by, article.id, input);
      return saved.annotation.id;
    },
    part: () => place.part(),
    close: async () => {
      await place.leave();
      await newsroom.close();
    },
  };
}

/** Gives a browser the cookie of somebody who has signed in. */
export async function enter({ request }: BrowserContext, { email }: Person): Promise<void> {
  await request.post('/sign-in', { form: { email: email ?? '', password }, maxRedirects: 0 });
}

/** Signs somebody out at the desk, as time does: a cookie that is taken away an answer on its way may bring back. */
export function endSessions({ desk }: Pick<Newsroom, 'desk'>, { id }: Person): Promise<unknown> {
  return commitWithRetry(desk, () => endingSessions(desk, id));
}

/** Signs in as people do, by the form. */
export async function signIn(page: Page, { email }: Person): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email ?? '');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(({ pathname }) => pathname !== '/sign-in');
}

/** Lets no time pass in the page but what the test lets pass, however slow the machine is. */
export async function holdClock(page: Page): Promise<void> {
  await page.clock.install({ time: 0 });
  await page.clock.pauseAt(1_000_000);
}

/**
 * Has what a page asks of an address from now on answered by the test. Chrome says so before the page has heard of it;
 * what that asks for meanwhile goes to the server.
 */
export async function intercept(
  page: Page,
  address: string,
  answer: (route: Route) => Promise<void>,
  options?: { times: number },
): Promise<void> {
  await page.route(address, answer, options);
  await page.route('**/healthz', (route) => route.fulfill({ status: 204 }), { times: 1 });
  const isInForce = () =>
    page.evaluate(() => fetch('/healthz').then(({ status }) => status === 204));
  while (!(await isInForce()));
}

/** What a card has behind its three dots, by its name: the card is opened, and then its menu. */
export async function inMenu(card: Locator, name: string): Promise<Locator> {
  const dots = card.locator('button[data-menu]');
  if (!(await dots.isVisible())) await card.locator('.pill').click();
  await dots.click();
  return card.locator('.menu').getByText(name);
}

/** Opens the form of a new annotation whose passage is to be pasted, from behind the article's three dots. */
export async function openByPasting(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More about this article' }).click();
  await page.getByRole('button', { name: 'Annotate by pasting' }).click();
}

/** The line of the chain, which stands behind *As text* and is in step with the hops. */
export function chainLine(page: Page): Locator {
  return page.locator('[data-chain-control] [name=chain]');
}

/** Writes a chain as text, in the form that is open. */
export async function writeChain(page: Page, line: string): Promise<void> {
  await page.locator('[data-chain-control]').waitFor();
  const turn = page.getByRole('button', { name: 'As text' });
  if ((await turn.count()) > 0) await turn.click();
  await chainLine(page).fill(line);
}

/** Turns from the line of the chain back to its hops. */
export async function asHops(page: Page): Promise<void> {
  const turn = page.getByRole('button', { name: 'As hops' });
  if ((await turn.count()) > 0) await turn.click();
}

/** The hops of the chain, without the empty ones at its ends. */
export function editedHops(page: Page): Locator {
  return page.locator('[data-station]:not(.add)');
}

/** The empty hops: who had it first, and who had it next. */
export function emptyEnd(page: Page, which: 'origin' | 'end'): Locator {
  const ends = page.locator('[data-station].add input');
  return which === 'origin' ? ends.first() : ends.last();
}

/** Selects words of the text with the mouse, by dragging over them. */
export async function drag(page: Page, words: string): Promise<void> {
  const box = await boxOf(page, words);
  await page.mouse.move(box.startX, box.startY);
  await page.mouse.down();
  await page.mouse.move((box.startX + box.endX) / 2, box.endY, { steps: 3 });
  await page.mouse.move(box.endX, box.endY);
  await page.mouse.up();
}

/** Where words of the text begin and end in the window. */
export function boxOf(page: Page, words: string) {
  return page.evaluate(async (wanted) => {
    const root = document.querySelector('[data-edition-text]');
    const start = root?.textContent?.indexOf(wanted) ?? -1;
    if (!root || start < 0) throw new RangeError(`“${wanted}” is not in the text`);
    // Where letters of another font come in, lines move.
    await document.fonts.ready;
    const range = document.createRange();
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    let passed = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const length = node.nodeValue?.length ?? 0;
      if (start >= passed && start < passed + length) range.setStart(node, start - passed);
      const end = start + wanted.length;
      if (end > passed && end <= passed + length) range.setEnd(node, end - passed);
      passed += length;
    }
    // What comes near the window is laid out only then, and moves what stands beside it.
    const topAtRest = async () => {
      for (let before = Number.NaN; ; ) {
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        const { top } = range.getBoundingClientRect();
        if (top === before) return top;
        before = top;
      }
    };
    const top = await topAtRest();
    const isClear = top > window.innerHeight * 0.1 && top < window.innerHeight * 0.8;
    if (!isClear) {
      window.scrollBy({ top: top - window.innerHeight / 2, behavior: 'instant' });
      await topAtRest();
    }
    const rects = [...range.getClientRects()].filter(({ width }) => width > 0);
    const first = rects[0];
    const last = rects.at(-1);
    if (!first || !last) throw new RangeError(`“${wanted}” is not drawn`);
    return {
      startX: first.left + 0.5,
      startY: first.top + first.height / 2,
      endX: last.right - 0.5,
      endY: last.top + last.height / 2,
    };
  }, words);
}
