import { spawnSync } from 'node:child_process';
import { createAnnotation } from '../../src/desk/annotations/annotations.js';
import { addArticle } from '../../src/desk/articles/articles.js';
import { annotationInput } from '../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../src/domain/articles/article.js';
import { parse } from '../../src/domain/parse.js';
import { story } from '../browser/press.js';
import { type Newsroom, openNewsroom, password } from '../newsroom.js';
import { Firefox } from './bidi.js';

/*
 * The main job, a verdict, a report and a new edition in a Firefox: `npm run check:firefox`, where there is one. FIREFOX_PATH
 * names one that is not called firefox-esr or firefox; FIREFOX_PICTURES a folder for pictures.
 */

const [enterKey, tabKey, escapeKey] = ['\uE007', '\uE004', '\uE00C'];

const form = 'form[data-annotation-form]:not(.annotate-by-hand *)';
const marks = `new Set([...document.querySelectorAll('mark')].flatMap((mark) => mark.dataset.annotations.split(' '))).size`;

function firefoxHere(): string | null {
  const named = process.env.FIREFOX_PATH;
  const tried = named ? [named] : ['firefox-esr', 'firefox'];
  return tried.find((name) => spawnSync(name, ['--version']).status === 0) ?? null;
}

const executable = firefoxHere();
if (executable === null) {
  console.error(
    'There is no Firefox here, so nothing was checked: install firefox-esr, or name one as FIREFOX_PATH.',
  );
  process.exit(1);
}
const firefox = await Firefox.start(executable);
let failed = 0;
try {
  for (const width of [1280, 390]) await checkAt(width);
} finally {
  await firefox.stop();
}
console.log(failed === 0 ? 'All of it works in Firefox.' : `${failed} of it failed in Firefox.`);
process.exit(failed === 0 ? 0 : 1);

async function checkAt(width: number): Promise<void> {
  const newsroom = await openNewsroom();
  const article = await furnish(newsroom);
  const page = `${newsroom.url}/articles/${article}`;
  await firefox.size(width, 844);
  await firefox.open(`${newsroom.url}/sign-in`);
  await firefox.click('[name=email]');
  await firefox.type(newsroom.mira.email ?? '');
  await firefox.click('[name=password]');
  await firefox.type(password + enterKey);
  await firefox.until(`location.pathname === '/articles' && document.readyState === 'complete'`);
  const steps: [string, () => Promise<void>][] = [
    ['a passage is selected by drag, a chain built, and it is saved', () => annotate(page)],
    ['what was saved is undone, and comes back', () => undo(page)],
    ['a filter leaves what fits', () => filter(page)],
    ['the keys lead from one to the next, ? and Escape open and close', () => keyboard(page)],
    ['a verdict is given in the queue', () => review(newsroom.url)],
    ['a report is exported, and said to have come whole', () => exportReport(page)],
    ['a report is shared, and read by its link', () => share(page)],
    ['a new edition is looked at and saved', () => bringEdition(page)],
    ['no page scrolls sideways', () => sideways(newsroom.url, article)],
  ];
  for (const [words, step] of steps) await report(`${width} px: ${words}`, step);
  await newsroom.close();
}

async function report(words: string, step: () => Promise<void>): Promise<void> {
  try {
    await step();
    console.log(`✓ ${words}`);
  } catch (fault) {
    failed += 1;
    console.log(`✗ ${words}\n  ${fault instanceof Error ? fault.message : String(fault)}`);
    await picture(`failed-${failed}`);
  }
}

async function picture(name: string): Promise<void> {
  const folder = process.env.FIREFOX_PICTURES;
  if (folder) await firefox.picture(`${folder}/${name}.png`);
}

async function furnish({ desk, jonas }: Newsroom): Promise<string> {
  const details = { title: 'Ferry kept sailing', publisher: 'The Morning Ledger', text: story };
  const article = await addArticle(
    desk,
    jonas,
    parse(articleInput, { ...details, language: 'en' }),
  );
  for (const [exact, confidence] of [
    ['a clerk at the harbour office', 'high'],
    ['the repair was never ordered', 'low'],
  ]) {
    const chain = '? -told-> Harbour pilot (unnamed, on trust) -> The Morning Ledger';
    const input = parse(annotationInput, { target: { exact }, chain, confidence });
    await createAnnotation(desk, jonas, article.id, input);
  }
  return article.id;
}

async function annotate(page: string): Promise<void> {
  await firefox.open(page);
  await drag('the pilot warned the company');
  await firefox.until(`getSelection().toString().includes('pilot warned')`);
  await firefox.type('Harbour master');
  await firefox.until(
    `document.querySelector(${JSON.stringify(`${form} [data-chain-control] input, ${form} [name=chain]`)}) !== null`,
  );
  const isDrawn = await firefox.evaluate<boolean>(
    `document.querySelector('[data-chain-control]') !== null`,
  );
  await firefox.type(isDrawn ? `${enterKey}tHarbour clerk${enterKey}` : ' -told-> Harbour clerk');
  await firefox.until(
    `document.querySelector(${JSON.stringify(`${form} [name=chain]`)}).value.includes('-told-> Harbour clerk')`,
  );
  await picture(`form-${await firefox.evaluate<number>('innerWidth')}`);
  await firefox.click(`${form} [data-save]`);
  await firefox.until(
    `document.querySelector('[role="status"][data-toast]')?.textContent.includes('saved')`,
  );
  await firefox.until(`${marks} === 3`);
}

async function undo(page: string): Promise<void> {
  await firefox.click('[data-toast] button[data-undo]');
  await firefox.until(`${marks} === 2`);
  await firefox.open(page);
  await firefox.until(`${marks} === 2`);
}

async function filter(page: string): Promise<void> {
  await firefox.open(page);
  await firefox.click('[data-filter] [data-chip], .filter-chip[data-value="high"]');
  await firefox.until(
    `location.search !== '' && document.querySelector('[data-filtering]:not([hidden])') !== null`,
  );
  await firefox.click('[data-clear]');
  await firefox.until(`location.search === ''`);
}

async function keyboard(page: string): Promise<void> {
  await firefox.open(page);
  await firefox.until(`document.documentElement.classList.contains('scripted')`);
  await firefox.type('j');
  await firefox.until(`document.activeElement.tagName === 'MARK'`);
  const first = await firefox.evaluate<string>('document.activeElement.dataset.annotations');
  await firefox.type('j');
  await firefox.until(`document.activeElement.dataset.annotations !== ${JSON.stringify(first)}`);
  await picture(`card-${await firefox.evaluate<number>('innerWidth')}`);
  await firefox.type('?');
  await firefox.until(`document.querySelector('dialog[open]') !== null`);
  await firefox.type(escapeKey);
  await firefox.until(`document.querySelector('dialog[open]') === null`);
}

async function review(url: string): Promise<void> {
  await firefox.open(`${url}/review`);
  await firefox.click('a[data-begin]');
  await firefox.until(`document.querySelector('form[data-verdict-form]') !== null`);
  await picture(`queue-${await firefox.evaluate<number>('innerWidth')}`);
  await firefox.type(`${tabKey}a`);
  await firefox.until(
    `document.querySelector('[role="status"][data-toast] button[data-undo]') !== null`,
  );
}

async function exportReport(page: string): Promise<void> {
  await firefox.open(`${page}/report`);
  for (const format of ['md', 'pdf']) {
    const before = await firefox.saved();
    await firefox.click(`a[data-export][href*="format=${format}"]`);
    await firefox.until(
      `document.querySelector('[data-progress]')?.textContent.includes(': sent whole.')`,
    );
    const saved = await firefox.saved();
    if (!saved.some((name) => name.endsWith(`.${format}`) && !before.includes(name))) {
      throw new Error(`No ${format} file was saved, but ${JSON.stringify(saved)}.`);
    }
  }
  await picture(`report-${await firefox.evaluate<number>('innerWidth')}`);
}

async function share(page: string): Promise<void> {
  await firefox.open(`${page}/shares`);
  await firefox.click('form button.go');
  await firefox.until(`document.querySelector('[data-copy] input') !== null`);
  const link = await firefox.evaluate<string>(`document.querySelector('[data-copy] input').value`);
  await firefox.open(link);
  await firefox.until(`document.querySelectorAll('.report-notes .entry').length === 2`);
  const note = await firefox.evaluate<string>(`document.querySelector('.entry').id`);
  await firefox.open(`${link}/annotations/${note.replace('note-', '')}`);
  await firefox.until(`document.querySelector('blockquote .line') !== null`);
}

async function bringEdition(page: string): Promise<void> {
  await firefox.open(`${page}/editions/new`);
  const text = story.replace('was never ordered', 'was ordered in May');
  await firefox.evaluate(`document.querySelector('[name=text]').value = ${JSON.stringify(text)}`);
  await firefox.click('form[data-article-source] button.go');
  await firefox.until(`document.querySelector('#changed') !== null`);
  await picture(`edition-${await firefox.evaluate<number>('innerWidth')}`);
  await firefox.click('.actions button.go');
  await firefox.until(
    `document.querySelector('[data-edition-text]')?.textContent.includes('was ordered in May')`,
  );
}

async function sideways(url: string, article: string): Promise<void> {
  for (const path of [
    '/articles',
    `/articles/${article}`,
    `/articles/${article}/report`,
    `/articles/${article}/shares`,
    `/articles/${article}/editions`,
    '/report',
    '/review',
    '/sources',
    '/help',
    '/account',
  ]) {
    await firefox.open(url + path);
    await firefox.until('document.documentElement.scrollWidth <= innerWidth');
  }
}

/** Drags the mouse over words of the text. */
async function drag(words: string): Promise<void> {
  const ends = await firefox.evaluate<{ x: number; y: number }[]>(`(() => {
    const root = document.querySelector('[data-edition-text]');
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf(${JSON.stringify(words)});
      if (at < 0) continue;
      node.parentElement.scrollIntoView({ block: 'center', behavior: 'instant' });
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + ${words.length});
      const rects = [...range.getClientRects()];
      const first = rects[0];
      const last = rects.at(-1);
      return [
        { x: Math.ceil(first.left) + 1, y: Math.round(first.top + first.height / 2) },
        { x: Math.floor(last.right) - 1, y: Math.round(last.top + last.height / 2) },
      ];
    }
    return [];
  })()`);
  const [from, to] = ends;
  if (!from || !to) throw new Error(`“${words}” is not in the text.`);
  await firefox.drag(from, to);
}
