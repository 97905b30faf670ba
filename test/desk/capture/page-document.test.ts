import { expect, test } from 'vitest';
import { documentOf, titleOf } from '../../../src/desk/capture/page-document.js';

/** The tree below a node: names of elements, texts in quotation marks. */
function treeOf(node: Node): string {
  if (node.nodeType === node.TEXT_NODE) return JSON.stringify(node.nodeValue);
  const inner = [...node.childNodes].map(treeOf).join(' ');
  return inner === '' ? node.nodeName.toLowerCase() : `${node.nodeName.toLowerCase()}(${inner})`;
}

test('a page whose open marks come again in each paragraph, more than it has letters, is refused at once', () => {
  const marks = Array.from({ length: 4000 }, (_, at) => `<b id=${at}><p>`).join('');
  expect(() => documentOf(marks)).toThrow('more elements than it has letters');
});

test.each([
  [
    'what stands between rows comes before the table',
    'a<table>b<tr><td>c</table>d',
    '"ab" table(tbody(tr(td("c")))) "d"',
  ],
  ['a paragraph ends where the next block begins', '<p>a<div>b</div>', 'p("a") div("b")'],
  ['a link ends where the next begins', '<a>b<a>c</a>', 'a("b") a("c")'],
  ['a mark that ends too late goes on in the next block', '<p><b>a<p>c', 'p(b("a")) p(b("c"))'],
  ['an item ends where the next begins', '<ul><li>a<li>b</ul>', 'ul(li("a") li("b"))'],
  ['references are read, known or not', '&amp;&lt&nbsp;&bogus;&#8217;', '"&<\u00a0&bogus;’"'],
  ['scripts are off', '<noscript><p>a</p></noscript>', 'noscript(p("a"))'],
  ['what stands in a template is none of it', '<template><p>a</p></template>b', 'template "b"'],
  [
    'drawings and formulas keep their names',
    '<svg><foreignObject>a</foreignObject></svg><math><mi>x',
    'svg(foreignobject("a")) math(mi("x"))',
  ],
  ['what is no markup is text', 'a < b <3', '"a < b <3"'],
])('%s', (_sentence, source, tree) => {
  const { body } = documentOf(`<!doctype html><body>${source}`);
  expect([...body.childNodes].map(treeOf).join(' ')).toBe(tree);
});

test('the first of two roots says the language, and what the second adds is added', () => {
  const { documentElement } = documentOf('<html lang=en><body>a<html lang=ur dir=rtl>');
  expect(documentElement.getAttribute('lang')).toBe('en');
  expect(documentElement.getAttribute('dir')).toBe('rtl');
});

test('the title is found out of place, and is none of a drawing', () => {
  expect(titleOf(documentOf('<body><svg><title>Logo</title></svg><title>Ramp</title>'))).toBe(
    'Ramp',
  );
  expect(titleOf(documentOf('<p>No title'))).toBe('');
});

function depthOf(document: Document): number {
  let depth = 0;
  for (let each = document.body.lastElementChild; each; each = each.lastElementChild) depth += 1;
  return depth;
}

test.each(['div', 'article', 'section itemscope itemprop=author'])(
  'of tens of thousands of elements (%s) in one another all are kept, but no deeper than browsers have them',
  (tag) => {
    const document = documentOf(`${`<${tag}>`.repeat(20_000)}The ramp cracked.`);
    expect(document.body.querySelectorAll('*')).toHaveLength(20_000);
    expect(document.body.textContent).toBe('The ramp cracked.');
    expect(depthOf(document)).toBeLessThanOrEqual(512);
  },
);

test('what opens deeper than that stands in the order in which it opens', () => {
  const deep = Array.from({ length: 600 }, (_, at) => `<div>${at}`).join(' ');
  const words = documentOf(deep).body.textContent?.split(' ');
  expect(words?.map(Number)).toEqual(Array.from({ length: 600 }, (_, at) => at));
});

test('tens of thousands of elements beside one another are read', () => {
  expect(documentOf('<b>x</b>'.repeat(20_000)).body.childNodes).toHaveLength(20_000);
});

test('of one element’s attributes so many are read as a page may need', () => {
  const many = Array.from({ length: 5000 }, (_, at) => `data-${at}`).join(' ');
  const { body } = documentOf(`<p lang=ur ${many}>a`);
  expect(body.firstElementChild?.getAttribute('lang')).toBe('ur');
  expect(body.firstElementChild?.attributes.length).toBeLessThan(1000);
});
