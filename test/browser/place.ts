import type { RequestListener, Server } from 'node:http';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { addressOf, openServer } from '../newsroom.js';
import { kept, openContext } from './shared-chrome.js';

/*
 * To begin in a new browser, at a new address, costs Chrome several times what most tests do then:
 * a process, the fonts, the styles, the script. So tests and files follow one another in the
 * same ones, out of which all is taken that a test may have left. What can't be taken out closes
 * them instead: a clock that was held. A test that leaves a key down closes its page itself.
 */

/** Where a newsroom is read in browsers, one newsroom after another. */
export class Place {
  private static readonly free: Place[] = [];

  private readonly opened = new Map<Page, BrowserContextOptions>();
  private readonly idle: { page: Page; kind: string }[] = [];

  private constructor(
    private readonly browser: Browser,
    readonly server: Server,
  ) {}

  /** One that nobody is at. */
  static async take(browser: Browser): Promise<Place> {
    return Place.free.pop() ?? new Place(browser, await openServer());
  }

  /**
   * A page in a browser of somebody's own, in which nobody has signed in. How large its window is and what it prefers
   * can be set later, and so begins none.
   */
  async page(options: BrowserContextOptions): Promise<Page> {
    const { viewport = usual, ...preferred } = options;
    const {
      colorScheme = 'light',
      reducedMotion = null,
      forcedColors = null,
      ...fixed
    } = preferred;
    const kind = JSON.stringify(fixed);
    const at = this.idle.findIndex((each) => each.kind === kind);
    const [left] = at < 0 ? [] : this.idle.splice(at, 1);
    const page = left?.page ?? (await this.open(fixed));
    kept.delete(page.context());
    this.opened.set(page, fixed);
    await Promise.all([
      page.emulateMedia({ media: null, colorScheme, reducedMotion, forcedColors }),
      page.setViewportSize(viewport ?? usual),
    ]);
    return page;
  }

  /** Makes it free for the next newsroom. */
  async leave(): Promise<void> {
    await this.part();
    Place.free.push(this);
  }

  /** Empties all browsers, which others may have then. */
  async part(): Promise<void> {
    const left = [...this.opened];
    this.opened.clear();
    await Promise.all(left.map(([page, fixed]) => this.clear(page, fixed)));
  }

  private async open(options: BrowserContextOptions): Promise<Page> {
    const baseURL = addressOf(this.server);
    return (await openContext(this.browser, { baseURL, ...options })).newPage();
  }

  private async clear(page: Page, fixed: BrowserContextOptions): Promise<void> {
    if (!page.isClosed() && (await isCleared(page, fixed))) {
      kept.add(page.context());
      this.idle.push({ page, kind: JSON.stringify(fixed) });
    } else {
      await page.context().close();
    }
  }
}

/** What a window measures where a test does not say. */
const usual = { width: 1280, height: 720 };

const emptyAddress = '/empty';

/**
 * The same desk, which has an empty page besides: of JSON Chrome would make one with a script of its own. With another
 * policy for who may open it, it would begin a process.
 */
export function withEmptyPage(desk: RequestListener): RequestListener {
  return (request, response) => {
    if (request.url !== emptyAddress) return desk(request, response);
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('Content-Type', 'text/html').end();
  };
}

const listened = [
  'console',
  'dialog',
  'download',
  'pageerror',
  'request',
  'requestfailed',
  'response',
];

/** Takes out what a test has left in a browser, and answers whether that could be done. */
async function isCleared(page: Page, fixed: BrowserContextOptions): Promise<boolean> {
  if (fixed.javaScriptEnabled === false) return false;
  const context = page.context();
  const others = context.pages().filter((other) => other !== page);
  await Promise.all([
    ...others.map((other) => other.close()),
    ...listened.map((event) => page.removeAllListeners(event, { behavior: 'wait' })),
    page.unrouteAll({ behavior: 'wait' }),
    context.setOffline(false),
  ]);
  // It has no script of ours, so nothing is written once all is cleared; and nothing is laid out anew.
  await page.goto(emptyAddress);
  await Promise.all([context.clearPermissions(), page.mouse.move(-1, -1)]);
  const isClockHeld = await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
    return !setTimeout.toString().includes('[native code]');
  });
  await context.clearCookies();
  return !isClockHeld;
}
