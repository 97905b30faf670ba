import { z } from 'zod';
import { confirmField } from '../../desk/register/confirmation.js';
import { largestQuorum } from '../../domain/people/settings.js';
import { commentInput } from '../../domain/review/comments.js';
import { refusalInput } from '../../domain/review/proposal.js';
import { requestInput } from '../../domain/review/request.js';
import { settlementInput } from '../../domain/review/settlement.js';
import { verdictInput } from '../../domain/review/verdict.js';

/*
 * What programs send about reviewing: what the domain reads, and, where it holds a person's own
 * words, what they have said yes to.
 */

export const verdictBody = verdictInput.safeExtend(confirmField);
export const refusalBody = refusalInput.extend(confirmField);
export const commentBody = commentInput.extend(confirmField);
export const requestBody = requestInput.extend(confirmField);
export const settlementBody = settlementInput.extend({
  ...confirmField,
  /** The revision that was looked at. */
  revision: z.int().min(1).optional(),
});
const quorum = `Give a whole number from 1 to ${largestQuorum}.`;
/** A program's numbers are numbers; a form's, which the desk reads, are text. */
export const settingsBody = z.object({
  quorum: z.int(quorum).min(1, quorum).max(largestQuorum, quorum),
});
