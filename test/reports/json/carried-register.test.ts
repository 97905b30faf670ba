import { expect, test } from 'vitest';
import type { Claim } from '../../../src/domain/claims/claim.js';
import type { Source } from '../../../src/domain/register/source.js';
import { CarriedRegister } from '../../../src/reports/json/carried-register.js';
import { annotation, article, claim, edition, moment, source } from '../documents.js';
import { ofOneEdition } from '../fixtures.js';
import { articleOf } from '../gathered.js';

/* What a file tells of an entry never leads out of the file: the ids of others would tell of them. */

const by = { at: moment(5), by: 'mira' };
const text = edition('harbour', 1, 'Berth nine closes in May.');
const reported = articleOf(ofOneEdition(text, [annotation('a1', text, 'closes')]));

/** A file with an article, an annotation, two sources and two claims, of which the first are said to be so. */
function carried(said: { source?: Partial<Source>; claim?: Partial<Claim> }) {
  const register = new CarriedRegister();
  const sources = [source('ann', 'Ann Lee', said.source), source('bob', 'Bob Ray')];
  const claims = [{ ...claim('c1', 'It closes.'), ...said.claim }, claim('c2', 'It shuts.')];
  register.add({
    ...{ annotations: reported.annotations, article: article('harbour'), bearings: new Map() },
    named: {
      sources: new Map(sources.map((each) => [each.id, each])),
      claims: new Map(claims.map((each) => [each.id, each])),
      people: new Map(),
    },
  });
  const [[ann], [first]] = [[...register.sources()], [...register.claims()]];
  return { source: ann, claim: first } as { source: Source; claim: Claim };
}

const rating = { ...by, reliability: 'B' as const, reason: null };
test.each<[string, Partial<Source>, Partial<Source>]>([
  ['what it belongs to', { affiliation: 'bob' }, { affiliation: 'bob' }],
  ['not what it belongs to', { affiliation: 'gone' }, { affiliation: null }],
  ['whose description it is', { article: 'harbour' }, { article: 'harbour' }],
  ['not whose description it is', { article: 'gone' }, { article: null }],
  ['with whom it is one', { joined: { into: 'bob', ...by } }, { joined: { into: 'bob', ...by } }],
  ['not with whom it is one', { joined: { into: 'gone', ...by } }, { joined: null }],
  ['from whom it differs', { differsFrom: ['bob', 'gone'] }, { differsFrom: ['bob'] }],
  [
    'from where it has a rating',
    { ratings: [{ ...rating, from: 'bob' }] },
    { ratings: [{ ...rating, from: 'bob' }] },
  ],
  [
    'its rating, and not from where it has it',
    { ratings: [{ ...rating, from: 'gone' }] },
    { ratings: [rating] },
  ],
])('of a source a file tells %s, as far as that is in it', (_what, said, told) => {
  expect(carried({ source: said }).source).toMatchObject(told);
});

test('from whom a source differs is not said where none of them is in the file', () => {
  expect(carried({ source: { differsFrom: ['gone'] } }).source).not.toHaveProperty('differsFrom');
});

const override = { ...by, id: 'o1', reason: 'She was there.' };
test.each<[Claim['overrides'][number]['code'], string[], boolean]>([
  ['single point of failure', ['ann'], true],
  ['single point of failure', ['gone'], false],
  ['circular reporting', ['ann', 'bob'], true],
  ['circular reporting', ['ann', 'gone'], false],
  ['disputed', ['a1'], true],
  ['disputed', ['a1', 'gone'], false],
  ['shared wording', ['harbour'], true],
  ['shared wording', ['harbour', 'gone'], false],
  ['counted roughly', [], true],
])('that “%s” about %j was set aside stands in the file or not', (code, about, isThere) => {
  const { overrides } = carried({ claim: { overrides: [{ ...override, code, about }] } }).claim;
  expect(overrides).toEqual(isThere ? [{ ...override, code, about }] : []);
});

test.each([
  ['c2', { into: 'c2', ...by }],
  ['gone', null],
])('a claim that is one with %s is so in the file or not', (into, joined) => {
  expect(carried({ claim: { joined: { into, ...by } } }).claim.joined).toEqual(joined);
});
