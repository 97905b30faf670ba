import { expect, test } from 'vitest';
import { blocksOfText, captureText, putInto, textWith } from '../../../src/desk/capture/capture.js';
import { turnsOfOthers } from '../../turns-of-others.js';

/** A page of nothing but short paragraphs, of which the second was left out. */
const block = { kind: 'paragraph', level: null, marker: null, isHidden: false } as const;
const blocks = Array.from({ length: 60_000 }, (_, at) => ({
  ...block,
  text: `Part ${at}`,
  leftOut: at === 1,
}));
const captured = { ...captureText(''), blocks };
const none: ReadonlySet<number> = new Set();

test('others have their turn while what stands in a page of very many paragraphs is worked out', async () => {
  const text = await textWith(captured, none);
  const turns = turnsOfOthers();
  expect(await blocksOfText(`Changed.\n\n${text}`, captured, none)).toHaveLength(59_999);
  const once = turns();
  expect(once).toBeGreaterThan(500);
  expect(await putInto(text, captured, none, 1)).toBe(await textWith(captured, new Set([1])));
  expect(turns() - once).toBeGreaterThan(500);
});
