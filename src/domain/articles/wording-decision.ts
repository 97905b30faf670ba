import { z } from 'zod';
import type { Fields } from '../fields.js';

/** That two articles share wording, as an editor has decided what it means. */
export function decisionShape({ id, moment, text }: Fields) {
  return z.strictObject({
    /** Whether they count as independent all the same. */
    independent: z.boolean(),
    reason: text(2000),
    at: moment,
    by: id,
  });
}
