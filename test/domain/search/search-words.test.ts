import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  holding,
  queryWords,
  searchWords,
  wordsIn,
} from '../../../src/domain/search/search-words.js';

describe('the words of a text', () => {
  test.each([
    ['Two pins, two ferries.', ['two', 'pins', 'ferries']],
    ['Größe STRASSE Straße', ['grosse', 'strasse']],
    ['Résumé naı̈ve ﬁn', ['resume', 'naive', 'fin']],
    ['İstanbul IĞDIR', ['istanbul', 'igdir']],
    ['ὈΔΥΣΣΕΎΣ Οδυσσεύς', ['οδυσσευσ']],
    ['Ёлка й', ['елка', 'и']],
    ['الْعَرَبِيَّة العـــربية والأخبار', ['العربية', 'والاخبار']],
    ['שָׁלוֹם', ['שלום']],
    ['می‌خواهم', ['میخواهم']],
    ['hin\u00ADge \u200Epin\u200F', ['hinge', 'pin']],
    ['O’Brien’s 1,400 m²', ['o', 'brien', 's', '1', '400', 'm2']],
    ['½ Ⅻ ①', ['1', '2', 'xii']],
    ['हिन्दी', ['हिन्दी']],
    ['한국어', ['한국어']],
    ['北京大学', ['北京', '京大', '大学', '学']],
    ['东京2020大会', ['东京', '京', '2020', '大会', '会']],
    ['がｶﾞガ', ['がガ', 'ガガ', 'ガ']],
    ['กำทา กําทา', ['กําท', 'าทา', 'ทา', 'า']],
    ['ท่าเรือ', ['ท่าเ', 'าเรื', 'เรือ', 'รือ', 'อ']],
    ['👨‍👩‍👧 🌊 — “…”', []],
    ['', []],
  ])('“%s” is found by its words', (text, words) => {
    expect(searchWords(text)).toEqual(words.map((word) => word.normalize('NFC')));
  });

  test('a word is cut to sixty code points', () => {
    expect(searchWords('a'.repeat(61))).toEqual(['a'.repeat(60)]);
    expect(searchWords('𐐀'.repeat(61))).toEqual(['𐐨'.repeat(60)]);
  });

  test('each stands where its letters are', () => {
    const text = 'Die Stra\u00DFe, 京都';
    const places = [...wordsIn(text)].map(({ word, start, end }) => [word, text.slice(start, end)]);
    expect(places).toEqual([
      ['die', 'Die'],
      ['strasse', 'Straße'],
      ['京都', '京都'],
      ['都', '都'],
    ]);
  });

  const letters = fc.constantFrom(
    ...('aßÉİıςΣёйЖאשָלًألىـ京都가각กำท่าहिन्दी２½ﬁ𐐀’ \u200D🌊'.match(/\P{M}\p{M}*/gu) ?? []),
  );
  const texts = fc.array(letters, { maxLength: 12 });

  test('folding what is folded changes nothing', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const word of searchWords(text.join(''))) expect(searchWords(word)).toContain(word);
      }),
    );
  });

  test('the way in which letters are composed and capitals do not count', () => {
    fc.assert(
      fc.property(texts, (list) => {
        const text = list.join('');
        expect(searchWords(text.normalize('NFD'))).toEqual(searchWords(text));
        expect(searchWords(text.toUpperCase())).toEqual(searchWords(text));
      }),
    );
  });
});

describe('what is typed', () => {
  test.each([
    ['ferry ferries', ['ferry', 'ferries']],
    ['ferry ferryman', ['ferryman']],
    ['京都の', ['京都', '都の']],
    ['京', ['京']],
    ['– 🌊', []],
  ])('“%s” asks for the fewest words that say it', (query, words) => {
    expect(queryWords(query)).toEqual(words);
  });

  test('is read by its beginning where it is longer than a paragraph', () => {
    const words = Array.from({ length: 200_000 }, (_, at) => `w${at}x`);
    const asked = queryWords(words.join(' '));
    expect(asked.slice(0, 3)).toEqual(['w0x', 'w1x', 'w2x']);
    expect(asked.length).toBeLessThan(1000);
  });

  test.each([
    ['The ferry sank.', 'fer sank', true],
    ['The ferry sank.', 'erry', false],
    ['The ferry sank.', '…', false],
    ['東京都の港', '京都', true],
    ['東京都の港', '東都', false],
  ])('“%s” holds “%s”: %s', (text, query, answer) => {
    expect(holding(query)(text)).toBe(answer);
  });

  const inWords = fc.array(fc.constantFrom('ferry', 'Brücke', 'мост', 'جسر', 'गाँव', '다리'), {
    minLength: 1,
  });

  test('every beginning of every word finds the text', () => {
    fc.assert(
      fc.property(inWords, fc.nat(), fc.nat(), (words, place, length) => {
        const clusters = words[place % words.length]?.match(/\P{M}\p{M}*/gu) ?? [];
        const beginning = clusters.slice(0, 1 + (length % clusters.length)).join('');
        expect(holding(beginning)(words.join(' '))).toBe(true);
      }),
    );
  });

  const unspaced = fc.array(
    fc.constantFrom('桥', '港', 'の', 'ミ', '京', 'ท่', 'เ', 'า', 'မ', 'ြ'),
    {
      minLength: 1,
      maxLength: 20,
    },
  );

  test('every stretch of a text without spaces finds it', () => {
    fc.assert(
      fc.property(unspaced, fc.nat(), fc.nat(), (list, from, length) => {
        const characters = list.join('').match(/\P{M}\p{M}*/gu) ?? [];
        fc.pre(characters.length > 0);
        const start = from % characters.length;
        const stretch = characters.slice(start, start + 1 + (length % characters.length));
        expect(holding(stretch.join(''))(characters.join(''))).toBe(true);
      }),
    );
  });
});
