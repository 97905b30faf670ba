import { expect, test } from 'vitest';
import { type ClaimPassage, figuresOf } from '../../../src/domain/claims/claim-figures.js';

/** A named origin who told somebody unnamed, who told a paper of its own. */
function passage(n: number, differsFrom: readonly string[] = []): ClaimPassage {
  const holder = (source: string, isDark: boolean) => ({ source, isDark, isPublishers: false });
  const official = { ...holder(`official ${n}`, true), differsFrom };
  const hops = [[holder(`witness ${n}`, false)], [official], [holder(`paper ${n}`, false)]];
  const annotation = `annotation ${n}`;
  return {
    annotation,
    article: `article ${n}`,
    publishedAt: null,
    creator: 'jonas',
    stance: 'asserts',
    chain: { annotation, hops },
    isDisputed: false,
    isWithdrawn: false,
    isInternal: false,
    isOrphan: false,
    isAdrift: false,
    isBlind: false,
  };
}

test.each([
  ['may be one, until somebody says otherwise', [], [], 1],
  ['are two when the first is said to differ', ['official 2'], [], 2],
  ['are two when the second is', [], ['official 1'], 2],
  ['are not two for differing from others', ['official 3'], [], 1],
])('two unnamed go-betweens %s', (_what, one, other, atLeast) => {
  const { asserts } = figuresOf([passage(1, one), passage(2, other)]);
  expect(asserts.independence).toMatchObject({ atLeast, atMost: 2 });
});
