import { describe, expect, test } from 'vitest';
import { byAge } from '../../../src/domain/age.js';
import {
  endIdOf,
  endOf,
  joinEntry,
  partEntry,
  wayToEnd,
  withEnds,
  withoutRepeats,
} from '../../../src/domain/register/joining.js';
import type { Source } from '../../../src/domain/register/source.js';
import { moment, source } from '../../reports/documents.js';

const stamp = { at: moment(5), by: 'mira' };

/** Entries of which each is joined into another, as "a>b": "a" alone stands for itself. */
function register(...entries: string[]): Map<string, Source> {
  return new Map(
    entries.map((each) => {
      const [id = '', into] = each.split('>');
      return [id, source(id, id.toUpperCase(), { joined: into ? { into, ...stamp } : null })];
    }),
  );
}

describe('the way from an entry to what stands for it', () => {
  test.each([
    ['is itself', ['a'], 'a'],
    ['goes by every pointer', ['a>b', 'b>c', 'c'], 'abc'],
    ['ends at what is not there', ['a>b', 'b>gone'], 'ab'],
    ['ends before a circle closes', ['a>b', 'b>c', 'c>b'], 'abc'],
    ['ends at an entry that is joined into itself', ['a>a'], 'a'],
  ])('%s', (_where, entries, way) => {
    const known = register(...entries);
    const sourceOf = (id: string) => known.get(id);
    const [first] = known.values();
    if (!first) throw new Error('There is no entry.');
    const ids = wayToEnd(first, sourceOf).map(({ id }) => id);
    expect(ids.join('')).toBe(way);
    expect(endOf(first, sourceOf).id).toBe(way.at(-1));
    expect(endIdOf('a', sourceOf)).toBe(way.at(-1));
  });

  test('of an id that is not there is that id', () => {
    const known = register('a>b', 'b');
    expect(endIdOf('x', (id) => known.get(id))).toBe('x');
    expect(withEnds(['a', 'b', 'x'], (id) => known.get(id))).toEqual(['a', 'b', 'x']);
    expect(withEnds(['a'], (id) => known.get(id))).toEqual(['a', 'b']);
  });
});

test('entries are in order by age, and of one moment by id', () => {
  const entry = (id: string, minute: number) => ({ id, created: moment(minute) });
  const entries = [entry('c', 2), entry('b', 1), entry('a', 2), entry('d', 0)];
  expect(entries.toSorted(byAge).map(({ id }) => id)).toEqual(['d', 'b', 'a', 'c']);
  expect(byAge(entry('a', 1), entry('a', 1))).toBe(0);
  const again = withoutRepeats([...entries, entry('b', 9)]);
  expect(again.map(({ id, created }) => [id, created])).toEqual([
    ['c', moment(2)],
    ['b', moment(9)],
    ['a', moment(2)],
    ['d', moment(0)],
  ]);
});

describe('an entry is joined with another', () => {
  const ann = source('ann', 'Ann Lee');
  const other = source('lee', 'A. Lee');
  const end = source('end', 'Anne Lee');

  test('by a pointer on it, where their kinds are one or not known', () => {
    expect(joinEntry(ann, [other], stamp)).toEqual({ ...ann, joined: { into: 'lee', ...stamp } });
    const [unknown, group] = [
      { ...ann, kind: null },
      { ...end, kind: 'group' as const },
    ];
    expect(joinEntry(unknown, [other, group], stamp).joined?.into).toBe('lee');
    expect(joinEntry(ann, [other, { ...end, kind: null }], stamp).joined?.into).toBe('lee');
    const masked = { confidential: true };
    expect(
      joinEntry({ ...ann, ...masked }, [{ ...other, ...masked }], stamp).joined,
    ).not.toBeNull();
  });

  test.each<[string, Partial<Source>, Partial<Source>[], string]>([
    ['with none', {}, [], 'An entry is itself already.'],
    ['with itself', {}, [{ id: 'ann' }], 'An entry is itself already.'],
    ['across the mask', { confidential: true }, [other], 'are never joined'],
    ['into a confidential one', {}, [{ confidential: true }], 'are never joined'],
    ['of an open round', { round: 'r1' }, [other], 'when the round has ended'],
    ['into one of an open round', {}, [{ round: 'r1' }], 'when the round has ended'],
    ['that is joined already', { joined: { into: 'x', ...stamp } }, [other], 'part it first'],
    ['that stands for it', {}, [other, { id: 'ann' }], 'they are one source'],
    [
      'of another kind than what stands for that',
      {},
      [other, { kind: 'group' }],
      'of the kind group',
    ],
  ])('never %s', (_which, said, way, sentence) => {
    const entries = way.map((each) => ({ ...other, ...each }));
    expect(() => joinEntry({ ...ann, ...said }, entries, stamp)).toThrow(sentence);
  });

  test('and parted, and only where it was joined', () => {
    const joined = joinEntry(ann, [other], stamp);
    expect(partEntry(joined)).toEqual(ann);
    expect(() => partEntry(ann)).toThrow('Ann Lee is not joined into another entry.');
  });
});
