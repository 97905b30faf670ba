import { z } from 'zod';
import { type Event, eventActions, subjectKinds } from '../../domain/history/event.js';
import { describe } from '../../domain/history/history.js';
import type { HistoryNames } from '../../domain/history/words.js';
import { type Answer, momentShape, personAnswer, personShape, textShape } from '../api/answers.js';

export const eventShape = z
  .object({
    id: z.string(),
    at: momentShape,
    by: personShape,
    action: z.enum(eventActions),
    subject: z.object({ kind: z.enum(subjectKinds), id: z.string() }),
    article: textShape,
    /** The fields that changed. */
    fields: z.array(z.string()),
    /** What happened, in words. */
    sentence: z.string(),
  })
  .meta({ id: 'Event' });

/** Values before and after are left out: their positions are the program's own. */
export function eventAnswer(event: Event, names: HistoryNames): Answer<typeof eventShape> {
  const { id, at, by, action, subject, article, before, after } = event;
  return {
    id,
    at,
    by: personAnswer(by, names.people),
    action,
    subject,
    article,
    fields: Object.keys(after ?? before ?? {}),
    sentence: describe(event, names),
  };
}
