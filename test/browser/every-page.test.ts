import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRoutes } from '../../src/app.js';
import { type AnnotationSaved, createAnnotation } from '../../src/desk/annotations/annotations.js';
import { deleteAnnotation } from '../../src/desk/annotations/deleting.js';
import { addArticle } from '../../src/desk/articles/articles.js';
import { openDesk } from '../../src/desk/desk.js';
import { issueReset, offerSetup } from '../../src/desk/people/one-time-links.js';
import { createToken } from '../../src/desk/people/tokens.js';
import { removeSource } from '../../src/desk/register/entry-changes.js';
import { joinSource } from '../../src/desk/register/joining.js';
import { maskSource } from '../../src/desk/register/masking/masking.js';
import { addSource } from '../../src/desk/register/new-sources.js';
import { rateSource } from '../../src/desk/register/ratings.js';
import { addComment } from '../../src/desk/review/comments.js';
import { makeProposal } from '../../src/desk/review/proposals.js';
import { askForReview } from '../../src/desk/review/requests.js';
import { settleDispute } from '../../src/desk/review/settlements.js';
import { giveVerdict } from '../../src/desk/review/verdicts.js';
import { handIn, openRound } from '../../src/desk/rounds/rounds.js';
import { visibleTo } from '../../src/desk/rounds/visibility.js';
import { revokeShare, shareReport } from '../../src/desk/shares/shares.js';
import { annotationInput, proposalInput } from '../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../src/domain/articles/article.js';
import { parse } from '../../src/domain/parse.js';
import { sourceInput } from '../../src/domain/register/source-input.js';
import { commentInput } from '../../src/domain/review/comments.js';
import { requestInput } from '../../src/domain/review/request.js';
import { settlementInput } from '../../src/domain/review/settlement.js';
import { verdictInput } from '../../src/domain/review/verdict.js';
import { createAttemptLimits } from '../../src/web/access/attempt-limits.js';
import { avoidedWords } from '../avoided-words.js';
import { type Newsroom, openNewsroom } from '../newsroom.js';
import { openMemoryStore } from '../store/memory.js';
import { axe, loadAxe, withAxe } from './chrome.js';
import { enter, story } from './press.js';
import { leaveChrome, openContext, sharedChrome } from './shared-chrome.js';
import { emptySights, type Sight, setupSights, sights, type Visitor, visitors } from './sights.js';

/*
 * Every page, as it opens: nothing for axe to find, nothing to scroll to sideways, nothing that
 * fails to load and no error in the console; in the light and in the dark, wide and narrow.
 */

let browser: Browser;
beforeAll(async () => {
  browser = await sharedChrome();
});
afterAll(leaveChrome);

describe('a desk at work', () => {
  const tour = touring(async () => {
    const newsroom = await openNewsroom({ around: withAxe });
    return { newsroom, known: await furnish(newsroom) };
  });
  test.concurrent.each(sights)('shows $what to $who', tour);

  test('no page that can be opened is left out', () => {
    const opened = [...sights, ...setupSights].filter(({ sent }) => !sent).map(({ path }) => path);
    const left = pages().filter((page) => !opened.some((path) => isOf(page, path)));
    expect(left).toEqual([]);
  });
});

describe('an empty desk', () => {
  test.concurrent.each(emptySights)(
    'shows $what to $who',
    touring(async () => ({ newsroom: await openNewsroom({ around: withAxe }) })),
  );
});

describe('a desk without people', () => {
  const tour = touring(async () => {
    const newsroom = await openNewsroom({ empty: true, around: withAxe });
    return { newsroom, known: { SETUP: (await offerSetup(newsroom.desk)) ?? '' } };
  });
  test.concurrent.each(setupSights)('shows $what', tour);
});

type Known = Record<string, string>;

/** Opens a newsroom for the tests of a group, and answers what each of them does with its sight. */
function touring(open: () => Promise<{ newsroom: Newsroom; known?: Known }>) {
  let newsroom: Newsroom;
  let known: Known;
  const contexts = new Map<Visitor, BrowserContext>();
  // Whoever has seen a page goes on to the next in the same tab.
  const tabs = new Map<Visitor, Page[]>();
  beforeAll(async () => {
    ({ newsroom, known = {} } = await open());
    for (const who of visitors) contexts.set(who, await visit(newsroom, who));
  });
  afterAll(async () => {
    await Promise.all([...contexts.values()].map((context) => context.close()));
    await newsroom?.close();
  });
  return async ({ who, path, sent, status = 200 }: Sight) => {
    const free = tabs.get(who) ?? [];
    tabs.set(who, free);
    const page = free.pop() ?? (await contexts.get(who)?.newPage());
    if (!page) throw new Error(`${who} has not come.`);
    if (page.url() === 'about:blank') await rest(page);
    const fill = (text: string) => text.replaceAll(/[A-Z]{3,}/gu, (word) => known[word] ?? word);
    const faults = faultsOf(page);
    expect(sent ? await send(page, fill(path), sent, fill) : await openPage(page, fill(path))).toBe(
      status,
    );
    await demandClean(page);
    expect(faults).toEqual([]);
    // A page that waits listens for news, and Chrome opens no more than six connections to a desk.
    await rest(page);
    free.push(page);
  };
}

/** Leaves what was seen before, for a wide window in the light. */
async function rest(page: Page): Promise<void> {
  for (const event of ['console', 'pageerror', 'requestfailed', 'response'])
    await page.removeAllListeners(event, { behavior: 'wait' });
  await page.goto('/healthz'); // Any address of the desk will do: this one loads nothing.
  await page.evaluate(() => sessionStorage.clear());
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(wide);
}

/** A browser of somebody's own; nobody's is one in which nobody has signed in. */
async function visit({ url, ...newsroom }: Newsroom, who: Visitor): Promise<BrowserContext> {
  const context = await openContext(browser, {
    baseURL: url,
    reducedMotion: 'reduce',
    viewport: wide,
  });
  if (who !== 'nobody') await enter(context, newsroom[who]);
  return context;
}

/** What fails to load or to run on a page from now on. */
function faultsOf(page: Page): readonly string[] {
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('requestfailed', (request) => faults.push(`${request.url()} did not load`));
  page.on('response', (response) => {
    const isPage = response.request().isNavigationRequest();
    if (!isPage && response.status() >= 400) faults.push(`${response.url()} ${response.status()}`);
  });
  page.on('console', (message) => {
    // That the page itself is an error page is said in the console too.
    const isPage = message.location().url === page.url();
    if (message.type() === 'error' && !isPage) faults.push(message.text());
  });
  return faults;
}

async function openPage(page: Page, path: string): Promise<number | undefined> {
  return (await page.goto(path))?.status();
}

/** Sends a form as a browser would, from a page of the desk. */
async function send(
  page: Page,
  action: string,
  fields: Record<string, string>,
  fill: (text: string) => string,
): Promise<number | undefined> {
  const inputs = Object.entries(fields).map(([name, value]) => ({ name, value: fill(value) }));
  const left = page.url();
  await page.evaluate(
    ({ action, inputs }) => {
      const form = document.createElement('form');
      Object.assign(form, { method: 'post', action });
      if (action.includes('/articles/preview')) form.enctype = 'multipart/form-data';
      for (const input of inputs) {
        form.append(Object.assign(document.createElement('input'), { type: 'hidden', ...input }));
      }
      document.body.append(form);
      form.submit();
    },
    { action, inputs },
  );
  // The page that answers a form may have an address of its own, to which the browser is sent on.
  await page.waitForURL(({ href }) => href !== left);
  return page.evaluate(
    () => performance.getEntriesByType('navigation')[0]?.toJSON().responseStatus,
  );
}

const wide = { width: 1280, height: 900 };
const narrow = { width: 360, height: 780 };

/** What else may be found where a page is dark, or narrow. */
const looks = [
  'color-contrast',
  'target-size',
  'scrollable-region-focusable',
  'link-in-text-block',
];

// Where nothing is asked by a locator, the page need not be sent Playwright's script for them, in two worlds.
async function demandClean(page: Page): Promise<void> {
  await loadAxe(page);
  expect(await axe(page)).toEqual([]);
  expect(await avoidedOn(page)).toEqual([]);
  expect(await offeredAgain(page)).toEqual([]);
  expect(await leftUnexplained(page)).toEqual([]);
  expect(await strayed(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize(narrow);
  expect(await axe(page, ...looks)).toEqual([]);
  expect(await sideways(page)).toBe(0);
}

/** Fields whose words a browser keeps, and offers to whoever types there next: one may be a confidential name. */
function offeredAgain(page: Page): Promise<string[]> {
  const typed = ['text', 'search', 'url', 'email', 'password'];
  const kept = typed.map((type) => `input[type="${type}"]:not([autocomplete])`).join(', ');
  return page.evaluate(
    (fields) => Array.from(document.querySelectorAll(fields), ({ id }) => id),
    `${kept}, input:not([type], [autocomplete])`,
  );
}

/** Fields that are marked as wrong with no word in sight of what is wrong with them. */
function leftUnexplained(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isClipped = (element: Element | null): boolean =>
      element !== null &&
      (getComputedStyle(element).clipPath !== 'none' || isClipped(element.parentElement));
    const isSaid = (id: string) => {
      const said = id.includes('fault') ? document.getElementById(id) : null;
      return said?.checkVisibility() === true && !isClipped(said);
    };
    const saying = (field: Element) => field.getAttribute('aria-describedby')?.split(' ') ?? [];
    return Array.from(document.querySelectorAll('[aria-invalid="true"]'))
      .filter((field) => field.checkVisibility({ visibilityProperty: true }))
      .filter((field) => !saying(field).some(isSaid))
      .map(({ id }) => id);
  });
}

/** What of these a page says where no text of somebody's stands, in titles and labels too. */
function avoidedOn(page: Page): Promise<string[]> {
  return page.evaluate(
    (pattern) => {
      const words = [document.title];
      const said = 'title, aria-label, placeholder'.split(', ');
      const theirs = '[data-edition-text], blockquote, bdi, script, .preview';
      for (const element of document.querySelectorAll('body *')) {
        if (element.closest(theirs)) continue;
        words.push(...said.map((name) => element.getAttribute(name) ?? ''));
        for (const node of element.childNodes) if (node instanceof Text) words.push(node.data);
      }
      const found = (text: string) => text.match(new RegExp(pattern.source, pattern.flags)) ?? [];
      return words.filter((text) => found(text).length > 0).map((text) => text.trim());
    },
    { source: avoidedWords.source, flags: avoidedWords.flags },
  );
}

/** Lines in which a sign stands apart from the words that it ends, or further than a space from them. */
async function strayed(page: Page): Promise<string[]> {
  const lines = (await page.evaluate(() => document.body.innerText)).split('\n');
  return lines.filter((line) => /\S\s+[,;:.)](?:\s|$)|\S\s{2,}·/u.test(line));
}

/** How far the page is wider than its window. */
function sideways(page: Page): Promise<number> {
  return page.evaluate(() => {
    // The page is as wide as its body: what is kept free for a scroll bar counts as neither.
    return document.documentElement.scrollWidth - document.body.offsetWidth;
  });
}

const headings = { publisher: 'The Morning Ledger', byline: 'Ida Brandt', language: 'en' };

const tags = [
  {
    exact: 'the pilot warned the company in March',
    chain: '? -told-> Harbour pilot (unnamed, on trust) -> Laura Hickey [B] -> The Morning Ledger',
    confidence: 'high',
    claim: 'The company knew of the engine.',
  },
  {
    exact: 'the company in March that only one engine',
    chain: 'Clerk [E] (off the record) -told-> The Morning Ledger (outlet)',
    confidence: 'low',
    note: 'One clerk, no document.',
  },
  { exact: 'taken out of service', chain: 'Ferry log (document)', confidence: 'moderate' },
  { exact: 'the ferry shook badly', chain: 'Two passengers (group, unnamed) + Deckhand -> ?' },
];

/** Fills a newsroom with one of everything that a page can show. */
async function furnish(newsroom: Newsroom): Promise<Known> {
  const { desk, ada, jonas, nils } = newsroom;
  const add = (title: string, text: string) =>
    addArticle(desk, jonas, parse(articleInput, { ...headings, title, text }));
  const ferry = await add('Ferry kept sailing on one engine', story);
  const bare = await add('Nothing is known of the lighthouse', 'The lighthouse is dark.');
  const made: AnnotationSaved[] = [];
  for (const { exact, ...rest } of tags) {
    const input = parse(annotationInput, { target: { exact }, ...rest });
    made.push(await createAnnotation(desk, jonas, ferry.id, input));
  }
  const [first, second, deleted] = made;
  const source = first?.newSources.find(({ name }) => name === 'Laura Hickey');
  const unnamed = first?.newSources.find(({ name }) => name === 'Harbour pilot');
  if (!first || !second || !deleted || !source || !unnamed)
    throw new Error('The newsroom is not furnished.');
  await deleteAnnotation(desk, jonas, deleted.annotation.id);
  const proposal = await review(newsroom, first.annotation.id, second.annotation.id);
  await rateSource(desk, ada, source.id, { reliability: 'C', reason: 'Wrong about the fog.' });
  const hidden = { name: 'Odd Berg', kind: 'person', confidential: true };
  const confidential = await addSource(desk, ada, parse(sourceInput, hidden));
  const known = await addSource(desk, ada, parse(sourceInput, { name: 'Ulla Sund' }));
  const twice = await addSource(desk, ada, parse(sourceInput, { name: 'L. Hickey' }));
  await joinSource(desk, ada, twice.id, source.id);
  const gone = await addSource(desk, ada, parse(sourceInput, { name: 'Per Lund', kind: 'person' }));
  await removeSource(desk, ada, gone.id);
  await createToken(desk, ada, ada.id, { label: 'a script' });
  return {
    ARTICLE: ferry.id,
    BARE: bare.id,
    ANNOTATION: first.annotation.id,
    PROPOSAL: proposal,
    SETTLED: second.annotation.id,
    DELETED: deleted.annotation.id,
    CLAIM: first.annotation.claim ?? '',
    SOURCE: source.id,
    UNNAMED: unnamed.id,
    CONFIDENTIAL: confidential.id,
    JOINED: twice.id,
    REMOVED: gone.id,
    MASKED: (await maskSource(desk, ada, known.id)).id,
    ...(await blindRounds(newsroom)),
    ...(await links(newsroom, ferry.id)),
    RESET: await issueReset(desk, ada, nils.id),
  };
}

/** A link to the report on an article, and one that was taken back. */
async function links({ desk, ada }: Newsroom, article: string): Promise<Known> {
  const share = (origins: string[]) =>
    shareReport(desk, ada, article, { expires: null, origins, note: null });
  const open = await share(['https://paper.example']);
  const ended = await share([]);
  await revokeShare(desk, ada, ended.share.id);
  return { LINK: open.secret, REVOKED: ended.secret };
}

/** A blind round that is open, and one that can be compared, each on an article of its own. */
async function blindRounds({ desk, ada, jonas, nils }: Newsroom): Promise<Known> {
  const open = async (title: string) => {
    const input = parse(articleInput, { ...headings, title, text: story });
    const { id } = await addArticle(desk, jonas, input);
    return openRound(desk, ada, id, ['ada', 'jonas', 'nils']);
  };
  const [awaiting, ended] = [await open('The ferry, blind'), await open('The ferry, compared')];
  await handIn(desk, jonas, awaiting.id);
  for (const [person, found] of [[jonas, tags] as const, [nils, tags.toReversed()] as const]) {
    const seen = await visibleTo(desk, person);
    for (const [at, { exact }] of found.slice(0, 3).entries()) {
      const { exact: _exact, ...said } = tags[at] ?? { chain: '?' };
      const input = parse(annotationInput, { target: { exact }, ...said });
      await createAnnotation(seen, person, ended.article, input);
    }
  }
  for (const person of [ada, jonas, nils]) await handIn(desk, person, ended.id);
  return {
    BLIND: awaiting.article,
    AWAITING: awaiting.id,
    ENDED: ended.id,
    COMPARED: ended.article,
  };
}

/** Everything that colleagues can say of one annotation, and the settlement of another. */
async function review({ desk, ada, mira, nils }: Newsroom, id: string, other: string) {
  const dispute = (on: string) => parse(verdictInput, { verdict: 'dispute', on, comment: 'No.' });
  await giveVerdict(desk, nils, id, dispute('hop:2'));
  await giveVerdict(desk, mira, id, parse(verdictInput, { verdict: 'agree' }));
  const alternative = {
    target: { exact: 'pilot warned the company in March' },
    chain: 'Ferry log (document) -> Laura Hickey [C] -> The Morning Ledger',
    confidence: 'low',
    reason: 'The log says so.',
  };
  const { proposal } = await makeProposal(desk, nils, id, parse(proposalInput, alternative));
  const text = 'Which log, @Nils Oder?';
  const { comment } = await addComment(desk, mira, id, parse(commentInput, { text }));
  await addComment(desk, nils, id, parse(commentInput, { text: 'His.', replyTo: comment.id }));
  await askForReview(desk, mira, id, parse(requestInput, { to: ada.id, due: '2026-03-20' }));
  await giveVerdict(desk, nils, other, dispute('whole'));
  const decision = { outcome: 'withdrawn', reason: 'One clerk is one.' };
  await settleDispute(desk, ada, other, parse(settlementInput, decision));
  return proposal.id;
}

/** What a browser is sent that is no page of its own. */
const fragments = ['/', '/healthz', '/people/suggestions'];

/** The paths of all pages that can be opened. */
function pages(): string[] {
  return allRoutes(createAttemptLimits(openDesk(openMemoryStore())))
    .list()
    .filter(({ method, path }) => method === 'get' && !path.startsWith('/api/'))
    .map(({ path }) => path)
    .filter(
      (path) =>
        !fragments.includes(path) &&
        !/\/(brief|cards|changes|drawn|filters|form|panel|progress)$/u.test(path),
    );
}

/** Whether an address is one of the page with that path; ids are in capitals, or people's. */
function isOf(page: string, address: string): boolean {
  const [path = ''] = address.split('?');
  const form = page.replaceAll(/:\w+/gu, '([A-Z]+|jonas)');
  return new RegExp(`^${form}$`, 'u').test(path);
}
