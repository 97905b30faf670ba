import { expect, test } from 'vitest';
import {
  carriedSpans,
  comparedEditions,
  readyToCompare,
} from '../../../src/desk/articles/edition-thread.js';
import { carrier, compareEditions } from '../../../src/domain/articles/carrying.js';
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

test('what takes too long is ended, and said to, and the next has another thread', async () => {
  const lines = Array.from({ length: 100_000 }, (_, at) => `Line ${at} of the log.`);
  const [was, now] = [lines.join('\n'), lines.toReversed().join('\n')];
  for (let turn = 0; turn < 3; turn += 1) {
    const task = { was, now, language: null, spans: [{ start: 0, end: 4 }] };
    await expect(carriedSpans('mira', task, 1)).rejects.toMatchObject({
      code: 'too-large',
      message: 'These two texts take too long to compare. Nothing was saved.',
    });
  }
  const spans = [{ start: 0, end: 10 }];
  const { carry } = await carriedSpans('mira', { was: long, now: long, language: null, spans });
  expect(spans.map(carry)).toEqual([{ kind: 'exact', span: spans[0] }]);
});

const doubted = 'The town wrote that the bridge stays open, and nobody asked.';
const editions = {
  was: `${doubted} ${long}`,
  now: `${doubted.replace(', and', ' prétendument, and')} ${long.replace('ferry', 'small ferry')}`,
};
const spanOf = (words: string) => {
  const start = editions.was.indexOf(words);
  return { start, end: start + words.length };
};
const [named, unnamed] = [spanOf('The town wrote'), spanOf('The second ferry')];

test.each(['fr', 'en', null])(
  'passages are carried over on a thread as anywhere, those it was not told of too (language: %s)',
  async (language) => {
    const { carry } = await carriedSpans('mira', { ...editions, language, spans: [named] });
    const wanted = [named, unnamed].map(
      carrier(compareEditions(editions.was, editions.now), language),
    );
    expect(wanted.map(({ kind }) => kind)).toEqual([
      language === 'en' ? 'exact' : 'changed',
      'changed',
    ]);
    expect([named, unnamed].map(carry)).toEqual(wanted);
  },
);
