import { describe, expect, test } from 'vitest';
import { capture, draftOf } from '../../../src/desk/capture/capture.js';
import { readHtml, readMarkdown } from '../../../src/desk/capture/page-reader.js';
import { readPage } from '../../../src/desk/capture/page-reading.js';
import { Problem } from '../../../src/domain/problem.js';

const sentence =
  'The harbour board will stop the night ferry in May, two of its members said, because the old boat needs a new engine. ';
const long = sentence.repeat(3).trim();

/** A page as a newspaper's site sends it, with all that stands around an article. */
function newsPage(body: string, head = ''): string {
  return `<!doctype html><html lang="en-GB"><head><title>The night ferry stops | The Morning Ledger</title>${head}</head>
    <body><header><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav></header>
    <article><h1>The night ferry stops</h1>${body}</article>
    <aside><ul><li><a href="/x">More news</a></li></ul></aside><footer>© The Morning Ledger</footer></body></html>`;
}

async function faultOf(work: Promise<unknown>): Promise<Problem> {
  const fault = await work.then(() => null).catch((error: unknown) => error);
  if (fault instanceof Problem) return fault;
  throw fault ?? new Error('It was taken.');
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (...parts: (number[] | string)[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...utf8(part)] : part)));
const utf16 = (text: string, big: boolean) => {
  const units = [...text].flatMap((letter) => letter.split(''));
  return units.flatMap((unit) => {
    const pair = [unit.charCodeAt(0) & 0xff, unit.charCodeAt(0) >> 8];
    return big ? pair.reverse() : pair;
  });
};

describe('a text file', () => {
  test.each([
    ['in UTF-8', utf8('Die Fähre – 🚢 العبارة')],
    ['in UTF-8 with a mark', bytes([0xef, 0xbb, 0xbf], 'Die Fähre – 🚢 العبارة')],
    ['in UTF-16, little end first', bytes([0xff, 0xfe], utf16('Die Fähre – 🚢 العبارة', false))],
    ['in UTF-16, big end first', bytes([0xfe, 0xff], utf16('Die Fähre – 🚢 العبارة', true))],
  ])('%s is read without further words', async (_what, content) => {
    const draft = await capture({ name: 'ferry.txt', bytes: content });
    expect(draft.text).toBe('Die Fähre – 🚢 العبارة');
    expect(draft.notes).toEqual([]);
  });

  test('that is not in Unicode is read as Windows-1252, and says so', async () => {
    const old = bytes([0x93], 'Die F', [0xe4], 'hre', [0x94, 0x20, 0x80], '5');
    const draft = await capture({ name: 'FERRY.TXT', bytes: old });
    expect(draft.text).toBe('“Die Fähre” €5');
    expect(draft.notes).toEqual([expect.stringContaining('Windows-1252')]);
  });

  test('is taken as it is: line breaks, tabs and a stray NUL are for whoever keeps it', async () => {
    const draft = await capture({ name: 'a.txt', bytes: utf8('one\r\n\ttwo\0\n\n') });
    expect(draft.text).toBe('one\r\n\ttwo\0\n\n');
  });
});

describe('what can’t be read is refused at its field', () => {
  test.each([
    ['an empty file', 'a.txt', '', 'invalid', 'empty'],
    ['a file of white space', 'a.md', ' \n\t\n', 'invalid', 'empty'],
    ['a page without text', 'a.html', '<p><img src=x></p>', 'invalid', 'No text'],
    ['a picture', 'ferry.png', 'x', 'unsupported', '.txt, .md or .html'],
    ['a file without an ending', 'ferry', 'x', 'unsupported', '.txt, .md or .html'],
    ['a name of an object’s own', 'a.constructor', 'x', 'unsupported', '.txt, .md or .html'],
    ['a PDF by another name', 'a.txt', '%PDF-1.7 text', 'unsupported', 'no text'],
    ['other bytes', 'a.txt', '\0\u0001\u0002\u0003PK', 'unsupported', 'no text'],
  ])('%s', async (_what, name, content, code, words) => {
    const fault = await faultOf(capture({ name, bytes: utf8(content) }));
    expect(fault.code).toBe(code);
    expect(fault.message).toContain(words);
    expect(fault.fields[0]?.field).toBe('file');
  });
});

describe('of a web page', () => {
  test('the article’s text is taken, paragraph by paragraph, and nothing around it', () => {
    const page = readHtml(
      newsPage(`<p>${long}</p><p>The crew\n  <b>was</b>&nbsp;not <i>asked</i>.<br>Nobody was.</p>
        <blockquote>“We will see.”</blockquote><ul><li>May</li><li>June</li></ul>
        <pre>08:00  Quay\n  09:00  Island</pre>
        <table><tr><td>Boat</td><td>Year</td></tr><tr><td>Alma</td><td>1961</td></tr></table>
        <p>${long}</p>`),
    );
    expect(page.text.split('\n\n')).toEqual([
      long,
      'The crew was\u00a0not asked.\nNobody was.',
      '“We will see.”',
      'May',
      'June',
      '08:00  Quay\n  09:00  Island',
      'Boat\tYear',
      'Alma\t1961',
      long,
    ]);
    expect(page.recognised).toBe(true);
  });

  test('title, byline, publisher, date, language and address are found', () => {
    const html = newsPage(
      `<p class="byline">By Ida Brandt</p><p>${long}</p><p>${long}</p>`,
      `<meta property="og:site_name" content="The Morning Ledger">
       <meta property="article:published_time" content="2026-02-28T22:30:00+01:00">
       <link rel="canonical" href="https://ledger.example/ferry">`,
    );
    const draft = draftOf(readHtml(html));
    expect(draft).toMatchObject({
      title: 'The night ferry stops',
      byline: 'Ida Brandt',
      publisher: 'The Morning Ledger',
      publishedAt: '2026-02-28T21:30:00.000Z',
      language: 'en-GB',
      url: 'https://ledger.example/ferry',
      notes: [],
    });
    expect(draft.text.startsWith(long)).toBe(true);
  });

  test.each([
    ['2026-02-28', '2026-02-28'],
    ['2026-02-28T22:30:00', '2026-02-28'],
    ['February 28, 2026', '2026-02-28'],
    ['last Tuesday', ''],
  ])('a date written as “%s” is taken as “%s”', (written, taken) => {
    const html = newsPage(`<p>${long}</p>`, `<meta name="date" content="${written}">`);
    expect(draftOf(readHtml(html)).publishedAt).toBe(taken);
  });

  test('an address or a language that is none is left out', () => {
    const html = newsPage(
      `<p>${long}</p>`,
      '<link rel="canonical" href="javascript:alert(1)">',
    ).replace('en-GB', 'not a language');
    expect(draftOf(readHtml(html))).toMatchObject({
      url: '',
      language: '',
    });
  });

  test('the charset that it declares is believed', async () => {
    const html = newsPage(`<p>Čekáme na přívoz. ${long}</p>`, '<meta charset="iso-8859-2">');
    const latin2: Record<string, number> = { Č: 0xc8, á: 0xe1, ř: 0xf8, í: 0xed, '©': 0x43 };
    const content = Uint8Array.from(html, (letter) => latin2[letter] ?? letter.charCodeAt(0));
    const draft = await capture({ name: 'a.html', bytes: content });
    expect(draft.text).toContain('Čekáme na přívoz.');
  });

  test('scripts, styles and comments are no text, and text that looks like markup is', () => {
    const page = readHtml(
      newsPage(`<p>${long}</p><script>document.title = 'x'; throw new Error('run')</script>
        <style>p { color: red }</style><!-- not this --><p>Write &lt;b&gt; &amp; see. ${long}</p>
        <img src="http://127.0.0.1:1/x.png" onerror="alert(1)">`),
    );
    expect(page.text).toBe(`${long}\n\nWrite <b> & see. ${long}`);
    expect(page.title).toBe('The night ferry stops');
  });

  test.each([
    ['deeply nested', '<div>'.repeat(100_000)],
    ['of countless pieces', 'a<br>'.repeat(200_000)],
  ])('one that is %s is given up, and says what to do instead', async (_what, source) => {
    const fault = await faultOf(readPage({ kind: 'html', source }, 100));
    expect(fault.code).toBe('invalid');
    expect(fault.message).toContain('paste');
  });
});

describe('a Markdown file', () => {
  test('gives its text as it is shown, its front matter and its first heading', () => {
    const page = readMarkdown(
      [
        '---',
        'author: "Ida Brandt"',
        'date: 2026-02-28',
        'tags: [a, b]',
        'url: https://ledger.example/ferry',
        '---',
        '# The *night* ferry',
        '',
        'The ferry **stops** in [May](https://ledger.example).',
        'Nobody asked.',
        '',
        '- one & two',
        '<script>alert(1)</script>',
      ].join('\r\n'),
    );
    expect(page).toMatchObject({
      title: 'The night ferry',
      byline: 'Ida Brandt',
      published: '2026-02-28',
      url: 'https://ledger.example/ferry',
      publisher: null,
      text: 'The ferry stops in May. Nobody asked.\n\none & two',
    });
  });

  test('without front matter is text from its first line on', () => {
    const page = readMarkdown('The ferry stops.\n\n---\n\nالعبارة 🚢\n');
    expect(page.text).toBe('The ferry stops.\n\nالعبارة 🚢');
    expect(page.title).toBeNull();
  });
});
