import fc from 'fast-check';
import { lexer, type Token } from 'marked';
import { describe, expect, test } from 'vitest';
import { md } from '../../../src/reports/markdown/markdown.js';
import { block, code, inline, line, link } from '../../../src/reports/markdown/markdown-text.js';
import { holder, hop, shared } from '../../cases/hops.js';
import { markedArticle } from '../docx/documents.js';
import { harbour, hostile, hostileMaterial } from '../fixtures.js';
import { written } from '../gathered.js';

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
  const [hops] = lexer(await written(md, [material])).filter(({ type }) => type === 'list');
  if (!hops || !('items' in hops)) throw new Error('No list of hops is there.');
  const [first, ...others] = hops.items.map(({ text }: Token & { text: string }) => text);
  expect(first).toMatch(/^1\.1 .*\\\n1\.2 .* → told$/u);
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
  const lists = lexer(report).filter(({ type }) => type === 'list');
  const items = lists.map((list) => ('items' in list ? list.items.length : 0));
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
    const kinds = new Set(flat(lexer(text, { gfm: true })).map(({ type }) => type));
    for (const kind of ['html', 'image', 'link', 'strong', 'em', 'del', 'code', 'table', 'hr']) {
      expect(kinds).not.toContain(kind);
    }
    expect(shown(lexer(inline(words)))).toBe(words.replace(/\s+/gu, ' ').trim());
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
        expect(shown(lexer(inline(words)))).toBe(words.replace(/\s+/gu, ' ').trim());
      }),
    );
  });

  test('of a line of the article, its white space included', () => {
    fc.assert(
      fc.property(
        text.map((words) => words.replaceAll('\n', ' ')),
        (words) => {
          expect(shown(lexer(line(words)))).toBe(words);
        },
      ),
    );
  });

  test('of a note of several lines, its paragraphs apart', () => {
    fc.assert(
      fc.property(text, (words) => {
        expect(shown(lexer(block(words)))).toBe(
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

  test('of a code span', () => {
    fc.assert(
      fc.property(text, (words) => {
        const [token] = flat(lexer(code(words))).filter(({ type }) => type === 'codespan');
        expect(token && 'text' in token && token.text).toBe(words.replace(/\s+/gu, ' ').trim());
      }),
    );
  });
});

test('a line with white space without end is written in linear time', () => {
  const words = `a${' '.repeat(300_000)}b`;
  expect(line(words)).toBe(words);
});

test('an address is a link to itself and to nothing else', () => {
  const [token] = flat(lexer(link('https://a.example/<x> y?q=[1](2)'))).filter(
    ({ type }) => type === 'link',
  );
  expect(token && 'href' in token && token.href).toBe('https://a.example/%3Cx%3E%20y?q=[1](2)');
});

function flat(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token) => {
    const inner = 'tokens' in token ? flat(token.tokens ?? []) : [];
    const items = token.type === 'list' ? flat(token.items) : [];
    return [token, ...inner, ...items];
  });
}

/** What stands between the words that a reader sees: a new line, a new paragraph. */
const between: Readonly<Record<string, string>> = { br: '\n', space: '\n\n' };

/** The words that a reader sees. */
function shown(tokens: readonly Token[]): string {
  const leaves = flat(tokens).filter((token) => !('tokens' in token) || !token.tokens);
  return leaves.map((token) => between[token.type] ?? decoded(token)).join('');
}

function decoded(token: Token): string {
  if (!('text' in token)) return '';
  return token.text.replace(/&#(\d+);/gu, (_: string, number: string) =>
    String.fromCodePoint(Number(number)),
  );
}
