import { expect, test } from 'vitest';
import type { Event } from '../../../src/domain/history/event.js';
import { convertPositions } from '../../../src/reports/json/event-positions.js';

const subject = { kind: 'annotation' as const, id: 'a1' };
const target = { exact: 'May', prefix: '', suffix: '', start: 10, end: 13 };

/** As if each edition had so many letters more before it as its number says. */
function converted(
  ...values: (Pick<Event, 'before' | 'after'> & Partial<Pick<Event, 'action'>>)[]
) {
  const events = values.map((each) => ({
    subject,
    action: 'annotation.revised' as const,
    ...each,
  }));
  const moved = (edition: number, { start, end }: { start: number; end: number }) => ({
    start: start + edition,
    end: end + edition,
  });
  return Array.from(
    convertPositions(events, moved, () => 1),
    ({ after }) => after,
  );
}

test('a position counts in the edition that held when the event came about', () => {
  expect(
    converted(
      { before: null, after: { edition: 2, target } },
      { before: { target }, after: { target } },
    ),
  ).toEqual([
    { edition: 2, target: { ...target, start: 12, end: 15 } },
    { target: { ...target, start: 12, end: 15 } },
  ]);
});

test('what is proposed counts in its own edition, and changes nothing for what comes after', () => {
  const [, made, revised] = converted(
    { before: null, after: { edition: 2, target } },
    { before: null, after: { proposal: 'p1', proposed: { edition: 5, target } } },
    { before: { target }, after: { target } },
  );
  expect(made).toEqual({
    proposal: 'p1',
    proposed: { edition: 5, target: { ...target, start: 15, end: 18 } },
  });
  expect(revised).toEqual({ target: { ...target, start: 12, end: 15 } });
});

test('how a passage stands in a later edition changes nothing for what comes after', () => {
  const [, , revised] = converted(
    { before: null, after: { edition: 1, target } },
    {
      action: 'annotation.carried',
      before: { wording: 'May' },
      after: { edition: 2, placement: 'missing', wording: null, reason: 'It was removed.' },
    },
    { before: { target }, after: { target } },
  );
  expect(revised).toEqual({ target: { ...target, start: 11, end: 14 } });
});
