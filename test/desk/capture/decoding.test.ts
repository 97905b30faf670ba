import { describe, expect, test } from 'vitest';
import { decode, decodeUtf16 } from '../../../src/desk/capture/decoding.js';

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const utf16 = (text: string) =>
  Uint8Array.from(
    [...text].flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8]),
  );

/** “市議会は月曜日、北のフェリー乗り場” in Shift_JIS. */
const japanese = Uint8Array.from(
  Buffer.from(
    '8e738b6389ef82cd8c8e976a93fa814196.6b82cc837483468389815b8fe682e88fea'.replace('.', ''),
    'hex',
  ),
);

describe('of what a page says and what its bytes are', () => {
  const page = (head: string, body: string) =>
    `<html><head>${head}</head><body>${body}</body></html>`;

  test.each([
    ['nothing and UTF-8', utf8(page('', 'Straße')), 'utf-8', null],
    ['UTF-8 and UTF-8', utf8(page('<meta charset=utf-8>', 'Straße')), 'utf-8', null],
    ['Latin-1 and UTF-8', utf8(page('<meta charset="iso-8859-1">', 'Straße')), 'utf-8', 'UTF-8'],
    [
      'Latin-1 and Latin-1',
      latin1(page('<meta charset="latin1">', 'Stra\xdfe')),
      'windows-1252',
      null,
    ],
    [
      'UTF-8 and Latin-1',
      latin1(page('<meta charset=utf-8>', 'Stra\xdfe')),
      'windows-1252',
      'UTF-8',
    ],
    [
      'another in a comment alone',
      utf8(page('<!-- <meta charset="koi8-r"> -->', 'ASCII')),
      'utf-8',
      null,
    ],
    [
      'Windows-1251 in its XML declaration',
      Uint8Array.from([
        ...utf8('<?xml version="1.0" encoding="windows-1251"?><html><body>'),
        0xcd,
        0xee,
        0xe2,
      ]),
      'windows-1251',
      null,
    ],
    ['UTF-16, which it can’t be', utf8(page('<meta charset=utf-16>', 'x')), 'utf-8', null],
  ])('%s', (_what, bytes, encoding, note) => {
    const decoded = decode(bytes, true);
    expect(decoded.encoding).toBe(encoding);
    if (note === null) expect(decoded.note).toBeNull();
    else expect(decoded.note).toContain(note);
  });
});

test.each([
  '<meta charset=iso-8859-2>',
  '<META CONTENT="text/html; charset=ISO-8859-2" http-equiv=Content-Type>',
  '<meta name=keywords content="text/html; charset=gbk"><meta charset="iso-8859-2">',
  '<meta property="og:url" content="https://ledger.example/?charset=koi8-r"><meta charset=\'iso-8859-2\'>',
  '<meta charset=nonsense><meta charset=iso-8859-2>',
  '<meta data-charset=gbk charset=iso-8859-2>',
  '<meta name=description content="a > b"><metadata charset=gbk></metadata><meta\ncharset = iso-8859-2 />',
])('a page’s encoding is what browsers take of %s', (head) => {
  expect(decode(latin1(`${head}<p>G\xb3os z Krakowa`), true)).toMatchObject({
    encoding: 'iso-8859-2',
    note: null,
  });
});

describe('a file that says nothing', () => {
  test('is read in UTF-16 where every second byte is 0', () => {
    const decoded = decode(utf16('Said José.\n'), false);
    expect(decoded).toMatchObject({ text: 'Said José.\n', encoding: 'utf-16le' });
  });

  test('is read in UTF-16 where it makes no sense else, also without spaces', () => {
    const text = '夜のフェリーは五月に止まると、港湾委員会の二人が語った。';
    const read = decodeUtf16(utf16(text));
    expect(read).toMatchObject({ text, encoding: 'utf-16le' });
    expect(decodeUtf16(utf16(text).map((_, at, all) => all[at ^ 1] ?? 0))?.encoding).toBe(
      'utf-16be',
    );
    expect(
      decodeUtf16(Uint8Array.from({ length: 4000 }, (_, at) => (at * at * 7) % 251)),
    ).toBeNull();
  });

  test('is read by its letters, and says so', () => {
    const decoded = decode(Uint8Array.from([...japanese, ...japanese, ...japanese]), false);
    expect(decoded.encoding).toBe('shift_jis');
    expect(decoded.text).toContain('市議会は月曜日');
    expect(decoded.note).toContain('Shift_JIS: check that its words read right.');
    expect(
      decode(latin1('Er wohnt in der Hauptstra\xdfe; das m\xfcsse gen\xfcgen.'), false).note,
    ).toContain('check letters such as é');
  });

  /** A text in an encoding of one byte for each letter. */
  const inBytes = (text: string, encoding: string) => {
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const letters = [...new TextDecoder(encoding).decode(all)];
    return Uint8Array.from(text, (letter) => letters.indexOf(letter));
  };

  test.each([
    ['windows-874', 'สำนักงานท่าเรือรู้มาสองปีแล้วว่าทางลาดแตกร้าว รูนา โวลด์กล่าวว่าไม่มีใครบอกเรา'],
    ['ibm866', 'Портовое управление два года знало, что рампа треснула. Нам никто не сказал.'],
    [
      'windows-1251',
      'Портовое управление два года знало, что рампа треснула. Нам никто не сказал.',
    ],
    [
      'windows-1256',
      'كان مكتب الميناء يعلم منذ عامين أن المنحدر متصدع، وفقا لمذكرة اطلعت عليها الصحيفة',
    ],
  ])('is told by its letters: %s', (encoding, text) => {
    for (const isPage of [false, true]) {
      const read = decode(inBytes(text, encoding), isPage);
      expect(read).toMatchObject({ text, encoding, note: expect.stringContaining('read right') });
    }
  });

  test('that writes Japanese in ASCII, between escapes, is read so, and says it', () => {
    const bytes = Uint8Array.from(
      Buffer.from(
        '1b244239414f513649244f4673472f4130242b2469245224532472434e244324462424243f21231b2842',
        'hex',
      ),
    );
    for (const head of ['', '<meta charset="utf-8">']) {
      const read = decode(Uint8Array.from([...utf8(head), ...bytes]), true);
      expect(read.text).toBe(`${head}港湾局は二年前からひびを知っていた。`);
      expect(read.note).toContain('It was read as ISO-2022-JP');
    }
    expect(decode(utf8('\x1b[1mPlain.\x1b[0m'), false).encoding).toBe('utf-8');
  });

  test.each([
    [
      'gb18030',
      '港务局两年前就知道坡道开裂，据本报看到的一份备忘录。“没人告诉我们，”港务局职员鲁娜说。',
      'b8dbcef1bed6c1bdc4eac7b0becdd6aab5c0c6c2b5c0bfaac1d1a3acbeddb1beb1a8bfb4b5bdb5c4d2bbb7ddb1b8cdfcc2bca1a3a1b0c3bbc8cbb8e6cbdfced2c3c7a3aca1b1b8dbcef1bed6d6b0d4b1c2b3c4c8cbb5a1a3',
    ],
    [
      'euc-kr',
      '항만청은 2년 전부터 경사로에 금이 간 것을 알고 있었다고 본지가 입수한 메모는 전한다.',
      'c7d7b8b8c3bbc0ba2032b3e220c0fcbacec5cd20b0e6bbe7b7cebfa120b1ddc0cc20b0a320b0cdc0bb20becbb0ed20c0d6befab4d9b0ed20babbc1f6b0a120c0d4bcf6c7d120b8deb8f0b4c220c0fcc7d1b4d92e',
    ],
    [
      'euc-jp',
      '港湾局は二年前からひびを知っていた、と月曜日に本紙が入手したメモにある。',
      'b9c1cfd1b6c9a4cfc6f3c7afc1b0a4aba4e9a4d2a4d3a4f2c3cea4c3a4c6a4a4a4bfa1a2a4c8b7eecdcbc6fca4cbcbdcbbe6a4acc6febceaa4b7a4bfa5e1a5e2a4cba4a2a4eba1a3',
    ],
  ])('whose bytes could be Thai is not taken for it: %s', (encoding, text, bytes) => {
    expect(decode(Uint8Array.from(Buffer.from(bytes, 'hex')), false)).toMatchObject({
      encoding,
      text,
    });
  });

  test('of an old Mac is among the other readings', () => {
    const { others } = decode(inBytes('La rampe était fissurée.', 'macintosh'), false);
    expect(others.find(({ encoding }) => encoding === 'macintosh')?.sample).toContain('était');
  });

  test('has other readings, each with words of it and none twice; plain ASCII has none', () => {
    const { others } = decode(latin1('Er wohnt in der Hauptstra\xdfe 5.'), false);
    expect(others.find(({ encoding }) => encoding === 'windows-1251')?.sample).toContain(
      'StraЯe'.slice(3),
    );
    const samples = others.map(({ sample }) => sample);
    expect(new Set(samples).size).toBe(samples.length);
    expect(decode(utf8('Plain.'), false).others).toEqual([]);
  });

  test.each(['<', '<script '])(
    'is shown in time with its length where it repeats %j',
    (opening) => {
      const begun = process.cpuUsage();
      const { others } = decode(
        latin1(`Stra\xdfe ${opening.repeat(65_536 / opening.length)}`),
        false,
      );
      expect(others.length).toBeGreaterThan(0);
      expect(process.cpuUsage(begun).user / 1e6).toBeLessThan(5);
    },
  );

  test.each([
    ['a byte that is damaged', (bytes: Uint8Array) => bytes.fill(0xff, 60, 61)],
    ['an end that is cut', (bytes: Uint8Array) => bytes.subarray(0, -1)],
  ])('is in UTF-8 with %s where all its other letters are', (_what, spoil) => {
    const polish = 'Zażółć gęślą jaźń, powiedział latarnik'.repeat(3).concat(' ł');
    for (const head of ['', '<meta charset="windows-1252">']) {
      const { encoding, note, text } = decode(spoil(utf8(head + polish)), true);
      expect([encoding, note]).toEqual(['utf-8', expect.stringContaining('“�”')]);
      expect(text).toContain('gęślą');
    }
  });

  test('is read as a person chose, and says what can’t be read so', () => {
    const decoded = decode(latin1('Stra\xdfe'), false, 'utf-8');
    expect(decoded.text).toBe('Stra\uFFFDe');
    expect(decoded.note).toContain('could not be read');
  });
});
