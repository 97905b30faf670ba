import { expect, test } from 'vitest';
import { annotationBefore } from '../../../src/domain/history/earlier-annotation.js';
import type { EventAction } from '../../../src/domain/history/event.js';
import { annotation, at } from '../../cases/review.js';
import { event } from '../../store/documents.js';

const happened = (action: EventAction, before: Record<string, unknown> | null = null) =>
  event(action, { action, subject: { kind: 'annotation', id: 'a1' }, before });

test('an annotation to which nothing happened stands as it stood', () => {
  expect(annotationBefore(annotation(), [])).toEqual(annotation());
});

test('of several revisions the values before the first are those that stood', () => {
  const now = annotation({ confidence: 'high', credibility: 1, revision: 4 });
  const then = annotationBefore(now, [
    happened('annotation.revised', { confidence: 'low' }),
    happened('verdict.given', { comment: 'An earlier verdict is no content.' }),
    happened('proposal.accepted', { confidence: 'moderate', credibility: 3 }),
  ]);
  expect(then).toMatchObject({ confidence: 'low', credibility: 3, parts: {} });
});

test('whoever rewrote a part since is not held for its author then', () => {
  const now = annotation({ parts: { confidence: { by: 'mira', revision: 2 } }, revision: 2 });
  expect(
    annotationBefore(now, [happened('annotation.revised', { confidence: 'low' })])?.parts,
  ).toEqual({});
  expect(annotationBefore(now, [])?.parts).toEqual(now.parts);
});

test.each([
  ['deleted since was there', true, ['annotation.deleted'], true],
  [
    'deleted and restored since was there',
    false,
    ['annotation.deleted', 'annotation.restored'],
    true,
  ],
  ['restored since was not', false, ['annotation.restored'], false],
  ['that is deleted, and was before, was not', true, [], false],
] as const)('what was %s', (_title, isDeleted, actions, wasThere) => {
  const deleted = isDeleted ? { at: at(9), by: 'mira' } : null;
  const then = annotationBefore(
    annotation({ deleted }),
    actions.map((action) => happened(action)),
  );
  expect(then === null).toBe(!wasThere);
  if (then) expect(then.deleted).toBeNull();
});
