import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { OpenElements } from './open-elements.js';
import { renderToText, sendPieces } from './responses.js';

declare global {
  namespace Express {
    interface Response {
      /** Ends a page that is broken off amid being sent with a sentence that says why, and a way to load it again. */
      endBrokenOff?: (sentence: string) => Promise<void>;
    }
  }
}

/** Marks in a page where its pieces go. Nobody's words hold it, since it is drawn anew at each start. */
const mark = `<!-- ${randomUUID()} -->`;

/**
 * A page with parts that are long: each is made and sent in pieces, where the view names it as a local. So
 * no text as long as the page is ever put together, which took more time than to draw it.
 */
interface LongPage {
  view: string;
  shown: object;
  /** In the order in which the view names them, each of their pieces cut between tags. */
  parts: Readonly<Record<string, AsyncIterable<string>>>;
  gone: AbortSignal;
}

/**
 * Sends a long page as `sendPieces` does, and nothing before the first of its long parts is there. Where it is broken
 * off behind that, a browser that shows it as its page gets its end (`endBrokenOff`); whoever else asked is cut off.
 */
export async function sendPage(
  res: Response,
  { view, shown, parts, gone }: LongPage,
): Promise<void> {
  const marks = Object.fromEntries(Object.keys(parts).map((name) => [name, mark]));
  const [first = '', ...others] = (await renderToText(res, view, { ...shown, ...marks })).split(
    mark,
  );
  const all = Object.values(parts);
  const open = new OpenElements();
  async function* pieces() {
    let before = first;
    for (const [at, other] of others.entries()) {
      for await (const part of all[at] ?? []) {
        const piece = before + part;
        yield piece;
        // Whoever asks for the next one has sent it.
        open.read(piece);
        before = '';
      }
      before += other;
    }
    yield before;
  }
  res.type('html');
  if (isNavigation(res.req)) {
    res.endBrokenOff = async (sentence) => {
      const { within, page } = open.endTags();
      const again: string = res.locals.layout?.backAddress ?? '';
      const said = await renderToText(res, 'page/broken-off', { sentence, again });
      res.end(within + said + page);
    };
  }
  if (res.req.method === 'HEAD') res.end();
  else await sendPieces(res, pieces(), gone);
}

/** Whether a browser shows the answer as its next page. Over plain HTTP it may not say what it is for. */
export function isNavigation(req: Pick<Request, 'get'>): boolean {
  const isPage = req.get('accept')?.includes('text/html') ?? false;
  return isPage && (req.get('sec-fetch-dest') ?? 'document') === 'document';
}
