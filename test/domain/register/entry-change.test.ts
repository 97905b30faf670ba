import { describe, expect, test } from 'vitest';
import { changeEntry, newNames } from '../../../src/domain/register/entry-change.js';
import type { Source } from '../../../src/domain/register/source.js';
import type { EntryInput } from '../../../src/domain/register/source-input.js';
import { source } from '../../reports/documents.js';

const port = source('port', 'Port Board', {
  ...{ kind: 'organisation', aliases: ['The Board'], affiliation: 'city', description: 'Six men.' },
});
const { name, kind, aliases, affiliation, description } = port;
const same: EntryInput = { name, kind, aliases, affiliation, description, keepName: true };
const called = (name: string, aliases: string[] = []) => ({ name, aliases });

describe('an entry', () => {
  test('stays as it is where nothing is said anew', () => {
    expect(changeEntry(port, same)).toBeNull();
    expect(changeEntry(port, { ...same, keepName: false })).toBeNull();
  });

  test.each<[string, Partial<EntryInput>, ReturnType<typeof called>]>([
    [
      'keeps a name that is replaced',
      called('Harbour Board', ['The Board']),
      called('Harbour Board', ['The Board', 'Port Board']),
    ],
    [
      'gives it up where that is said',
      { ...called('Harbour Board', ['The Board']), keepName: false },
      called('Harbour Board', ['The Board']),
    ],
    ['has another name once', called('Port Board', ['PB', 'PB', '']), called('Port Board', ['PB'])],
    [
      'has its name in another spelling beside it',
      called('Port Board', ['port board']),
      called('Port Board', ['port board']),
    ],
    ['takes a name back that it had', called('The Board'), called('The Board', ['Port Board'])],
  ])('%s', (_what, said, expected) => {
    expect(changeEntry(port, { ...same, ...said })?.source).toEqual({ ...port, ...expected });
  });

  test('tells what of it changed, and nothing else', () => {
    const changed = changeEntry(port, { ...same, kind: null, description: null });
    expect(changed?.before).toEqual({ kind: 'organisation', description: 'Six men.' });
    expect(changed?.after).toEqual({ kind: null, description: null });
  });
});

describe('refused on its field is', () => {
  const masked: Source = { ...port, ...called('Confidential source 3'), confidential: true };
  test.each<[string, Source, Partial<EntryInput>, string]>([
    ['a pseudonym for a public entry', port, called('Confidential source 4'), 'name'],
    ['one as its other name', port, called('Port Board', ['Confidential source 4']), 'aliases'],
    ['another name for a confidential one', masked, called('Port Board'), 'name'],
    [
      'another name beside its pseudonym',
      masked,
      called('Confidential source 3', ['Port Board']),
      'aliases',
    ],
    ['an entry that belongs to itself', port, { affiliation: 'port' }, 'affiliation'],
  ])('%s', (_what, entry, said, field) => {
    expect(() => changeEntry(entry, { ...same, ...said })).toThrow(
      expect.objectContaining({ fields: [expect.objectContaining({ field })] }),
    );
  });

  test('nothing of a confidential one that keeps its pseudonym, which is no other name then', () => {
    const said = { ...same, ...called(masked.name), description: 'Met twice.' };
    expect(changeEntry(masked, said)?.source).toEqual({ ...masked, description: 'Met twice.' });
  });
});

test('new are the names that an entry had in no spelling', () => {
  const next = { ...port, ...called('PORT BOARD', ['the board', 'Harbour Board']) };
  expect(newNames(port, next)).toEqual(['Harbour Board']);
  expect(newNames(port, { ...port, ...called('Harbour Board') })).toEqual(['Harbour Board']);
});
