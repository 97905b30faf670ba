import { beforeEach, describe, expect, test } from 'vitest';
import { reviseAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addComment } from '../../../src/desk/review/comments.js';
import { comparisonOf } from '../../../src/desk/rounds/comparison.js';
import { decideGroup } from '../../../src/desk/rounds/round-decisions.js';
import { undoDecision } from '../../../src/desk/rounds/round-undoing.js';
import { handIn, openRound } from '../../../src/desk/rounds/rounds.js';
import { type Annotation, etag } from '../../../src/domain/annotations/annotation.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { parse } from '../../../src/domain/parse.js';
import { decisionInput } from '../../../src/domain/rounds/round.js';
import { all } from '../../../src/store/store.js';
import { failure } from '../harbour-desk.js';
import { annotate, end, openDeskWithRound, type RoundDesk } from './round-desk.js';

let desk: RoundDesk;
let alike: [Annotation, Annotation];
let unlike: [Annotation, Annotation];
let alone: Annotation;

beforeEach(async () => {
  desk = await openDeskWithRound();
  const { jonas, nils } = desk;
  const quote = 'The ferry will stop in autumn';
  const one = async (...work: Parameters<typeof annotate>) => (await annotate(...work)).annotation;
  alike = [
    await one(desk, jonas, quote, 'Ola Brand -told-> Port clerk'),
    await one(desk, nils, quote, 'Ola Brand -told-> Port clerk', { note: 'Heard it myself.' }),
  ];
  unlike = [
    await one(desk, jonas, 'nobody had asked the crew', 'Captain', { confidence: 'low' }),
    await one(desk, nils, 'asked the crew', 'Captain -told-> Port clerk', { confidence: 'high' }),
  ];
  alone = await one(desk, nils, 'The quay is to be sold', '?');
  await end(desk);
});

describe('the comparison', () => {
  test('sets side by side what stands for one passage', async () => {
    expect(await shown()).toEqual([
      'alike0+alike1 agreed',
      'unlike0+unlike1 differing: span chain confidence',
      'alone single',
    ]);
  });

  test('is not to be had while the round, or another on the article, is open', async () => {
    await openRound(desk, desk.mira, desk.article, ['jonas', 'nils']);
    expect((await failure(comparisonOf(desk, desk.round.id))).code).toBe('conflict');
    const second = await desk.store.find('rounds', 'open', { key: '' });
    const problem = await failure(comparisonOf(desk, second.items[0]?.id ?? ''));
    expect(problem.code).toBe('conflict');
  });
});

describe('what all found', () => {
  test('is taken over: the earliest stays, and the others’ authors agree with it', async () => {
    await decide({ ids: ids(alike), outcome: 'taken over' });
    const [kept, other] = await stored(alike);
    expect(kept).toMatchObject({ deleted: null, status: 'agreed', revision: 1 });
    expect(kept?.verdicts).toMatchObject([{ by: 'nils', verdict: 'agree', on: 'whole' }]);
    expect(other?.deleted).toMatchObject({ by: 'mira' });
    expect(await toldOf(alike[0])).toEqual(['jonas annotation.created', 'nils verdict.given']);
  });

  test('is there again, as it was, when that is undone', async () => {
    const before = await stored(alike);
    await decide({ ids: ids(alike), outcome: 'taken over' });
    await undo(alike[1]);
    expect((await stored(alike)).map(plain)).toEqual(before.map(plain));
    expect(await shown()).toContain('alike0+alike1 agreed');
  });
});

describe('what differs', () => {
  test('is resolved by one of them', async () => {
    await decide({ ids: ids(unlike), outcome: 'resolved', base: unlike[1].id });
    const [other, kept] = await stored(unlike);
    expect(kept).toMatchObject({ deleted: null, revision: 1, confidence: 'high' });
    expect(other?.deleted).not.toBeNull();
  });

  test('is merged from parts, each of which stays its author’s', async () => {
    const [one, two] = unlike;
    const parts = { span: one.id, chain: two.id, confidence: two.id };
    await decide({ ids: ids(unlike), outcome: 'resolved', base: one.id, parts });
    const [kept, other] = await stored(unlike);
    expect(kept?.target).toEqual(one.target);
    expect(kept?.chain).toEqual(other?.chain);
    expect(kept).toMatchObject({ confidence: 'high', creator: 'jonas', modifiedBy: 'mira' });
    expect(kept?.parts).toMatchObject({ chain: { by: 'nils' }, confidence: { by: 'nils' } });
    expect(kept?.parts.span).toBeUndefined();
    expect(other?.deleted).not.toBeNull();
    const { round } = await comparisonOf(desk, desk.round.id);
    expect(round.decisions).toMatchObject([
      { kept: one.id, parts: { chain: two.id, confidence: two.id } },
    ]);
  });

  test('stands on the one from which most is taken, where nothing else is said', async () => {
    const [one, two] = unlike;
    const parts = { span: one.id, chain: two.id, confidence: two.id };
    await decide({ ids: ids(unlike), outcome: 'resolved', parts });
    expect((await stored(unlike)).map((each) => each?.deleted !== null)).toEqual([true, false]);
  });

  test('is asked about where it brings a confidential source beside its name, and not where all of one is taken', async () => {
    const round = await openRound(desk, desk.mira, desk.elsewhere, ['jonas', 'nils']);
    const on = { on: desk.elsewhere };
    const note = 'Ada Stone, I guess.';
    const [one, two] = [
      (await annotate(desk, desk.jonas, 'a clerk said', '?', { ...on, note })).annotation,
      (await annotate(desk, desk.nils, 'a clerk said', 'Ada Stone (confidential)', on)).annotation,
    ];
    for (const person of [desk.jonas, desk.nils]) await handIn(desk, person, round.id);
    const decided = (sent: object, confirm: 'identity'[] = []) =>
      decideGroup(desk, desk.mira, round.id, {
        ...parse(decisionInput, { ...merged, ...sent }),
        confirm,
      });
    const merged = { ids: ids([one, two]), outcome: 'resolved', base: one.id };
    const parts = { chain: two.id };
    const problem = await failure(decided({ parts }));
    expect(problem).toMatchObject({ details: { confirm: [{ code: 'identity' }] } });
    expect((await stored([one]))[0]).toMatchObject({ deleted: null, revision: 1 });
    await decided({ parts }, ['identity']);
    expect((await stored([one]))[0]?.chain).toEqual(two.chain);
    await undoDecision(desk, desk.mira, round.id, one.id);
    await expect(decided({ base: two.id })).resolves.toBeDefined();
  });

  test('is not undone where that would bring one back beside a name that was written meanwhile', async () => {
    const round = await openRound(desk, desk.mira, desk.elsewhere, ['jonas', 'nils']);
    const on = { on: desk.elsewhere };
    const [one, two] = [
      (await annotate(desk, desk.jonas, 'a clerk said', 'Ada Stone (confidential)', on)).annotation,
      (await annotate(desk, desk.nils, 'a clerk said', '?', on)).annotation,
    ];
    for (const person of [desk.jonas, desk.nils]) await handIn(desk, person, round.id);
    const merged = { ids: ids([one, two]), outcome: 'resolved', base: one.id };
    const input = parse(decisionInput, { ...merged, parts: { chain: two.id } });
    await decideGroup(desk, desk.mira, round.id, input);
    await addComment(desk, desk.nils, one.id, { text: 'Ada Stone, I guess.', replyTo: null });
    const problem = await failure(undoDecision(desk, desk.mira, round.id, one.id));
    expect(problem).toMatchObject({ details: { confirm: [{ code: 'identity' }] } });
  });

  test('reads as before when the merging is undone', async () => {
    const [one, two] = unlike;
    await decide({ ids: ids(unlike), outcome: 'resolved', base: one.id, parts: { chain: two.id } });
    await undo(one);
    const [kept, other] = await stored(unlike);
    expect(kept?.chain).toEqual(one.chain);
    expect(kept?.deleted ?? other?.deleted).toBeNull();
  });

  test('is not undone over what somebody wrote since', async () => {
    const [one, two] = unlike;
    await decide({ ids: ids(unlike), outcome: 'resolved', base: one.id, parts: { chain: two.id } });
    const [kept] = await stored(unlike);
    const target = { exact: one.target.exact };
    const input = parse(annotationInput, { target, chain: 'Somebody else' });
    await reviseAnnotation(desk, desk.mira, one.id, input, kept ? etag(kept) : '');
    expect((await failure(undo(one))).code).toBe('conflict');
  });

  test('is not taken over as if it were agreed', async () => {
    const attempt = decide({ ids: ids(unlike), outcome: 'taken over' });
    expect((await failure(attempt)).code).toBe('conflict');
  });
});

test('what one person alone found is kept as it is, or set aside', async () => {
  await decide({ ids: [alone.id], outcome: 'kept' });
  expect((await desk.store.get('annotations', alone.id))?.deleted).toBeNull();
  await undo(alone);
  await decide({ ids: [alone.id], outcome: 'set aside' });
  expect((await desk.store.get('annotations', alone.id))?.deleted).not.toBeNull();
});

describe('a decision', () => {
  test('stays when the comparison is run again', async () => {
    await decide({ ids: ids(unlike), outcome: 'resolved', base: unlike[1].id });
    await decide({ ids: ids(alike), outcome: 'taken over' });
    expect(await shown()).toEqual([
      'alike0+alike1 agreed, taken over',
      'unlike0+unlike1 differing: span chain confidence, resolved',
      'alone single',
    ]);
  });

  test('is made once', async () => {
    const sent = { ids: ids(alike), outcome: 'taken over' };
    await decide(sent);
    expect((await failure(decide(sent))).code).toBe('conflict');
  });

  test('is about what stands side by side', async () => {
    const attempt = decide({ ids: [alike[0].id, alone.id], outcome: 'set aside' });
    expect((await failure(attempt)).code).toBe('conflict');
  });

  test('is an editor’s', async () => {
    const input = parse(decisionInput, { ids: ids(alike), outcome: 'taken over' });
    const attempts = [
      decideGroup(desk, desk.jonas, desk.round.id, input),
      undoDecision(desk, desk.jonas, desk.round.id, alone.id),
    ];
    for (const attempt of attempts) expect((await failure(attempt)).code).toBe('forbidden');
  });
});

function decide(sent: object) {
  return decideGroup(desk, desk.mira, desk.round.id, parse(decisionInput, sent));
}

function undo({ id }: Annotation) {
  return undoDecision(desk, desk.mira, desk.round.id, id);
}

function ids(annotations: readonly Annotation[]): string[] {
  return annotations.map(({ id }) => id);
}

function stored(annotations: readonly Annotation[]) {
  return Promise.all(annotations.map(({ id }) => desk.store.get('annotations', id)));
}

/** All but what every write changes. */
function plain(annotation: Annotation | null | undefined) {
  return { ...annotation, version: 0, modified: '', modifiedBy: '' };
}

async function shown(): Promise<string[]> {
  const { groups } = await comparisonOf(desk, desk.round.id);
  const names = new Map([
    ...alike.map(({ id }, n) => [id, `alike${n}`] as const),
    ...unlike.map(({ id }, n) => [id, `unlike${n}`] as const),
    [alone.id, 'alone'],
  ]);
  return groups.map(({ annotations, kind, differing, decision }) => {
    const who = annotations.map(({ id }) => names.get(id)).sort();
    const how = differing.length > 0 ? `: ${differing.join(' ')}` : '';
    return `${who.join('+')} ${kind}${how}${decision ? `, ${decision.outcome}` : ''}`;
  });
}

async function toldOf({ id }: Annotation): Promise<string[]> {
  const told: string[] = [];
  for await (const { by, action } of all(desk.store, 'events', 'subject', {
    key: `annotation/${id}`,
  })) {
    told.push(`${by} ${action}`);
  }
  return told;
}
