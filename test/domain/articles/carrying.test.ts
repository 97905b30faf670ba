import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { carrier, compareEditions } from '../../../src/domain/articles/carrying.js';
import { find } from '../../../src/domain/text/quotes/find.js';
import { describe as describeSpan, type Placement } from '../../../src/domain/text/quotes/quote.js';
import type { Span } from '../../../src/domain/text/span.js';
import { markedOnce } from '../../cases/marked.js';

/** Carries the passage in square brackets over to the other text. */
function carried(marked: string, now: string, language: string | null = 'en') {
  const { text: was, span } = markedOnce(marked);
  return shown(carrier(compareEditions(was, now), language)(span), now);
}

/** Finds it there by its quote and position alone. */
function found(marked: string, now: string, language: string | null = 'en') {
  const { text: was, span } = markedOnce(marked);
  return shown(find(now, describeSpan(was, span), span, language), now);
}

function shown(placement: Placement, now: string) {
  const stands = 'span' in placement ? now.slice(placement.span.start, placement.span.end) : null;
  return { ...placement, stands };
}

const around = 'Nobody in the harbour office had heard of it before the weekend.';
const behind = 'The second ferry went out empty, and the third did not go at all.';

/** A sentence in the middle of a paragraph of which the rest stays. */
const told = (sentence: string) => `${around} ${sentence} ${behind}`;

const ways = [
  ['carried over', carried],
  ['found by its quote', found],
] as const;

describe.each(ways)('a passage that is %s stays with its words', (_way, carried) => {
  test.each([
    [
      'where nothing was changed',
      'Sources said [the deal was ready] in March.',
      'Sources said the deal was ready in March.',
    ],
    [
      'where a word far off in its sentence became another',
      'When it rained, [the deal was ready] near the old bridge.',
      'When it poured, the deal was ready near the new bridge.',
    ],
    [
      'where a slip of the pen beside it was mended',
      'The ministre said [the deal was ready] in public.',
      'The minister said the deal was ready in public.',
    ],
    [
      'where a word that names nobody became another, far from whoever says it',
      'In the cold hall of the palace, the minister said that [the deal was ready].',
      'In the large hall of the palace, the minister said that the deal was ready.',
    ],
    [
      'where a word became another that says of its place',
      'He said that [the deal was ready] to all who came near the gate.',
      'He said that the deal was ready to all who came by the gate.',
    ],
    [
      'where an article was put before it',
      'They sent [word of it] to town.',
      'They sent the word of it to town.',
    ],
  ])('%s', (_, was, now) => {
    expect(carried(told(was), told(now)).kind).toMatch(/exact|moved/u);
  });

  test('and goes where they go when something is put in before them', () => {
    const now = told('Sources said the deal was ready in March.');
    expect(
      carried(told('Sources said [the deal was ready] in March.'), `A new lead.\n${now}`),
    ).toMatchObject({
      kind: 'moved',
      stands: 'the deal was ready',
    });
  });

  test('and goes with its paragraph when that is put elsewhere', () => {
    const one = told('One sentence of its own.');
    const other =
      'Two officials, asked by telephone, said the deal was ready and wanted only a date.';
    expect(
      carried(
        `${one}\n${other.replace('the deal', '[the deal').replace('ready', 'ready]')}`,
        `${other}\n${one}`,
      ),
    ).toMatchObject({
      kind: 'moved',
      stands: 'the deal was ready',
    });
  });

  test('in the sentence that was there, when a sentence that begins alike is put before it', () => {
    const now = 'A lead.\nThe minister said nothing then.\nThe minister said no today.';
    expect(carried('A lead.\n[The minister] said no today.', now)).toMatchObject({
      kind: 'moved',
      span: { start: now.lastIndexOf('The minister') },
    });
  });
});

describe('a passage that is carried over', () => {
  test.each([
    [
      'another office far off',
      'A senior official at the harbour office, who asked not to be named while it is under review, says: [the deal was ready].',
      'A senior manager at the harbour office, who asked not to be named while it is under review, says: the deal was ready.',
      '“official” before it has become “manager”.',
    ],
    [
      'an official of another house',
      'A senior official at the harbour office, who asked not to be named while it is under review, disagrees: [the deal was ready].',
      'A police official at the harbour office, who asked not to be named while it is under review, disagrees: the deal was ready.',
      '“senior” before it has become “police”.',
    ],
  ])('is changed by %s', (_, was, now, reason) => {
    expect(carried(told(was), told(now))).toMatchObject({ kind: 'changed', reason });
  });

  const line = '“They answered us in writing,” he said. “The answer was no.”';
  const moves =
    'Repairs will cost about ten crowns and take until March, a detour of ninety minutes.';

  test('goes with its line when that is put elsewhere, and is all of it', () => {
    const now = `${line}\n\n${around}\n\n${behind}`;
    expect(carried(`${around}\n\n[${line}]\n\n${behind}`, now)).toMatchObject({
      kind: 'moved',
      stands: line,
    });
  });

  test('goes with its paragraph, up to the full stop, when that comes in another’s place', () => {
    const was = `${around}\n\nA caption by the harbour office.\n\n${behind}\n\n[${moves}]\n\nNobody was hurt.`;
    const now = `${around}\n\n${moves}\n\n${behind}\n\nTwo people were hurt.`;
    expect(carried(was, now)).toMatchObject({ kind: 'moved', stands: moves });
  });

  test.each([
    ['Mara Quill', 'changed'],
    ['nine metres', 'changed'],
    ['Dredging begins', 'moved'],
    ['the mole', 'changed'],
  ])(
    'goes with a paragraph that is put elsewhere and corrected in each sentence: %s',
    (passage, kind) => {
      const paragraph =
        'Mara Quill, its chair, said the quay will take ships of nine metres. Dredging begins in spring. Fishermen want a fence along the mole.';
      const corrected = paragraph
        .replace('its chair', 'who leads it')
        .replace('along', 'right beside');
      const was = `${paragraph.replace(passage, `[${passage}]`)}\n${around}\n${behind}`;
      expect(carried(was, `${around}\n${behind}\n${corrected}`)).toMatchObject({
        kind,
        stands: passage,
      });
    },
  );

  test('takes what came in the place of its first words, where the paragraph before it went, too', () => {
    const was = `${around}\n\n${moves}\n\n[Nobody was hurt when the ramp sagged]. ${behind}`;
    const now = `${around}\n\nTwo people were hurt when the ramp sagged. ${behind}`;
    expect(carried(was, now)).toMatchObject({
      kind: 'changed',
      stands: 'Two people were hurt when the ramp sagged',
    });
  });

  test('takes nothing of a paragraph that came in before its first words, when those became others', () => {
    const was = `${around}\n\n[Nobody was hurt when the ramp sagged]. ${behind}`;
    const now = `${around}\n\n${moves}\n\nTwo people were hurt when the ramp sagged. ${behind}`;
    expect(carried(was, now)).toMatchObject({
      kind: 'changed',
      stands: 'Two people were hurt when the ramp sagged',
    });
  });

  test('stays in its short line where the paragraph before it was put elsewhere and another came behind', () => {
    const closing = 'Petra Casal is an associate editor of the Harbour Ledger.';
    const moved = `${behind} Nobody who was on the quay that night could say why, or would.`;
    const came = 'The office of the mayor had no answer for two days, and then none.';
    const was = `${around}\n\n${moved}\n\n[${closing}]`;
    const now = `${moved}\n\n${around}\n\n${closing}\n\n${came}`;
    expect(carried(was, now)).toMatchObject({ kind: 'exact', stands: closing });
  });

  test('stays where its lines are broken in other places', () => {
    const was = `${around} Runa Vold, who inspects ramps, told the town that [two of the pins move]. ${behind}`;
    const now = was.replace(/[[\]]/gu, '').replace('that two', 'that\ntwo').replace('who', '\nwho');
    expect(carried(was, now).kind).toMatch(/exact|moved/u);
  });

  test('is changed where its lines are broken in other places and a word turns it', () => {
    const was = `${around} Runa Vold, who inspects ramps, told the town that [two of the pins move]. ${behind}`;
    const now = `${around} Runa Vold, who inspects ramps,\nnever told the town\nthat two of the pins move. ${behind}`;
    expect(carried(was, now)).toMatchObject({ kind: 'changed' });
  });
});

describe.each(ways)(
  'a passage that is %s, of which the words stand, but say something else, is changed, and says why',
  (_way, carried) => {
    test.each([
      [
        'a figure within another',
        'Some [12] people came.',
        'Some 12,000 people came.',
        '“000” now stands after it.',
      ],
      [
        'a figure before a point',
        'It grew by [5] per cent.',
        'It grew by 5.5 per cent.',
        '“5” now stands before it.',
      ],
      [
        'a sum that has grown',
        'It cost [£3] to send.',
        'It cost £3bn to send.',
        '“bn” now stands after it.',
      ],
      [
        'a sum in another money',
        'It cost [30] to send.',
        'It cost £30 to send.',
        '“£” now stands before it.',
      ],
      [
        'a name of another',
        'On Monday [Singh] resigned.',
        'On Monday Singh’s brother resigned.',
        '“s brother” now stands after it.',
      ],
      [
        'a longer name',
        'On Monday [Singh] resigned.',
        'On Monday Singh Gill resigned.',
        '“Gill” now stands after it.',
      ],
      [
        'a word within another',
        'An [official] told us.',
        'A non-official told us.',
        '“An” before it has become “A non”.',
      ],
      [
        'a word that goes on',
        'The [rebel] camp was quiet.',
        'The rebellion camp was quiet.',
        '“lion” now stands after it.',
      ],
      [
        'a denial before it',
        'Sources said [the deal was ready].',
        'Sources denied that the deal was ready.',
        '“said” before it has become “denied that”.',
      ],
      [
        'a denial that went',
        'He has not [signed the deal] so far.',
        'He has signed the deal so far.',
        '“not” no longer stands before it.',
      ],
      [
        'a doubt',
        'The clerk [took the money] in May.',
        'The clerk allegedly took the money in May.',
        '“allegedly” now stands before it.',
      ],
      [
        'a doubt further off',
        'In May, as we wrote, [the clerk] took the money.',
        'In May, as we allegedly wrote, the clerk took the money.',
        '“allegedly” now stands before it.',
      ],
      [
        'words that turn it',
        'The minister was [ready].',
        'The minister was ready to refuse.',
        '“to refuse” now stands after it.',
      ],
      [
        'an attribution behind it',
        '[The deal was ready].',
        'The deal was ready, he claimed.',
        '“he claimed” now stands after it.',
      ],
      [
        'another who says it',
        'Khan told the paper that [the deal was ready].',
        'Singh told the paper that the deal was ready.',
        '“Khan” before it has become “Singh”.',
      ],
      [
        'another who is quoted',
        '“[The deal is ready],” Khan said.',
        '“The deal is ready,” Singh said.',
        '“Khan” after it has become “Singh”.',
      ],
      ['a minus', 'It was [12] degrees.', 'It was −12 degrees.', '“−” now stands before it.'],
      [
        'a hyphen for a minus',
        'It was [12] degrees.',
        'It was -12 degrees.',
        '“-” now stands before it.',
      ],
      [
        'a sign before it',
        'It cost [£5] to mend.',
        'It cost <£5 to mend.',
        '“<” now stands before it.',
      ],
      [
        'an opposite',
        'Shares fell by about [5 per cent] then.',
        'Shares rose by about 5 per cent then.',
        '“fell” before it has become “rose”.',
      ],
      [
        'how many',
        'Many of the men in [the old mill] left.',
        'Few of the men in the old mill left.',
        '“Many” before it has become “Few”.',
      ],
      [
        'a number in words',
        'It rained, but [the deal was ready] by the second day.',
        'It rained, but the deal was ready by the third day.',
        '“second” after it has become “third”.',
      ],
      [
        'when',
        'It closed before the vote on [the bridge].',
        'It closed after the vote on the bridge.',
        '“before” before it has become “after”.',
      ],
      [
        'another office that says it',
        '[The deal was ready], a clerk in town said.',
        'The deal was ready, a guard in town said.',
        '“clerk” after it has become “guard”.',
      ],
      [
        'an engineer of another house',
        'The council’s engineer puts [the chance of it] at one in three.',
        'The university’s engineer puts the chance of it at one in three.',
        '“council’s” before it has become “university’s”.',
      ],
      [
        'an official who agrees',
        'An official in the town disagrees: [the deal was ready].',
        'An official in the town agrees: the deal was ready.',
        '“disagrees” before it has become “agrees”.',
      ],
      [
        'a quotation in single marks',
        'In short, [it was a mistake to wait].',
        '‘In short, it was a mistake to wait.’',
        'It now stands in a quotation.',
      ],
      ['a question', '[The deal was ready].', 'The deal was ready?', '“?” now stands after it.'],
      [
        'a quotation',
        'In short, [it was a mistake to wait].',
        '“In short, it was a mistake to wait.”',
        'It now stands in a quotation.',
      ],
      [
        'a figure beside it',
        'They sold 40 [tickets on Monday].',
        'They sold 55 tickets on Monday.',
        '“40” before it has become “55”.',
      ],
    ])('%s', (_, was, now, reason) => {
      expect(carried(told(was), told(now))).toMatchObject({ kind: 'changed', reason });
    });

    test.each([
      [
        'German, an attribution',
        'de',
        'Laut dem Amt ist [der Vertrag fertig].',
        'Ist der Vertrag fertig?',
      ],
      ['German, by hearsay', 'de', 'Er [kommt am Freitag].', 'Er soll am Freitag kommen.'],
      [
        'German, a compound',
        'de',
        'Die [Regierung] trat zurück.',
        'Die Regierungspartei trat zurück.',
      ],
      [
        'German, an opposite',
        'de',
        'Der Kurs stieg gestern um [5 Prozent].',
        'Der Kurs fiel gestern um 5 Prozent.',
      ],
      [
        'German, in guillemets',
        'de',
        '»[Der Vertrag ist fertig]«, sagte Kahn.',
        '»Der Vertrag ist fertig«, sagte Lenz.',
      ],
      [
        'French, a conditional',
        'fr',
        'Le ministre [a pris l’argent] en mai.',
        'Le ministre aurait pris l’argent en mai.',
      ],
      [
        'French, another office',
        'fr',
        'Selon le maire, [le pont est sûr].',
        'Selon le préfet, le pont est sûr.',
      ],
      [
        'French, a quotation',
        'fr',
        'Bref, [c’était une erreur d’attendre].',
        '‹ Bref, c’était une erreur d’attendre. ›',
      ],
      [
        'Spanish',
        'es',
        'Dos dijeron que [el acuerdo estaba listo].',
        'Dos negaron que el acuerdo estaba listo.',
      ],
      ['Spanish, a question', 'es', '[El acuerdo estaba listo].', '¿El acuerdo estaba listo?'],
      ['Arabic, a figure', 'ar', 'وصل [١٢] شخصا.', 'وصل ١٢٬٠٠٠ شخصا.'],
      ['Urdu', 'ur', 'وزیر نے کہا کہ [معاہدہ تیار ہے]۔', 'وزیر نے انکار کیا کہ معاہدہ تیار ہے۔'],
      ['Urdu, a figure', 'ur', '[۱۲] لوگ آئے۔', '۱۲ ہزار لوگ آئے۔'],
      ['Hindi', 'hi', '[समझौता तैयार] है।', 'समझौता तैयार नहीं है।'],
      ['Hindi, a figure', 'hi', '[१२] लोग आए।', '१२,००० लोग आए।'],
      ['Chinese', 'zh', '部长说[协议已经准备好]。', '部长否认协议已经准备好。'],
      ['Chinese, a figure', 'zh', '来了[十二]人。', '来了二十二人。'],
      [
        'Chinese, in corner marks',
        'zh',
        '「[协议已经准备好]」，王某说。',
        '「协议已经准备好」，李某说。',
      ],
      [
        'German',
        'de',
        'Er sagte, [der Vertrag] ist fertig.',
        'Er sagte, der Vertrag ist nicht fertig.',
      ],
      ['French', 'fr', 'Il dit que [le traité] est prêt.', 'Il dit que le traité n’est pas prêt.'],
      [
        'Arabic, of which no list is kept',
        'ar',
        'قال الوزير إن [الاتفاق جاهز] في مارس.',
        'نفى الوزير إن الاتفاق جاهز في مارس.',
      ],
      [
        'a language that nobody stated',
        null,
        'Han sa at [avtalen] var klar.',
        'Han sa at avtalen ikke var klar.',
      ],
    ])('in %s', (_, language, was, now) => {
      expect(carried(told(was), told(now), language)).toMatchObject({ kind: 'changed' });
    });

    test.each([
      ['its own words', 'At least [twelve men] died.', 'At least twenty men died.', 'twenty men'],
      ['a figure that was corrected', 'At least [12] men died.', 'At least 15 men died.', '15'],
      [
        'a name that was corrected',
        'In the end [Laura Hickey] wrote it down.',
        'In the end Lara Hickley wrote it down.',
        'Lara Hickley',
      ],
      [
        'a word at its end that was bent',
        'Out there [the sea does not lie] as a rule.',
        'Out there the sea never lies as a rule.',
        'the sea never lies',
      ],
      [
        'a denial within it',
        'They said [the deal was ready] then.',
        'They said the deal was never ready then.',
        'the deal was never ready',
      ],
    ])('%s', (_, was, now, stands) => {
      expect(carried(told(was), told(now))).toMatchObject({
        kind: 'changed',
        reason: 'Its wording has changed.',
        stands,
      });
    });
  },
);

test('a passage stays with its words where its quotation marks are drawn in another way', () => {
  const was = told('He said: “[the deal’s ready]” at noon.');
  const now = told('He said: "the deal\'s ready" at noon.');
  expect(carried(was, now).kind).toMatch(/exact|moved/u);
  // By the quote alone it is said, since nobody has seen the two side by side.
  expect(found(was, now)).toMatchObject({ kind: 'changed', reason: 'It is set with other signs.' });
});

test('figures that two like sentences exchanged are not taken for one another', () => {
  const was = told('In Leeds [40 tickets] were sold. In York 55 tickets were sold.');
  const now = told('In Leeds 55 tickets were sold. In York 40 tickets were sold.');
  expect(carried(was, now)).toMatchObject({ kind: 'changed', stands: '55 tickets' });
  expect(found(was, now).kind).toMatch(/changed|ambiguous/u);
});

describe('a passage whose own copy is gone never lands on another', () => {
  const caption = 'A boat lies at the quay.';
  const repeated = 'Laura Hickey repeated that nobody had been told in spring';

  test('but lists the other copies', () => {
    const body = told(caption);
    expect(carried(`[${caption}]\n${body}`, body)).toMatchObject({
      kind: 'ambiguous',
      candidates: [{ start: body.indexOf(caption) }],
      reason: 'Its passage was removed.',
    });
  });

  test('while that one stays with its own words', () => {
    const body = told(caption);
    expect(carried(`${caption}\n${told(`[${caption}]`)}`, body)).toMatchObject({
      kind: 'moved',
      stands: caption,
    });
  });

  test.each([
    ['as lines', `${around}\n`, '\n', `\n${behind}`],
    ['in a paragraph', `${around} `, ' ', ` ${behind}`],
    ['where a paragraph begins', `${around}\n`, ' ', ` ${behind}`],
    ['where a paragraph ends', `${around} `, ' ', `\n${behind}`],
    ['where the text begins', '', ' ', ` ${behind}`],
    ['where the text ends', `${around} `, ' ', ''],
  ])('when one of two that stand together came or went, %s', (_, before, between, after) => {
    const one = `${before}${caption}${after}`;
    const two = (first: string, second: string) => `${before}${first}${between}${second}${after}`;
    const marked = `[${caption}]`;
    for (const [was, now, places] of [
      [one.replace(caption, marked), two(caption, caption), 2],
      [two(marked, caption), one, 1],
      [two(caption, marked), one, 1],
    ] as const) {
      const placement = carried(was, now);
      expect(placement).toMatchObject({ kind: 'ambiguous' });
      expect('candidates' in placement && placement.candidates).toHaveLength(places);
    }
  });

  test('when it is found by its quote where two stand together, and neither has its context', () => {
    const was = `${behind} The water was safe in spring. [${repeated}].\n\nThe court denied that nobody had been told.`;
    const now = `${behind} Three workers had been hurt in spring. ${repeated}.\n\n${repeated}.`;
    const [first, last] = [now.indexOf(repeated), now.lastIndexOf(repeated)];
    expect(found(was, now)).toMatchObject({
      kind: 'ambiguous',
      candidates: [{ start: first }, { start: last }],
    });
  });

  const others = `Three of the crew had left by then.\n${around}`;
  const closed = 'The pier is closed.';

  test.each([
    [
      'is there',
      `${caption} ${behind}\n${others}\n@ ${closed}`,
      `${others}\n${caption} ${behind}\n${closed}`,
      'moved',
    ],
    [
      'was put there',
      `${closed} @\n${others}\n${behind} ${caption}`,
      `${behind} ${caption}\n${others}`,
      'moved',
    ],
    [
      'may be there',
      `@\n${behind}\n${others}\n${caption}\n${closed}`,
      `${others}\n${caption}\n${behind}\n${closed}`,
      'ambiguous',
    ],
  ])('when the paragraph of another copy %s', (_, marked, now, kindOfOther) => {
    const was = marked.replace('@', `[${caption}]`);
    expect(carried(was, now)).toMatchObject({
      kind: 'ambiguous',
      candidates: [{ start: now.indexOf(caption) }],
    });
    const other = marked.replace(caption, `[${caption}]`).replace('@', caption);
    expect(carried(other, now).kind).toBe(kindOfOther);
  });

  test('when it was put into somebody else’s quotation', () => {
    const was = `The paper wrote that [the deal was ready and sealed]. ${behind}\nAt night Khan spoke: “We waited.”`;
    const now = `${behind}\nAt night Khan spoke: “We waited. The paper wrote that the deal was ready and sealed.”`;
    expect(carried(was, now).kind).toMatch(/changed|ambiguous|missing/u);
  });

  test('and is missing where its words stand nowhere', () => {
    expect(carried(told('[The whole of it] is gone now.'), `${around} ${behind}`)).toEqual({
      kind: 'missing',
      reason: 'Its passage was removed.',
      stands: null,
    });
  });
});

describe('of two passages that read alike, of which one moved, none lands on the other:', () => {
  const says = 'Two officials told the paper that the mole was shut in spring.';
  const others = 'Three of the crew had left by then.';
  const closed = 'Her lawyer confirmed on Monday that no ship would leave the port.';
  const safe = 'Two officials told reporters that the water was safe.';
  const sum = 'A spokesman for the bank wrote in a letter that a million was missing.';

  test.each([
    [
      'a sentence that was put beside the other',
      `${around} @ ${behind}\n\n${others} ${says} ${closed}`,
      `${around} ${behind}\n\n${others} ${says} ${says} ${closed}`,
    ],
    [
      'the other, beside which it was put',
      `${around} ${says} ${behind}\n\n${others} @ ${closed}`,
      `${around} ${behind}\n\n${others} ${says} ${says} ${closed}`,
    ],
    [
      'the first sentence of a paragraph that was put where another began alike',
      `@ ${behind}\n\n${others}\n\n${says} ${closed}`,
      `${says} ${closed}\n\n${others}\n\n${says} ${behind}`,
    ],
    [
      'the first sentence of that other paragraph',
      `${says} ${behind}\n\n${others}\n\n@ ${closed}`,
      `${says} ${closed}\n\n${others}\n\n${says} ${behind}`,
    ],
  ])('%s', (_, marked, now) => {
    for (const passage of [`[${says}]`, says.replace('the mole', '[the mole').replace('.', '].')])
      expect(carried(marked.replace('@', passage), now).kind).toBe('ambiguous');
  });

  test.each([sum.slice(0, -1), 'A spokesman for the bank', 'a million was missing'])(
    'the last words of a paragraph that was put where another ended alike: %s',
    (part) => {
      const [own, other] = [sum.replace(part, `[${part}]`), sum];
      const was = (first: string, last: string) =>
        `${behind}\n\n${around} ${first}\n\n${closed}\n\n${safe} ${last}`;
      const now = `${behind}\n\n${safe} ${sum}\n\n${closed}`;
      expect(carried(was(other, own), now)).toMatchObject({ kind: 'moved', stands: part });
      expect(carried(was(own, other), now).kind).toBe('ambiguous');
    },
  );
});

describe('whatever is done to a text,', () => {
  const words = fc.constantFrom(
    'ferry',
    'told',
    'minister',
    'Ann',
    'twelve',
    '12',
    'deal',
    'ready',
    'in',
    'the',
    'a',
    'said',
    'quay',
  );
  const sentence = fc
    .array(words, { minLength: 4, maxLength: 12 })
    .map((all) => `${all.join(' ')}.`);
  const text = fc.array(sentence, { minLength: 3, maxLength: 12 }).map((all) => all.join(' '));

  test('a passage that counts as carried reads as it did', () => {
    fc.assert(
      fc.property(text, text, fc.nat(), fc.integer({ min: 1, max: 60 }), (was, now, at, length) => {
        const start = was.indexOf(' ', at % was.length) + 1;
        const span = { start, end: Math.min(was.length, start + length) };
        const exact = was.slice(span.start, span.end);
        if (exact.trim() !== exact || exact === '') return;
        const placement = carrier(compareEditions(was, now), 'en')(span);
        if (placement.kind === 'exact') expect(placement.span).toEqual(span);
        if (placement.kind === 'exact' || placement.kind === 'moved')
          expect(now.slice(placement.span.start, placement.span.end)).toBe(exact);
      }),
    );
  });

  test('a text put in before or behind another leaves each of its passages as it was', () => {
    fc.assert(
      fc.property(text, text, text, fc.nat(), (before, was, behind, at) => {
        const start = at % (was.length - 3);
        const span = { start, end: start + 3 };
        const same = carrier(compareEditions(was, was), 'en')(span);
        expect(same.kind === 'exact' || /^\s|\s$/u.test(was.slice(span.start, span.end))).toBe(
          true,
        );
        const placement = carrier(compareEditions(was, `${before}\n${was}\n${behind}`), 'en')(span);
        const stands: Span | null = 'span' in placement ? placement.span : null;
        if (placement.kind === 'moved') expect(stands?.start).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('its time grows with the text, however much it repeats', () => {
    const was = 'a '.repeat(200_000);
    const placement = carrier(compareEditions(was, `b ${was}`), null)({ start: 1000, end: 1009 });
    expect(placement.kind).toMatch(/moved|ambiguous|changed/u);
  });
});

describe('a passage cut out of a paragraph that moved', () => {
  const first = 'The council met on Monday and talked about the quay for an hour.';
  const last = `It quoted Ms Vik as saying that the trip would go on. ${around}`;
  const told = `“Vik said the board (the town’s own) raised its worry about planned harbour fees in several of the
meetings. Holm pushed back, saying that while he saw why, the answer had not been helpful either,” the note said.`;

  test.each([
    'raised its worry about planned harbour fees',
    'raised its worry',
    'the board (the town’s own) raised its worry about planned harbour fees',
  ])('is not taken for what stands there: %s', (passage) => {
    const was = [first, told.replace(passage, `[${passage}]`), last].join('\n\n');
    const now = [told.replace(`${passage} `, ''), first, last].join('\n\n');
    expect(carried(was, now)).toMatchObject({ kind: 'missing', stands: null });
  });
});

test('of two changes the one nearer to the passage is told', () => {
  const was = 'The mayor came a day before the vote, but the clerk [was reluctant to pay].';
  const now =
    'The mayor came two days before the vote, but the clerk denied he was reluctant to pay.';
  expect(carried(was, now)).toMatchObject({ reason: '“denied he” now stands before it.' });
});
