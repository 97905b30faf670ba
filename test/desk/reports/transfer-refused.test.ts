import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Desk } from '../../../src/desk/desk.js';
import { importReport } from '../../../src/desk/reports/transfer.js';
import { Problem } from '../../../src/domain/problem.js';
import {
  ada,
  contents,
  deskOf,
  deskWith,
  edited,
  exported,
  publicHarbour,
} from './transfer-desks.js';

let desk: Desk;

beforeEach(async () => {
  desk = await deskWith([ada]);
});

const locator = { page: null, paragraph: null, time: null };

describe('a file that is not what it should be is refused, and nothing comes in', () => {
  // biome-ignore lint/suspicious/noExplicitAny: the file is spoilt in ways that its type forbids.
  type Spoilt = any;
  const joinedWith = ({ id }: { id: string }) => ({
    into: id,
    at: '2026-03-02T09:00:00.000Z',
    by: 'mira',
  });
  const evidence = { id: 'e1', url: null, retrievedAt: null, file: null, ...locator };
  const cases: [string, string, RegExp, (file: Spoilt) => void][] = [
    ['of another kind', 'unsupported', /not a report/u, (file) => (file.format = 'other')],
    ['of a newer version', 'unsupported', /newer Whence/u, (file) => (file.formatVersion = 4)],
    ['with a field too many', 'invalid', /articles\.0/u, (file) => (file.articles[0].extra = 1)],
    [
      'with a NUL in a title',
      'invalid',
      /At articles\.0\.title: A NUL/u,
      (file) => (file.articles[0].title = 'The \0 wall'),
    ],
    [
      'with half a character in what was said',
      'invalid',
      /At articles\.0\.annotations\.0\.note: A NUL or half a character/u,
      (file) => (file.articles[0].annotations[0].note = 'a\uD83D'),
    ],
    [
      'with half a character in a name',
      'invalid',
      /At sources\.0\.name: A NUL or half/u,
      (file) => (file.sources[0].name = '\uDE00'),
    ],
    [
      'with an address that is none',
      'invalid',
      /At articles\.0\.url: Give a web address/u,
      (file) => (file.articles[0].url = 'https://exa mple.org/'),
    ],
    [
      'with a passage that does not stand there',
      'invalid',
      /articles\.0\.annotations\.1\.target: Its passage does not stand/u,
      (file) => (file.articles[0].annotations[1].target.start += 1),
    ],
    [
      'with a position outside the text',
      'invalid',
      /target/u,
      (file) => (file.articles[0].annotations[0].target.end = 99_999),
    ],
    [
      'with a text that was changed',
      'invalid',
      /SHA-256/u,
      (file) => (file.articles[0].editions[0].text += ' And more.'),
    ],
    [
      'without an edition between others',
      'invalid',
      /At articles\.0\.editions: An edition before its newest one is not in the file/u,
      (file) => (file.articles[0].editions.at(-1).number += 1),
    ],
    [
      'with a source that is not in it',
      'invalid',
      /source is not in the file/u,
      (file) => (file.articles[0].annotations[0].chain[0].holders[0].source = 'nobody'),
    ],
    [
      'with a claim that is not in it',
      'invalid',
      /claim is not in the file/u,
      (file) => (file.articles[0].annotations[0].claim = 'nothing'),
    ],
    [
      'with an empty chain',
      'invalid',
      /one hop at least/u,
      (file) => (file.articles[0].annotations[0].chain = []),
    ],
    [
      'with a relation after the last hop',
      'invalid',
      /relation/u,
      (file) => (file.articles[0].annotations[4].chain.at(-1).relation = 'told'),
    ],
    [
      'with a level that is none',
      'invalid',
      /confidence/u,
      (file) => (file.articles[0].annotations[0].confidence = 'certain'),
    ],
    [
      'with an address that runs',
      'invalid',
      /http/u,
      (file) => (file.articles[0].url = 'javascript:alert(1)'),
    ],
    [
      'with an id that is markup',
      'invalid',
      /id/u,
      (file) => (file.articles[0].annotations[0].id = '"><script>'),
    ],
    [
      'with two annotations of one id',
      'invalid',
      /stands twice/u,
      (file) => file.articles[0].annotations.push(file.articles[0].annotations[0]),
    ],
    [
      'with an event of something else',
      'invalid',
      /not in the file/u,
      (file) => (file.articles[0].events[1].subject.id = 'elsewhere'),
    ],
    [
      'with a confidential source that bears a name',
      'invalid',
      /pseudonym/u,
      (file) => (file.sources.find(({ id }: Spoilt) => id === 'engineer').name = 'A. Real'),
    ],
    [
      'with an open source that bears a pseudonym',
      'invalid',
      /pseudonym/u,
      (file) =>
        (file.sources.find(({ id }: Spoilt) => id === 'memo').name = 'confidential source 8'),
    ],
    [
      'with a pseudonym that this desk would not have given',
      'invalid',
      /pseudonym/u,
      (file) =>
        (file.sources.find(({ confidential }: Spoilt) => confidential).name =
          'Confidential source 01'),
    ],
    [
      'with a proposal of a source that is not in it',
      'invalid',
      /annotations\.1\.proposals\.0\.content\.chain\.0: Its source is not in the file/u,
      (file) =>
        (file.articles[0].annotations[1].proposals[0].content.chain[0].holders[0].source =
          'nobody'),
    ],
    [
      'with a proposal of a passage that does not stand there',
      'invalid',
      /proposals\.1\.content\.target: Its passage does not stand/u,
      (file) => (file.articles[0].annotations[1].proposals[1].content.target.start += 1),
    ],
    [
      'with two proposals of one id',
      'invalid',
      /“p-open” stands twice/u,
      (file) => (file.articles[0].annotations[1].proposals[1].id = 'p-open'),
    ],
    [
      'with a verdict of its author',
      'invalid',
      /annotations\.0: Verdict v-agreed is of somebody who wrote a part/u,
      (file) => (file.articles[0].annotations[0].verdicts[0].by = 'mira'),
    ],
    [
      'with a verdict on a part that nothing has',
      'invalid',
      /verdicts\.0\.on/u,
      (file) => (file.articles[0].annotations[0].verdicts[0].on = 'tone'),
    ],
    [
      'with a reply to nothing',
      'invalid',
      /Comment c-reply replies to one that is not there/u,
      (file) => (file.articles[0].annotations[1].comments[1].replyTo = 'c-gone'),
    ],
    [
      'with an event that tells of more than its action',
      'invalid',
      /events/u,
      (file) =>
        (file.articles[0].events.find(
          ({ action }: Spoilt) => action === 'verdict.given',
        ).after.name = 'x'),
    ],
    [
      'with an open source on deep background',
      'invalid',
      /has to be confidential/u,
      (file) => (file.articles[0].annotations[0].chain[0].holders[0].basis = 'deep background'),
    ],
    [
      'with a source that is joined with itself',
      'invalid',
      /At sources\.0: It is joined round in a circle/u,
      (file) => (file.sources[0].joined = joinedWith(file.sources[0])),
    ],
    [
      'with sources that are joined in a ring',
      'invalid',
      /sources\.\d: It is joined round in a circle: none stands for the others\.$/u,
      (file) => {
        const [one, other] = file.sources.filter(({ confidential }: Spoilt) => !confidential);
        one.joined = joinedWith(other);
        other.joined = joinedWith(one);
      },
    ],
    [
      'with two rings of sources and a way into one of them',
      'invalid',
      /sources\.\d: It is joined round in a circle: none stands for the others\. The file has 1 more fault\.$/u,
      (file) => {
        const [one, other, third, fourth] = file.sources.filter(
          ({ confidential }: Spoilt) => !confidential,
        );
        one.joined = joinedWith(one);
        other.joined = joinedWith(third);
        third.joined = joinedWith(other);
        fourth.joined = joinedWith(third);
      },
    ],
    [
      'with a public source that is joined with a confidential one',
      'invalid',
      /A public source and a confidential one are never joined/u,
      (file) => {
        const [hidden, open] = [true, false].map((is) =>
          file.sources.find(({ confidential }: Spoilt) => confidential === is),
        );
        open.joined = joinedWith(hidden);
      },
    ],
    [
      'with a source that is affiliated to itself',
      'invalid',
      /At sources\.0: It is affiliated to itself/u,
      (file) => (file.sources[0].affiliation = file.sources[0].id),
    ],
    [
      'with a claim that is joined with itself',
      'invalid',
      /At claims\.0: It is joined round in a circle/u,
      (file) => (file.claims[0].joined = joinedWith(file.claims[0])),
    ],
    [
      'with a claim that is joined with one that is not in it',
      'invalid',
      /At claims\.0: It is joined with a claim that is not in the file/u,
      (file) => (file.claims[0].joined = joinedWith({ id: 'nothing' })),
    ],
    [
      'with a claim that nobody decided',
      'invalid',
      /At claims\.0: A claim that is decided has a decision/u,
      (file) => Object.assign(file.claims[0], { state: 'confirmed', decision: null }),
    ],
    [
      'with a claim without a stance to it',
      'invalid',
      /\.stance: A claim and a stance to it stand together/u,
      (file) =>
        (file.articles[0].annotations.find(({ claim }: Spoilt) => claim !== null).stance = null),
    ],
    [
      'with an excerpt that was changed',
      'invalid',
      /An excerpt does not have the SHA-256/u,
      (file) =>
        (file.articles[0].annotations[0].chain[0].holders[0].evidence = [
          { ...evidence, excerpt: 'The wall is two metres high.', sha256: 'a'.repeat(64) },
        ]),
    ],
    [
      'with several labels in one',
      'invalid',
      /annotations\.0\.labels: A label has no comma/u,
      (file) => (file.articles[0].annotations[0].labels = ['follow up, embargo']),
    ],
  ];
  test.each(cases)('%s', async (_, code, message, spoil) => {
    const text = edited(await exported(await deskOf(publicHarbour())), spoil);
    const before = await contents(desk);
    const refused = importReport(desk, ada, text);
    await expect(refused).rejects.toBeInstanceOf(Problem);
    await expect(refused).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    expect(await contents(desk)).toEqual(before);
  });

  test.each(['', '{', '[]', 'null', '"x"', '<html>'])('%j', async (text) => {
    await expect(importReport(desk, ada, text)).rejects.toBeInstanceOf(Problem);
  });

  test('cut off at any place', async () => {
    const text = await exported(await deskOf(publicHarbour()));
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 3), async (length) => {
        const refused = importReport(desk, ada, text.slice(0, length));
        await expect(refused).rejects.toMatchObject({ code: 'unreadable' });
      }),
      { numRuns: 20 },
    );
  });
});
