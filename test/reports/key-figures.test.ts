import { expect, test } from 'vitest';
import { furtherFigures, keyFigures } from '../../src/reports/key-figures.js';
import { type Summary, SummaryCount } from '../../src/reports/summary.js';

const { summary: nothing } = new SummaryCount();
const of = (part: Partial<Summary>): Summary => ({ ...nothing, ...part });
const levels = { high: 0, moderate: 0, low: 0, none: 0 };
const states = { unreviewed: 0, agreed: 0, disputed: 0, settled: 0 };

test.each<[string, Summary]>([
  ['', nothing],
  [
    'Five passages rest on four origins; one source is unnamed. Two are of high confidence, two moderate, one low. Four are reviewed: three agreed, one disputed.',
    of({
      annotations: 5,
      origins: 4,
      unnamedSources: 1,
      confidence: { ...levels, high: 2, moderate: 2, low: 1 },
      statuses: { ...states, unreviewed: 1, agreed: 3, disputed: 1 },
    }),
  ],
  [
    'One passage rests on no stated origin. One is not assessed. None is reviewed.',
    of({
      annotations: 1,
      originsNotStated: 1,
      confidence: { ...levels, none: 1 },
      statuses: { ...states, unreviewed: 1 },
    }),
  ],
  [
    '1,198 of 1,200 passages rest on one origin; two sources are unnamed, one source is confidential and two passages do not state their origin. 1,200 are of low confidence. One is reviewed and settled. Three hops are taken on trust and one passage no longer stands as it was marked.',
    of({
      annotations: 1200,
      origins: 1,
      unnamedSources: 2,
      confidentialSources: 1,
      originsNotStated: 2,
      onTrust: 3,
      adrift: 1,
      confidence: { ...levels, low: 1200 },
      statuses: { ...states, unreviewed: 1199, settled: 1 },
    }),
  ],
  [
    'Three of six passages rest on two origins. Six are of high confidence. One is reviewed and settled. One passage no longer stands as it was marked. Two passages no longer stand in the text and one is withdrawn; they are not counted as carried.',
    of({
      annotations: 6,
      origins: 2,
      adrift: 3,
      missing: 2,
      withdrawn: 1,
      confidence: { ...levels, high: 6 },
      statuses: { ...states, unreviewed: 5, settled: 1 },
    }),
  ],
  [
    'One passage is not assessed. None is reviewed. One passage no longer stands in the text; it is not counted as carried.',
    of({
      annotations: 1,
      adrift: 1,
      missing: 1,
      confidence: { ...levels, none: 1 },
      statuses: { ...states, unreviewed: 1 },
    }),
  ],
])('key figures read: %s', (words, summary) => {
  expect(keyFigures(summary)).toBe(words);
});

test('below the sentence on origins the figures say nothing of them again', () => {
  const summary = of({
    annotations: 5,
    origins: 4,
    originsNotStated: 1,
    unnamedSources: 2,
    onTrust: 1,
    confidence: { ...levels, high: 4, low: 1 },
    statuses: { ...states, unreviewed: 5 },
  });
  expect(furtherFigures(summary)).toBe(
    'Four passages are of high confidence, one low. None is reviewed. Two sources are unnamed and one passage does not state its origin. One hop is taken on trust.',
  );
  expect(furtherFigures(nothing)).toBe('');
});
