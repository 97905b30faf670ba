import { z } from 'zod';
import { ordinal } from '../fields.js';

export const maxQuorum = 9;

/** What a desk has settled for itself. There is one such document. */
export const settingsStored = z.strictObject({
  id: z.literal('desk'),
  version: ordinal,
  /** How many colleagues must agree with an annotation for it to be agreed. */
  quorum: ordinal.max(maxQuorum),
});
export interface DeskSettings extends z.output<typeof settingsStored> {}

/** What holds as long as nobody has said otherwise. */
export const defaultSettings: DeskSettings = { id: 'desk', version: 1, quorum: 1 };

/** What is said of any other quorum. */
export const quorumWanted = `Give a whole number from 1 to ${maxQuorum}.`;

/** What is sent to change the settings. */
export const settingsInput = z.object({
  quorum: z.coerce
    .number(quorumWanted)
    .int(quorumWanted)
    .min(1, quorumWanted)
    .max(maxQuorum, quorumWanted),
});
