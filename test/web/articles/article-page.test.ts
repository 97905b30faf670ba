import ejs from 'ejs';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { readArticle } from '../../../src/desk/articles/article-reading.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import type { Annotation } from '../../../src/domain/annotations/annotation.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { type Article, articleInput } from '../../../src/domain/articles/article.js';
import type { PlacedAnnotation } from '../../../src/domain/articles/article-reading.js';
import { sourcesIn } from '../../../src/domain/chain/chain.js';
import type { Person } from '../../../src/domain/people/person.js';
import { type Span, snap } from '../../../src/domain/text/span.js';
import { insert, replace } from '../../../src/store/store.js';
import { textView } from '../../../src/web/articles/text-view.js';
import { viewsFolder } from '../../../src/web/page/views.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { pageOf, wordsOf } from '../dom.js';

let room: Newsroom;
beforeEach(async () => {
  room = await openNewsroom();
});
afterEach(() => room.close());

const ferry =
  'The ferry will stop in May, two members of the harbour board said. The mayor denies it.\n\nNobody asked the crew.';

async function article(text = ferry, details: object = {}): Promise<Article> {
  const input = { title: 'The ferry', publisher: 'The Morning Ledger', text, ...details };
  return addArticle(room.desk, room.mira, articleInput.parse(input));
}

async function tag(on: Article, input: object, by: Person = room.jonas): Promise<Annotation> {
  const chain = 'Ida Brandt -told-> The Morning Ledger (outlet)';
  const { exact, ...rest } = input as { exact: string };
  const parsed = annotationInput.parse({ target: { exact }, chain, ...rest });
  return (await createAnnotation(room.desk, by, on.id, parsed)).annotation;
}

async function open({ id }: Article, query = '', by: Person = room.mira): Promise<Document> {
  const browser = await room.signedIn(by);
  const { text } = await browser.get(`/articles/${id}${query}`).expect(200);
  return pageOf(text);
}

describe('the text', () => {
  test.each([
    ['of several paragraphs', ferry, 'harbour board'],
    ['that begins with line breaks', '\n\nThe ferry\nwill stop.', 'ferry'],
    ['with tabs and repeated spaces', 'Stops:\n\tMay  and\tJune \n', 'May and'],
    ['with emoji before the passage', '🌊👩‍🚀 The ferry 🚢 will stop', 'ferry 🚢'],
    ['in Arabic', 'قال مسؤول إن العبارة ستتوقف.\n\nلم يسأل أحد الطاقم.', 'العبارة'],
    [
      'that looks like markup',
      '<p>a &amp; b</p><!-- c --> "d" \'e\' <script>f()</script>',
      'b</p><!--',
    ],
    ['with many line breaks and blank lines', 'One\n\n \n\n\nferry\n\n', 'ferry'],
  ])('%s stands in the page exactly', async (_what, text, exact) => {
    const on = await article(text);
    await tag(on, { exact });
    const page = await open(on);
    expect(page.querySelector('[data-edition-text]')?.textContent).toBe(text);
    expect(wordsOf(page, '[data-edition-text] mark').join(' ')).toBe(exact.replace(/\s+/gu, ' '));
  });

  test('is drawn exactly, whatever it holds and wherever annotations lie', async () => {
    const reading = await readArticle(room.desk, (await article()).id);
    const template = await tag(reading.article, { exact: 'ferry' });
    const words = fc.constantFrom(
      'ferry',
      'May',
      '🌊',
      'العبارة',
      '\n',
      '\n\n',
      '\t',
      ' ',
      '<b>',
      '&',
    );
    const spans = fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.array(words, { minLength: 1 }), spans, async (parts, ends) => {
        const text = parts.join(' ');
        const annotations = ends.flatMap(([a, b], index): PlacedAnnotation[] => {
          const span = snap(text, {
            start: Math.min(a, b, text.length),
            end: Math.min(Math.max(a, b), text.length),
          });
          const annotation = { ...template, id: `a${index}` };
          return span ? [{ annotation, placement: { kind: 'exact', span } }] : [];
        });
        const edition = { ...reading.edition, text };
        const view = textView({ ...reading, edition, annotations }, () => true);
        const paragraphs = await ejs.renderFile(`${viewsFolder}/articles/paragraphs.ejs`, view);
        const shown = { text: view, gap: paragraphs };
        const html = await ejs.renderFile(`${viewsFolder}/articles/text.ejs`, shown);
        const drawn = pageOf(html).querySelector('[data-edition-text]');
        expect(drawn?.textContent).toBe(text);
        for (const { annotation, placement } of annotations) {
          const pieces =
            drawn?.querySelectorAll(`mark[data-annotations~="${annotation.id}"]`) ?? [];
          const { span } = placement as { span: Span };
          const covered = text.slice(span.start, span.end);
          const shown = Array.from(pieces, ({ textContent }) => textContent).join('');
          // White space between paragraphs stands in no piece.
          expect(shown.replace(/\s/gu, '')).toBe(covered.replace(/\s/gu, ''));
        }
      }),
    );
  });

  test('bears the language of the article', async () => {
    const page = await open(await article('Fergen stopper i mai.', { language: 'nb' }));
    expect(page.querySelector('[data-edition-text]')?.getAttribute('lang')).toBe('nb');
  });
});

describe('highlights', () => {
  test('a highlight names its annotation, its level and its card', async () => {
    const on = await article();
    const { id } = await tag(on, { exact: 'stop in May', confidence: 'high' });
    const page = await open(on);
    const mark = page.querySelector(`mark[data-annotations~="${id}"]`);
    expect(mark?.textContent).toBe('stop in May');
    expect(mark?.className).toBe('high');
    expect(mark?.getAttribute('data-numbers')).toBe('1');
    const card = page.getElementById(mark?.getAttribute('aria-describedby') ?? '');
    expect(card?.dataset.annotation).toBe(id);
    expect(page.querySelector(`#passage-${id}`)?.textContent).toBe('stop in May');
  });

  test('where annotations overlap, a piece says how many and draws the line of each', async () => {
    const on = await article();
    const outer = await tag(on, {
      exact: 'two members of the harbour board',
      confidence: 'moderate',
    });
    const inner = await tag(on, { exact: 'harbour board said', confidence: 'low' });
    const page = await open(on);
    const pieces = [...page.querySelectorAll('mark')];
    expect(pieces.map((piece) => piece.textContent)).toEqual([
      'two members of the ',
      'harbour board',
      ' said',
    ]);
    expect(pieces.map((piece) => piece.dataset.count)).toEqual([undefined, '2', undefined]);
    expect(pieces[1]?.dataset.annotations).toBe(`${outer.id} ${inner.id}`);
    expect(pieces[1]?.dataset.numbers).toBe('1');
    expect([...(pieces[1]?.querySelectorAll('.line') ?? [])].map((line) => line.className)).toEqual(
      ['line moderate stack-1', 'line low stack-2'],
    );
    expect(pieces[2]?.querySelector('.line')?.className).toBe('line low stack-2');
  });

  test('five thousand highlights are not five thousand tab stops', async () => {
    const on = await article();
    await tag(on, { exact: 'ferry' });
    const stops = [...(await open(on)).querySelectorAll('mark')].map((mark) => mark.tabIndex);
    expect(stops).toEqual([-1]);
  });
});

describe('cards', () => {
  test('a card shows levels, chain, weakest link, claim, note and author', async () => {
    const on = await article();
    const { id } = await tag(on, {
      exact: 'stop in May',
      chain:
        '? -told-> Ida Brandt [D] -wrote to-> Minutes (document, seen) -leaked to-> A clerk (unnamed, on trust) -> The Morning Ledger (outlet)',
      confidence: 'moderate',
      credibility: 3,
      claim: 'The ferry stops in May',
      stance: 'denies',
      note: 'Ask the crew.',
    });
    const page = await open(on);
    const card = page.querySelector<HTMLElement>(`article#annotation-${id}`);
    if (!card) throw new Error('There is no card.');
    expect(card.dataset).toMatchObject({
      confidence: 'moderate',
      status: 'unreviewed',
      creator: 'jonas',
      etag: '"r1.v1"',
    });
    expect(wordsOf(card, '.pill')).toEqual(['Moderate confidence']);
    expect(wordsOf(card, '.card-head .grade')[0]).toMatch(/^D3/u);
    expect(wordsOf(card, '.status')).toEqual(['unreviewed']);
    expect([...card.querySelectorAll('[data-chain] li')].map((hop) => hop.className)).toEqual([
      'unknown unsaid',
      'person unsaid',
      'document seen',
      'unnamed trust',
      'outlet unsaid',
    ]);
    expect(wordsOf(card, '[data-chain] em')).toEqual([
      'told',
      'wrote to',
      'leaked to · seen by us',
      'unnamed · passed on, not known how · taken on trust',
    ]);
    expect(wordsOf(card, '.weak')).toEqual([
      'Weakest link: Ida Brandt, not usually reliable · 1 unknown · 1 unnamed · 1 on trust',
    ]);
    expect(wordsOf(card, '.claim')).toEqual(['Denies: The ferry stops in May']);
    expect(wordsOf(card, '.note')).toEqual(['Ask the crew.']);
    expect(wordsOf(card, '.byline')[0]).toBe('Jonas Ek 2 March 2026, 09:00 UTC');
    expect(card?.querySelector('.byline')?.getAttribute('data-initials')).toBe('JE');
    expect(wordsOf(card, 'blockquote')).toEqual(['stop in May']);
  });

  test('an annotation off the record says that it stays inside the desk', async () => {
    const on = await article();
    await tag(on, { exact: 'ferry', chain: 'Ida Brandt (off the record) -> The Morning Ledger' });
    expect(wordsOf(await open(on), '.internal')).toEqual(['Off the record: stays inside the desk']);
  });

  test('a confidential source is its pseudonym; who it is can be asked by those who may', async () => {
    const on = await article();
    await tag(on, { exact: 'ferry', chain: 'Ida Brandt (confidential) -> The Morning Ledger' });
    for (const [person, asks] of [
      [room.mira, 1],
      [room.jonas, 1],
      [room.nils, 0],
      [room.tom, 0],
    ] as const) {
      const page = await open(on, '', person);
      expect(wordsOf(page, '[data-chain] bdi')[0]).toBe('Confidential source 1');
      expect(page.documentElement.outerHTML).not.toContain('Brandt');
      expect(page.querySelectorAll('form[action$="/identity"]').length).toBe(asks);
    }
  });

  test('only its author and editors are offered to edit and delete an annotation', async () => {
    const on = await article();
    await tag(on, { exact: 'ferry' });
    const offered = async (person: Person) =>
      (await open(on, '', person)).querySelectorAll('[data-edit], [data-delete]').length;
    expect(await offered(room.jonas)).toBe(2);
    expect(await offered(room.mira)).toBe(2);
    expect(await offered(room.nils)).toBe(0);
    expect(await offered(room.tom)).toBe(0);
  });

  test('a passage that the edition no longer holds is listed as an orphan, with its link', async () => {
    const on = await article();
    const stored = await tag(on, { exact: 'harbour board' });
    const target = { ...stored.target, exact: 'railway', prefix: 'gone ', suffix: ' gone' };
    await room.store.commit([replace('annotations', { ...stored, target })]);
    const page = await open(on);
    const orphan = page.querySelector(`.orphans #annotation-${stored.id}`);
    expect(wordsOf(orphan ?? page, '.placement')[0]).toContain('not in this edition');
    expect(page.querySelectorAll('mark').length).toBe(0);
    expect(wordsOf(page, '[data-tally]')).toEqual(['1 annotation · 1 unreviewed']);
  });

  /** Puts so many annotations on an article of as many words. */
  async function annotatedAll(count: number): Promise<{ on: Article; made: Annotation[] }> {
    const words = Array.from({ length: count }, (_, n) => `w${1000 + n}`);
    const on = await article(words.join(' '));
    const first = await tag(on, { exact: 'w1000' });
    const made = words.map((exact, n): Annotation => {
      const target = { exact, prefix: '', suffix: '', start: n * 6, end: n * 6 + 5 };
      return n === 0 ? first : { ...first, id: `a${n}`, target };
    });
    await room.store.commit(made.slice(1).map((each) => insert('annotations', each)));
    return { on, made };
  }

  test('an annotation that is the only one without a card is told of as one', async () => {
    const { on } = await annotatedAll(301);
    const told = wordsOf(await open(on), '[data-uncarded]')[0];
    expect(told).toMatch(/^1 more annotation stands further on/u);
  });

  test('three hundred cards stand in the page; the others come as they are asked for', async () => {
    const { on, made } = await annotatedAll(305);
    const page = await open(on);
    expect(page.querySelectorAll('article.card').length).toBe(300);
    expect(page.querySelectorAll('mark').length).toBe(305);
    expect(wordsOf(page, '[data-uncarded]')[0]).toMatch(/^5 more annotations/u);
    const browser = await room.signedIn(room.tom);
    const ids = made.slice(303).map(({ id }) => id);
    const fragment = await browser.get(`/articles/${on.id}/cards?ids=${ids.join(',')}`).expect(200);
    const cards = [...pageOf(fragment.text).querySelectorAll<HTMLElement>('article.card')];
    expect(cards.map(({ dataset }) => [dataset.annotation, dataset.number])).toEqual([
      [ids[0], '304'],
      [ids[1], '305'],
    ]);
    const many = made.slice(0, 101).map(({ id }) => id);
    await browser.get(`/articles/${on.id}/cards?ids=${many.join(',')}`).expect(422);
  });
});

describe('filters', () => {
  test('filtered cards are gone, their highlights leave a trace, and the page says how many', async () => {
    const on = await article();
    const high = await tag(on, { exact: 'stop in May', confidence: 'high' });
    const low = await tag(on, { exact: 'harbour board', confidence: 'low' }, room.nils);
    const page = await open(on, '?confidence=high');
    expect(wordsOf(page, 'article.card blockquote')).toEqual(['stop in May']);
    const classOf = (id: string) => page.querySelector(`.line[data-annotation="${id}"]`)?.className;
    expect(classOf(low.id)).toContain('faint');
    expect(classOf(high.id)).not.toContain('faint');
    const described = [...page.querySelectorAll('mark[aria-describedby]')];
    expect(described.map((mark) => mark.getAttribute('aria-describedby'))).toEqual([
      `annotation-${high.id}`,
    ]);
    expect(wordsOf(page, '[data-hidden-tally]')).toEqual([
      'Hidden by the filter: 1 of 2 annotations.',
    ]);
    expect(wordsOf(page, '.filter-chip[aria-current]')).toEqual(['High 1']);
    expect(page.querySelector('[data-clear]')?.getAttribute('href')).toBe(`/articles/${on.id}`);
  });

  test('each chip counts, and leads to where it is switched beside the others', async () => {
    const on = await article();
    await tag(on, { exact: 'stop in May', confidence: 'high' });
    await tag(on, { exact: 'harbour board', confidence: 'low', chain: 'The mayor' }, room.nils);
    const page = await open(on, '?confidence=high', room.nils);
    expect(wordsOf(page, '.filter-chip')).toEqual([
      'High 1',
      'Low 1',
      'Unreviewed 2',
      'Mine 1',
      'Source or person',
    ]);
    const chips = [...page.querySelectorAll<HTMLElement>('[data-filter] [data-chip]')];
    expect(chips.map((chip) => chip.dataset.count)).toEqual(['1', '1', '2', '1']);
    const addresses = [...page.querySelectorAll('a.filter-chip')].map((chip) =>
      chip.getAttribute('href')?.replace(`/articles/${on.id}`, ''),
    );
    expect(addresses.slice(0, 3)).toEqual([
      '',
      '?confidence=high&confidence=low',
      '?confidence=high&status=unreviewed',
    ]);
    expect(wordsOf(page, '.filters option')).toContain('The mayor · 1');
    expect(page.querySelector('.filters [type=hidden]')?.getAttribute('value')).toBe('high');
  });

  test('the chips are drawn anew by themselves', async () => {
    const on = await article();
    await tag(on, { exact: 'stop in May', confidence: 'high' });
    const browser = await room.signedIn(room.tom);
    const { text } = await browser.get(`/articles/${on.id}/filters?confidence=low`).expect(200);
    expect(wordsOf(pageOf(text), '[data-hidden-tally]')).toEqual([
      'Hidden by the filter: 1 of 1 annotation.',
    ]);
  });

  test.each([
    ['?person=nils', ['harbour board']],
    ['?status=unreviewed', ['stop in May', 'harbour board']],
    ['?status=settled', []],
    ['?confidence=none', ['harbour board']],
    ['?source=SOURCE', ['harbour board']],
    ['?confidence=high&person=nils', []],
    ['?confidence=high&confidence=none', ['stop in May', 'harbour board']],
    ['?claim=none', []],
  ])('%s shows what it asks for', async (query, quotes) => {
    const on = await article();
    await tag(on, { exact: 'stop in May', confidence: 'high' });
    const { chain } = await tag(on, { exact: 'harbour board', chain: 'The mayor' }, room.nils);
    const asked = query.replace('SOURCE', sourcesIn(chain)[0] ?? '');
    const page = await open(on, asked);
    expect(wordsOf(page, 'article.card blockquote')).toEqual(quotes);
    const browser = await room.signedIn(room.tom);
    const { body } = await browser
      .get(`/articles/${on.id}/cards${asked}`)
      .accept('json')
      .expect(200);
    expect(body.ids.length).toBe(quotes.length);
  });
});

describe('the page around it', () => {
  test('an article without annotations says what would be here', async () => {
    const on = await article();
    expect(wordsOf(await open(on), '[data-empty]')[0]).toContain('Select a passage');
    const reader = await open(on, '', room.tom);
    expect(wordsOf(reader, '[data-empty]')[0]).toContain('Each annotation will stand here');
    expect(reader.querySelector('form[data-annotation-form]')).toBeNull();
  });

  test('script in every text field comes out as text', async () => {
    const evil = '"><script>alert(1)</script>';
    const on = await article(`${ferry} ${evil}`, { title: evil, publisher: evil, byline: evil });
    await tag(on, {
      exact: evil,
      chain: `"${evil.replace('"', '\\"')}" -told-> The mayor`,
      claim: evil,
      note: evil,
    });
    const page = await open(on);
    const scripts = [...page.querySelectorAll('script')];
    expect(scripts.map((script) => script.getAttribute('src'))).toEqual([
      expect.stringMatching(/^\/assets\/whence\.(?:\w{16}\.)?js$/u),
    ]);
    expect(wordsOf(page, 'h1')).toEqual([evil]);
    expect(wordsOf(page, '.note')).toEqual([evil]);
  });

  test('the head names publisher, date, edition and how many annotations there are', async () => {
    const on = await article(ferry, { publishedAt: '2011-03-20', byline: 'By Edda Varga' });
    const page = await open(on);
    expect(wordsOf(page, '.kicker')).toEqual([
      'The Morning Ledger 20 March 2011 By Edda Varga Edition 1 of 1 0 annotations',
    ]);
    expect(page.querySelector('main')?.dataset).toMatchObject({ article: on.id, edition: '1' });
  });
});

test('a paragraph none of whose letters runs as the text does is laid out by its own, on the page and in the report', async () => {
  const text =
    'وقف المفتش على الرصيف.\n\n“The dock was never inspected.”\n\n1,200\n\nWikiLeaks قالت ذلك.';
  const made = await article(text, { title: 'الرصيف', language: 'ar' });
  const browser = await room.signedIn(room.mira);
  const report = pageOf((await browser.get(`/articles/${made.id}/report?format=html`)).text);
  for (const page of [await open(made), report]) {
    const paragraphs = [...page.querySelectorAll('.text > p')];
    expect(paragraphs.map((each) => each.getAttribute('dir'))).toEqual([null, 'ltr', null, null]);
  }
});

test.each([
  ['ar', 'rtl'],
  ['en', 'ltr'],
  [null, 'auto'],
])(
  'a text in %j is laid out %s whatever its first letter, and so are its quotes',
  async (language, direction) => {
    const text = 'WikiLeaks نشرت برقية قالت إن المهندسين علموا بالأمر.\n\nقال المهندس ذلك.';
    const made = await article(text, { title: 'Northline: قائمة', language });
    const { id } = await tag(made, { exact: 'WikiLeaks نشرت برقية' });
    const page = await open(made);
    const directions = ['h1', '[data-edition-text]', 'article.card blockquote'].map((place) =>
      page.querySelector(place)?.getAttribute('dir'),
    );
    expect(directions).toEqual([direction, direction, direction]);
    const browser = await room.signedIn(room.mira);
    const report = pageOf((await browser.get(`/articles/${made.id}/report?format=html`)).text);
    expect(report.querySelector('.text')?.getAttribute('dir')).toBe(direction);
    expect(report.querySelector('h1')?.getAttribute('dir')).toBe(direction);
    const own = pageOf((await browser.get(`/annotations/${id}`)).text);
    expect(own.querySelector('blockquote')?.getAttribute('dir')).toBe(direction);
  },
);

test('on paper, what is off the record leaves no trace but the sentence that it is left out', async () => {
  const made = await article();
  await tag(made, {
    exact: 'two members of the harbour board said',
    chain: 'Board member (unnamed, off the record) -told-> The Morning Ledger (outlet)',
  });
  await tag(made, { exact: 'harbour board said' });
  const page = await open(made);
  expect(page.querySelectorAll('.card.off-record')).toHaveLength(1);
  expect(page.querySelectorAll('.line.off-record').length).toBeGreaterThan(0);
  expect(page.querySelector('.on-paper')?.textContent).toBe(
    '1 annotation off the record is left out here.',
  );
  const printed = [...page.querySelectorAll('mark')].map((mark) =>
    mark.getAttribute('data-printed'),
  );
  expect(printed.at(-1)).toBe('2');
});
