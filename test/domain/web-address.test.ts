import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shownAddress, webAddressOf } from '../../src/domain/web-address.js';

test.each([
  ['https://example.org'],
  ['http://example.org:8080/a/b;c=1?x=%20&y=[]'.replace('[]', 'z')],
  ['https://user@[2001:db8::1]/~anna/?q=a+b#part-2'],
])('%s stays as it was written', (address) => {
  expect(webAddressOf(address)).toBe(address);
});

test.each([
  ['a blank', 'https://example.org/a b', 'https://example.org/a%20b'],
  ['a blank in the query', 'https://example.org/?q=a b', 'https://example.org/?q=a%20b'],
  ['a bar', 'https://example.org/a|b?c|d#e|f', 'https://example.org/a%7Cb?c%7Cd#e%7Cf'],
  ['brackets', 'https://example.org/a[1]?b[]=2', 'https://example.org/a%5B1%5D?b%5B%5D=2'],
  ['braces and quotes', 'https://example.org/{a}?"b"', 'https://example.org/%7Ba%7D?%22b%22'],
  ['a caret and a back quote', 'https://example.org/?^`', 'https://example.org/?%5E%60'],
  ['a per cent sign of no byte', 'https://example.org/100%', 'https://example.org/100%25'],
  ['a second number sign', 'https://example.org/#a#b', 'https://example.org/#a%23b'],
  [
    'other scripts',
    'https://example.org/أخبار',
    'https://example.org/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1',
  ],
  ['a host of other letters', 'https://bücher.example/ü', 'https://xn--bcher-kva.example/%C3%BC'],
  ['slashes the wrong way', 'https:\\\\example.org\\a', 'https://example.org/a'],
])('%s is written as a valid address has it', (_what, typed, address) => {
  expect(webAddressOf(typed)).toBe(address);
});

test.each([
  ['', 'nowhere', 'https://', 'https://exa mple.org/', 'https://exa<mple.org/'],
  [
    'javascript:alert(1)',
    'ftp://example.org/',
    'mailto:a@example.org',
    '/articles',
    '//example.org',
  ],
])('%j is none', (...typed) => {
  expect(typed.map(webAddressOf)).toEqual(typed.map(() => null));
});

test('what comes out is valid, and stays as it is', () => {
  const tail = fc.string({ unit: 'binary', maxLength: 40 });
  fc.assert(
    fc.property(tail, fc.constantFrom('/', '/?', '/#', '/a?b#'), (typed, begin) => {
      const address = webAddressOf(`https://example.org${begin}${typed}`);
      if (address === null) return;
      expect(address).toMatch(/^https:\/\/[\w.~!$&'()*+,;=:@/?#%-]+$/u);
      expect(address.split('#').length).toBeLessThanOrEqual(2);
      expect(webAddressOf(address)).toBe(address);
    }),
  );
});

test('an address with letters such as ü stays one, however often it was asked', () => {
  const asked = Array.from({ length: 50_000 }, () => webAddressOf('https://bücher.example/ü'));
  expect(new Set(asked)).toEqual(new Set(['https://xn--bcher-kva.example/%C3%BC']));
});

test.each([
  [
    'https://ru.example/wiki/%D0%9C%D0%BE%D1%81%D0%BA%D0%B2%D0%B0?q=%C3%A9t%C3%A9',
    'https://ru.example/wiki/Москва?q=été',
  ],
  ['https://post.example/海港', 'https://post.example/海港'],
  ['https://zh.example/%E6%B5%B7%E6%B8%AF#%e6%b5%b7', 'https://zh.example/海港#海'],
  [
    'https://ar.example/wiki/%D9%85%D8%B5%D8%AF%D8%B1_%D9%82%D8%AF%D9%8A%D9%85',
    'https://ar.example/wiki/مصدر_قديم',
  ],
])('an address is shown with its letters: %s', (address, shown) => {
  expect(shownAddress(address)).toBe(shown);
});

test.each([
  ['signs and spaces', 'https://post.example/a%20b%2Fc%3Fd%23e%25f%C2%A0g'],
  ['what turns the direction of what follows', 'https://post.example/%E2%80%AEgpj.exe'],
  ['what can’t be seen', 'https://post.example/a%E2%80%8Bb%C2%ADc%EF%B8%8F'],
  ['what is composed in another way', 'https://post.example/cafe%CC%81'],
  ['bytes that are no letters', 'https://post.example/%E9t%E9%FF'],
  ['letters from right to left before others', 'https://post.example/%D8%A3/%D8%A8/c'],
  ['letters from right to left beside a digit', 'https://post.example/%D8%A3%D9%A1'],
  ['its host, and who signs in there', 'https://%D0%B0@xn--80ak6aa92e.example/'],
  [
    'signs that look like those of an address',
    'https://post.example/%E2%88%95a%EF%BC%8Fb%E2%81%84',
  ],
])('of an address stays as it is written: %s', (_what, address) => {
  expect(shownAddress(address)).toBe(address);
});
