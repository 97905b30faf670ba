import fc from 'fast-check';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { beginningOf, endingOf, wordEnd, wordStart } from '../../../src/domain/text/clipping.js';
import { clusterAt } from '../../../src/domain/text/span.js';
import { someText } from './arbitrary-text.js';

/** Each in a script of its own, cut where a word would be in two. */
const texts: [text: string, units: number, beginning: string, ending: string][] = [
  ['The envoy said nothing', 12, 'The envoy …', 'said nothing'],
  ['The envoy said nothing', 9, 'The envoy …', 'nothing'],
  ['قال المصدر إنه لم يحضر', 12, 'قال المصدر …', 'إنه لم يحضر'],
  ['เรือข้ามฟากจมลงในท่าเรือเมื่อคืนนี้', 10, 'เรือข้าม …', 'คืนนี้'],
  ['渡轮昨晚在港口沉没，船长说', 5, '渡轮昨晚在 …', '，船长说'],
  ['渡轮昨晚在港口沉没，船长说', 3, '渡轮 …', '船长说'],
  ['👩‍👩‍👧‍👦👩🏽‍🚒🇬🇧', 13, '👩‍👩‍👧‍👦 …', '👩🏽‍🚒🇬🇧'],
  ['x'.repeat(100), 40, `${'x'.repeat(40)} …`, 'x'.repeat(40)],
];

describe('a text that is too long', () => {
  test.each(texts)('“%s” is cut between words (%i)', (text, units, beginning, ending) => {
    expect(beginningOf(text, units)).toBe(beginning);
    expect(endingOf(text, units)).toBe(`…\u00A0${ending}`);
  });

  test('is cut within no letter, on the side that was asked for, in any script', () => {
    fc.assert(
      fc.property(someText, fc.nat(), (text, place) => {
        const at = place % (text.length + 1);
        const [start, end] = [wordStart(text, at), wordEnd(text, at)];
        expect(start).toBeGreaterThanOrEqual(at);
        expect(end).toBeLessThanOrEqual(at);
        for (const cut of [start, end])
          expect(clusterAt(text, cut)).toEqual({ start: cut, end: cut });
      }),
    );
  });

  test('is cut by what stands near, however many marks a letter has', () => {
    const marked = `e${'\u0301'.repeat(1_000_000)}`;
    const read = vi.spyOn(Intl.Segmenter.prototype, 'segment');
    onTestFinished(() => read.mockRestore());
    for (const at of [200, 500_000]) {
      expect(wordStart(marked, at)).toBeGreaterThanOrEqual(at);
      expect(wordEnd(marked, at)).toBeLessThanOrEqual(at);
    }
    const units = read.mock.calls.reduce((sum, [text]) => sum + text.length, 0);
    expect(units).toBeLessThan(100_000);
  });
});
