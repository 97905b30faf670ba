import { describe, expect, test } from 'vitest';
import type { Annotation } from '../../src/domain/annotations/annotation.js';
import { checkedAgainst, decidedWords, warningWords } from '../../src/reports/reported-sourcing.js';
import { holder, shared } from '../cases/hops.js';
import { annotation, article, edition, hop, moment, source } from './documents.js';

const stamp = { at: moment(5), by: 'mira' };
const mira = () => 'Mira Sen';
const nobody = () => null;

describe('a warning', () => {
  const sentence = 'One annotation is disputed.';
  const override = { ...stamp, id: 'o1', code: 'disputed' as const, about: [], reason: 'Seen.' };

  test.each([
    ['that stands says so alone', null, mira, sentence],
    [
      'that was set aside says by whom, when and why',
      override,
      mira,
      `${sentence} Set aside by Mira Sen, 2 March 2026, 09:05 UTC: Seen.`,
    ],
    ['that was set aside by somebody says why', override, nobody, `${sentence} Set aside: Seen.`],
  ])('%s', (_what, override, nameOf, said) => {
    expect(warningWords({ sentence, override }, nameOf)).toBe(said);
  });
});

describe('what was decided of shared wording', () => {
  const sentence = 'Two articles share 12 words.';

  test.each([
    [
      'says by whom and when',
      { independent: true, nameOf: mira },
      'Decided by Mira Sen, 2 March 2026, 09:05 UTC: independent all the same.',
    ],
    [
      'says no more where nobody is named',
      { independent: false, nameOf: nobody },
      'Decided: not independent.',
    ],
  ])('%s', (_what, { independent, nameOf }, said) => {
    const decision = { ...stamp, independent, reason: 'Both were there.' };
    const words = decidedWords({ sentence, decision }, nameOf);
    expect(words).toBe(`${sentence} ${said} Both were there.`);
  });
});

describe('credibility is checked against how many independent sources', () => {
  const text = edition('harbour', 1, 'Berth nine closes in May.');
  const bearing = {
    ...{ sentence: '', atLeast: 3, atMost: 4, exact: true, atLeastDenied: 2 },
    ...{ warnings: [], decidedWording: [] },
  };
  const sources = new Map(
    [
      source('ann', 'Ann Lee'),
      source('bob', 'Bob Ray'),
      source('post', 'The Tidewater Post', { kind: 'outlet' }),
    ].map((each) => [each.id, each]),
  );
  const { atLeastOf } = checkedAgainst(
    { article: article('harbour'), bearings: new Map([['closing', bearing]]) },
    sources,
  );
  const claimed = (part: Partial<Annotation>) =>
    atLeastOf(annotation('a1', text, 'closes', { claim: 'closing', ...part }));

  test.each<[string, Partial<Annotation>, number]>([
    ['assert its claim, where it does', { stance: 'asserts' }, 3],
    ['assert it, where no stance is told', {}, 3],
    ['assert it, where it questions it', { stance: 'questions' }, 3],
    ['deny it, where it does', { stance: 'denies' }, 2],
    [
      'its own chain has, where it has no claim',
      {
        claim: null,
        chain: [shared('told', holder('ann'), holder('bob')), hop('post')],
      },
      2,
    ],
    [
      'its own chain has, where nothing may be told of its claim',
      { claim: 'inner', chain: [hop('ann', { relation: 'told' }), hop('post')] },
      1,
    ],
  ])('%s', (_which, part, count) => {
    expect(claimed(part)).toBe(count);
  });
});
