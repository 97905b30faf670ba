import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claimWording, type WordingOfTwo } from '../../../src/domain/claims/claim-wording.js';

/** Pairs as "a b 12" (undecided) and "a b 12!" (decided): two articles, words; told by both articles. */
function sharing(...lines: string[]): Map<string, WordingOfTwo[]> {
  const shared = new Map<string, WordingOfTwo[]>();
  for (const line of lines) {
    const [one = '', other = '', words = ''] = line.split(' ');
    const decided = { independent: true, reason: 'two agencies', at: '2026-01-05', by: 'mira' };
    const pair: WordingOfTwo = {
      articles: [one, other],
      titles: [`Title ${one}`, `Title ${other}`],
      words: Number.parseInt(words, 10),
      decision: words.endsWith('!') ? decided : null,
    };
    for (const article of pair.articles)
      shared.set(article, [...(shared.get(article) ?? []), pair]);
  }
  return shared;
}

const groups = (...lines: string[]) =>
  claimWording(sharing(...lines)).undecided.map(({ articles }) => articles.join(''));

describe('articles that share wording', () => {
  test.each([
    ['two', ['a b 12'], ['ab']],
    ['apart from two others', ['a b 12', 'c d 9'], ['ab', 'cd']],
    ['through a third', ['a c 12', 'b c 9'], ['abc']],
    ['each with each', ['a b 12', 'a c 12', 'b c 12'], ['abc']],
    ['as far as nobody has decided', ['a b 12!', 'b c 12', 'd e 9!'], ['bc']],
    ['two groups that a third pair joins', ['a b 12', 'c d 12', 'b c 8'], ['abcd']],
    ['none', [], []],
  ])('hang together: %s', (_what, lines, found) => {
    expect(groups(...lines)).toEqual(found);
  });

  test('count only beside others that bear on the claim', () => {
    const shared = sharing('a b 12', 'a c 12');
    shared.delete('b');
    expect(claimWording(shared).undecided.map(({ articles }) => articles)).toEqual([['a', 'c']]);
  });

  test('are told with the pairs that share most, twenty at most', () => {
    const names = Array.from({ length: 30 }, (_, at) => String.fromCodePoint(0x3b1 + at)).sort();
    const lines = names.slice(1).map((name, at) => `${names[0]} ${name} ${10 + at}`);
    const [group] = claimWording(sharing(...lines)).undecided;
    expect(group?.articles).toEqual(names);
    expect(group?.pairs.map(({ words }) => words)).toEqual(
      Array.from({ length: 20 }, (_, at) => 38 - at),
    );
  });

  test('stand in one group each, with whom they share, whatever the order', () => {
    const name = fc.constantFrom(...'abcdefghij');
    const pair = fc
      .tuple(name, name)
      .filter(([one, other]) => one !== other)
      .map((both) => both.toSorted().join(' '));
    fc.assert(
      fc.property(fc.uniqueArray(pair), (pairs) => {
        const found = groups(...pairs.map((each) => `${each} 9`));
        expect([...found.join('')].toSorted()).toEqual(
          [...new Set(pairs.flatMap((each) => each.split(' ')))].toSorted(),
        );
        for (const each of pairs) {
          const [one = '', other = ''] = each.split(' ');
          expect(found.filter((group) => group.includes(one))).toEqual(
            found.filter((group) => group.includes(other)),
          );
        }
        const turned = groups(...pairs.toReversed().map((each) => `${each} 9`));
        expect(turned.toSorted()).toEqual(found.toSorted());
      }),
    );
  });
});
