import { describe, expect, test } from 'vitest';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { parse } from '../../../src/domain/parse.js';

const ana = { source: { id: 'ana4', name: 'Ana Lund', kind: 'person' }, reliability: 'B' };
const minister = { name: 'a minister', unnamed: true, basis: 'background' };
const post = { source: { id: 'post', name: 'The Harbour Post', kind: 'outlet' } };
const hops = [
  { relation: 'told', holders: [ana, minister] },
  { relation: 'passed', gap: 'unknown', holders: [] },
  { relation: null, holders: [post] },
];
const line =
  'Ana Lund [B] + a minister (unnamed, background) -told-> ? -> The Harbour Post (outlet)';

const read = (chain: object) => parse(annotationInput, { target: { exact: 'said' }, chain }).chain;

describe('a chain that is sent as a line and as a list', () => {
  test.each([
    ['as it was printed', line],
    ['with other spaces and arrows', line.replace('-> ?', '→   ?')],
    ['with a name in another case', line.replace('Ana', 'ANA')],
    ['without a kind', line.replace(' (outlet)', '')],
    ['with the beginning of an id', line.replace('Ana Lund', 'Ana Lund #ana4')],
  ])('is taken where both say the same: %s', (_what, notation) => {
    expect(read({ notation, hops })).toEqual(read({ hops }));
  });

  test.each([
    ['another name', line.replace('Ana', 'Eva')],
    ['another rating', line.replace('[B]', '[C]')],
    ['no rating', line.replace(' [B]', '')],
    ['another relation', line.replace('-told->', '-wrote to->')],
    ['another basis', line.replace('background', 'on the record')],
    ['another kind', line.replace('outlet', 'document')],
    ['a name in the place of a gap', line.replace('?', 'Vik')],
    ['a gap in the place of a name', line.replace('a minister (unnamed, background)', '?')],
    ['a hop less', line.replace(' -> The Harbour Post (outlet)', '')],
    ['a hop more', `Vik -told-> ${line}`],
    ['holders one after the other', line.replace(' + ', ' -> ')],
    ['another order', line.replace(/^(.*) \+ (.*) -told->/u, '$2 + $1 -told->')],
    ['another id', line.replace('Ana Lund', 'Ana Lund #zzzz')],
    ['that it is confidential', line.replace('[B]', '[B] (confidential)')],
    ['what is no chain', 'Ana -told->'],
  ])('is refused where the line says %s', (_what, notation) => {
    expect(() => read({ notation, hops })).toThrow(/^The notation and the hops of this chain/u);
  });

  test('is refused where nobody can tell: the list has ids alone', () => {
    const chain = { notation: 'Ana Lund', hops: [{ holders: [{ source: 'ana4' }] }] };
    expect(() => read(chain)).toThrow(/send one of them/u);
    expect(read({ ...chain, notation: 'Ana Lund #ana4' })).toHaveLength(1);
  });
});
