import { describe, expect, test } from 'vitest';
import {
  addComment,
  conversations,
  mentionsIn,
  openMentions,
  reopenConversation,
  resolveConversation,
} from '../../../src/domain/review/comments.js';
import { annotation, at } from '../../cases/review.js';

/** Comments as "c1 tom", "c2 jonas c1 @mira": id, author, what it replies to, whom it names. */
function talked(...told: string[]) {
  return told.reduce((before, words, index) => {
    const [id = '', by = '', ...rest] = words.split(' ');
    const mentions = rest.flatMap((word) => (word.startsWith('@') ? word.slice(1) : []));
    const replyTo = rest.find((word) => !word.startsWith('@')) ?? null;
    return addComment(before, { id, by, at: at(index + 1), text: words, replyTo, mentions });
  }, annotation());
}

function shape(after: Parameters<typeof conversations>[0]): string[] {
  return conversations(after).map(({ first, replies }) =>
    [first, ...replies].map(({ id }) => id).join(' '),
  );
}

describe('a thread', () => {
  test('is conversations, each with its replies in their order', () => {
    expect(shape(talked('c1 tom', 'c2 nils', 'c3 jonas c1', 'c4 tom c2'))).toEqual([
      'c1 c3',
      'c2 c4',
    ]);
  });

  test('has no replies to replies: they join the conversation', () => {
    expect(shape(talked('c1 tom', 'c2 nils c1', 'c3 tom c2'))).toEqual(['c1 c2 c3']);
  });

  test('changes no status, however long it grows', () => {
    expect(talked('c1 tom', 'c2 nils').status).toBe('unreviewed');
  });

  test('refuses a reply to what is not there', () => {
    expect(() => talked('c1 tom', 'c2 nils c9')).toThrow('not there');
  });
});

describe('a conversation', () => {
  const open = talked('c1 tom', 'c2 jonas c1');
  const resolved = resolveConversation(open, 'c1', { at: at(9), by: 'mira' });

  test('is resolved and reopened', () => {
    expect(resolved.comments[0]?.resolved).toEqual({ at: at(9), by: 'mira' });
    expect(reopenConversation(resolved, 'c1')).toEqual(open);
  });

  test('is open again when somebody replies', () => {
    const again = addComment(resolved, {
      id: 'c3',
      by: 'tom',
      at: at(10),
      text: 'But',
      replyTo: 'c1',
      mentions: [],
    });
    expect(again.comments[0]?.resolved).toBeNull();
  });

  test.each([
    [
      'resolved twice',
      () => resolveConversation(resolved, 'c1', { at: at(9), by: 'tom' }),
      'conflict',
    ],
    ['reopened while it is open', () => reopenConversation(open, 'c1'), 'conflict'],
    [
      'resolved by one of its replies',
      () => resolveConversation(open, 'c2', { at: at(9), by: 'tom' }),
      'not-found',
    ],
  ])('is not %s', (_what, work, code) => {
    expect(work).toThrow(expect.objectContaining({ code }));
  });
});

describe('a mention waits', () => {
  const cases: [string, string[], string[]][] = [
    ['for who is named', ['c1 tom @mira'], ['mira']],
    ['until they answer there', ['c1 tom @mira', 'c2 mira c1'], []],
    [
      'for another answer when they are named again',
      ['c1 tom @mira', 'c2 mira c1', 'c3 tom c1 @mira'],
      ['mira'],
    ],
    ['even if they said something elsewhere', ['c1 tom @mira', 'c2 mira'], ['mira']],
    ['for nobody who names themselves', ['c1 tom @tom'], []],
  ];
  test.each(cases)('%s', (_what, told, people) => {
    expect(openMentions(talked(...told)).map(({ person }) => person)).toEqual(people);
  });

  test('no longer once the conversation is resolved', () => {
    const resolved = resolveConversation(talked('c1 tom @mira'), 'c1', { at: at(9), by: 'tom' });
    expect(openMentions(resolved)).toEqual([]);
  });
});

describe('the people named in a text', () => {
  const people = new Map([
    ['mira', 'Mira Sen'],
    ['miranda', 'Mira Sengupta'],
    ['tom', 'Tom Reyes'],
    ['zoe', 'Zoë Ångström'],
    ['other-tom', 'Tom Reyes'],
  ]);
  test.each<[string, string[]]>([
    ['@Mira Sen, is this so?', ['mira']],
    ['@mira  sen and @Mira Sengupta', ['mira', 'miranda']],
    ['Ask @Tom Reyes.', ['tom', 'other-tom']],
    ['(@zoë ångström)', ['zoe']],
    ['@Mira alone is nobody, nor is @Mira Sennacherib', []],
    ['write to desk@Tom Reyes', []],
    ['@Mira Sen @Mira Sen', ['mira']],
    ['nobody', []],
  ])('“%s” are %j', (text, ids) => {
    expect(mentionsIn(text, people)).toEqual(ids);
  });
});
