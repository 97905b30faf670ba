import fc from 'fast-check';
import { lexer, type Token } from 'marked';
import { describe, expect, test } from 'vitest';
import { md } from '../../src/reports/markdown.js';
import { block, code, inline, line, link } from '../../src/reports/markdown-text.js';
import { gather } from '../../src/reports/report.js';
import { harbour, hostile, hostileMaterial } from './fixtures.js';

const report = await md.write(gather([harbour()], { baseUrl: null }));

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

test('an orphan says that its passage is gone', () => {
  expect(report).toContain('▲ The passage, marked in edition 1, does not stand in edition 2.');
});

describe('people’s words stay words', () => {
  test.each(hostile)('%s', async (words) => {
    const text = await md.write(gather([hostileMaterial(words)], { baseUrl: null }));
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

  test('of a note of several lines', () => {
    fc.assert(
      fc.property(text, (words) => {
        expect(shown(lexer(block(words))).replace(/\s+/gu, ' ')).toBe(
          words.replace(/\s+/gu, ' ').trim(),
        );
      }),
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

/** The words that a reader sees. */
function shown(tokens: readonly Token[]): string {
  const leaves = flat(tokens).filter((token) => !('tokens' in token) || !token.tokens);
  return leaves
    .map((token) => (token.type === 'br' ? '\n' : 'text' in token ? decoded(token) : ''))
    .join('');
}

function decoded(token: Token): string {
  if (!('text' in token)) return '';
  return token.text.replace(/&#(\d+);/gu, (_: string, number: string) =>
    String.fromCodePoint(Number(number)),
  );
}
