import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/*
 * A Firefox, as far as the check needs it: what stands in W3C WebDriver BiDi, over its WebSocket. The
 * driver by which the other browser tests run wants a newer one than Debian has.
 */

interface Reply {
  id: number;
  result?: unknown;
  error?: string;
  message?: string;
}

/** Where something is in the window. */
interface Place {
  x: number;
  y: number;
}

/** How long something may take to come, in milliseconds. */
const patienceMs = 15_000;

function savedIn(profile: string): string {
  return join(profile, 'saved');
}

/** What is downloaded goes into the profile, which goes at the end. */
function preferencesIn(profile: string): string {
  const preferences = {
    'browser.download.folderList': 2,
    'browser.download.dir': savedIn(profile),
  };
  return Object.entries(preferences)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join('');
}

/** One window of a Firefox. */
export class Firefox {
  private readonly waiting = new Map<number, (reply: Reply) => void>();
  private sent = 0;
  private context = '';

  private constructor(
    private readonly child: ChildProcess,
    private readonly profile: string,
    private readonly socket: WebSocket,
  ) {
    socket.addEventListener('message', ({ data }) => {
      const reply = JSON.parse(String(data)) as Reply;
      this.waiting.get(reply.id)?.(reply);
      this.waiting.delete(reply.id);
    });
  }

  static async start(executable: string): Promise<Firefox> {
    const profile = await mkdtemp(join(tmpdir(), 'whence-firefox-'));
    await writeFile(join(profile, 'user.js'), preferencesIn(profile));
    const words = ['--headless', '--no-remote', '--remote-debugging-port=0', '--profile', profile];
    const child = spawn(executable, words, { stdio: ['ignore', 'ignore', 'pipe'] });
    let address = '';
    for await (const line of createInterface(child.stderr)) {
      address = /BiDi listening on (ws:\S+)/u.exec(line)?.[1] ?? '';
      if (address !== '') break;
    }
    const socket = new WebSocket(`${address}/session`);
    await once(socket, 'open');
    const firefox = new Firefox(child, profile, socket);
    await firefox.send('session.new', { capabilities: {} });
    const { contexts } = (await firefox.send('browsingContext.getTree', {})) as {
      contexts: { context: string }[];
    };
    firefox.context = contexts[0]?.context ?? '';
    return firefox;
  }

  async stop(): Promise<void> {
    await this.send('browser.close', {}).catch(() => this.child.kill());
    if (this.child.exitCode === null) await once(this.child, 'exit');
    await rm(this.profile, { recursive: true, force: true });
  }

  /** The names of the files that were saved whole. */
  async saved(): Promise<string[]> {
    const names = await readdir(savedIn(this.profile)).catch(() => []);
    return names.filter((name) => !name.endsWith('.part'));
  }

  async size(width: number, height: number): Promise<void> {
    const { context } = this;
    await this.send('browsingContext.setViewport', { context, viewport: { width, height } });
  }

  async open(url: string): Promise<void> {
    const { context } = this;
    await this.send('browsingContext.navigate', { context, url, wait: 'complete' });
  }

  /** What an expression comes to in the page, where that is plain data. */
  async evaluate<T>(expression: string): Promise<T> {
    const answer = (await this.send('script.evaluate', {
      expression: `JSON.stringify((${expression}) ?? null)`,
      target: { context: this.context },
      awaitPromise: true,
    })) as { result?: { value?: string }; exceptionDetails?: { text: string } };
    if (answer.exceptionDetails) throw new Error(`${expression}: ${answer.exceptionDetails.text}`);
    return JSON.parse(answer.result?.value ?? 'null') as T;
  }

  /** Waits until an expression is true in the page. */
  async until(expression: string): Promise<void> {
    const end = Date.now() + patienceMs;
    while (Date.now() < end) {
      if (await this.evaluate<unknown>(expression).catch(() => false)) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`It did not come to be that ${expression}.`);
  }

  /** The middle of the first element that is seen, once there is one. */
  async placeOf(selector: string): Promise<Place> {
    const shown = `[...document.querySelectorAll(${JSON.stringify(selector)})].find((each) => each.checkVisibility() && each.getClientRects().length > 0)`;
    await this.until(`Boolean(${shown})`);
    await this.evaluate(`${shown}.scrollIntoView({ block: 'center', behavior: 'instant' })`);
    return this.evaluate(
      `(({ left, top, width, height }) => ({ x: Math.round(left + width / 2), y: Math.round(top + height / 2) }))(${shown}.getBoundingClientRect())`,
    );
  }

  async click(selector: string): Promise<void> {
    const place = await this.placeOf(selector);
    await this.drag(place, place);
  }

  /** Presses at one place and lets go at another. */
  async drag(from: Place, to: Place): Promise<void> {
    const move = ({ x, y }: Place, duration = 0) => ({ type: 'pointerMove', x, y, duration });
    await this.act({
      type: 'pointer',
      id: 'mouse',
      parameters: { pointerType: 'mouse' },
      actions: [
        move(from),
        { type: 'pointerDown', button: 0 },
        ...(from === to ? [] : [move({ x: (from.x + to.x) / 2, y: to.y }, 60), move(to, 60)]),
        { type: 'pointerUp', button: 0 },
      ].map((action) => ('x' in action ? { ...action, x: Math.round(action.x) } : action)),
    });
  }

  /** Types characters and keys; `\uE007` is Enter, as WebDriver has it. */
  async type(text: string): Promise<void> {
    const actions = [...text].flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    await this.act({ type: 'key', id: 'keys', actions });
  }

  async picture(file: string): Promise<void> {
    const { data } = (await this.send('browsingContext.captureScreenshot', {
      context: this.context,
    })) as { data: string };
    await writeFile(file, Buffer.from(data, 'base64'));
  }

  private async act(source: object): Promise<void> {
    await this.send('input.performActions', { context: this.context, actions: [source] });
  }

  private send(method: string, params: object): Promise<unknown> {
    this.sent += 1;
    const id = this.sent;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, ({ result, error, message }) =>
        error === undefined
          ? resolve(result)
          : reject(new Error(`${method}: ${error}, ${message}`)),
      );
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }
}
