import { describe, expect, test } from 'vitest';
import { type ReadPage, readHtml, readMarkdown } from '../../../src/desk/capture/page-reader.js';

const sentence =
  'The harbour board will stop the night ferry in May, two of its members said, because the old boat needs a new engine. ';
const long = sentence.repeat(3).trim();

/** A page as a newspaper's site sends it, with all that stands around an article. */
function newsPage(body: string, head = '', language = 'en-GB'): string {
  return `<!doctype html><html lang="${language}"><head><title>The night ferry stops | The Morning Ledger</title>${head}</head>
    <body><header><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav></header>
    <article><h1>The night ferry stops</h1>${body}</article>
    <aside><ul><li><a href="/x">More news</a></li></ul></aside><footer>© The Morning Ledger</footer></body></html>`;
}

const keptIn = ({ blocks }: ReadPage) =>
  blocks.filter(({ leftOut }) => !leftOut).map(({ text }) => text);
const leftOutIn = ({ blocks }: ReadPage) =>
  blocks.filter(({ leftOut }) => leftOut).map(({ text }) => text);
const fieldsOf = ({ fields }: ReadPage) =>
  Object.fromEntries(Object.entries(fields).map(([name, found]) => [name, found.value]));

const blank = 200_000;

test.each([
  [
    'pictures of letters that no word follows',
    `<p>${'<img alt="T">'.repeat(20_000)}It sank. ${long}</p>`,
  ],
  ['empty lines among the lines of a listing', `<pre>${long}${'\n'.repeat(blank)}It sank.</pre>`],
  [
    'spaces where lines are kept',
    `<p style="white-space: pre-line">${long}${' '.repeat(blank)}It sank.</p>`,
  ],
  [
    'spaces in what the page says of itself',
    `<script type="application/ld+json">{"@type":"Article"${' '.repeat(blank)}}</script><p>${long}</p>`,
  ],
  [
    'spaces in what a style sheet is for',
    `<style media="screen${' '.repeat(blank)}">p{color:red}</style><p>${long}</p>`,
  ],
  [
    'strings that nothing ends',
    `<p>${long}<q style='quotes: ${'\\"'.repeat(blank / 2)}'>It sank.</q></p>`,
  ],
])('very many %s are read in time with their number', (_what, body) => {
  const begun = process.cpuUsage();
  expect(keptIn(readHtml(newsPage(body))).join('\n')).toContain(long);
  expect(process.cpuUsage(begun).user / 1e6).toBeLessThan(20);
});

test('of a page with texts at every depth no article is guessed, which would take the longer the deeper they are', () => {
  const page = readHtml('<div itemscope>x'.repeat(3000));
  expect(keptIn(page)).toHaveLength(3000);
  expect(page.notes).toEqual([
    'No article could be told from the rest of this page: its whole text is here.',
  ]);
});

describe('of a web page', () => {
  test('the article’s text is taken, block by block, and nothing around it', () => {
    const page = readHtml(
      newsPage(`<p>${long}</p><p>The crew\n  <b>was</b>&nbsp;not <i>asked</i>.<br>Nobody was.</p>
        <blockquote>“We will see.”</blockquote><ul><li>May</li><li>June</li></ul>
        <pre>08:00  Quay\n  09:00  Island</pre><h3>The boat</h3>
        <table><caption>Boats</caption><tr><td>Boat</td><td>Year</td></tr><tr><td>Alma</td><td>1961</td></tr></table>
        <figure><img src="x"><figcaption>The quay in May.</figcaption></figure>
        <p>${long}</p>`),
    );
    const read = page.blocks.map(({ text, kind, level }) => [
      text,
      level ? `${kind} ${level}` : kind,
    ]);
    expect(read).toEqual([
      [long, 'paragraph'],
      ['The crew was\u00a0not asked.\nNobody was.', 'paragraph'],
      ['“We will see.”', 'quotation'],
      ['• May', 'list item'],
      ['• June', 'list item'],
      ['08:00  Quay\n  09:00  Island', 'paragraph'],
      ['The boat', 'heading 3'],
      ['Boats', 'caption'],
      ['Boat\tYear', 'table row'],
      ['Alma\t1961', 'table row'],
      ['The quay in May.', 'caption'],
      [long, 'paragraph'],
    ]);
    expect(leftOutIn(page)).toEqual([]);
  });

  test('scripts, styles and comments are no text, and text that looks like markup is', () => {
    const page = readHtml(
      newsPage(`<p>${long}</p><script>document.title = 'x'; throw new Error('run')</script>
        <style>p { color: red }</style><!-- not this --><p>Write &lt;b&gt; &amp; see.</p>
        <img src="http://127.0.0.1:1/x.png" onerror="alert(1)">`),
    );
    expect(keptIn(page)).toEqual([long, 'Write <b> & see.']);
    expect(page.fields.title?.value).toBe('The night ferry stops');
  });
});

describe('what a browser shows is in the text', () => {
  test.each([
    [
      '<q>Yes</q>, he said of <q>a <q>plain</q> lie</q>.',
      'en',
      '“Yes”, he said of “a ‘plain’ lie”.',
    ],
    ['<q>Ja</q>', 'de-AT', '„Ja“'],
    ['<q>Oui</q>', 'fr', '«\u00a0Oui\u00a0»'],
    ['<q>Sí, <q lang="es">ya</q></q>', 'es', '«Sí, “ya”»'],
    ['<q>نعم</q>', 'ar', '”نعم“'],
    ['<q>はい</q>', 'ja', '「はい」'],
    ['21 million.<sup><a href="#f1">1</a></sup>', 'en', '21 million.[1]'],
    ['20<a href="#fn2">2</a> knew<a role="doc-noteref" href="#x">3</a>', 'en', '20[2] knew[3]'],
    ['it<a href="#cite_note-3">[3]</a>, p. <a href="#page12">12</a>', 'en', 'it[3], p. 12'],
    ['He denied it<sup>[2]</sup> twice<sup>3</sup>.', 'en', 'He denied it[2] twice[3].'],
    ['2<sup>10</sup> of 5 km<sup>2</sup> at 10<sup>−3</sup>', 'en', '2^10 of 5 km^2 at 10^−3'],
    ['CO<sub>2</sub> on the 1<sup>st</sup>, M<sup>me</sup> Roy', 'en', 'CO₂ on the 1st, Mme Roy'],
    ['2<sup>1</sup>⁄<sub>2</sub> ft, <sup>3</sup>/<sub>16</sub>', 'en', '2 1⁄2 ft, 3/16'],
    ['Yes <img class="emoji" alt="👍🏽">, <img alt="no">he said', 'en', 'Yes 👍🏽, he said'],
    ['as <del>12</del> <ins>21</ins> and <s>nobody</s>', 'en', 'as ~~12~~ 21 and ~~nobody~~'],
    ['<q>Igen, <q>jó</q></q>', 'hu', '„Igen, »jó«”'],
    ['<q>Jah, <q>ei</q></q>', 'et', '„Jah, «ei»“'],
    ['Of <ins>21</ins><del>12</del> cracks', 'en', 'Of 21 ~~12~~ cracks'],
    ['x<sub>i</sub><sup>2</sup> and H<sub>max</sub>', 'en', 'x_i^2 and H_max'],
    ['Sum<sup>a</sup> of the XIX<sup>e</sup>', 'en', 'Sum[a] of the XIXe'],
    ['<math><msup><mi>x</mi><mn>2</mn></msup></math>', 'en', 'x^2'],
    ['<math><mfrac><mi>a</mi><mi>b</mi></mfrac><annotation>a/b</annotation></math>', 'en', 'a/b'],
    ['<ruby>海<rt>うみ</rt></ruby>', 'ja', '海(うみ)'],
    ['<ruby>海<rp>(</rp><rt>うみ</rt><rp>)</rp></ruby>', 'ja', '海(うみ)'],
    ['NATO<span class="sr-only">opens in a new tab</span> spoke', 'en', 'NATO spoke'],
    ['NATO<span class="visually-hidden">, a link</span> spoke', 'en', 'NATO spoke'],
    ['NATO<span style="position:absolute;left:-9999px">x</span> spoke', 'en', 'NATO spoke'],
    ['Ann <time>8 May</time><time>9 May</time>', 'en', 'Ann 8 May 9 May'],
    ['<b class="speaker">VOLD</b><span>I did not know.</span>', 'en', 'VOLD I did not know.'],
    ['<a class="para-number">5</a>The quay', 'en', '5 The quay'],
    ['The quay<span class="photo-credit">Roy</span>', 'en', 'The quay Roy'],
    ['<span class="drop-cap">T</span>he quay', 'en', 'The quay'],
    ['<img class="cap" src="t.png" alt="T">he quay', 'en', 'The quay'],
    ['<span><img src="n.png" alt="“N"/></span>obody knew.', 'en', '“Nobody knew.'],
    ['<svg aria-label="E"><path/></svg>in Vermerk', 'de', 'Ein Vermerk'],
    ['<svg role="img"><title>É</title></svg>tat de la rampe', 'fr', 'État de la rampe'],
    ['<img class="dropcap" alt="A"> memo, <img alt="B">ut', 'en', 'A memo, ut'],
    ['<img alt="X"> Follow us, <img alt="Photo">graphs', 'en', 'Follow us, graphs'],
    ['<img alt="f">Follow us', 'en', 'Follow us'],
    ['a<span hidden>x</span>b<span style="display: none">y</span>c', 'en', 'abc'],
  ])('%s (%s)', (markup, language, text) => {
    expect(keptIn(readHtml(newsPage(`<p>${markup}</p>`, '', language)))).toEqual([text]);
  });

  test.each([
    [
      '<span style="display:block">Runa Vold</span><span style="display:block">Clerk</span>',
      ['Runa Vold', 'Clerk'],
    ],
    ['<center>One</center><center>Two</center>', ['One', 'Two']],
    ['<div>One<br><br>Two<br>and more<br /> <br/>Three</div>', ['One', 'Two\nand more', 'Three']],
    [
      '<ul><li><input type="checkbox" disabled checked>One</li><li><input type="checkbox" disabled>Two</li></ul>',
      ['• [x] One', '• [ ] Two'],
    ],
    [
      '<table><tr><th rowspan="2">Tern</th><td>1,200</td><td>13</td></tr><tr><td>7</td></tr><tr><td colspan="2">Sum</td><td>26</td></tr></table>',
      ['Tern\t1,200\t13', '\t7', 'Sum\t\t26'],
    ],
    [
      '<table><caption>Cracks</caption><tfoot><tr><td>Sum</td><td>33</td></tr></tfoot><tbody><tr><td>2022</td><td>33</td></tr></tbody><thead><tr><td>Year</td><td>Cracks</td></tr></thead></table>',
      ['Cracks', 'Year\tCracks', '2022\t33', 'Sum\t33'],
    ],
    ['<p>Done: <progress>70%</progress><meter>half</meter></p>', ['Done:']],
    ['<details><summary>More</summary>It held.</details>', ['More', 'It held.']],
    ['<ol start="3"><li>Third.</li><li>Fourth.</li></ol>', ['3. Third.', '4. Fourth.']],
    ['<ol type="a"><li>One</li><li value="27">Two</li></ol>', ['a. One', 'aa. Two']],
    ['<ol type="I" reversed><li>One</li><li>Two</li></ol>', ['II. One', 'I. Two']],
    ['<ul style="list-style:none"><li>One</li></ul>', ['One']],
    ['<ol style="list-style-type:arabic-indic" start="9"><li>أ<li>ب</ol>', ['٩. أ', '١٠. ب']],
    ['<ol style="list-style:persian"><li>الف</ol>', ['۱. الف']],
    ['<ol style="list-style:urdu"><li>الف</ol>', ['۱. الف']],
    ['<ol style="list-style:devanagari" start="12"><li>क</ol>', ['१२. क']],
    ['<ol style="list-style:thai"><li>ก</ol>', ['๑. ก']],
    ['<ol style="list-style:lower-greek"><li>a<li>b</ol>', ['α. a', 'β. b']],
    ['<ol style="list-style:hebrew" start="15"><li>א</ol>', ['טו. א']],
    [
      '<ol style="list-style:cjk-ideographic" start="9"><li>a<li>b<li>c<li value="20">d<li value="345">e</ol>',
      ['九、 a', '十、 b', '十一、 c', '二十、 d', '三百四十五、 e'],
    ],
    ['<ol><li><p>One</p><p>and more</p></li><li>Two</li></ol>', ['1. One', 'and more', '2. Two']],
    [
      '<ol><li>One<ol type="i"><li>Inner</li></ol></li><li>Two</li></ol>',
      ['1. One', 'i. Inner', '2. Two'],
    ],
  ])('%s', (markup, texts) => {
    expect(keptIn(readHtml(newsPage(markup)))).toEqual(texts);
  });
});

describe('nothing is dropped unsaid', () => {
  const said = `<p>${long}</p>`;
  test.each([
    [
      'a paragraph that is one link',
      `<div><p><a href="/a"><strong>She denied it.</strong></a></p></div>`,
      'She denied it.',
    ],
    [
      'a correction that is set beside the text',
      '<aside class="story-correction"><p>It was nine nights.</p></aside>',
      'It was nine nights.',
    ],
    [
      'a post that is quoted in a box of its own',
      '<div class="social-embed"><blockquote>We knew.</blockquote></div>',
      'We knew.',
    ],
    [
      'a post that AMP would draw in its own way',
      '<amp-twitter><blockquote placeholder>We knew.</blockquote></amp-twitter>',
      'We knew.',
    ],
    [
      'the speaker under a quotation',
      '<blockquote><p>We knew.</p><footer>— Runa Vold</footer></blockquote>',
      '— Runa Vold',
    ],
    [
      'a correction at the end',
      '<footer><p>Corrected on 12 March.</p></footer>',
      'Corrected on 12 March.',
    ],
    ['a post of a live blog', '<article><h2>10:30</h2><p>It sank.</p></article>', 'It sank.'],
    [
      'a wrapper that calls itself a widget',
      `<div class="has-share-widget"><p>${long.repeat(4)}</p></div>`,
      long.repeat(4),
    ],
  ])('%s is kept', (_what, markup, text) => {
    expect(keptIn(readHtml(newsPage(said + markup + said)))).toContain(text);
  });

  test.each([
    [
      'share buttons',
      '<div class="share-bar"><a href="#">Share on Chirp</a></div>',
      'Share on Chirp',
    ],
    ['other stories', '<aside><h2>Related</h2><p>Budget passed.</p></aside>', 'Budget passed.'],
    ['an offer', '<div id="newsletter-signup"><p>Get our letter.</p></div>', 'Get our letter.'],
    ['an advertisement of AMP', '<amp-ad><p>Buy!</p></amp-ad>', 'Buy!'],
    ['stories beside', '<div class="jp-relatedposts"><p>Budget.</p></div>', 'Budget.'],
    ['a conversation', '<section><h2>12 Comments</h2><p>Rubbish!</p></section>', 'Rubbish!'],
    [
      'a question of consent',
      '<div><h2>We value your privacy</h2><p>We and others.</p><button>OK</button></div>',
      'We and others.',
    ],
    [
      'a question of consent that calls itself an article',
      '<article><h2>Your privacy and cookies</h2><p>We and others.</p><button>Accept all</button></article>',
      'We and others.',
    ],
    [
      'what stands where a post would',
      '<div><p>Allow X content?</p><p>This content is provided by a third party.</p><button>Load tweet</button></div>',
      'This content is provided by a third party.',
    ],
    [
      'the same in German',
      '<figure><p>An dieser Stelle finden Sie einen externen Inhalt von Instagram.</p><label><input type="checkbox">Anzeigen</label></figure>',
      'An dieser Stelle finden Sie einen externen Inhalt von Instagram.',
    ],
    [
      'the same in French, with a link to press',
      '<div><div><p>Ce contenu est bloqué car vous n’avez pas accepté les cookies.</p></div><a role="button" href="#">Autoriser</a></div>',
      'Ce contenu est bloqué car vous n’avez pas accepté les cookies.',
    ],
    ['readers’ remarks', '<section class="comments"><p>Rubbish!</p></section>', 'Rubbish!'],
  ])('%s are told as left out', (_what, markup, text) => {
    const page = readHtml(newsPage(said + markup + said));
    expect(keptIn(page)).toEqual([long, long]);
    expect(leftOutIn(page)).toContain(text);
  });

  test('a correction that stands behind the article, not in it, is told as left out', () => {
    const note =
      '<section><div class="article__correction"><p>It was nine nights.</p></div></section>';
    const links =
      '<footer><ul><li class="corrections"><a href="/c">Corrections</a></li></ul><p class="corrections"><a>Policy</a> | <a>Send one</a></p></footer>';
    const page = readHtml(
      `<title>Ramp</title><p class="corrections">Of others.</p><main><article><h1>Ramp</h1>${said}</article></main>${note}${links}`,
    );
    expect(keptIn(page)).toEqual([long]);
    expect(leftOutIn(page)).toEqual(['It was nine nights.']);
  });

  test('the text that asks for consent is never taken for a short article', () => {
    const consent = `<div class="cmp-consent-modal">${`<p>${long}</p>`.repeat(6)}</div>`;
    const page = readHtml(
      `<title>Ramp</title>${consent}<article><h1>Ramp</h1><p>It cracked.</p></article>`,
    );
    expect(keptIn(page)).toEqual(['It cracked.']);
  });

  test('a box that asks for consent is none of a page that marks no article, or another one', () => {
    const wall = `<article><h2>We value your privacy</h2>${said.repeat(6)}<button>Accept all</button></article>`;
    const story = `<h1>Ramp</h1><div><p>${long}</p><p>“Never,” she wrote.</p></div>`;
    const page = readHtml(`<title>Ramp</title>${wall}<div>${story}</div>`);
    expect(keptIn(page)).toEqual([long, '“Never,” she wrote.']);
    expect(keptIn(readHtml(`<title>Ramp</title>${wall}<main>${story}</main>`))).toEqual([
      long,
      '“Never,” she wrote.',
    ]);
  });

  test('an article about cookies, and one that says whence its content is, are kept', () => {
    const about = `<article class="tag-cookies"><h2>Cookies are bad</h2>${said}<button>Share</button></article>`;
    expect(keptIn(readHtml(`<title>Cookies are bad</title>${about}`)).at(-1)).toBe(long);
    const short = '<div><p>The video was hosted by a third party.</p><button>Share</button></div>';
    expect(keptIn(readHtml(`<title>Ramp</title><article><h1>Ramp</h1>${short}</article>`))).toEqual(
      ['The video was hosted by a third party.'],
    );
    const quiz = `<div><p>The post was deleted: its content was provided by a third party, the board said.</p></div>`;
    expect(keptIn(readHtml(newsPage(said + quiz)))).toHaveLength(2);
  });

  test('a box that asks for consent in the main part is left out, however long it is', () => {
    const consent = `<div><h2>We value your privacy</h2>${said.repeat(6)}<button>OK</button></div>`;
    const page = readHtml(
      `<title>Ramp</title><main>${consent}<h1>Ramp</h1><p>It cracked.</p></main>`,
    );
    expect(keptIn(page)).toEqual(['It cracked.']);
  });

  test('the next story in a box like the first one’s is told, and a section of its own is kept', () => {
    const story = (title: string) => `<div class="story"><h1>${title}</h1>${said}</div>`;
    const page = readHtml(`<title>Ramp</title><main>${story('Ramp')}${story('Budget')}</main>`);
    expect(keptIn(page)).toEqual([long]);
    expect(leftOutIn(page)).toEqual(['Budget', long]);
    expect(page.notes).toEqual([expect.stringContaining('other articles')]);
    const section = (title: string) => `<section><h1>${title}</h1>${said}</section>`;
    const parts = `<article>${section('Ramp')}${section('Background')}</article>`;
    expect(keptIn(readHtml(`<title>Ramp</title>${parts}`))).toEqual([long, 'Background', long]);
  });

  test('a text whose paragraphs and lists stand in nothing, as word processors send it, is kept whole', () => {
    const list =
      '<ol><li>First</li></ol><ol style="list-style-type: lower-alpha"><li>Sub</li></ol><ol start="2"><li>Second</li></ol>';
    const page = readHtml(`<title>Ramp</title>${said.repeat(2)}${list}${said.repeat(2)}`);
    expect(keptIn(page)).toEqual([long, long, '1. First', 'a. Sub', '2. Second', long, long]);
  });

  test('the next story is told where a page marks no article, too', () => {
    const story = (title: string, text: string) =>
      `<div class="story"><h1>${title}</h1><div><p>${text}</p><p>${text} Then it ended.</p></div></div>`;
    const other = long.replaceAll('harbour', 'school');
    const page = readHtml(
      `<title>Ramp - Ledger</title><div id="all">${story('Ramp', long)}${story('Budget', other)}</div>`,
    );
    expect(keptIn(page)).toEqual([long, `${long} Then it ended.`]);
    expect(leftOutIn(page)).toEqual(['Budget', other, `${other} Then it ended.`]);
    expect(page.notes).toEqual([expect.stringContaining('other articles')]);
  });

  test('a text of which nothing is a paragraph is kept whole', () => {
    const page = readHtml(
      `<title>Ramp</title><div><h1>Ramp</h1>${long}<br><br>“Never,” she wrote.<br><br>${long} <font>Ann</font></div>`,
    );
    expect(keptIn(page)).toEqual([long, '“Never,” she wrote.', `${long} Ann`]);
  });

  test('the next story is not appended, and a note says that there is one', () => {
    const page = readHtml(
      `<title>Ramp</title><main><article><h1>Ramp</h1><p>It cracked.</p></article><article><h1>Budget</h1>${said}</article></main>`,
    );
    expect(keptIn(page)).toEqual(['It cracked.']);
    expect(page.notes).toEqual([expect.stringContaining('other articles')]);
  });

  test('a reader’s comment that is marked up as an article is no other story', () => {
    const comments = '<div class="comments"><article><p>Rubbish!</p></article></div>';
    const page = readHtml(
      `<title>Ramp</title><main><article><h1>Ramp</h1>${said}</article>${comments}</main>`,
    );
    expect(page.notes).toEqual([]);
  });

  test('what stands between the heading and the body that a page marks is kept or told', () => {
    const page = readHtml(
      `<title>Ramp</title><div itemscope itemtype="https://schema.org/NewsArticle"><h1>Ramp</h1><ul><li>It cracked</li></ul><div itemprop="articleBody">${said}</div><p>Corrected.</p></div>`,
    );
    expect(keptIn(page)).toEqual(['• It cracked', long, 'Corrected.']);
  });

  test('a table that sets a page’s columns makes no rows of its paragraphs', () => {
    const columns = `<table><tr><td><p>${long}</p><p>It cracked.</p></td></tr></table>`;
    const kindsIn = (markup: string) => readHtml(newsPage(markup)).blocks.map(({ kind }) => kind);
    expect(kindsIn(columns)).toEqual(['paragraph', 'paragraph']);
    expect(kindsIn(columns.replace('<p>', '<div><p>'))).toEqual(['paragraph', 'paragraph']);
    expect(kindsIn('<table><tr><td>Alma</td><td>1961</td></tr></table>')).toEqual(['table row']);
  });

  test('a cell’s only paragraph breaks no row', () => {
    const page = readHtml(
      newsPage(`<p>${long}</p><table><tr><td> <p>Alma</p></td><td><div><b>1961</b></div></td></tr>
        <tr><td>Berta<p>of Tern</p></td></tr></table>`),
    );
    expect(keptIn(page)).toEqual([long, 'Alma\t1961', 'Berta', 'of Tern']);
  });

  test('the heading that is the title is not told as left out', () => {
    const page = readHtml(`<title>Ramp</title><h1>Ramp</h1><div>${said.repeat(4)}</div>`);
    expect(leftOutIn(page)).toEqual([]);
  });

  test('a post that stands in a list is made of paragraphs', () => {
    const page = readHtml(newsPage('<ol><li><article><p>It sank.</p></article></li></ol>'));
    expect(page.blocks).toMatchObject([{ kind: 'paragraph', text: '1. It sank.' }]);
  });

  test('all posts of a live blog are kept, whose heading stands above them', () => {
    const posts = ['It sank.', 'It rose.'].map((text) => `<article><p>${text}</p></article>`);
    const page = readHtml(`<title>Live</title><main><h1>Live</h1>${posts.join('')}</main>`);
    expect(keptIn(page)).toEqual(['It sank.', 'It rose.']);
    expect(page.notes).toEqual([]);
  });

  test('of a page that names no part, what stands between its paragraphs is kept, the rest told', () => {
    const page = readHtml(
      `<title>Ramp</title><div class="top"><a href="/">Home</a></div><div id="story"><p>${long}</p><p><a href="/a">She denied it.</a></p><p>${long}</p></div>`,
    );
    expect(keptIn(page)).toEqual([long, 'She denied it.', long]);
    expect(leftOutIn(page)).toEqual(['Home']);
  });
});

describe('what a page says of itself', () => {
  const graph = {
    '@context': 'https://schema.org',
    '@graph': [
      {
        '@type': 'WebSite',
        '@id': '/#site',
        name: 'The Harbour Ledger',
        publisher: { '@id': '/#org' },
      },
      { '@type': ['Organization'], '@id': '/#org', name: 'Harbour Press' },
      { '@type': 'Person', '@id': '/#mira', name: 'Mira Lund' },
      {
        '@type': 'WebPage',
        '@id': 'https://ledger.example/ramp',
        url: 'https://ledger.example/ramp',
        isPartOf: { '@id': '/#site' },
        inLanguage: 'nb-NO',
      },
      {
        '@type': 'NewsArticle',
        headline: 'The night ferry stops',
        author: [{ '@id': '/#mira' }, { '@type': 'Person', name: 'Tom Aas' }],
        publisher: { '@id': '/#org' },
        datePublished: '2024-03-10T08:00:00+00:00',
        mainEntityOfPage: { '@id': 'https://ledger.example/ramp' },
      },
    ],
  };
  const script = (data: unknown) =>
    `<script type="application/ld+json">${JSON.stringify(data)}</script>`;

  test('is found in a graph with references', () => {
    const page = readHtml(newsPage(`<p>${long}</p>`, script(graph), ''));
    expect(fieldsOf(page)).toEqual({
      title: 'The night ferry stops',
      byline: 'Mira Lund, Tom Aas',
      publisher: 'Harbour Press',
      publishedAt: '2024-03-10T08:00:00.000Z',
      language: 'nb-NO',
      url: 'https://ledger.example/ramp',
    });
    expect(page.fields.byline?.from).toContain('JSON-LD');
  });

  test.each([
    ['a comma too many', '{"@type":"NewsArticle","author":"Ines Falk",}'],
    ['a line broken in a text', '{"@type":"NewsArticle","author":"Ines\nFalk"}'],
    ['HTML in a text', '{"@type":"NewsArticle","author":"Ines&#32;Falk"}'],
  ])('is found in a script with %s', (_what, json) => {
    const page = readHtml(newsPage('', `<script type="application/ld+json">${json}</script>`));
    expect(page.fields.byline?.value).toBe('Ines Falk');
  });

  test.each(['', ','])('keeps the commas of its texts, with “%s” behind the last', (last) => {
    const json = `{"@type":"NewsArticle","author":"[Ines,] {Falk, }"${last}}`;
    const page = readHtml(newsPage('', `<script type="application/ld+json">${json}</script>`));
    expect(page.fields.byline?.value).toBe('[Ines,] {Falk, }');
  });

  test('is found in microdata, and the line in which it stands stays whole', () => {
    const page = readHtml(
      newsPage(`<p>By <span itemprop="author" itemscope><span itemprop="name">Mira Lund</span></span>,
        <time itemprop="datePublished" datetime="2024-03-10T08:00:00Z">10 March 2024</time></p>
        <span itemprop="publisher" itemscope><meta itemprop="name" content="The Harbour Ledger"><meta itemprop="url" content="https://press.example/"></span>
        <link itemprop="mainEntityOfPage" href="https://ledger.example/ramp"><p>${long}</p>`),
    );
    expect(fieldsOf(page)).toMatchObject({
      byline: 'Mira Lund',
      publisher: 'The Harbour Ledger',
      publishedAt: '2024-03-10T08:00:00.000Z',
      url: 'https://ledger.example/ramp',
    });
    expect(keptIn(page)[0]).toBe('By Mira Lund, 10 March 2024');
  });

  test.each([
    [
      '<link rel="canonical" href="/news/ramp"><meta property="og:url" content="https://ledger.example/x">',
      'https://ledger.example/news/ramp',
    ],
    [
      '<base href="https://ledger.example/a/"><link rel="canonical" href="ramp">',
      'https://ledger.example/a/ramp',
    ],
    [
      '<link rel="canonical" href="javascript:alert(1)"><meta property="og:url" content="https://ledger.example/x">',
      'https://ledger.example/x',
    ],
    ['<link rel="canonical" href="/ramp">', undefined],
    [
      script({ '@type': 'NewsArticle', url: 'https://ledger.example/ramp' }),
      'https://ledger.example/ramp',
    ],
    ['<link rel="canonical" href="https://ledger.example/a b">', 'https://ledger.example/a%20b'],
  ])('its address: %s', (head, url) => {
    expect(readHtml(newsPage(`<p>${long}</p>`, head)).fields.url?.value).toBe(url);
  });

  test.each([
    ['False', 1],
    [false, 1],
    ['https://schema.org/False', 1],
    [true, 0],
    [undefined, 0],
  ])('that it is for subscribers, by isAccessibleForFree: %s', (isAccessibleForFree, count) => {
    const head = script({ '@type': 'NewsArticle', isAccessibleForFree });
    const { notes } = readHtml(newsPage(`<p>${long}</p>`, head));
    expect(notes.filter((note) => note.includes('subscribers'))).toHaveLength(count);
  });

  test('its address where the extension that saved it wrote that down', () => {
    const remark =
      '<!-- Page saved with SingleFile \n url: https://ledger.example/ramp \n saved date: x -->';
    const page = readHtml(`<!doctype html><html>${remark}<p>${long}</p></html>`);
    expect(page.fields.url?.value).toBe('https://ledger.example/ramp');
  });

  test('its address where the browser that saved it wrote that down', () => {
    const page = readHtml(
      `<!doctype html>\n<!-- saved from url=(0033)https://ledger.example/news/ramp -->\n${newsPage(`<p>${long}</p>`)}`,
    );
    expect(page.fields.url?.value).toBe('https://ledger.example/news/ramp');
  });

  test.each([
    ['<meta name="date" content="10.03.2024">', 'de', '2024-03-10', 0],
    ['<meta name="date" content="03/04/2024">', 'en', undefined, 1],
    [
      '<meta name="date" content="03/04/2024"><meta name="dc.date.issued" content="2024-04-03">',
      'en',
      '2024-04-03',
      0,
    ],
    ['<meta name="date" content="2024">', 'en', '2024', 0],
    [
      '<meta property="article:published_time" content="2026-02-28T22:30:00+01:00">',
      'en',
      '2026-02-28T21:30:00.000Z',
      0,
    ],
    ['<meta name="date" content="last Tuesday">', 'en', undefined, 0],
    ['<meta name="date" content="23 شعبان 1447">', 'ar', undefined, 1],
    ['<meta name="date" content="11.2.26">', 'de', undefined, 1],
  ])('its date: %s in %s', (head, language, date, notes) => {
    const page = readHtml(newsPage(`<p>${long}</p>`, head, language));
    expect(page.fields.publishedAt?.value).toBe(date);
    expect(page.notes).toHaveLength(notes);
  });

  test.each([
    ['By Ida Brandt', 'Ida Brandt'],
    ['Von Ida Brandt', 'Ida Brandt'],
    ['بقلم: مريم حداد', 'مريم حداد'],
    ['文・佐伯里奈', '佐伯里奈'],
    ['Von-der-Aue Redaktion', 'Von-der-Aue Redaktion'],
    ['Par Ida Brandt et Tom Aas', 'Ida Brandt et Tom Aas'],
    ['Byron Davies', 'Byron Davies'],
    ['<a rel="author">Ida Brandt</a> and <a rel="author">Tom Aas</a>', 'Ida Brandt and Tom Aas'],
  ])('its byline: %s', (line, byline) => {
    const page = readHtml(newsPage(`<p class="byline">${line}</p><p>${long}</p>`));
    expect(page.fields.byline?.value).toBe(byline);
  });

  test('its byline, of the links to its authors that stand together', () => {
    const links = (...names: string[]) =>
      names.map((name) => `<a rel="author">${name}</a>`).join('');
    const page = readHtml(
      newsPage(
        `<div>${links('Ida Brandt', 'Tom Aas')}</div><p>${long}</p><p>${links('Ann Roy')}</p>`,
      ),
    );
    expect(page.fields.byline?.value).toBe('Ida Brandt, Tom Aas');
  });

  test.each([
    ['First it was given as <del>12</del> <ins>21</ins> million.', 0],
    ['It cost 21 million', 0],
    ['On 14 November 1998 it burned.', 0],
    ['Call 555-1234', 0],
    ['Updated 12 March 2024', 1],
    ['Updated on 03/04/2024', 1],
  ])(
    'no date of a short line that is none, which it says where it looks like one: %s',
    (line, notes) => {
      const page = readHtml(newsPage(`<p>${long}<p>${line}<p>${long}`));
      expect(page.fields.publishedAt).toBeUndefined();
      expect(page.notes).toHaveLength(notes);
    },
  );

  test.each([
    ['By Ida Brandt<br>Staff Writer', 'November 14, 1998', 'Ida Brandt', '1998-11-14'],
    ['Von Ida Brandt und Tom Aas', '14. November 1998', 'Ida Brandt und Tom Aas', '1998-11-14'],
    ['By Friday nobody had called', '1998', undefined, undefined],
    ['By Friday.', 'On 14 November 1998 it burned.', undefined, undefined],
  ])(
    'its byline and date, where only its first lines say them: %s, %s',
    (line, day, byline, date) => {
      const page = readHtml(newsPage(`<p>${line}<p>${day}<p>${long}`));
      expect(page.fields.byline?.value).toBe(byline);
      expect(page.fields.publishedAt?.value).toBe(date);
    },
  );

  test.each([
    [
      '<title>The Ledger</title><meta property="og:site_name" content="The Ledger"><meta property="og:title" content="Ramp cracked">',
      'Ramp cracked',
    ],
    [
      '<title>Ramp cracked - The Ledger</title><meta property="og:site_name" content="The Ledger">',
      'Ramp cracked',
    ],
    [
      '<title>The Ledger | Ramp cracked</title><meta property="og:site_name" content="Ledger">',
      'Ramp cracked',
    ],
    [
      '<title>Ramp cracked - The Ledger - State Portal</title><meta property="og:site_name" content="The Ledger">',
      'Ramp cracked',
    ],
    ['<title>Ramp – cracked</title>', 'Ramp – cracked'],
  ])('its title, never the site’s name: %s', (head, title) => {
    const page = readHtml(
      `<html><head>${head}</head><body><div><h1>The Ledger</h1><p>${long}</p></div></body></html>`,
    );
    expect(page.fields.title?.value).toBe(title);
  });

  test.each([
    ['en_GB', 'en-GB'],
    ['not a language', undefined],
  ])('its language, of og:locale %s', (locale, language) => {
    const head = `<meta property="og:locale" content="${locale}">`;
    expect(readHtml(newsPage('<p>x</p>', head, '')).fields.language?.value).toBe(language);
  });
});

describe('a Markdown file', () => {
  test('gives its text as it is shown, its front matter and its first heading', () => {
    const page = readMarkdown(
      [
        '---',
        'authors:',
        '  - Ida Brandt',
        '  - "Tom \\"T\\" Aas"',
        'date: 10.03.2024',
        'tags: [a, b]',
        "publisher: 'The Ledger' # the paper",
        'url: https://ledger.example/ferry',
        '---',
        '# The *night* ferry',
        '',
        'The ferry **stops** in [May](https://ledger.example).',
        'Nobody asked.',
        '',
        '1986\\. That was the year.',
        '',
        '- one & two',
        '<script>alert(1)</script>',
      ].join('\r\n'),
    );
    expect(fieldsOf(page)).toEqual({
      title: 'The night ferry',
      byline: 'Ida Brandt, Tom "T" Aas',
      publisher: 'The Ledger',
      publishedAt: '2024-03-10',
      url: 'https://ledger.example/ferry',
    });
    expect(keptIn(page)).toEqual([
      'The ferry stops in May. Nobody asked.',
      '1986. That was the year.',
      '• one & two',
    ]);
  });

  test('begins a text with the letter that a picture draws, and takes no other picture for one', () => {
    const page = readMarkdown('![T](t.png)he ramp.\n\nA ![map](m.png) of it.\n');
    expect(keptIn(page)).toEqual(['The ramp.', 'A of it.']);
  });

  test('keeps what is done of a list of tasks, and a single tilde as it is written', () => {
    const page = readMarkdown('- [x] Close it, H~2~O\n- [ ] Mend ~~it~~');
    expect(keptIn(page)).toEqual(['• [x] Close it, H~2~O', '• [ ] Mend ~~it~~']);
  });

  test('with very many marks that nothing ends is read in time with their number', () => {
    const begun = process.cpuUsage();
    const words = '~~a ~b'.repeat(20_000);
    expect(keptIn(readMarkdown(words))).toEqual([words]);
    expect(process.cpuUsage(begun).user / 1e6).toBeLessThan(20);
  });

  test('keeps the words of its links, wherever they lead', () => {
    const page = readMarkdown(
      'Ask [him](javascript:x "y"), ![a boat](z) https://a.example/b_c_ <b>now</b>.',
    );
    expect(keptIn(page)).toEqual(['Ask him, https://a.example/b_c_ now.']);
  });

  test('keeps the numbers that it writes', () => {
    const page = readMarkdown('1986. That was the year.\n\n1. Close it.\n2. Mend it.\n\n7) Go.');
    expect(keptIn(page)).toEqual([
      '1986. That was the year.',
      '1. Close it.',
      '2. Mend it.',
      '7. Go.',
    ]);
  });

  test('is described in TOML too', () => {
    const page = readMarkdown(
      '+++\ntitle = "The \\"night\\" ferry"\ndate = 2024-03-10\nauthors = ["Ida Brandt", "Tom Aas"]\n\n[params]\npublisher = \'The Ledger\'\n+++\n\nIt stops.\n',
    );
    expect(fieldsOf(page)).toEqual({
      title: 'The "night" ferry',
      byline: 'Ida Brandt, Tom Aas',
      publishedAt: '2024-03-10',
      publisher: 'The Ledger',
    });
    expect(keptIn(page)).toEqual(['It stops.']);
  });

  test.each(['[[resources]]', '[menu.main]', '[params]', "[ 'taxonomies' ] # of Zola"])(
    'what a table %s of its TOML says stands for nothing that is said above it',
    (table) => {
      const said = `title = "Hero"\npublisher = "No"\n`;
      const page = readMarkdown(
        `+++\ntitle = "The pier = [moved]" # so\npublisher = "The Ledger"\n${table}\n${said}+++\nText.`,
      );
      expect(fieldsOf(page)).toEqual({ title: 'The pier = [moved]', publisher: 'The Ledger' });
    },
  );

  test('a table of its TOML about something else describes no article', () => {
    const page = readMarkdown('+++\ndraft = true\n[[resources]]\ntitle = "Hero"\n+++\nText.');
    expect(fieldsOf(page)).toEqual({});
  });

  test('one value of its front matter that is no YAML leaves the others', () => {
    const page = readMarkdown('---\ntitle: Ferry: the truth\npublisher: The Ledger\n---\nText.');
    expect(fieldsOf(page)).toEqual({ publisher: 'The Ledger' });
  });

  test.each([
    ['brackets', '['.repeat(20_000)],
    ['brackets that a text closes', '["]", '.repeat(4000)],
    ['braces', '{a: '.repeat(5000)],
    ['hyphens', '- '.repeat(20_000)],
    ['lines', Array.from({ length: 2000 }, (_, at) => `\n${' '.repeat(at + 1)}a:`).join('')],
  ])('a value of its front matter that is nested without end (%s) is left out', (_by, value) => {
    const page = readMarkdown(`---\nlist: ${value}\ntitle: The pier\n---\nThe pier moved.\n`);
    expect(page.fields.title?.value).toBe('The pier');
    expect(page.blocks.map(({ text }) => text)).toEqual(['The pier moved.']);
  });

  test.each([
    ['quotations', '>'.repeat(6000)],
    ['list items', '1. '.repeat(2000)],
    ['both', '> - '.repeat(1500)],
    [
      'lists line by line',
      Array.from({ length: 400 }, (_, at) => `${'  '.repeat(at)}- a`).join('\n'),
    ],
  ])('with %s in each other without end is refused before it is read', (_what, body) => {
    expect(() => readMarkdown(`The pier.\n\n${body}`)).toThrow('nested too deep');
  });

  test.each([
    ['dots', '---\ntitle: The pier moved ...\nauthor: Ida Brandt\n---\nNobody saw it.'],
    ['hyphens', '---\ntitle: The pier moved ---\nauthor: Ida Brandt\n---\nNobody saw it.'],
    [
      'plus signs',
      '+++\ntitle = "The pier moved" # +++\nauthor = "Ida Brandt"\n+++\nNobody saw it.',
    ],
  ])('a line of its front matter that ends in %s does not end it', (_what, file) => {
    const page = readMarkdown(file);
    expect(page.fields.title?.value).toContain('The pier moved');
    expect(page.fields.byline?.value).toBe('Ida Brandt');
    expect(keptIn(page)).toEqual(['Nobody saw it.']);
  });

  test('what stands between two rules at its beginning is text, unless it names something', () => {
    const page = readMarkdown('---\n\nThe ferry stops. It sank.\n\n---\n\nNobody saw it.\n');
    expect(keptIn(page)).toEqual(['The ferry stops. It sank.', 'Nobody saw it.']);
    expect(keptIn(readMarkdown('---\n---\nNobody saw it.'))).toEqual(['Nobody saw it.']);
  });

  test('without front matter is text from its first line on', () => {
    const page = readMarkdown('The ferry stops.\n\n---\n\nالعبارة 🚢\n');
    expect(keptIn(page)).toEqual(['The ferry stops.', 'العبارة 🚢']);
    expect(page.fields.title).toBeUndefined();
  });
});
