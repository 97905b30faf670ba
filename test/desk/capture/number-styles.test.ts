import { describe, expect, test } from 'vitest';
import { numberStyle } from '../../../src/desk/capture/number-styles.js';

describe('a number of a list is written as Chrome shows it', () => {
  test.each([
    [
      'hebrew',
      [15, 16, 17, 18, 19, 117, 400, 500, 999, 1010, 1987, 10_999],
      'טו טז יז יח יט קיז ת תק תתקצט א׳י א׳תתקפז י׳תתקצט',
    ],
    ['cjk-heavenly-stem', [1, 10, 11, 12, 20, -1], '甲 癸 一一 一二 二〇 -1'],
    ['cjk-earthly-branch', [12, 13, 30], '亥 一三 三〇'],
    ['cjk-ideographic', [9, 10, 11, 20, 21, 99], '九 十 十一 二十 二十一 九十九'],
    [
      'cjk-ideographic',
      [100, 101, 110, 111, 1000, 1010, 1987, 3999],
      '一百 一百零一 一百一十 一百一十一 一千 一千零一十 一千九百八十七 三千九百九十九',
    ],
    [
      'japanese-informal',
      [10, 11, 20, 100, 101, 110, 1000, 1010, 1987, 9999],
      '十 十一 二十 百 百一 百十 千 千十 千九百八十七 九千九百九十九',
    ],
    ['armenian', [1, 14, 199, 1987], 'Ա ԺԴ ՃՂԹ ՌՋՁԷ'],
    ['lower-armenian', [1, 14, 199], 'ա ժդ ճղթ'],
    ['georgian', [1, 16, 199, 1987, 10_999], 'ა ივ რჟთ ჩშპზ ჵშჟთ'],
    ['lower-greek', [17, 18, 24, 25], 'ρ σ ω αα'],
    ['upper-roman', [4, 1987, 3999, 4000], 'IV MCMLXXXVII MMMCMXCIX 4000'],
  ] as const)('%s: %j', (name, values, written) => {
    expect(values.map((value) => numberStyle(name)?.write(value)).join(' ')).toBe(written);
  });
});
