import { z } from 'zod';

/** What a desk has settled for itself. */
export interface DeskSettings {
  /** There is one document of settings. */
  id: 'desk';
  version: number;
  /** How many colleagues must agree with an annotation for it to be agreed. */
  quorum: number;
}

/** What holds as long as nobody has said otherwise. */
export const defaultSettings: DeskSettings = { id: 'desk', version: 1, quorum: 1 };

export const largestQuorum = 9;

const wanted = `Give a whole number from 1 to ${largestQuorum}.`;

/** What is sent to change the settings. */
export const settingsInput = z.object({
  quorum: z.coerce.number(wanted).int(wanted).min(1, wanted).max(largestQuorum, wanted),
});
