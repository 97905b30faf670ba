import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formFields } from '../../../src/web/forms/form-body.js';

const read = (form: string) => formFields(Buffer.from(form));

describe('the body of a form', () => {
  test.each([
    ['', {}],
    ['a=1&b=', { a: '1', b: '' }],
    ['a&&b=1&', { a: '', b: '1' }],
    ['a=1=2', { a: '1=2' }],
    ['a=1&a=2&a=3', { a: ['1', '2', '3'] }],
    ['a[]=1', { a: ['1'] }],
    ['a=1&a[]=2', { a: ['1', '2'] }],
    ['a[]=1&a=2', { a: ['1', '2'] }],
    ['parts[chain]=x&parts[note]=y', { parts: { chain: 'x', note: 'y' } }],
    [
      'hops[0][url]=a&hops[0][note]=b&hops[1][url]=c',
      { hops: [{ url: 'a', note: 'b' }, { url: 'c' }] },
    ],
    ['hops[7][url]=b&hops[3][url]=a', { hops: [{ url: 'a' }, { url: 'b' }] }],
    ['hops[][url]=a&hops[][url]=b', { hops: [{ url: 'a' }, { url: 'b' }] }],
    ['hops[0][evidence]=a&hops[0][evidence]=b', { hops: [{ evidence: ['a', 'b'] }] }],
    ['hops%5B0%5D%5Burl%5D=a', { hops: [{ url: 'a' }] }],
    ['a[x]=1&a[0]=2', { a: { x: '1', 0: '2' } }],
    ['a[1]=1&a=2', { a: [['1', '2']] }],
    ['a[b=1&[c]=2&]=3', { 'a[b': '1', '[c]': '2', ']': '3' }],
    ['a=100+%25+%2B+%&b=%zz%4', { a: '100 % + %', b: '%zz%4' }],
    ['a=%E2%86%92%0D%0A%f0%9f%98%80', { a: '→\r\n😀' }],
  ])('%s', (form, fields) => {
    expect(read(form)).toEqual(fields);
  });

  test('is read as it was typed, whatever that is', () => {
    const text = fc.string({ unit: 'grapheme' });
    const name = text.filter((each) => !/[[\]]|^$|^__proto__$/u.test(each));
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(name, text), { selector: ([key]) => key }), (typed) => {
        const sent = new URLSearchParams(typed).toString();
        expect(read(sent)).toEqual(Object.fromEntries(typed));
      }),
    );
  });

  test('gives nobody what objects inherit', () => {
    expect(Object.keys(read('__proto__[a]=1&a[__proto__][b]=1&constructor=x'))).toEqual([
      'constructor',
    ]);
  });

  test('may have five thousand fields, which are all there', () => {
    const sent = Array.from({ length: 5000 }, (_, at) => `hops[${at}][url]=${at}`).join('&');
    const { hops } = read(sent);
    expect(hops).toEqual(Array.from({ length: 5000 }, (_, at) => ({ url: String(at) })));
    expect(() => read(`${sent}&one=more`)).toThrow('more fields than can be taken in');
  });

  test('is refused for too many fields, be they empty', () => {
    expect(() => read('&'.repeat(5001))).toThrow('more fields than can be taken in');
  });

  test('has not very many fields within one another', () => {
    expect(read('a[b][c][d][e]=1')).toEqual({ a: { b: { c: { d: { e: '1' } } } } });
    expect(() => read('a[b][c][d][e][f]=1')).toThrow('more parts than can be taken in');
  });
});
