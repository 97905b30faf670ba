import { z } from 'zod';
import { type Desk, now } from '../../desk/desk.js';
import { readingsOn } from '../../desk/shares/readings.js';
import { type Share, shareEnds, stateOf } from '../../domain/shares/share.js';
import {
  type Answer,
  momentShape,
  type People,
  personAnswer,
  personShape,
  stampAnswer,
  stampShape,
} from '../api/answers.js';

export const shareShape = z
  .object({
    id: z.string(),
    article: z.string(),
    creator: personShape,
    created: momentShape,
    /** null: until it is revoked. */
    expires: momentShape.nullable(),
    state: z.enum(['open', 'expired', ...shareEnds]),
    /** Who revoked it, or deleted its article, and when. */
    ended: stampShape.nullable(),
    /** The sites whose pages may show one of its annotations in a frame. */
    origins: z.array(z.string()),
    /** For whom it is, in an editor's words. */
    note: z.string().nullable(),
    readings: z.int(),
  })
  .meta({ id: 'Share' });

/** What sharing answers: the link is told this once. */
export const sharedShape = shareShape.extend({ url: z.url() }).meta({ id: 'Shared' });

/** A share link in the API’s shape, without its secret; `state` is as of now. */
export function shareAnswer(desk: Desk, share: Share, people: People): Answer<typeof shareShape> {
  const { id, article, created, creator, ended, expires, note, origins } = share;
  return {
    id,
    article,
    creator: personAnswer(creator, people),
    created,
    expires,
    state: stateOf(share, now(desk)),
    ended: ended && stampAnswer(ended, people),
    origins,
    note,
    readings: readingsNow(desk, share),
  };
}

/** How often a share was read, with what this process has counted and not yet written. */
export function readingsNow(desk: Desk, { id, readings }: Share): number {
  return readings + readingsOn(desk).gathered(id);
}
