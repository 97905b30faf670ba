import { expect, test } from 'vitest';
import { comparedEditions, readyToCompare } from '../../../src/desk/articles/edition-thread.js';
import { alignTexts } from '../../../src/domain/text/comparison/alignment.js';

const long = 'The second ferry went out empty, and the third did not go at all. '.repeat(200);

test('long editions are compared on a thread, two at once for a person and no more', async () => {
  const under = ['one', 'two'].map((other) => comparedEditions('mira', long, long + other));
  await expect(comparedEditions('mira', long, `${long}three`)).rejects.toMatchObject({
    code: 'too-many',
    message: 'Two comparisons of long texts are under way for you. Wait until one is done.',
  });
  expect((await comparedEditions('mira', 'short', 'shorter')).alignment.runs).toHaveLength(1);
  for (const { alignment } of await Promise.all(under))
    expect(alignment.runs).toEqual([{ was: 0, now: 0, length: long.length }]);
});

test('what a thread that got ready finds is what alignTexts finds', async () => {
  const now = long.replaceAll('ferry', 'boat').replace('The second', 'Then the second');
  await readyToCompare(long);
  const { alignment } = await comparedEditions('mira', long, `${now}${long}`);
  expect(alignment).toEqual(alignTexts(long, `${now}${long}`));
});

test('what takes too long is ended, and said to', async () => {
  const lines = Array.from({ length: 100_000 }, (_, at) => `Line ${at} of the log.`);
  const [was, now] = [lines.join('\n'), lines.toReversed().join('\n')];
  for (let turn = 0; turn < 3; turn += 1) {
    await expect(comparedEditions('mira', was, now, 1)).rejects.toMatchObject({
      code: 'too-large',
      message: 'These two texts take too long to compare. Nothing was saved.',
    });
  }
});
