import { describe, expect, test } from 'vitest';
import { sourcesIn } from '../../../src/domain/chain/chain.js';
import { type Claim, newClaim } from '../../../src/domain/claims/claim.js';
import type { Event } from '../../../src/domain/history/event.js';
import type { Proposal } from '../../../src/domain/review/proposal.js';
import {
  absorbing,
  joinClaims,
  joinSources,
  rejoined,
  rejoinedAnnotation,
  rejoinedEvent,
} from '../../../src/domain/rounds/round-ending.js';
import { hop, source } from '../../cases/chains.js';
import { annotation, at, content } from '../../cases/review.js';

const proposal: Proposal = {
  id: 'p1',
  by: 'tom',
  at: at(1),
  revision: 1,
  content,
  parts: ['chain'],
  reason: 'The log says so.',
  outcome: null,
  key: null,
};

const entered = (id: string, name: string, part: Parameters<typeof source>[1] = {}) =>
  source(id, { name, round: 'r1', created: at(Number(id.slice(1))), ...part });
const known = (id: string, name: string, part: Parameters<typeof source>[1] = {}) =>
  source(id, { name, ...part });

function joined(
  theirs: Parameters<typeof joinSources>[0],
  others: Parameters<typeof joinSources>[1] = [],
): Record<string, string> {
  return Object.fromEntries(joinSources(theirs, others));
}

describe('when a round ends, sources of one name', () => {
  test('become the one that was entered first', () => {
    expect(joined([entered('s2', 'wikileaks '), entered('s1', 'WikiLeaks')])).toEqual({ s2: 's1' });
  });

  test('become the entry that somebody made outside it', () => {
    const outside = known('k', 'Port office', { aliases: ['Harbour office'] });
    expect(joined([entered('s1', 'harbour office')], [outside])).toEqual({ s1: 'k' });
  });

  test.each([
    [
      'by two people, become the oldest',
      [
        ['s1', 'jonas'],
        ['s2', 'nils'],
      ],
      { s2: 's1' },
    ],
    [
      'by one person twice, stay two',
      [
        ['s1', 'jonas'],
        ['s2', 'jonas'],
      ],
      {},
    ],
    [
      'by one person twice and another once, become the oldest once',
      [
        ['s1', 'jonas'],
        ['s2', 'jonas'],
        ['s3', 'nils'],
      ],
      { s3: 's1' },
    ],
    [
      'though the register had it, stay apart',
      [
        ['k', 'tom'],
        ['s1', 'jonas'],
        ['s2', 'nils'],
      ],
      {},
    ],
  ] as const)('described alike in one article %s', (_what, entries, expected) => {
    const of = ([id, creator]: readonly [string, string]) => {
      const said = { unnamed: true, article: 'bridge', creator };
      return id === 'k' ? known(id, 'An official', said) : entered(id, 'an official', said);
    };
    const sources = entries.map(of);
    const theirs = sources.filter(({ id }) => id !== 'k');
    expect(
      joined(
        theirs,
        sources.filter(({ id }) => id === 'k'),
      ),
    ).toEqual(expected);
  });

  test('become the entry for which a joined one of that name stands', () => {
    const stamp = { at: at(1), by: 'mira' };
    const others = [
      known('k1', 'Port office', { joined: { into: 'k2', ...stamp } }),
      known('k2', 'Harbour office'),
    ];
    expect(joined([entered('s1', 'port office')], others)).toEqual({ s1: 'k2' });
  });

  test.each([
    [
      'are unnamed',
      [
        entered('s1', 'An official', { unnamed: true }),
        entered('s2', 'An official', { unnamed: true }),
      ],
    ],
    ...[
      { what: 'are described in two articles', article: 'harbour' },
      { what: 'are described otherwise', name: 'A senior official' },
      { what: 'are described, and one of them is confidential', confidential: true },
      { what: 'are described, and one of them of nobody knows which article', article: null },
    ].map(({ what, name = 'An official', ...part }) => {
      const said = { unnamed: true, article: 'bridge', creator: 'jonas' };
      const other = { ...said, creator: 'nils', ...part };
      return [what, [entered('s1', 'An official', said), entered('s2', name, other)]] as const;
    }),
    [
      'are confidential',
      [
        entered('s1', 'Confidential source 1', { confidential: true }),
        entered('s2', 'Confidential source 1'),
      ],
    ],
    [
      'are of different kinds',
      [entered('s1', 'Vega', { kind: 'person' }), entered('s2', 'Vega', { kind: 'outlet' })],
    ],
  ] as const)('stay apart where they %s', (_what, sources) => {
    expect(joined(sources)).toEqual({});
  });

  test('stay apart where two others bear it, since nobody knows which is meant', () => {
    expect(
      joined([entered('s1', 'John Smith')], [known('a', 'John Smith'), known('b', 'John Smith')]),
    ).toEqual({});
  });
});

test('claims of one wording become the one of before, or the earliest', () => {
  const claim = (id: string, statement: string, minute: number): Claim => {
    return { ...newClaim, id, statement, created: at(minute), creator: 'tom' };
  };
  const theirs = [
    claim('c2', 'The ferry  was late.', 2),
    claim('c1', 'the ferry was late.', 1),
    claim('c3', 'Berth nine is shut.', 3),
  ];
  const before = [claim('k', 'Berth nine is shut.', 0)];
  expect(Object.fromEntries(joinClaims(theirs, before))).toEqual({ c2: 'c1', c3: 'k' });
});

test('chains then name the entries that stay', () => {
  const chain = [hop('s2'), hop(null), hop('paper')];
  const names = rejoined(chain, new Map([['s2', 's1']])).map(
    ({ holders }) => holders[0]?.source ?? null,
  );
  expect(names).toEqual(['s1', null, 'paper']);
});

describe('the entry that stays', () => {
  test('takes on a kind that it had not, and the names that it did not bear', () => {
    const kept = known('k', 'WikiLeaks', { kind: null, aliases: ['WL'] });
    const others = [
      entered('s1', 'wikileaks', { kind: 'outlet', aliases: ['Wiki Leaks', 'wl'] }),
      entered('s2', 'WikiLeaks', { kind: null, aliases: ['wiki leaks'] }),
    ];
    expect(absorbing(kept, others)).toMatchObject({
      name: 'WikiLeaks',
      kind: 'outlet',
      aliases: ['WL', 'Wiki Leaks'],
    });
  });

  test('is what annotations and what is proposed to them name', () => {
    const chain = [hop('s2'), hop('paper')];
    const made = annotation({ chain, claim: 'c2' });
    const next = rejoinedAnnotation(
      {
        ...made,
        proposals: [{ ...proposal, content: { ...proposal.content, chain, claim: 'c2' } }],
      },
      new Map([
        ['s2', 's1'],
        ['c2', 'c1'],
      ]),
    );
    for (const said of [next, ...next.proposals.map(({ content }) => content)]) {
      expect([...sourcesIn(said.chain), said.claim]).toEqual(['s1', 'paper', 'c1']);
    }
  });

  test('is what the history tells of, in old values too', () => {
    const event: Event = {
      id: 'e',
      version: 1,
      at: at(1),
      by: 'nils',
      action: 'annotation.revised',
      subject: { kind: 'annotation', id: 'a1' },
      article: 'harbour',
      before: { chain: [hop('s2')], claim: 'c2' },
      after: { chain: [hop('paper')], proposed: { chain: [hop('s2')] }, note: 's2' },
    };
    const joined = new Map([
      ['s2', 's1'],
      ['c2', 'c1'],
    ]);
    expect(rejoinedEvent(event, joined)).toEqual({
      ...event,
      before: { chain: [hop('s1')], claim: 'c1' },
      after: { chain: [hop('paper')], proposed: { chain: [hop('s1')] }, note: 's2' },
    });
    const about: Event = { ...event, subject: { kind: 'source', id: 's2' }, before: null };
    expect(rejoinedEvent(about, joined).subject.id).toBe('s1');
  });
});
