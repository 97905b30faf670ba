import { expect, test } from 'vitest';
import { around, placedIn } from '../../cases/carried.js';

/* Who says a passage, or of what it is said, may stand before its line, list or table, or at the beginning of its line. */

const carried = (was: string, now: string, language = 'en') =>
  placedIn(`${around}\n\n${was}\n\n${around}`, `${around}\n\n${now}\n\n${around}`, language).kind;

const plan =
  'Under the plan, the border would become irrelevant over time. [Violence would decline in both regions].';
const planNow = plan.replace(/[[\]]/gu, '');

test.each([
  ['another paper', `The Ledger:\n\n${plan}`, `The Morning Post:\n\n${planNow}`],
  [
    'another paper, on the line before',
    `The Ledger wrote:\n${plan}`,
    `The Post wrote:\n${planNow}`,
  ],
  ['a doubt', `The Ledger wrote:\n\n${plan}`, `The Ledger falsely wrote:\n\n${planNow}`],
  ['no paper any more', `The Ledger wrote:\n\n${plan}`, planNow],
  ['a paper where none was', plan, `The Ledger wrote:\n\n${planNow}`],
  ['another speaker', `Singh: It rained all day. ${plan}`, `Brandt: It rained all day. ${planNow}`],
  [
    'another speaker with a title',
    `DR SINGH (minister): It rained all day. ${plan}`,
    `DR SINGH (deputy): It rained all day. ${planNow}`,
  ],
  [
    'another speaker of a quotation',
    'Singh wrote to us:\n\n“It rained in March. [The deal was ready by then].”',
    'Brandt wrote to us:\n\n“It rained in March. The deal was ready by then.”',
  ],
])('%s before its line makes a passage changed', (_, was, now) => {
  expect(carried(was, now)).toBe('changed');
});

test.each([
  [
    'Arabic',
    'ar',
    'الوزير: نزل المطر. [كانت الصفقة جاهزة]',
    'المعارض: نزل المطر. كانت الصفقة جاهزة',
  ],
  ['Hindi', 'hi', 'मंत्री: बारिश हुई। [समझौता तैयार था]', 'विपक्ष: बारिश हुई। समझौता तैयार था'],
  ['Chinese', 'zh', '部长：下雨了。[协议已经准备好了]', '记者：下雨了。协议已经准备好了'],
])('also in %s', (_, language, was, now) => {
  expect(carried(was, now, language)).toBe('changed');
});

test.each([
  [
    'a word more in the line before',
    `The Ledger wrote:\n\n${plan}`,
    `The Ledger wrote then:\n\n${planNow}`,
  ],
  ['another line before one without a colon', `The Ledger\n\n${plan}`, `The Post\n\n${planNow}`],
  [
    'a name in the paragraph before the line',
    `It was Singh who sent it. The Ledger wrote:\n\n${plan}`,
    `It was Singh who sent it on. The Ledger wrote:\n\n${planNow}`,
  ],
  [
    'another word before a colon within the paragraph',
    `It was late: Singh had gone to the quay. ${plan}`,
    `It was dark: Singh had gone to the quay. ${planNow}`,
  ],
  [
    'another line that leads to the paragraph before',
    `Singh said:\n\nIt rained all day.\n\n${plan}`,
    `Brandt said:\n\nIt rained all day.\n\n${planNow}`,
  ],
])('%s leaves it as it is', (_, was, now) => {
  expect(carried(was, now)).not.toBe('changed');
});

const measures = '– free travel for pupils;\n– [a new crossing in Mill Lane];\n– more lamps.';
const measuresNow = measures.replace(/[[\]]/gu, '');

test.each([
  ['agreed', `The board agreed to:\n${measures}`, `The board refused:\n${measuresNow}`],
  ['postponed', `What was agreed:\n\n${measures}`, `What was postponed:\n\n${measuresNow}`],
  ['a heading without a colon', `Facts\n${measures}`, `Rumours\n${measuresNow}`],
  [
    'numbers before its items',
    'What we know\n1. It began in a kitchen.\n2. [The owner was in the house].',
    'What we don’t know\n1. It began in a kitchen.\n2. The owner was in the house.',
  ],
  [
    'items that go on in the next line',
    'What we know\n- It began in a kitchen\n  of the house\n- [The owner was there].',
    'What we don’t know\n- It began in a kitchen\n  of the house\n- The owner was there.',
  ],
])('another lead to a list makes each of its items changed: %s', (_, was, now) => {
  expect(carried(was, now)).toBe('changed');
});

test('what becomes of a claim in a list is told as elsewhere', () => {
  const was =
    'The board heard of these in the spring:\n– The claim that [the quay leaked] was upheld.';
  const now =
    'The board heard of these in the spring:\n– The claim that the quay leaked was laughed at.';
  expect(carried(was, now)).toBe('changed');
});

test('another number before an item, or another item, leaves it as it is', () => {
  const now = 'The board agreed to:\n(a) free travel;\n(b) free lunch;\n(c) a new crossing.';
  expect(carried('The board agreed to:\n(a) free travel;\n(b) [a new crossing].', now)).toBe(
    'moved',
  );
});

const clubs = 'Harrow\t12\t4\nLisle\t9\t3\nDunmore\t8\t1';

test.each([
  ['of its column', 'Club\tWon\tLost', 'Club\tWon\tDrawn', 'Lisle\t9\t[3]', 'changed'],
  ['of the first of its columns', 'Club\tWon\tLost', 'Club\tLost\tWon', '[Lisle\t9]\t3', 'changed'],
  ['that says in what it is counted', 'Club\t£m\t%', 'Club\t£bn\t%', 'Lisle\t[9]\t3', 'changed'],
  ['of a year', 'Club\t2019\t2020', 'Club\t2018\t2020', 'Lisle\t[9]\t3', 'changed'],
  ['of another column', 'Club\tWon\tLost', 'Club\tPlayed\tLost', 'Lisle\t9\t[3]', 'moved'],
  ['that is a row like others', 'Acton\t15\t1', 'Acton\t16\t1', 'Lisle\t[9]\t3', 'exact'],
])('another heading %s', (_, was, now, row, kind) => {
  const rows = clubs.replace('Lisle\t9\t3', row);
  expect(carried(`${was}\n${rows}`, `${now}\n${clubs}`)).toBe(kind);
});

test.each([
  ['strokes', ' | ', (line: string) => line],
  ['strokes at both ends', ' | ', (line: string) => `| ${line} |`],
  ['blanks', '   ', (line: string) => line],
])('a table whose cells are parted by %s has headings, too', (_, parting, framed) => {
  const table = (head: string, row: string) =>
    [head, 'Harrow\t12\t4', row].map((line) => framed(line.replaceAll('\t', parting))).join('\n');
  const now = (head: string) => table(head, 'Lisle\t9\t3');
  const own = table('Club\tWon\tLost', 'Lisle\t9\t[3]');
  expect(carried(own, now('Club\tWon\tDrawn'))).toBe('changed');
  expect(carried(own, now('Club\tPlayed\tLost'))).toBe('moved');
});

test('a long row above makes no heading of a table’s rows', () => {
  const table = (own: string) =>
    `| Club | Notes |\n|---|---|\n| Acton | ${'It rained there. '.repeat(20)} |\n| ${own} | None |\n| Lisle | [Nine] |`;
  expect(carried(table('Harrow'), table('Hale').replace(/[[\]]/gu, ''))).toMatch(/exact|moved/u);
});

test('two blanks in a sentence, or more before a line, make no table of it', () => {
  const was = 'The Ledger was  late. It rained.\n    He  came. [The quay leaked].  It was late.';
  const now = was.replace(/[[\]]/gu, '').replace('The Ledger', 'The Post');
  expect(carried(was, now)).toBe('moved');
});

const signed =
  '“[The water is safe to drink], and always was.”\n— Tom Beale, water company\nNobody asked.';
const signedNow = signed.replace(/[[\]]/gu, '');

test.each([
  ['of a quotation', signed, signedNow.replace('Tom Beale', 'Rita Stone')],
  [
    'of a block of several lines',
    '> [The water is safe to drink].\n> It always was.\n>\n> — Tom Beale',
    '> The water is safe to drink.\n> It always was.\n>\n> — Rita Stone',
  ],
  [
    'behind a blank line',
    signed.replace('\n—', '\n\n―'),
    signedNow.replace('\n—', '\n\n―').replace('Tom Beale', 'Rita Stone'),
  ],
  [
    'of a quotation, without a dash',
    signed.replace('.”\n— Tom', '.”\n\nTom'),
    signedNow.replace('.”\n— Tom Beale', '.”\n\nRita Stone'),
  ],
  [
    'of a block, without a dash',
    '> [The water is safe to drink]\n> Tom Beale, water company',
    '> The water is safe to drink\n> Rita Stone, neighbour',
  ],
  ['where nobody had signed', signed.replace('— Tom Beale, water company\n', ''), signedNow],
])('another who signs makes it changed: %s', (_, was, now) => {
  expect(carried(was, now)).toBe('changed');
});

test.each([
  ['an article', signed, signedNow.replace('water company', 'the water company')],
  [
    'a list behind its paragraph',
    '[It rained all day].\n– Mill Lane\n– Quay',
    'It rained all day.\n– Dock Lane\n– Quay',
  ],
  ['what stands behind the signature', signed, signedNow.replace('Nobody asked', 'Brandt asked')],
  [
    'who stands behind a quotation and goes on',
    '“[It rained all day].”\n\nTom Beale, who works there, left.',
    '“It rained all day.”\n\nRita Stone, who works there, left.',
  ],
  [
    'another line without a dash',
    '[It rained all day].\nTom Beale',
    'It rained all day.\nRita Stone',
  ],
])('what says of nobody else that they signed leaves it as it is: %s', (_, was, now) => {
  expect(carried(was, now)).toMatch(/exact|moved/u);
});
