import { describe, expect, test } from 'vitest';
import { type Annotation, revise } from '../../../src/domain/annotations/annotation.js';
import { parse } from '../../../src/domain/parse.js';
import { Problem } from '../../../src/domain/problem.js';
import { ask, openRequests, type ReviewRequest } from '../../../src/domain/review/request.js';
import {
  giveVerdictBack,
  isJudgedPart,
  judge,
  verdictInput,
  verdictOf,
  withdrawVerdict,
} from '../../../src/domain/review/verdict.js';
import { holder, hop, shared } from '../../cases/hops.js';
import { annotation, at, content, verdict, verdicts } from '../../cases/review.js';

function codeOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof Problem ? error.code : 'defect';
  }
}

/** mira asks tom. */
function request(id: string, minute = 1): ReviewRequest {
  return { id, by: 'mira', at: at(minute), to: 'tom', note: null, due: null, closed: null };
}

/** What stands of a person's verdicts, in the notation of the cases. */
function standing(told: readonly { by: string; verdict: string; on: string }[]): string[] {
  return told.map(({ by, verdict: code, on }) => `${by} ${code} ${on}`);
}

describe('a verdict', () => {
  const cases: [string, string[], string, string[]][] = [
    [
      'stands beside those of others',
      ['nils agree'],
      'tom dispute',
      ['nils agree whole', 'tom dispute whole'],
    ],
    [
      'takes the place of one’s earlier one on the part',
      ['tom dispute span'],
      'tom agree span',
      ['tom agree span'],
    ],
    [
      'stands beside one’s own on other parts',
      ['tom agree span'],
      'tom unsure claim',
      ['tom agree span', 'tom unsure claim'],
    ],
    [
      'on a part stands beside one’s own on the whole',
      ['tom agree'],
      'tom dispute hop:2',
      ['tom agree whole', 'tom dispute hop:2'],
    ],
    [
      'on the whole takes the place of all one’s own',
      ['tom dispute hop:2', 'tom unsure claim'],
      'tom agree',
      ['tom agree whole'],
    ],
    [
      'on the chain takes the place of one’s own on its hops',
      ['tom dispute hop:2', 'tom agree span'],
      'tom agree chain',
      ['tom agree span', 'tom agree chain'],
    ],
    [
      'on a hop leaves one’s own on other hops',
      ['tom dispute hop:2'],
      'tom agree hop:1',
      ['tom dispute hop:2', 'tom agree hop:1'],
    ],
  ];
  test.each(cases)('%s', (_what, before, given, after) => {
    const judged = judge(annotation({ verdicts: verdicts(...before) }), verdict(given, 9), 1);
    expect(standing(judged.annotation.verdicts)).toEqual(after);
  });

  test('says which ones it replaced, for the history and to be undone', () => {
    const before = annotation({ verdicts: verdicts('tom dispute hop:2', 'nils agree') });
    const { replaced } = judge(before, verdict('tom agree', 9), 1);
    expect(standing(replaced)).toEqual(['tom dispute hop:2']);
  });

  test('leaves the content, its revision and its modification as they were', () => {
    const before = annotation();
    const { annotation: after } = judge(before, verdict('tom agree'), 1);
    const { verdicts: _, status, ...rest } = after;
    expect(status).toBe('agreed');
    expect(before).toMatchObject(rest);
  });

  test('answers what its author was asked for', () => {
    const asked = ask(annotation(), request('q'));
    const { annotation: after } = judge(asked, verdict('tom unsure', 2), 1);
    expect(after.requests[0]?.closed).toEqual({ at: at(2), by: 'tom' });
  });
});

describe('a verdict on a hop', () => {
  const disputed = annotation({ verdicts: verdicts('tom dispute hop:2') });

  test('is one on the same hop while the chain is the same', () => {
    const revised = revise(
      disputed,
      { ...content, confidence: 'high' },
      { at: at(5), by: 'jonas' },
    );
    const { annotation: after } = judge(revised, verdict('tom agree hop:2 r2', 6), 1);
    expect(standing(after.verdicts)).toEqual(['tom agree hop:2']);
  });

  test('does not take back a dispute of that hop of another chain', () => {
    const chain = content.chain.toSpliced(0, 1);
    const revised = revise(disputed, { ...content, chain }, { at: at(5), by: 'jonas' });
    const { annotation: after } = judge(revised, verdict('tom agree hop:2 r2', 6), 1);
    expect(standing(after.verdicts)).toEqual(['tom dispute hop:2', 'tom agree hop:2']);
    expect(after.status).toBe('disputed');
  });
});

describe('nobody judges', () => {
  test.each<[string, string, string | null]>([
    ['their own annotation', 'jonas agree r2', 'forbidden'],
    ['what holds a part that they wrote', 'mira agree r2', 'forbidden'],
    ['a revision that has moved on', 'tom agree r1', 'conflict'],
    ['a hop that is not there', 'tom agree hop:4 r2', 'invalid'],
    ['a holder that is not there', 'tom agree hop:3.2 r2', 'invalid'],
    ['… but everyone else judges what there is', 'tom agree hop:3 r2', null],
  ])('%s', (_what, words, code) => {
    const revised = revise(annotation(), { ...content, credibility: 1 }, { at: at(5), by: 'mira' });
    expect(codeOf(() => judge(revised, verdict(words, 6), 1))).toBe(code);
  });

  test('a claim where there is none', () => {
    const without = annotation({ claim: null, stance: null });
    expect(codeOf(() => judge(without, verdict('tom agree claim'), 1))).toBe('invalid');
  });

  test('an annotation that was deleted', () => {
    const deleted = annotation({ deleted: { at: at(1), by: 'jonas' } });
    expect(codeOf(() => judge(deleted, verdict('tom agree'), 1))).toBe('not-found');
  });

  test('is said of a part only as long as it stands', () => {
    const judgedBy = (person: string, about: Annotation) =>
      codeOf(() => judge(about, { ...verdict(`${person} agree`), revision: about.revision }, 1));
    const byMira = revise(annotation(), { ...content, credibility: 1 }, { at: at(5), by: 'mira' });
    expect(judgedBy('mira', byMira)).toBe('forbidden');
    const byJonas = revise(byMira, { ...content, credibility: 2 }, { at: at(6), by: 'jonas' });
    expect(judgedBy('mira', byJonas)).toBeNull();
    expect(judgedBy('jonas', byJonas)).toBe('forbidden');
  });
});

describe('a verdict is withdrawn', () => {
  const disputed = annotation({
    verdicts: verdicts('tom dispute', 'nils agree'),
    status: 'disputed',
  });

  test('by who gave it, and the status follows', () => {
    const { annotation: after, withdrawn } = withdrawVerdict(disputed, { id: 'v1', by: 'tom' }, 1);
    expect(withdrawn.id).toBe('v1');
    expect(after.status).toBe('agreed');
  });

  test('by nobody else', () => {
    expect(codeOf(() => withdrawVerdict(disputed, { id: 'v1', by: 'mira' }, 1))).toBe('forbidden');
  });

  test('once', () => {
    expect(codeOf(() => withdrawVerdict(disputed, { id: 'v9', by: 'tom' }, 1))).toBe('not-found');
  });

  test('by somebody who has become a co-author, too', () => {
    const revised = revise(disputed, { ...content, credibility: 1 }, { at: at(5), by: 'tom' });
    const { annotation: after } = withdrawVerdict(revised, { id: 'v1', by: 'tom' }, 1);
    expect(after.status).toBe('unreviewed');
  });

  test('in favour of those in whose place it stood', () => {
    const { annotation: judged, replaced } = judge(disputed, verdict('tom agree', 5), 1);
    const { annotation: after } = withdrawVerdict(judged, { id: 'v5', by: 'tom' }, 1, replaced);
    expect(after.verdicts).toEqual(disputed.verdicts);
    expect(after.status).toBe('disputed');
  });

  describe('and what it had answered', () => {
    const asked = ask(annotation(), request('q1'));
    const { annotation: judged } = judge(asked, verdict('tom agree', 2), 1);

    test('is asked again', () => {
      const { annotation: after } = withdrawVerdict(judged, { id: 'v2', by: 'tom' }, 1);
      expect(after.requests).toEqual(asked.requests);
    });

    test('stays answered where an earlier verdict had answered it', () => {
      const { annotation: again, replaced } = judge(judged, verdict('tom unsure', 3), 1);
      const { annotation: after } = withdrawVerdict(again, { id: 'v3', by: 'tom' }, 1, replaced);
      expect(after.requests).toEqual(judged.requests);
    });

    test('is not asked twice', () => {
      const anew = ask(judged, request('q2', 5));
      const { annotation: after } = withdrawVerdict(anew, { id: 'v2', by: 'tom' }, 1);
      expect(openRequests(after).map(({ id }) => id)).toEqual(['q2']);
    });
  });
});

describe('a verdict that was withdrawn is given back', () => {
  const [first, second] = verdicts('tom dispute hop:1', 'nils agree');
  const back = (stand: string[], minute: number) => {
    const others = stand.map((words) => verdict(words, minute));
    const judged = annotation({ verdicts: [...(second ? [second] : []), ...others] });
    return giveVerdictBack(judged, first ?? expect.fail(), 1, []).verdicts;
  };

  test('where it stood, whatever its author finds of other parts', () => {
    expect(standing(back([], 5))).toEqual(['tom dispute hop:1', 'nils agree whole']);
    const beside = ['tom dispute hop:1', 'nils agree whole', 'tom agree span'];
    expect(standing(back(['tom agree span'], 5))).toEqual(beside);
  });

  test('beside one on the whole that had been given before it, and not beside one given since', () => {
    expect(standing(back(['tom agree'], 0))).toContain('tom dispute hop:1');
    expect(codeOf(() => back(['tom agree'], 5))).toBe('conflict');
    expect(codeOf(() => back(['tom agree hop:1'], 5))).toBe('conflict');
  });
});

describe('what is sent as a verdict', () => {
  test('is on the whole unless told, and an empty comment is none', () => {
    const sent = { verdict: 'agree', comment: '  ' };
    expect(parse(verdictInput, sent)).toEqual({ verdict: 'agree', on: 'whole', comment: null });
  });

  test.each<[string, object, string]>([
    ['a dispute without a reason', { verdict: 'dispute' }, 'comment'],
    ['a part that there is not', { verdict: 'agree', on: 'note' }, 'on'],
    ['a hop before the first', { verdict: 'agree', on: 'hop:0' }, 'on'],
    ['another verdict', { verdict: 'maybe' }, 'verdict'],
  ])('is refused at its field for %s', (_what, sent, field) => {
    expect(() => parse(verdictInput, sent)).toThrow(
      expect.objectContaining({ fields: [expect.objectContaining({ field })] }),
    );
  });

  test.each(['whole', 'span', 'chain', 'hop:1', 'hop:40', 'confidence', 'credibility', 'claim'])(
    'can be on %s',
    (on) => expect(isJudgedPart(on)).toBe(true),
  );
});

test.each([
  ['as they said last', 'tom agree', 'tom dispute', 'dispute'],
  ['nothing of what others said', 'nils agree', 'mira dispute', null],
  ['nothing of what they said of another part', 'tom agree span', 'tom dispute hop:1', null],
  ['nothing where it was of an earlier revision', 'tom agree r1', 'tom agree hop:1 r2', null],
])('what somebody finds about a part is %s', (_what, first, second, expected) => {
  const revision = second.endsWith('r2') ? 2 : 1;
  const judged = annotation({ revision, verdicts: verdicts(first, second) });
  expect(verdictOf(judged, 'whole', 'tom')).toBe(expected);
});

test.each([
  ['hop:1', ['clerk', 'cook']],
  ['hop:1.2', ['cook']],
  ['hop:2', ['paper']],
  ['chain', undefined],
])('a verdict on %s keeps who was judged', (on, expected) => {
  const chain = [shared('told', holder('clerk'), holder('cook')), hop('paper')];
  const { verdict: given } = judge(annotation({ chain }), verdict(`tom agree ${on}`), 1);
  expect(given.hop?.holders.map(({ source }) => source)).toEqual(expected);
});
