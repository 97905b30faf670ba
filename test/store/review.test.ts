import { describe, expect, test } from 'vitest';
import { unreviewed } from '../../src/domain/annotations/annotation.js';
import { changeShape, shapes } from '../../src/store/shapes.js';
import { insert, type Store } from '../../src/store/store.js';
import { verdicts } from '../cases/review.js';
import { annotation, claim, hop, round, settings, source } from './documents.js';
import { openMemoryStore } from './memory.js';

const at = '2026-03-20T10:00:00.000Z';
const proposal = {
  id: 'p1',
  by: 'tom',
  at,
  revision: 1,
  content: {
    edition: 1,
    target: annotation('a').target,
    chain: [hop('engineer')],
    confidence: null,
    credibility: null,
    claim: null,
    stance: null,
  },
  parts: ['chain' as const],
  reason: 'The port said so.',
  outcome: null,
  key: null,
};

/** The ids found under a key of an index of annotations. */
async function found(
  store: Store,
  index: 'waiting' | 'status' | 'judge' | 'proposal' | 'round',
  key: string,
): Promise<string[]> {
  return (await store.find('annotations', index, { key })).items.map(({ id }) => id);
}

describe('a stored annotation', () => {
  test('of the days before there was reviewing opens as nobody has reviewed it', () => {
    const isNew = (field: string) => field in unreviewed && field !== 'status';
    const fields = Object.entries(annotation('a')).filter(([field]) => !isNew(field));
    expect(shapes.annotations.parse(Object.fromEntries(fields))).toEqual(annotation('a'));
  });

  test('keeps everything that was said of it', () => {
    const reviewed = annotation('a', {
      parts: { chain: { by: 'tom', revision: 2 } },
      verdicts: verdicts('tom dispute hop:2', 'nils agree'),
      proposals: [
        proposal,
        {
          ...proposal,
          id: 'p2',
          outcome: {
            ...{ decision: 'accepted', at, by: 'mira', parts: ['chain'], revision: 2 },
            hops: ['hop:2', 'hop:-3'],
          },
        },
        { ...proposal, id: 'p3', outcome: { decision: 'declined', at, by: 'mira', reason: 'No.' } },
        { ...proposal, id: 'p4', outcome: { decision: 'withdrawn', at, by: 'tom' } },
      ],
      comments: [
        {
          id: 'c',
          by: 'tom',
          at,
          text: 'Hm.',
          replyTo: null,
          mentions: ['mira'],
          resolved: { at, by: 'mira' },
          key: null,
        },
      ],
      requests: [
        { id: 'q', by: 'mira', at, to: 'tom', note: null, due: '2026-03-21', closed: null },
      ],
      settlement: { at, by: 'mira', revision: 1, outcome: 'upheld', reason: 'Seen.' },
      round: 'r',
    });
    expect(shapes.annotations.parse(reviewed)).toEqual(reviewed);
  });

  test.each([
    ['a verdict on what there is not', { verdicts: [{ ...verdicts('tom agree')[0], on: 'note' }] }],
    [
      'a day that is none',
      {
        requests: [
          { id: 'q', by: 'mira', at, to: 'tom', note: null, due: '2026-02-30', closed: null },
        ],
      },
    ],
    ['a part that there is not', { parts: { note: { by: 'tom', revision: 1 } } }],
  ])('with %s is damaged', (_what, fields) => {
    expect(shapes.annotations.safeParse({ ...annotation('a'), ...fields }).success).toBe(false);
  });
});

test('a source and a claim of an earlier day were entered in no round', () => {
  const { round: _, ...old } = source('engineer');
  expect(shapes.sources.parse(old)).toEqual({ ...old, round: null });
});

test('what a round, the settings and their changes are is checked as well', () => {
  expect(changeShape.safeParse(insert('rounds', round('r'))).success).toBe(true);
  expect(changeShape.safeParse(insert('settings', settings(0))).success).toBe(false);
});

describe('annotations are found', () => {
  const judged = annotation('judged', {
    status: 'agreed',
    verdicts: verdicts('tom agree', 'tom unsure span'),
  });
  const deleted = annotation('gone', {
    deleted: { at, by: 'mira' },
    round: 'r',
    verdicts: verdicts('tom agree'),
  });
  const proposed = annotation('proposed', { status: 'agreed', proposals: [proposal], round: 'r' });

  test.each([
    ['waiting', '', ['open', 'proposed']],
    ['status', 'agreed', ['judged', 'proposed']],
    ['status', 'unreviewed', ['open']],
    ['judge', 'tom', ['judged']],
    ['proposal', 'p1', ['proposed']],
    ['round', 'r', ['gone', 'proposed']],
  ] as const)('by %s “%s”', async (index, key, ids) => {
    const store = openMemoryStore();
    const all = [annotation('open'), judged, deleted, proposed];
    await store.commit(all.map((each) => insert('annotations', each)));
    expect((await found(store, index, key)).toSorted()).toEqual(ids);
  });
});

describe('rounds are found', () => {
  const stamp = { at, by: 'mira' };
  const [first, second] = round('r').people;
  const people = [{ person: 'mira', handedIn: at, excused: null }, ...(second ? [second] : [])];
  const rounds = [
    round('open'),
    round('half', { people }),
    round('ended', { people: first ? [first] : [], ended: stamp }),
  ];

  test.each([
    ['open', '', ['half', 'open']],
    ['article', 'bridge', ['ended', 'half', 'open']],
    ['awaited', 'tom', ['half', 'open']],
  ] as const)('by %s “%s”', async (index, key, ids) => {
    const store = openMemoryStore();
    await store.commit(rounds.map((each) => insert('rounds', each)));
    const { items } = await store.find('rounds', index, { key });
    expect(items.map(({ id }) => id).toSorted()).toEqual(ids);
  });
});

describe('a claim of one wording', () => {
  const blind = { ...claim('mine', 'The bridge closes.'), round: 'r', creator: 'tom' };

  test('can be entered by each person of a blind round, who know nothing of each other', async () => {
    const store = openMemoryStore();
    await store.commit([
      insert('claims', claim('known', 'The bridge closes.')),
      insert('claims', blind),
    ]);
    await store.commit([insert('claims', { ...blind, id: 'theirs', creator: 'nils' })]);
    expect(await store.get('claims', 'theirs')).not.toBeNull();
  });

  test('is still entered once by one person', async () => {
    const store = openMemoryStore();
    await store.commit([insert('claims', blind)]);
    await expect(store.commit([insert('claims', { ...blind, id: 'again' })])).rejects.toMatchObject(
      {
        code: 'conflict',
      },
    );
  });
});
