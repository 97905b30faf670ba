import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Annotation,
  revise,
  type Status,
} from '../../../src/domain/annotations/annotation.js';
import { Problem } from '../../../src/domain/problem.js';
import { settle } from '../../../src/domain/review/settlement.js';
import { agreeing, statusOf } from '../../../src/domain/review/status.js';
import { judge, type Verdict, withdrawVerdict } from '../../../src/domain/review/verdict.js';
import { annotation, at, content, verdict, verdicts } from '../../cases/review.js';

const settled = {
  by: 'mira',
  at: at(30),
  revision: 1,
  outcome: 'upheld',
  reason: 'Seen.',
} as const;

describe('the status of an annotation', () => {
  const cases: [string, Status, string[], Partial<Annotation>?, number?][] = [
    ['nobody has judged', 'unreviewed', []],
    ['one colleague agrees with', 'agreed', ['tom agree']],
    ['one of two who are wanted agrees with', 'unreviewed', ['tom agree'], {}, 2],
    ['two of two agree with', 'agreed', ['tom agree', 'nils agree'], {}, 2],
    ['somebody is unsure about', 'unreviewed', ['tom unsure']],
    ['somebody agrees with in part', 'unreviewed', ['tom agree chain', 'nils agree span']],
    ['somebody disputes one hop of', 'disputed', ['tom dispute hop:2']],
    ['one agrees with and one disputes', 'disputed', ['tom agree', 'nils dispute claim']],
    ['was agreed before it changed', 'unreviewed', ['tom agree r1'], { revision: 2 }],
    ['was disputed before it changed', 'disputed', ['tom dispute r1'], { revision: 2 }],
    ['an editor has settled', 'settled', ['tom dispute'], { settlement: settled }],
    [
      'somebody disputes after it was settled',
      'settled',
      ['tom dispute', 'nils dispute span'],
      { settlement: settled },
    ],
    [
      'was settled before it changed, with a dispute',
      'disputed',
      ['tom dispute r1'],
      { revision: 2, settlement: settled },
    ],
    [
      'was settled before it changed, without one by now',
      'unreviewed',
      [],
      { revision: 2, settlement: settled },
    ],
    [
      'only its co-author agrees with',
      'unreviewed',
      ['tom agree r2'],
      { revision: 2, parts: { chain: { by: 'tom', revision: 2 } } },
    ],
  ];
  test.each(cases)('that %s is %s', (_what, status, told, part = {}, quorum = 1) => {
    const judged = annotation({ verdicts: verdicts(...told), ...part });
    expect(statusOf(judged, quorum)).toBe(status);
  });

  test('is never agreed by nobody, whatever the quorum', () => {
    expect(statusOf(annotation(), 0)).toBe('unreviewed');
  });
});

/* The laws are tried on whatever a desk may do to an annotation, one step after the other. */

type Step = (before: Annotation, minute: number) => Annotation;

const people = ['jonas', 'tom', 'nils', 'mira'];
const person = fc.constantFrom(...people);
const part = fc.constantFrom('whole', 'span', 'chain', 'hop:1', 'hop:2', 'confidence', 'claim');
const quorum = 2;

/** What is refused changes nothing. */
function tried(before: Annotation, work: () => Annotation): Annotation {
  try {
    return work();
  } catch (error) {
    if (error instanceof Problem) return before;
    throw error;
  }
}

const judging = fc
  .record({
    by: person,
    code: fc.constantFrom('agree', 'dispute', 'unsure'),
    on: part,
  })
  .map(
    ({ by, code, on }): Step =>
      (before, minute) =>
        tried(before, () => {
          const given = verdict(`${by} ${code} ${on} r${before.revision}`, minute);
          return judge(before, given, quorum).annotation;
        }),
  );
const withdrawing = fc.integer({ min: 0, max: 5 }).map(
  (index): Step =>
    (before) => {
      const given = before.verdicts[index];
      return given ? withdrawVerdict(before, given, quorum).annotation : before;
    },
);
const revising = fc.record({ by: person, confidence: fc.constantFrom('low', 'high', null) }).map(
  ({ by, confidence }): Step =>
    (before, minute) =>
      revise(before, { ...before, confidence }, { at: at(minute), by }),
);
const rechaining = fc.record({ by: person, hops: fc.integer({ min: 1, max: 3 }) }).map(
  ({ by, hops }): Step =>
    (before, minute) =>
      revise(before, { ...before, chain: content.chain.slice(0, hops) }, { at: at(minute), by }),
);
const noting = person.map(
  (by): Step =>
    (before, minute) =>
      revise(before, { ...before, note: `Note ${minute}` }, { at: at(minute), by }),
);
const settling = fc.constant<Step>((before, minute) =>
  tried(before, () => {
    return settle(before, { by: 'ada', at: at(minute), outcome: 'upheld', reason: 'Seen.' });
  }),
);
const steps = fc.array(
  fc.oneof(judging, judging, withdrawing, revising, rechaining, noting, settling),
  {
    maxLength: 30,
  },
);

/** Every state of an annotation on its way, with the one before. */
function states(taken: readonly Step[]): { before: Annotation; after: Annotation }[] {
  let before = annotation();
  return taken.map((step, index) => {
    const after = step(before, index + 1);
    const state = { before, after };
    before = after;
    return state;
  });
}

function law(holds: (state: { before: Annotation; after: Annotation }) => void): void {
  fc.assert(
    fc.property(steps, (taken) => states(taken).forEach(holds)),
    { numRuns: 300 },
  );
}

describe('whatever a desk does', () => {
  test('the status that stands is the one that follows', () => {
    law(({ after }) => expect(after.status).toBe(statusOf(after, quorum)));
  });

  test('a larger quorum makes nothing agreed that was not', () => {
    law(({ after }) => {
      if (statusOf(after, quorum + 1) === 'agreed') {
        expect(statusOf(after, quorum)).toBe('agreed');
      }
    });
  });

  test('what was agreed or settled is open again once it changes', () => {
    law(({ before, after }) => {
      if (after.revision > before.revision)
        expect(after.status).toMatch(/^(unreviewed|disputed)$/u);
    });
  });

  test('a revision takes nobody’s verdict off the record, and every dispute stands', () => {
    law(({ before, after }) => {
      if (after.revision === before.revision) return;
      expect(after.verdicts).toEqual(before.verdicts);
      const wasDisputed = before.verdicts.some(({ verdict: code }) => code === 'dispute');
      expect(after.status).toBe(wasDisputed ? 'disputed' : 'unreviewed');
    });
  });

  test('a change of the note alone changes no status', () => {
    law(({ before, after }) => {
      if (before.note !== after.note) expect(after.status).toBe(before.status);
    });
  });

  test('nobody’s own words are agreed by themselves', () => {
    law(({ after }) => {
      const authors = [after.creator, ...Object.values(after.parts).map(({ by }) => by)];
      expect(agreeing(after).filter((each) => authors.includes(each))).toEqual([]);
    });
  });

  test('each person has one verdict on a part of a revision', () => {
    law(({ after }) => {
      const keys = after.verdicts.map(({ by, on, revision }) => `${by} ${on} ${revision}`);
      expect(new Set(keys).size).toBe(keys.length);
    });
  });

  test('a verdict that is undone leaves everything as it was', () => {
    law(({ after }) => {
      const given: Verdict = verdict(`vera dispute hop:1 r${after.revision}`, 90);
      const judged = judge(after, given, quorum);
      const again = judge(
        judged.annotation,
        { ...given, id: 'v91', on: 'whole', at: at(91) },
        quorum,
      );
      const undone = withdrawVerdict(
        again.annotation,
        { id: 'v91', by: 'vera' },
        quorum,
        again.replaced,
      );
      expect(undone.annotation).toEqual(judged.annotation);
    });
  });
});
