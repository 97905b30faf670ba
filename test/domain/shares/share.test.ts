import { describe, expect, test } from 'vitest';
import { parse } from '../../../src/domain/parse.js';
import { Problem } from '../../../src/domain/problem.js';
import { originOf, shareInput, stateOf } from '../../../src/domain/shares/share.js';
import { share } from '../../store/documents.js';

describe('the origin of a site', () => {
  test.each([
    ['https://www.example.org', 'https://www.example.org'],
    ['https://www.example.org/', 'https://www.example.org'],
    [' HTTPS://Paper.Example:8443 ', 'https://paper.example:8443'],
    ['https://paper.example:443', 'https://paper.example'],
    ['http://localhost:3001', 'http://localhost:3001'],
    ['http://192.0.2.7', 'http://192.0.2.7'],
    ['https://zeitung-süd.example', 'https://xn--zeitung-sd-ieb.example'],
  ])('%s is %s', (text, origin) => {
    expect(originOf(text)).toBe(origin);
  });

  test.each([
    ['nothing', ''],
    ['every site', '*'],
    ['some of its names', 'https://*.example.org'],
    ['no scheme', 'www.example.org'],
    ['a page', 'https://www.example.org/page'],
    ['a query', 'https://www.example.org?a=b'],
    ['a name and a password', 'https://ada:secret@www.example.org'],
    ['another scheme', 'data:text/html,hello'],
    ['a script', 'javascript:alert(1)'],
    ['a keyword', "'self'"],
    ['a directive in its host', 'https://a;script-src'],
    ['a second source in its host', 'https://a,b'],
    ['a quotation mark in its host', "https://a'b"],
    ['an address that a header has no place for', 'https://[2001:db8::1]'],
    ['a line end', 'https://a.example\r\nSet-Cookie: a=b'],
  ])('is not found in %s', (_what, text) => {
    expect(originOf(text)).toBeNull();
  });

  test.each(['https://a;b', 'https://a b', 'https://a/\u2028x', 'https://a\t;b'])(
    'holds nothing that means something in a header, whatever was typed: %j',
    (text) => {
      expect(originOf(text) ?? '').toMatch(/^(?:https?:\/\/[a-z\d._-]+(?::\d+)?)?$/u);
    },
  );
});

describe('what is sent to share a report', () => {
  test('may be nothing: it is good until it is revoked, is for nobody in particular, and no site may show it', () => {
    expect(parse(shareInput, {})).toEqual({ expires: null, origins: [], note: null });
  });

  test('has its moment as moments are stored, and each site once', () => {
    const origins = ['https://a.example/', 'https://A.example', 'https://b.example'];
    expect(parse(shareInput, { expires: '2026-03-20T09:30:00Z', origins })).toEqual({
      expires: '2026-03-20T09:30:00.000Z',
      origins: ['https://a.example', 'https://b.example'],
      note: null,
    });
  });

  test('is refused at the field that is wrong', () => {
    const fields = (input: object) => {
      try {
        return parse(shareInput, input);
      } catch (fault) {
        return fault instanceof Problem ? fault.fields.map(({ field }) => field) : fault;
      }
    };
    expect(fields({ expires: 'tomorrow' })).toEqual(['expires']);
    expect(fields({ origins: ['https://a.example', 'b'] })).toEqual(['origins.1']);
    expect(fields({ origins: Array(21).fill('https://a.example') })).toEqual(['origins']);
  });
});

describe('a share', () => {
  const now = '2026-03-21T00:00:00.000Z';
  const ended = { at: now, by: 'mira' };
  test.each([
    ['open', {}],
    ['open', { expires: '2026-03-21T00:00:00.001Z' }],
    ['expired', { expires: now }],
    ['revoked', { ended: { ...ended, how: 'revoked' as const } }],
    ['article deleted', { ended: { ...ended, how: 'article deleted' as const }, expires: now }],
  ])('is %s with %j', (state, fields) => {
    expect(stateOf(share('s', fields), now)).toBe(state);
  });
});
