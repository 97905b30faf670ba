import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { documentOf } from '../../../src/desk/capture/page-document.js';
import { readHtml } from '../../../src/desk/capture/page-reader.js';
import { applyStyles } from '../../../src/desk/capture/styles/page-styles.js';
import { leaveChrome, openContext, sharedChrome } from '../../browser/shared-chrome.js';

afterAll(leaveChrome);

/** What is read of a page with that style sheet: what is kept, and what is left out in brackets. */
function readWith(css: string, body: string): string[] {
  const page = readHtml(
    `<html lang="en"><title>Ramp</title><style>${css}</style><article><h1>Ramp</h1>${body}<p>End.</p></article>`,
  );
  const texts = page.blocks.map(({ text, leftOut }) => (leftOut ? `[${text}]` : text));
  expect(texts.at(-1)).toBe('End.');
  return texts.slice(0, -1);
}

test.each([
  ['.x{display:none}', '<p class="x">It sank.</p>', '[It sank.]'],
  ['#x{display:none}', '<p id="x">It sank.</p>', '[It sank.]'],
  ['.y > .x{visibility:hidden}', '<div class="y"><p class="x">It sank.</p></div>', '[It sank.]'],
  ['.x{visibility:hidden!important}p.x{visibility:visible}', '<p class="x">It.</p>', '[It.]'],
  ['.x{display:none}p.x{display:block}', '<p class="x">It.</p>', 'It.'],
  ['p.x{display:block}.x{display:none}', '<p class="x">It.</p>', 'It.'],
  ['.x{display:none}', '<p class="x" style="display:block">It.</p>', 'It.'],
  ['@media print{.x{display:none}}', '<p class="x">It.</p>', 'It.'],
  ['@media (max-width:600px){.x{display:none}}', '<p class="x">It.</p>', 'It.'],
  ['@media screen and (min-width:40em){.x{display:none}}', '<p class="x">It.</p>', '[It.]'],
  ['.x:hover{display:none}', '<p class="x">It.</p>', 'It.'],
  ['} bad { { .y{display:none} .x{display:none', '<p>It.</p>', 'It.'],
  ['body{visibility:hidden}', '<p>It.</p>', 'It.'],
])('what a page’s style sheet hides is left out and told: %s', (css, body, text) => {
  expect(readWith(css, body)).toEqual([text]);
});

test.each([
  [
    '.x{position:absolute;clip:rect(0 0 0 0);width:1px}',
    'NATO<span class="x">, a link</span> spoke',
  ],
  ['.x:not(:focus){position:absolute;left:-9999px}', 'NATO<a class="x">, a link</a> spoke'],
  ['', 'NATO<sup><span hidden>, a link</span></sup> spoke'],
  ['', 'NATO<span class="sr-only">, a link</span> spoke<span class="sr-only">, a link</span>'],
])('text for screen readers is told behind its paragraph, once: %s %s', (css, markup) => {
  expect(readWith(css, `<p>${markup}</p>`)).toEqual(['NATO spoke', '[, a link]']);
});

test.each([
  ['span{display:block}', '<p><span>Runa Vold</span><span>Clerk</span></p>', 'Runa Vold', 'Clerk'],
  ['div{display:flex}', '<div><span>By Ann</span><span>8 May</span></div>', 'By Ann 8 May'],
  ['p{display:inline}', '<div><p>One</p> <p>two</p></div>', 'One two'],
  ['.x{white-space:pre-line}', '<p class="x">One\n  two   three</p>', 'One\ntwo three'],
  ['ol{list-style:none}', '<ol><li>One</ol>', 'One'],
  ['ul{list-style:decimal inside}', '<ul><li>One<li>Two</ul>', '1. One', '2. Two'],
  ['li{list-style-type:none}', '<ul><li>One</ul>', 'One'],
  ['li{display:inline-block}', '<ul><li>One</ul>', 'One'],
  ['ul{list-style-type:"– "}', '<ul><li>One</ul>', '– One'],
  ['ol{list-style:none}li:before{content:counter(n) ". "}', '<ol><li>One</ol>', '1. One'],
  ['ul{list-style:none}li::before{content:"\\2013\\a0"}', '<ul><li>One</ul>', '– One'],
  [
    'article{counter-reset:h}h2{counter-increment:h;counter-reset:p}h2::before{content:counter(h,upper-roman) ". "}p.n{counter-increment:p}p.n::before{content:"[" counter(h) "." counter(p) "]"}',
    '<h2>Facts</h2><p class="n">One.</p><p class="n">Two.</p><h2>Law</h2><p class="n">Three.</p>',
    ...['I. Facts', '[1.1] One.', '[1.2] Two.', 'II. Law', '[2.1] Three.'],
  ],
  [
    'ol{counter-reset:i;list-style:none}li{counter-increment:i}li::before{content:counters(i,".") " "}',
    '<ol><li>One<ol><li>Two</li><li>Three</li></ol></li><li>Four</li></ol>',
    ...['1 One', '1.1 Two', '1.2 Three', '2 Four'],
  ],
  [
    'ol{counter-reset:i 4;list-style:none}li{counter-increment:i}li::before{content:"(" counter(i,lower-alpha) ")"}',
    '<ol><li>Five</li><li style="display:none">Hidden</li><li>Six</li></ol>',
    ...['(e) Five', '[Hidden]', '(f) Six'],
  ],
  [
    'p.n::before{counter-increment:n -2;content:"§ " counter(n,arabic-indic)}.s{counter-set:n 8}',
    '<p class="n">One.</p><p class="n s">Two.</p>',
    ...['§ -٢ One.', '§ ٦ Two.'],
  ],
  ['p::before{content:counter(n) ". "}', '<p>One.</p>', 'One.'],
  ['q{quotes:none}', '<p><q>Yes</q></p>', 'Yes'],
  ['q:before,q:after{content:""}', '<p><q>Yes</q></p>', 'Yes'],
  ['q::before{content:"»"}q::after{content:"«"}', '<p><q>Yes</q></p>', '»Yes«'],
  ['q{quotes:"«" "»" "‹" "›"}', '<p><q>Yes, <q>no</q></q></p>', '«Yes, ‹no›»'],
  ['q::before{content:open-quote}', '<p><q>Yes</q></p>', '“Yes”'],
  ['i::before{content:"“"}i::after{content:"”"}', '<p><i>Yes</i></p>', '“Yes”'],
  ['i::before{content:"\\f101"}i:hover::after{content:"tip"}', '<p><i>Yes</i></p>', 'Yes'],
  ['p::after{content:".";visibility:hidden}', '<p>Yes</p>', 'Yes'],
  ['.x{text-decoration:line-through}', '<p>as <b class="x">12</b> 21</p>', 'as ~~12~~ 21'],
  ['.x{vertical-align:super}', '<p>a million.<b class="x">1</b></p>', 'a million.[1]'],
])('what a style sheet sets apart or marks is in the text: %s', (css, body, ...texts) => {
  expect(readWith(css, body)).toEqual(texts);
});

test('a style sheet for other media, or for browsers without scripts, is none', () => {
  const page = (style: string) =>
    readHtml(`<title>Ramp</title>${style}<article><p class="x">It sank.</p></article>`).blocks;
  expect(page('<style media="print">.x{display:none}</style>')[0]?.leftOut).toBe(false);
  expect(page('<noscript><style>.x{display:none}</style></noscript>')[0]?.leftOut).toBe(false);
});

test('a selector names the elements that a browser finds by it, however it is made up', async () => {
  const browser = await (await openContext(await sharedChrome())).newPage();
  const part = fc.constantFrom('div', 'p', '.x', '.y', 'div.x', ':first-child', '*');
  const selector = fc
    .tuple(
      part,
      fc.array(fc.tuple(fc.constantFrom(' ', ' > ', ' + ', ' ~ '), part), { maxLength: 4 }),
    )
    .map(([first, rest]) => first + rest.flat().join(''));
  const start = fc.constantFrom('<div', '<section', '<div class="x"', '<div class="y"');
  const { element } = fc.letrec<{ element: string }>((tie) => ({
    element: fc.oneof(
      { maxDepth: 5, depthSize: 'large' },
      fc.constantFrom('<p>It sank.</p>', '<p class="x">It sank.</p>'),
      fc
        .tuple(start, fc.array(tie('element'), { maxLength: 4 }))
        .map(([tag, inner]) => `${tag}>${inner.join('')}</${tag.slice(1).split(' ')[0]}>`),
    ),
  }));
  await fc.assert(
    fc.asyncProperty(
      fc.array(selector, { minLength: 1, maxLength: 3 }),
      element,
      async (selectors, body) => {
        const page = documentOf(
          `<style>${selectors.join(',')}{vertical-align:super}</style><body>${body}<p>End.</p>`,
        );
        applyStyles(page);
        const marked = [...page.querySelectorAll('body *')].map((each) =>
          each.hasAttribute('style'),
        );
        const found = await browser.evaluate(
          ([html = '', asked = '']) => {
            const read = new DOMParser().parseFromString(html, 'text/html');
            return [...read.querySelectorAll('body *')].map((each) => each.matches(asked));
          },
          [`<body>${body}<p>End.</p>`, selectors.join(',')],
        );
        expect(marked).toEqual(found);
      },
    ),
    { numRuns: 300 },
  );
});

test('a selector of many elements within one another takes time with their number', () => {
  const within = '<div>'.repeat(60);
  const css = `.x${' div'.repeat(12)} p{display:none}`.repeat(20);
  const begun = process.cpuUsage();
  readHtml(`<style>${css}</style><b class="x"></b>${within}${'<p>It sank.</p>'.repeat(50)}`);
  expect(process.cpuUsage(begun).user / 1e6).toBeLessThan(20);
});

test('it is told where other style sheets are only linked, or too long', () => {
  const isTold = (head: string) => readHtml(`${head}<p>It sank.</p>`).isStyleUnread;
  expect(isTold('<link rel="stylesheet" href="/a.css">')).toBe(true);
  expect(isTold('<style>@import url(a.css);</style>')).toBe(true);
  expect(isTold('<style>p{color:red}</style>')).toBe(false);
});

test('of very many rules those are tried that could fit, and so many that it takes little time', () => {
  const rules = (name: string) =>
    Array.from({ length: 4000 }, (_, at) => `.a .${name}${at} ~ p{display:none}`).join('');
  const page = (css: string) =>
    readHtml(`<style>${css}</style>${'<div class="a"><p>It sank.</p></div>'.repeat(1000)}`);
  const begun = process.cpuUsage();
  expect(page(rules('b')).isStyleUnread).toBe(false);
  expect(page(rules('b').replace(/b\d+/gu, 'a')).isStyleUnread).toBe(true);
  expect(process.cpuUsage(begun).user / 1e6).toBeLessThan(20);
});

test('of very many rules of very many elements so many are taken that it takes little time', () => {
  const css = 'p{display:block}'.repeat(30_000);
  const begun = process.cpuUsage();
  const page = readHtml(`<style>${css}</style>${'<p>It sank.</p>'.repeat(6000)}`);
  expect([page.isStyleUnread, page.blocks.length]).toEqual([true, 6000]);
  expect(process.cpuUsage(begun).user / 1e6).toBeLessThan(20);
});
