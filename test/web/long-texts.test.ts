import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Newsroom, openNewsroom } from '../newsroom.js';

let newsroom: Newsroom;
let browser: Awaited<ReturnType<Newsroom['signedIn']>>;
let program: Awaited<ReturnType<Newsroom['bearer']>>;

beforeAll(async () => {
  newsroom = await openNewsroom();
  browser = await newsroom.signedIn(newsroom.mira);
  program = await newsroom.bearer(newsroom.mira);
  // From the first search on words are held in memory, and follow what is saved.
  await browser.get('/search').query({ q: 'harbour' });
});
afterAll(() => newsroom.close());

const details = { title: 'A long text', publisher: 'The Harbour Post' };

async function articleWith(text: string): Promise<string> {
  const { body } = await program.post('/api/articles').send({ ...details, text });
  return body.id;
}

/** How often others had their turn while something was done. */
async function turnsDuring(work: () => PromiseLike<unknown>): Promise<number> {
  let turns = 0;
  let next = setImmediate(function count() {
    turns += 1;
    next = setImmediate(count);
  });
  await work();
  clearImmediate(next);
  return turns;
}

/** What holds nobody up in so many holds nobody up in ten times as many. */
const long = {
  'lines of one letter': 'a\n'.repeat(100_000),
  'one word, repeated': 'Mumbai '.repeat(140_000),
  'characters without spaces': '海港的墙高了两米'.repeat(25_000),
};
const short = 'a\nMumbai 海港的墙高了两米';

const passage = { exact: 'Somebody else was never here at all, they said.' };
const chain = 'Ana Lund -told-> The Harbour Post';

const works = {
  'saved by a program': (text: string) => () => articleWith(text),
  previewed: (text: string) => () =>
    browser
      .post('/articles/preview')
      .field({ ...details, text })
      .expect(200),
  'looked through for a passage that is missing': async (text: string) => {
    const id = await articleWith(text);
    const sent = { target: passage, chain };
    return () => program.post(`/api/articles/${id}/annotations`).send(sent).expect(422);
  },
};

describe.each(Object.entries(long))('a long text of %s', (_shape, text) => {
  test.each(Object.entries(works))('holds nobody up while it is %s', async (_what, workOn) => {
    const usual = await turnsDuring(await workOn(short));
    const turns = await turnsDuring(await workOn(text));
    expect(turns).toBeGreaterThan(usual + 10);
  });
});

describe('a text of a hundred thousand lines', () => {
  test.each(['page', 'report page', 'html', 'md'])('holds nobody up as %s', async (form) => {
    const address = (id: string) => {
      if (form === 'page') return `/articles/${id}`;
      return form === 'report page'
        ? `/articles/${id}/report`
        : `/articles/${id}/report?format=${form}`;
    };
    const get = (id: string) => () => browser.get(address(id)).expect(200);
    const brief = await articleWith(short);
    // What is read once, fonts for instance, has been read then.
    await get(brief)();
    const usual = await turnsDuring(get(brief));
    const turns = await turnsDuring(get(await articleWith(long['lines of one letter'])));
    expect(turns).toBeGreaterThan(usual + 10);
  });

  test('stands in its page to the last line, and the page to its end', async () => {
    const id = await articleWith('a\n'.repeat(20_000).concat('The last line.'));
    const { text } = await browser.get(`/articles/${id}`).expect(200);
    expect(text.match(/<p data-start=/gu)).toHaveLength(20_001);
    expect(text).toContain('The last line.</p>');
    expect(text.trimEnd().endsWith('</html>')).toBe(true);
  });
});
