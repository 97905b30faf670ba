import fc from 'fast-check';
import MarkdownIt, { type Token } from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { md } from '../../../src/reports/markdown/markdown.js';
import { block, code, inline, line, link } from '../../../src/reports/markdown/markdown-text.js';
import { holder, hop, shared } from '../../cases/hops.js';
import { markedArticle } from '../docx/documents.js';
import { harbour, hostile, hostileMaterial } from '../fixtures.js';
import { written } from '../gathered.js';

/** As dialects read it that make links of bare addresses. */
const parser = new MarkdownIt({ html: true, linkify: true });
parser.linkify
  .set({ fuzzyLink: false })
  .add('www.', { validate: (text, at) => /^\S*/u.exec(text.slice(at))?.[0].length ?? 0 });

const report = await written(md, [harbour()]);

test('the text shows where annotations begin and end, overlapping ones too', () => {
  expect(report).toContain(
    '⟦told colleagues that ⟦the quay wall had moved by eleven centimetres⟧² since the winter storms⟧³',
  );
});

test('each annotation has its quote, chain, sentence and history', () => {
  expect(report).toContain('### 1. High confidence. C2: fairly reliable, probably true');
  expect(report).toContain('> will close berth nine in May');
  expect(report).toContain(
    '4. Memo of 24 February; C, fairly reliable; rated so because: unsigned',
  );
  expect(report).toContain('leaked to The Tidewater Post.');
  expect(report).toContain('- 2 March 2026, 09:16 UTC: Jonas Ek set the confidence to moderate.');
});

test.each([
  [null, 3, 'Low confidence. Information 3: possibly true'],
  ['C', null, 'Low confidence. Source C: fairly reliable'],
  [null, null, 'Low confidence'],
] as const)(
  'of source %s and information %s no dash is told that reads as a minus',
  async (reliability, credibility, words) => {
    const rating = reliability && { reliability, at: '2026-03-02T09:01:00.000Z', reason: null };
    const said = { chain: [hop('survey', { rating })], credibility, confidence: 'low' as const };
    const material = markedArticle('The wall was safe.', [[0, 8]], { with: said });
    expect(await written(md, [material])).toContain(`### 1. ${words}\n`);
  },
);

test('an origin that is not stated is no holder who is not known', async () => {
  const chain = [hop(null, { relation: 'told' }), hop('post')];
  const material = markedArticle('The wall was safe.', [[0, 8]], { with: { chain } });
  const text = await written(md, [material]);
  expect(text).toContain('\norigin not stated\n');
  expect(text).not.toContain('holder not known');
});

test.each([
  [1, '1 holder not known'],
  [2, '2 holders not known'],
])('of %i gaps it is said what is missing', async (gaps, words) => {
  const missing = Array.from({ length: gaps }, () => hop(null, { relation: 'told' }));
  const chain = [hop('survey', { relation: 'told' }), ...missing, hop('post')];
  const material = markedArticle('The wall was safe.', [[0, 8]], { with: { chain } });
  expect(await written(md, [material])).toContain(`\n${words}\n`);
});

test('who hold a hop together stand in one item, so that a reader counts hops as verdicts do', async () => {
  const chain = [
    shared('told', holder('survey'), holder('master')),
    hop('official', { relation: 'told' }),
    hop('post'),
  ];
  const material = markedArticle('The wall was safe.', [[0, 8]], { with: { chain } });
  const [first, ...others] = listsIn(await written(md, [material]))[0] ?? [];
  expect(first).toMatch(/^1\.1 .*\n1\.2 .* → told$/u);
  expect(others).toHaveLength(2);
});

test('an orphan says that its passage is gone', () => {
  expect(report).toContain('▲ The passage, marked in edition 1, does not stand in edition 2.');
});

test('both sides of a settled dispute stand in it', () => {
  expect(report).toContain('Revision 1, ■ settled and upheld.');
  expect(report).toContain(
    [
      '- ✓ Nils Oder agrees with the annotation. 2 March 2026, 09:20 UTC.',
      '- ◐ Tom Reyes disputes hop 4, Memo of 24 February; this dissent stays on record. 2 March 2026, 09:21 UTC.',
      '',
      '  > The memo bears no signature.',
      '  >',
      '  > Anybody could have typed it.',
      '',
      '■ Jonas Ek settled the dispute; upheld: the annotation stands as it is. 2 March 2026, 09:22 UTC.',
      '',
      '> The board has confirmed the memo.',
    ].join('\n'),
  );
});

test('a proposal stands in it with what it would change and what became of it', () => {
  expect(report).toContain('- Nils Oder proposed another chain and another confidence');
  expect(report).toContain('  - Confidence: Low');
  expect(report).toContain('  Jonas Ek declined it.\n\n  > It is not in the text.');
});

test('a parser reads what belongs to an item as a part of it', () => {
  const items = listsIn(report).map(({ length }) => length);
  // Of the second note: its holders, two verdicts and two proposals; its ten events are in the record.
  expect(items.join(' ')).toMatch(/ 2 2 2 .* 10 /u);
});

test('an article with an open blind round says that its annotations are left out', async () => {
  const blind = { ...harbour(), annotations: [], events: [], blind: true };
  const text = await written(md, [blind]);
  expect(text).toContain(
    '\n\nA blind round is open on this article: until everybody has handed in',
  );
});

describe('people’s words stay words', () => {
  test.each(hostile)('%s', async (words) => {
    const text = await written(md, [hostileMaterial(words)]);
    const kinds = tokensOf(text).map(({ type }) => type);
    expect(
      kinds.filter((kind) =>
        /^(?:html|image|link|strong|em|s|code_block|fence|table|hr)(?:_|$)/u.test(kind),
      ),
    ).toEqual([]);
    expect(shown(inline(words))).toBe(words.replace(/\s+/gu, ' ').trim());
  });
});

describe('a parser reads back what was written', () => {
  const characters = [...'ab1.)(*_`#+-=<>&;:/!|~[]{}\\^$@"\' \n\twww'];
  const text = fc
    .array(fc.oneof(fc.constantFrom(...characters), fc.constantFrom('مصدر', '👩‍🚀', 'é')), {
      minLength: 1,
      maxLength: 14,
    })
    .map((parts) => parts.join(''))
    .filter((words) => /\S/u.test(words));

  test('of one line', () => {
    fc.assert(
      fc.property(text, (words) => {
        expect(shown(inline(words))).toBe(words.replace(/\s+/gu, ' ').trim());
      }),
    );
  });

  test('of a line of the article, its white space included', () => {
    fc.assert(
      fc.property(
        text.map((words) => words.replaceAll('\n', ' ')),
        (words) => {
          expect(shown(line(words))).toBe(words);
        },
      ),
    );
  });

  test('of a note of several lines, its paragraphs apart', () => {
    fc.assert(
      fc.property(text, (words) => {
        expect(shown(block(words))).toBe(
          words
            .trim()
            .split(/\n\s*\n/u)
            .map((paragraph) => paragraph.replace(/[^\S\n]*\n[^\S\n]*/gu, '\n'))
            .map((paragraph) => paragraph.trim().replace(/[^\S\n]+/gu, ' '))
            .join('\n\n'),
        );
      }),
      { examples: [['مصدر\n\nمصدر']] },
    );
  });

  test.each(['a', 'a`b', '`', '``', 'a``b`c', '`a', 'a`', ' a  b '])(
    'of the code span %j',
    (words) => {
      const [span] = tokensOf(code(words)).filter(({ type }) => type === 'code_inline');
      expect(span?.content).toBe(words.replace(/\s+/gu, ' ').trim());
    },
  );

  test('of a code span', () => {
    fc.assert(
      fc.property(text, (words) => {
        const span = tokensOf(code(words)).find(({ type }) => type === 'code_inline');
        expect(span?.content).toBe(words.replace(/\s+/gu, ' ').trim());
      }),
    );
  });
});

test('a line with white space without end is written in linear time', () => {
  const words = `a${' '.repeat(300_000)}b`;
  expect(line(words)).toBe(words);
});

test('an address is a link to itself and to nothing else', () => {
  const links = tokensOf(link('https://a.example/<x> y?q=[1](2)'));
  const led = links.flatMap((token) => token.attrGet('href') ?? []);
  expect(led).toEqual(['https://a.example/%3Cx%3E%20y?q=%5B1%5D(2)']);
});

function tokensOf(text: string): Token[] {
  return parser.parse(text, {}).flatMap((token) => [token, ...(token.children ?? [])]);
}

/** The words of each item of each list that stands in no other. */
function listsIn(text: string): string[][] {
  const lists: string[][] = [];
  for (const { type, level, children } of parser.parse(text, {})) {
    if (/^(?:bullet|ordered)_list_open$/u.test(type) && level === 0) lists.push([]);
    if (type === 'list_item_open' && level === 1) lists.at(-1)?.push('');
    if (type === 'inline' && level === 3)
      lists.at(-1)?.push((lists.at(-1)?.pop() ?? '') + wordsOf(children));
  }
  return lists;
}

/** The words that a reader sees, an empty line between paragraphs. */
function shown(text: string): string {
  return parser
    .parse(text, {})
    .filter(({ type }) => type === 'inline')
    .map(({ children }) => wordsOf(children))
    .join('\n\n');
}

function wordsOf(tokens: readonly Token[] | null): string {
  return (tokens ?? [])
    .map(({ type, content }) => (type.endsWith('break') ? '\n' : content))
    .join('');
}
