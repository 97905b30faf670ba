import { describe, expect, test } from 'vitest';
import type { Annotation } from '../../../src/domain/annotations/annotation.js';
import type { Comment } from '../../../src/domain/review/comments.js';
import { reviewFaults } from '../../../src/domain/review/review-faults.js';
import { annotation, at, verdicts } from '../../cases/review.js';

const reply: Comment = {
  id: 'c2',
  by: 'tom',
  at: at(3),
  text: 'No.',
  replyTo: 'c1',
  mentions: [],
  resolved: null,
  key: null,
};

const cases: [what: string, part: Partial<Annotation>, sentences: string[]][] = [
  ['nothing', {}, []],
  ['verdicts of several people', { verdicts: verdicts('tom agree', 'nils dispute hop:3') }, []],
  [
    'a verdict on a hop that an earlier chain had',
    { revision: 2, verdicts: verdicts('tom dispute hop:9') },
    [],
  ],
  [
    'a verdict on a hop that is not there',
    { verdicts: verdicts('tom dispute hop:4') },
    ['Verdict v1 is on hop:4, which is not there.'],
  ],
  [
    'a verdict on a claim that is not there',
    { claim: null, stance: null, verdicts: verdicts('tom agree claim') },
    ['Verdict v1 is on claim, which is not there.'],
  ],
  [
    'a verdict on one’s own',
    { verdicts: verdicts('jonas agree') },
    ['Verdict v1 is of somebody who wrote a part of the annotation.'],
  ],
  [
    'a verdict on what has become one’s own since',
    {
      revision: 2,
      parts: { chain: { by: 'tom', revision: 2 } },
      verdicts: verdicts('tom dispute chain r1'),
    },
    [],
  ],
  [
    'two verdicts of one person on one part',
    { verdicts: verdicts('tom agree', 'tom unsure') },
    ['Verdict v2 is a second one of the same person on whole.'],
  ],
  [
    'a verdict on a revision that is yet to come',
    { verdicts: verdicts('tom agree r2') },
    ['Verdict v1 is of revision 2, and there are 1.'],
  ],
  [
    'a part of a revision that is yet to come',
    { parts: { chain: { by: 'tom', revision: 4 } } },
    ['The chain is of revision 4, and there are 1.'],
  ],
  ['a reply to nothing', { comments: [reply] }, ['Comment c2 replies to one that is not there.']],
];

describe('what is wrong with a review is said in sentences', () => {
  test.each(cases)('%s', (_what, part, sentences) => {
    expect(reviewFaults(annotation(part))).toEqual(sentences);
  });
});
