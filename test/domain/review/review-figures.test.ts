import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Annotation } from '../../../src/domain/annotations/annotation.js';
import { ReviewCount } from '../../../src/domain/review/review-count.js';
import { type ReviewRow, reviewRow } from '../../../src/domain/review/review-figures.js';
import { withStatus } from '../../../src/domain/review/status.js';
import { annotation, at, content, verdicts } from '../../cases/review.js';

function row(part: Partial<Annotation> = {}, ...told: string[]) {
  return reviewRow(
    withStatus(annotation({ ...part, verdicts: verdicts(...told) }), 1),
    () => undefined,
  );
}

function counted(rows: readonly ReviewRow[]): ReviewCount {
  const count = new ReviewCount();
  for (const each of rows) count.add(each);
  return count;
}

function everythingIn(count: ReviewCount, now = at(600)): unknown[] {
  const { annotations, articles, disagreement, shares } = count;
  return [annotations, articles, disagreement, shares, count.coverage(), count.waits(now)];
}

test('what is taken in and out again leaves no trace, whenever somebody looks', () => {
  const told = fc.constantFrom(
    'nils agree',
    'tom dispute hop:2',
    'mira dispute',
    'tom unsure span',
  );
  const rows = fc.array(
    fc.record({
      fields: fc.record({
        article: fc.constantFrom('quay', 'fog', 'pier'),
        creator: fc.constantFrom('jonas', 'nils'),
        created: fc.nat(50).map((minute) => at(minute)),
      }),
      told: fc.uniqueArray(told, { maxLength: 2 }),
    }),
  );
  fc.assert(
    fc.property(rows, rows, fc.boolean(), (stay, go, looks) => {
      const count = new ReviewCount();
      // Identifiers of annotations are unique, and decide between what waits for equally long.
      const [staying, going] = [stay, go].map((each, group) =>
        each.map(({ fields, told: verdictsTold }, index) =>
          row({ ...fields, id: `${(index * 7) % 5}-${index}-${group}` }, ...verdictsTold),
        ),
      );
      for (const each of going ?? []) count.add(each);
      if (looks) count.waits(at(600));
      for (const each of staying ?? []) count.add(each);
      for (const each of going ?? []) count.remove(each);
      expect(everythingIn(count)).toEqual(everythingIn(counted(staying ?? [])));
    }),
    { numRuns: 60 },
  );
});

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
    expect(counted(rows).shares).toEqual([
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
    expect(counted(rows).coverage()).toEqual([
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
    const waits = counted([
      row({ id: 'new', created: hours(24 * 9 + 1) }),
      row({ id: 'old', created: hours(0) }),
      row({ id: 'middle', created: hours(24 * 6) }),
      row({ id: 'judged', created: at(-59) }, 'nils agree', 'tom agree'),
      row({ id: 'disputed', created: at(-1) }, 'tom dispute'),
    ]).waits(now);
    expect(waits).toMatchObject({ waiting: 3, median: 4 * 24 * 60 * 60_000, judged: 2 });
    expect(waits.oldest).toMatchObject({ id: 'old', since: hours(0) });
    expect(waits.ages.map(({ count }) => count)).toEqual([1, 0, 1, 1, 0]);
    expect(waits.firstVerdict).toBe(31 * 60_000);
  });

  test('begins anew with a revision', () => {
    const revised = row({ created: hours(0), modified: hours(24 * 9), revision: 2 }, 'nils agree');
    const noted = row({ created: hours(0), modified: hours(24 * 9) });
    expect(counted([revised]).waits(now).median).toBe(24 * 60 * 60_000);
    expect(counted([noted]).waits(now).median).toBe(10 * 24 * 60 * 60_000);
  });

  test('is nothing where nothing waits', () => {
    expect(counted([]).waits(now)).toMatchObject({
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
    const { sources: found } = counted([row({}, ...told)]).disagreement;
    expect(found.map(({ what }) => what).sort()).toEqual(sources.toSorted());
  });

  test('a hop of a chain that has changed since is another hop', () => {
    const parts = { chain: { by: 'jonas', revision: 2 } };
    const rows = [row({ parts, revision: 2 }, 'tom dispute hop:2')];
    expect(counted(rows).disagreement.sources).toEqual([]);
  });

  test('the most disputed come first, and what is disputed more often for its number', () => {
    const chain = content.chain.slice(0, 1);
    const rows = [row({}, 'tom dispute hop:1'), row({}, 'tom dispute hop:2'), row({ chain })];
    const { sources, relations } = counted(rows).disagreement;
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
