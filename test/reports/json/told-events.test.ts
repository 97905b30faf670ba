import { expect, test } from 'vitest';
import { eventActions, notInReports } from '../../../src/domain/history/event.js';
import { event } from '../../../src/reports/json/transfer-events.js';

test('whatever happens to an article or an annotation is told in the file, or in no report', () => {
  const told = event.options.flatMap(({ shape }) => shape.action.options as readonly string[]);
  const elsewhere = /^(?:round|source|claim|identity|person|settings)\./u;
  const left = eventActions.filter(
    (action) => !told.includes(action) && !notInReports.includes(action),
  );
  expect(left.filter((action) => !elsewhere.test(action))).toEqual([]);
});
