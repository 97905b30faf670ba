import { expect, test } from 'vitest';
import { around, placedIn } from '../../cases/carried.js';

/* What a passage inside a quotation says depends on its own sentence there, and on who is quoted. */

const carried = (was: string, now: string) =>
  placedIn(`${around} ${was} ${around}`, `${around} ${now} ${around}`).kind;

test.each([
  [
    'a name in the next sentence of the quotation',
    '“[The deal was ready in March]. We met Brandt at the quay,” Singh told reporters.',
    '“The deal was ready in March. We met Hickey at the quay,” Singh told reporters.',
  ],
  [
    'a name in the sentence before',
    'Singh said: “We met Brandt at the quay. [The deal was ready in March].”',
    'Singh said: “We met Hickey at the quay. The deal was ready in March.”',
  ],
  [
    'a figure two sentences on',
    '“It was late. [The deal was ready in March]. It rained. We saw 12 crates,” Singh said.',
    '“It was late. The deal was ready in March. It rained. We saw 15 crates,” Singh said.',
  ],
  [
    'a sentence more in it',
    '“[The deal was ready in March]. It rained,” Singh said.',
    '“[The deal was ready in March]. Nobody had asked Brandt. It rained,” Singh said.',
  ],
  [
    'words added behind the speaker, where other sentences are between',
    'Singh said: “It rained. [The deal was ready in March].”',
    'Singh said at the quay: “It rained. The deal was ready in March.”',
  ],
])('%s leaves a passage as it was', (_what, was, now) => {
  expect(carried(was, now.replace(/[[\]]/gu, ''))).toMatch(/^exact|^moved/u);
});

test.each([
  [
    'another speaker behind another sentence of the quotation',
    '“[The deal was ready in March]. We met at the quay,” Singh told reporters.',
    '“The deal was ready in March. We met at the quay,” Brandt told reporters.',
  ],
  [
    'another speaker before another sentence of the quotation',
    'Singh said: “We met at the quay. [The deal was ready in March].”',
    'Brandt said: “We met at the quay. The deal was ready in March.”',
  ],
  [
    'a denial before the quotation',
    'Singh said: “We met at the quay. [The deal was ready in March].”',
    'Singh never said: “We met at the quay. The deal was ready in March.”',
  ],
  [
    'a denial in its own sentence',
    '“It was late. I think [the deal was ready in March]. It rained,” Singh said.',
    '“It was late. I doubt [the deal was ready in March]. It rained,” Singh said.',
  ],
  [
    'another speaker between two parts of what is quoted',
    '“It was late,” Singh said. “[The deal was ready in March].”',
    '“It was late,” Brandt said. “The deal was ready in March.”',
  ],
  [
    'another speaker between two parts, further on in the second',
    '“It was late,” said Singh. “It rained. [The deal was ready in March]. We left.”',
    '“It was late,” said Brandt. “It rained. The deal was ready in March. We left.”',
  ],
])('%s makes a passage changed', (_what, was, now) => {
  expect(carried(was, now.replace(/[[\]]/gu, ''))).toBe('changed');
});
