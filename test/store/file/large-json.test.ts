import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseLargeJson } from '../../../src/store/file/large-json.js';

const item = fc.oneof(
  fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }),
  fc.record({ text: fc.string({ unit: 'grapheme' }), ends: fc.constantFrom('\n  ]', ',\n', '[') }),
);
const lists = fc.record({ annotations: fc.array(item), events: fc.array(item) });

/** The layout of a desk's files. */
function laidOut(desk: Readonly<Record<string, readonly unknown[]>>): string {
  const list = (items: readonly unknown[]) =>
    items.length === 0
      ? '[]'
      : `[\n${items.map((each) => `    ${JSON.stringify(each)}`).join(',\n')}\n  ]`;
  const members = Object.entries(desk).map(([name, items]) => `,\n  "${name}": ${list(items)}`);
  return `{\n  "whence": 1,\n  "commit": 7${members.join('')}\n}\n`;
}

const read = (text: string | Buffer) => parseLargeJson(Buffer.from(text));

describe('a text that is read by lines', () => {
  test('is what it is when it is read at once', () => {
    fc.assert(
      fc.property(lists, (desk) => {
        expect(read(laidOut(desk))).toEqual(JSON.parse(laidOut(desk)));
      }),
    );
  });

  test('is read whole though it takes many pieces', () => {
    const events = Array.from({ length: 5_000 }, (_, n) => ({
      id: `${n}`,
      said: n % 7 ? 'Yes.' : '🌊 “Ja.”',
    }));
    const long = { id: 'long', said: 'x'.repeat(200_000) };
    const desk = { annotations: [long, ...events, long], events };
    expect(read(laidOut(desk))).toEqual({ whence: 1, commit: 7, ...desk });
  });

  const desk = laidOut({ annotations: [{ id: 'a' }, { id: 'b' }], events: [] });
  const cases: [string, string][] = [
    ['on one line', JSON.stringify(JSON.parse(desk))],
    ['indented in another way', JSON.stringify(JSON.parse(desk), null, 4)],
    ['with Windows line ends', desk.replaceAll('\n', '\r\n')],
    ['with a byte-order mark', `\uFEFF${desk}`],
    ['with something nested', desk.replace('"commit": 7', '"pending": {"after": 1}')],
    ['with a list twice', desk.replace('"events": []', '"annotations": [\n    1\n  ]')],
    ['that is cut short', desk.slice(0, 60)],
    ['with a comma too many', desk.replace('{"id":"b"}', '{"id":"b"},')],
    ['with a comma too few', desk.replace('{"id":"a"},', '{"id":"a"}')],
    ['with a comma alone', desk.replace('{"id":"a"},', ',')],
    ['with a list of nothing', desk.replace('{"id":"a"},\n    {"id":"b"}', '')],
    ['with a bracket too many', desk.replace('{"id":"b"}', '{"id":"b"}]')],
    ['with something behind it', `${desk}{}\n`],
    ['without its end', desk.slice(0, -2)],
  ];
  test.each(cases)('%s is left to others', (_, text) => {
    expect(read(text)).toBeNull();
  });

  test('that is not UTF-8 is left to others', () => {
    const bytes = Buffer.from(desk);
    bytes[bytes.indexOf('a"}')] = 0xff;
    expect(parseLargeJson(bytes)).toBeNull();
  });

  test('with any one byte changed, is what it is when it is read at once, or left to others', () => {
    fc.assert(
      fc.property(fc.nat(desk.length - 1), fc.constantFrom(...' \n,[]{}"0:a'), (at, byte) => {
        const text = desk.slice(0, at) + byte + desk.slice(at + 1);
        const found = read(text);
        if (found !== null) expect(found).toEqual(JSON.parse(text));
      }),
      { numRuns: 2_000 },
    );
  });
});
