import { describe, expect, test } from 'vitest';
import type { Stance } from '../../../src/domain/claims/claim.js';
import { type ClaimPassage, figuresOf } from '../../../src/domain/claims/claim-figures.js';
import { claimSentences, sentenceText } from '../../../src/domain/claims/claim-sentence.js';
import { warningsOf } from '../../../src/domain/claims/claim-warnings.js';
import type { WordingOfTwo } from '../../../src/domain/claims/claim-wording.js';
import { chains } from '../../cases/independence.js';

/** Passages as "asserts 1: Ann > *P": stance, article, chain. */
function passages(...lines: string[]): ClaimPassage[] {
  return lines.map((line, at) => {
    const [, stance = 'asserts', article = '1', chain = ''] =
      /^(\w+) (\d+): (.*)$/u.exec(line) ?? [];
    const counted = { ...chains(chain)[0], annotation: `n${at + 1}` };
    return {
      annotation: `n${at + 1}`,
      article,
      publishedAt: `2011-03-2${at + 1}`,
      creator: 'mira',
      stance: stanceOf(stance),
      chain: { annotation: counted.annotation, hops: counted.hops ?? [] },
      isDisputed: false,
      isWithdrawn: false,
      isInternal: false,
      isOrphan: false,
      isAdrift: false,
      isBlind: false,
    };
  });
}

function stanceOf(word: string): Stance {
  return word === 'denies' || word === 'questions' ? word : 'asserts';
}

const kinds: Record<string, 'document' | 'group'> = { 'US embassy cable': 'document' };

function sourceOf(unnamed: readonly string[]) {
  return (id: string) => ({
    name: id,
    kind: kinds[id] ?? (id.endsWith('officials') ? 'group' : null),
    unnamed: unnamed.includes(id),
    confidential: id.startsWith('Confidential'),
  });
}

function said(lines: readonly string[]): string {
  const all = passages(...lines);
  const holders = all.flatMap(({ chain }) => chain.hops.flat());
  const dark = holders.filter(({ isDark }) => isDark).map(({ source }) => source);
  return sentenceText(claimSentences(figuresOf(all), sourceOf(dark)));
}

/** The same of articles of which those share wording. */
function saidOfSharing(lines: readonly string[], sharing: readonly string[]): string {
  const pairsOf = (article: string): WordingOfTwo[] =>
    sharing
      .filter((other) => other !== article && sharing.includes(article))
      .map((other) => {
        const titles = [article, other] as const;
        return { articles: titles, titles, words: 20, decision: null };
      });
  const all = passages(...lines).map((passage) => {
    const sharedWording = pairsOf(passage.article);
    const sharesWith = sharedWording.map(({ articles: [, other] }) => other);
    const chain = { ...passage.chain, article: passage.article, sharesWith };
    return { ...passage, chain, sharedWording };
  });
  return sentenceText(claimSentences(figuresOf(all), sourceOf(['aide', 'envoy'])));
}

const cable = 'Laura Hickey > ~US diplomat in London > US embassy cable';

describe('the sentence of a claim whose articles share wording', () => {
  const named = ['asserts 1: Ann > *P', 'asserts 2: Bob > *Q'];
  test.each<[lines: string[], sharing: string[], sentence: string]>([
    [
      named,
      ['1', '2'],
      'Two articles, between one and two independent sources: the articles share wording.',
    ],
    [
      [...named, 'asserts 3: Cid > *R'],
      ['1', '2'],
      'Three articles, between two and three independent sources: two of the articles share wording.',
    ],
    [
      ['denies 1: Ann > *P', 'denies 2: Bob > *Q'],
      ['1', '2'],
      'No article asserts it. Two articles deny it, on one to two independent sources: the articles share wording.',
    ],
    [
      [...named, 'asserts 3: ? > *R'],
      ['1', '2', '3'],
      'Three articles, between one and three independent sources: one passage does not state its origin, and the articles share wording.',
    ],
    [
      ['asserts 1: Ann > ~aide > *P', 'asserts 2: Bob > ~envoy > *Q'],
      ['1', '2'],
      'Two articles, between one and two independent sources: those who passed it on are not all named, and may be one person, and the articles share wording.',
    ],
    [
      ['asserts 1: Ann > ~aide > *P', 'asserts 2: Bob > *Q'],
      ['1', '2'],
      'Two articles, between one and two independent sources: the articles share wording.',
    ],
  ])('%j', (lines, sharing, sentence) => {
    expect(saidOfSharing(lines, sharing)).toBe(sentence);
  });
});

describe('the sentence of a claim', () => {
  const cases: [lines: string[], sentence: string][] = [
    [[], 'No article speaks of it.'],
    [['asserts 1: Ann Lee > *P'], 'One article, one independent source: it rests on Ann Lee.'],
    [
      ['asserts 1: Ann Lee > US embassy cable > *P'],
      'One article, one independent source: it rests on Ann Lee, through the US embassy cable.',
    ],
    [['asserts 1: *P'], 'One article, one independent source: it rests on P.'],
    [
      ['asserts 1: ? > *P'],
      'One article, at most one independent source: it does not state its origin.',
    ],
    [
      ['asserts 1: ? > Foreign Office spokesman > *P'],
      'One article, at most one independent source: it comes through Foreign Office spokesman, and does not state its origin.',
    ],
    [
      [
        'asserts 1: ? > US cable > *P',
        'asserts 1: Ann > US cable > *P',
        'asserts 1: US cable > *P',
      ],
      'One article, one independent source: it comes through US cable, and one of three passages does not state its origin.',
    ],
    [
      ['asserts 1: ? > AFP > *P', 'asserts 2: ~aide > AFP > *Q'],
      'Two articles, at most one independent source: both come through AFP, and one of two passages does not state its origin.',
    ],
    [
      ['asserts 1: ? > AFP > *P', 'asserts 2: ? > AFP > *Q'],
      'Two articles, at most one independent source: both come through AFP, and neither states its origin.',
    ],
    [
      ['asserts 1: ~senior official > *P'],
      'One article, at most one independent source: it rests on the senior official, who is not named.',
    ],
    [
      ['asserts 1: ~Pakistani officials > *P'],
      'One article, at most one independent source: it rests on Pakistani officials, who are not named.',
    ],
    [
      ['asserts 1: ~Confidential source 3 > *P'],
      'One article, at most one independent source: it rests on Confidential source 3.',
    ],
    [['asserts 1: Ann Lee + Bob > *P'], 'One article, two independent sources: Ann Lee and Bob.'],
    [
      ['asserts 1: Ann Lee > *P', 'asserts 2: Ann Lee > *Q'],
      'Two articles, one independent source: both rest on Ann Lee.',
    ],
    [
      [
        `asserts 1: ${cable} > WikiLeaks > *The Hindu`,
        `asserts 1: ${cable} > WikiLeaks > *The Hindu`,
        `asserts 2: ${cable} > WikiLeaks > *Ledger`,
        `asserts 3: ${cable} > WikiLeaks > The Hindu > *Gazette`,
        `asserts 4: ${cable} > WikiLeaks > The Hindu > *Courier`,
        `asserts 5: ${cable} > *Weekly`,
        'denies 6: ? > Foreign Office spokesman > *Observer',
        'questions 6: ~two former negotiators > *Observer',
      ],
      'Five articles, one independent source: all rest on Laura Hickey, through the US embassy cable. One article denies it: it comes through Foreign Office spokesman, and does not state its origin. One article questions it.',
    ],
    [
      ['asserts 1: Ann > *P', 'asserts 2: Bob > *Q'],
      'Two articles, two independent sources: Ann and Bob.',
    ],
    [
      ['1', '2', '3', '4'].map((n) => `asserts ${n}: Ann${n} > *P`),
      'Four articles, four independent sources.',
    ],
    [
      Array.from({ length: 12 }, (_, n) => `asserts ${n}: Ann${n} > *P`),
      '12 articles, 12 independent sources.',
    ],
    [
      ['asserts 1: Ann > *P', 'asserts 2: ? > *Q'],
      'Two articles, between one and two independent sources: one passage does not state its origin.',
    ],
    [
      ['asserts 1: ? > *P', 'asserts 2: ? > *Q'],
      'Two articles, between one and two independent sources: two passages do not state their origin.',
    ],
    [
      ['asserts 1: ~aide > *P', 'asserts 2: ~Confidential source 3 > *Q', 'asserts 3: ? > *R'],
      'Three articles, between one and three independent sources: one passage does not state its origin, one passage rests on an unnamed source and one passage rests on a confidential source.',
    ],
    [
      ['asserts 1: Ann > *P', 'asserts 2: ~Pakistani officials + ~Indian officials > Coll > *Q'],
      'Two articles, between one and two independent sources: one passage rests on unnamed sources.',
    ],
    [
      ['asserts 1: Ann > *P', 'asserts 2: ~Pakistani officials > *Q'],
      'Two articles, between one and two independent sources: one passage rests on unnamed sources.',
    ],
    [
      ['asserts 1: Ann > ~aide > *P', 'asserts 2: Bob > ~envoy > *Q'],
      'Two articles, between one and two independent sources: those who passed it on are not all named, and may be one person.',
    ],
    [
      ['asserts 1: Ann > Bob > *P', 'asserts 2: Bob > Cid > *Q', 'asserts 3: Cid > Ann > *R'],
      'Three articles, one independent source: no two of them are independent of each other.',
    ],
    [
      ['asserts 1: Ann > Bob > *P', 'asserts 1: Bob > Cid > *P', 'asserts 1: Cid > Ann > *P'],
      'One article, one independent source: no two of its passages are independent of each other.',
    ],
    [
      ['asserts 1: Ann > AFP > *P', 'asserts 2: Bob > AFP > *Q'],
      'Two articles, one independent source: both come through AFP.',
    ],
    [['denies 1: Ann > *P'], 'No article asserts it. One article denies it: it rests on Ann.'],
    [
      ['denies 1: Ann > *P', 'denies 2: Ann > *Q'],
      'No article asserts it. Two articles deny it, on one independent source: both rest on Ann.',
    ],
    [
      ['denies 1: Ann > *P', 'denies 2: ? > *Q'],
      'No article asserts it. Two articles deny it, on one to two independent sources: one passage does not state its origin.',
    ],
    [
      ['asserts 1: Ann > ~aide > *P', 'asserts 2: Bob > ~envoy > *Q', 'asserts 3: ~clerk > *R'],
      'Three articles, between one and three independent sources: one passage rests on an unnamed source, and those who passed others on may be one person.',
    ],
    [
      ['asserts 1: Ann > ~aide > ~envoy > *P', 'asserts 2: Cid + ~cook > *Q'],
      'Two articles, between two and three independent sources: one passage rests on an unnamed source beside named ones.',
    ],
    [
      ['asserts 1: Ann > ~aide > *P', 'asserts 2: Bob > ~aide > *Q', 'asserts 3: Cid + ~cook > *R'],
      'Three articles, between two and three independent sources: one passage rests on an unnamed source beside named ones.',
    ],
    [
      ['asserts 1: Ann + ~cook > *P', 'asserts 2: Bob + ~clerk > *Q'],
      'Two articles, between two and four independent sources: two passages rest on unnamed sources beside named ones.',
    ],
    [
      ['asserts 1: Ann + ~Confidential source 3 > *P'],
      'One article, between one and two independent sources: one passage rests on a confidential source beside named ones.',
    ],
    [
      ['asserts 1: Ann + ~cook > *P', 'asserts 2: ? > *Q'],
      'Two articles, between one and three independent sources: one passage does not state its origin, and one passage rests on an unnamed source beside named ones.',
    ],
    [
      [
        'asserts 1: Ann + ~clerk > *P',
        'asserts 2: ~Cid > ~cook > *Q',
        'asserts 3: Bob > ~aide > *R',
      ],
      'Three articles, between two and four independent sources: one passage rests on an unnamed source, and one passage rests on an unnamed source beside named ones.',
    ],
    [
      ['asserts 1: Ann > ? > *P', 'asserts 2: Bob > ~aide > *Q', 'asserts 3: Cid + ~cook > *R'],
      'Three articles, between two and four independent sources: those who passed it on are not all named, and may be one person.',
    ],
    [
      ['asserts 1: Ann + Bob > ~aide + ~envoy > *P'],
      'One article, between one and two independent sources: those who passed it on are not all named, and may be one person.',
    ],
    [
      ['denies 1: ? > *P'],
      'No article asserts it. One article denies it: it does not state its origin.',
    ],
    [
      ['questions 1: Ann > *P', 'questions 2: Ann > *Q'],
      'No article asserts it. Two articles question it.',
    ],
  ];
  test.each(cases)('%j', (lines, sentence) => {
    expect(said(lines)).toBe(sentence);
  });

  test('says what each of its numbers counts', () => {
    const all = passages('asserts 1: Ann > *P', 'asserts 2: ? > *Q', 'denies 3: Ann > *R');
    const parts = claimSentences(figuresOf(all), sourceOf([])).flat();
    expect(parts.filter(({ counts }) => counts)).toEqual([
      { text: 'Two articles', counts: 'asserts' },
      { text: 'one', counts: 'independent' },
      { text: 'two independent sources', counts: 'possible' },
      { text: 'One article', counts: 'denies' },
    ]);
  });
});

describe('the warnings', () => {
  test.each([
    [1, 'One passage no longer stands as it was marked, and is counted all the same.'],
    [2, 'Two passages no longer stand as they were marked, and are counted all the same.'],
  ])('tell that the text has changed under %i of them', (count, sentence) => {
    const some = passages('asserts 1: Ann > *P', 'denies 2: Bea > *Q', 'asserts 3: Cy > *R');
    const changed = some.map((each, at) => ({ ...each, isAdrift: at < count }));
    expect(warningsOf(figuresOf(changed), sourceOf([]), changed)).toEqual([
      { code: 'passage changed', about: ['n1', 'n2'].slice(0, count), sentence },
    ]);
  });

  const warnings = (...lines: string[]) =>
    warningsOf(figuresOf(passages(...lines)), sourceOf([]), passages(...lines)).map(
      ({ code, sentence }) => `${code}: ${sentence}`,
    );

  test('name what stands in every chain, and say what hangs on it', () => {
    expect(warnings('asserts 1: Ann > *P', 'asserts 2: Ann > *Q')).toEqual([
      'single point of failure: Ann stands in both chains that assert it. If Ann is wrong, so are both articles.',
    ]);
    expect(
      warnings(
        'asserts 1: Ann > AFP > *P',
        'asserts 2: Ann > AFP > *Q',
        'asserts 2: Ann > AFP > *Q',
      ),
    ).toEqual([
      'single point of failure: Ann and AFP stand in all three chains that assert it. If one of them is wrong, so are both articles.',
    ]);
    expect(warnings('asserts 1: Ann > *P')).toEqual([]);
  });

  test('speak of a group as of several', () => {
    expect(warnings('asserts 1: Delhi officials > *P', 'asserts 2: Delhi officials > *Q')).toEqual([
      'single point of failure: Delhi officials stand in both chains that assert it. If they are wrong, so are both articles.',
    ]);
    expect(
      warnings('asserts 1: AFP > Delhi officials > *P', 'asserts 2: Delhi officials > AFP > *Q'),
    ).toContain(
      'circular reporting: Delhi officials have it from AFP (21 March 2011) and AFP has it from Delhi officials (22 March 2011).',
    );
  });

  test('say who has it from whom in a circle, with the days', () => {
    expect(warnings('asserts 1: Gazette > *Courier', 'asserts 2: Courier > *Gazette')).toContain(
      'circular reporting: Courier has it from Gazette (21 March 2011) and Gazette has it from Courier (22 March 2011).',
    );
  });
});
