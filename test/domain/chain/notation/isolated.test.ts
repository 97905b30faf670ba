import { expect, test } from 'vitest';
import { isolated } from '../../../../src/domain/chain/notation/isolated.js';
import { parseNotation, printNotation } from '../../../../src/domain/chain/notation/notation.js';

const lines: [line: string, isolated: string][] = [
  ['لورا -> دبلوماسي (unnamed) -> The Hindu', '⁨لورا⁩ -> ⁨دبلوماسي⁩ (unnamed) -> The Hindu'],
  ['"לורה -> ב" + דן -told-> Ada', '⁨"לורה -> ב"⁩ + ⁨דן⁩ -told-> Ada'],
  ['Ada -told-> Board', 'Ada -told-> Board'],
  ['لورا ->', '⁨لورا⁩ ->'],
];

test.each(lines)('in %s each name from right to left stands by itself', (line, expected) => {
  expect(isolated(line)).toBe(expected);
  expect(isolated(expected)).toBe(expected);
  const said = (text: string) => printNotation(parseNotation(text).hops);
  expect(said(expected)).toBe(said(line));
});
