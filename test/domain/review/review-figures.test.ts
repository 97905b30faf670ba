import { describe, expect, test } from 'vitest';
import type { Annotation } from '../../../src/domain/annotations/annotation.js';
import {
  coverageIn,
  disagreementIn,
  reviewRow,
  sharesIn,
  waitsIn,
} from '../../../src/domain/review/review-figures.js';
import { withStatus } from '../../../src/domain/review/status.js';
import { annotation, at, content, verdicts } from '../../cases/review.js';

function row(part: Partial<Annotation> = {}, ...told: string[]) {
  return reviewRow(withStatus(annotation({ ...part, verdicts: verdicts(...told) }), 1));
}

describe('who reviewed what', () => {
  test('counts what each made and judged, the most active judges first', () => {
    const proposal = { id: 'p1', by: 'tom', at: at(5), revision: 1, content, reason: 'Better.' };
    const declined = { decision: 'declined', at: at(6), by: 'jonas', reason: 'No.' } as const;
    const rows = [
      row({}, 'nils agree', 'tom dispute hop:2', 'tom unsure span'),
      row({
        creator: 'nils',
        proposals: [{ ...proposal, key: null, parts: ['chain'], outcome: declined }],
      }),
      row({}, 'nils agree'),
    ];
    const nothing = { verdicts: { agree: 0, dispute: 0, unsure: 0 }, proposed: 0, accepted: 0 };
    expect(sharesIn(rows)).toEqual([
      {
        ...nothing,
        person: 'nils',
        made: 1,
        judged: 2,
        verdicts: { agree: 2, dispute: 0, unsure: 0 },
      },
      {
        person: 'tom',
        made: 0,
        judged: 1,
        verdicts: { agree: 0, dispute: 1, unsure: 1 },
        proposed: 1,
        accepted: 0,
      },
      { ...nothing, person: 'jonas', made: 2, judged: 0 },
    ]);
  });

  test('counts by article, the one where most waits first', () => {
    const rows = [
      row({ article: 'quay' }, 'nils agree', 'tom agree'),
      row({ article: 'quay' }, 'tom agree span', 'tom agree chain'),
      row({ article: 'fog' }),
      row({ article: 'fog' }),
    ];
    expect(coverageIn(rows)).toEqual([
      { article: 'fog', annotations: 2, waiting: 2, judges: [] },
      {
        article: 'quay',
        annotations: 2,
        waiting: 1,
        judges: [
          { person: 'tom', judged: 2 },
          { person: 'nils', judged: 1 },
        ],
      },
    ]);
  });
});

describe('how long annotations wait', () => {
  const hours = (count: number) => at(60 * count);
  const now = hours(24 * 10);

  test('is told by the median, the oldest and by ages; what is judged waits no longer', () => {
    const waits = waitsIn(
      [
        row({ id: 'new', created: hours(24 * 9 + 1) }),
        row({ id: 'old', created: hours(0) }),
        row({ id: 'middle', created: hours(24 * 6) }),
        row({ id: 'judged', created: at(-59) }, 'nils agree', 'tom agree'),
        row({ id: 'disputed', created: at(-1) }, 'tom dispute'),
      ],
      now,
    );
    expect(waits).toMatchObject({ waiting: 3, median: 4 * 24 * 60 * 60_000, judged: 2 });
    expect(waits.oldest).toMatchObject({ id: 'old', since: hours(0) });
    expect(waits.ages.map(({ count }) => count)).toEqual([1, 0, 1, 1, 0]);
    expect(waits.firstVerdict).toBe(31 * 60_000);
  });

  test('begins anew with a revision', () => {
    const revised = row({ created: hours(0), modified: hours(24 * 9), revision: 2 }, 'nils agree');
    const noted = row({ created: hours(0), modified: hours(24 * 9) });
    expect(waitsIn([revised], now).median).toBe(24 * 60 * 60_000);
    expect(waitsIn([noted], now).median).toBe(10 * 24 * 60 * 60_000);
  });

  test('is nothing where nothing waits', () => {
    expect(waitsIn([], now)).toMatchObject({
      waiting: 0,
      median: null,
      oldest: null,
      judged: 0,
      firstVerdict: null,
    });
  });
});

describe('where disagreement gathers', () => {
  const everywhere = ['vega', 'ledger', 'paper'];
  test.each([
    ['a dispute of the whole is one of every hop', ['tom dispute'], everywhere],
    ['so is one of the chain', ['tom dispute chain'], everywhere],
    ['one of a hop is of that hop', ['tom dispute hop:2'], ['ledger']],
    ['of another part it is of none', ['tom dispute span', 'nils dispute confidence'], []],
    ['being unsure is no dispute', ['tom unsure hop:2', 'nils agree'], []],
  ])('%s', (_title, told, sources) => {
    const { sources: found } = disagreementIn([row({}, ...told)]);
    expect(found.map(({ what }) => what).sort()).toEqual(sources.toSorted());
  });

  test('a hop of a chain that has changed since is another hop', () => {
    const parts = { chain: { by: 'jonas', revision: 2 } };
    const rows = [row({ parts, revision: 2 }, 'tom dispute hop:2')];
    expect(disagreementIn(rows).sources).toEqual([]);
  });

  test('the most disputed come first, and what is disputed more often for its number', () => {
    const chain = content.chain.slice(0, 1);
    const rows = [row({}, 'tom dispute hop:1'), row({}, 'tom dispute hop:2'), row({ chain })];
    const { sources, relations } = disagreementIn(rows);
    expect(sources).toEqual([
      { what: 'ledger', annotations: 2, disputed: 1 },
      { what: 'vega', annotations: 3, disputed: 1 },
    ]);
    expect(relations).toEqual([
      { what: 'passed', annotations: 2, disputed: 1 },
      { what: 'told', annotations: 3, disputed: 1 },
    ]);
  });
});
