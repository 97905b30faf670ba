import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Problem } from '../../../src/domain/problem.js';
import { cleanText, lengthInCodePoints } from '../../../src/domain/text/text.js';

describe('a captured text', () => {
  test.each([
    ['CRLF', 'a\r\nb', 'a\nb', 0],
    ['a bare CR', 'a\rb', 'a\nb', 0],
    ['vertical tab and form feed', 'a\vb\fc', 'a\nb\nc', 0],
    ['CR CR LF', 'a\r\r\nb', 'a\n\nb', 0],
    ['tab and line break', 'a\tb\n', 'a\tb\n', 0],
    ['a byte-order mark', '\ufeffab', 'ab', 1],
    ['the byte-order mark of a file that was joined on', 'a\ufeffb', 'ab', 1],
    ['a bell, an escape, a delete', '\u0007a\u001bb\u007f', 'ab', 3],
    ['a next line and another C1 control', 'a\u0085b\u0091', 'ab', 2],
    ['line and paragraph separators', 'a\u2028b\u2029', 'a\u2028b\u2029', 0],
    ['an accent that stands apart', 'cafe\u0301', 'cafe\u0301', 0],
    ['marks of direction and joiners', '\u200fa\u200db', '\u200fa\u200db', 0],
    ['emoji', '👍🏽', '👍🏽', 0],
  ])('is kept with %s as it should be', (_what, raw, text, dropped) => {
    expect(cleanText(raw)).toEqual({ text, dropped });
  });

  test.each([
    ['\0', 'The text holds a NUL character at character 1, in line 1.'],
    ['👍\r\nb👍\0', 'The text holds a NUL character at character 5, in line 2.'],
    ['\ufeffa\ud800b', 'half a character (a lone surrogate) at character 2, in line 1.'],
    ['ab\udc00', 'half a character (a lone surrogate) at character 3, in line 1.'],
  ])('is refused with a sentence that names the place: %j', (raw, sentence) => {
    expect(() => cleanText(raw)).toThrow(Problem);
    expect(() => cleanText(raw)).toThrow(sentence);
  });

  test('is clean once it has been cleaned', () => {
    const raw = fc.string({
      unit: fc.constantFrom('a', '\r', '\n', '\v', '\ufeff', '\u0085', '👍'),
    });
    fc.assert(
      fc.property(raw, (captured) => {
        const { text } = cleanText(captured);
        expect(cleanText(text)).toEqual({ text, dropped: 0 });
      }),
    );
  });
});

test('a length counts code points', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'é', 'ब', '👍', '\ud83d') }), (text) => {
      expect(lengthInCodePoints(text)).toBe([...text].length);
    }),
  );
});
