import { z } from 'zod';
import { count, type Fields } from '../fields.js';
import { decisionShape } from './wording-decision.js';

/*
 * What else of the desk the report of an edition rests on, as it stood when the edition after it came in, and
 * which no history of the article tells. Sources and claims are meant by their ids, so that a name which is
 * masked or gone since comes back from nowhere.
 */

/** How the claims of an article were borne across the desk, and how notation told its sources apart. */
export function deskThenShape(fields: Fields) {
  const { id, text } = fields;
  const list = z.array(id);
  const ids = list.readonly();
  const passing = z.strictObject({ from: id, to: id, annotations: ids });
  const wordingOfTwo = z.strictObject({
    articles: z.tuple([id, id]).readonly(),
    titles: z.tuple([text(300), text(300)]).readonly(),
    words: count,
    decision: decisionShape(fields).nullable(),
  });
  const numbers = { annotations: count, articles: count, disputed: count };
  const figures = z.strictObject({
    ...numbers,
    darkOrigins: z.array(ids).readonly(),
    partlyDarkOrigins: z.array(ids).readonly().optional(),
    mayMeet: z.boolean().optional(),
    independence: z.strictObject({
      ...{ atLeast: count, atMost: count, exact: z.boolean(), origins: count },
      ...{ sharedSources: list, isOriginShared: z.boolean(), witnessOrigins: list },
      ...{ cut: list, cutExact: z.boolean(), circular: z.array(z.array(passing)) },
    }),
    wording: z.strictObject({
      undecided: z
        .array(z.strictObject({ articles: ids, pairs: z.array(wordingOfTwo).readonly() }))
        .readonly(),
      decided: z.array(wordingOfTwo).readonly(),
    }),
  });
  /** Those of which its warnings tell. */
  const passage = z.strictObject({
    annotation: id,
    publishedAt: text(40).nullable(),
    isDisputed: z.boolean(),
    isAdrift: z.boolean().default(false),
  });
  return z.strictObject({
    claims: z.array(
      z.strictObject({
        claim: id,
        asserts: figures,
        denies: figures,
        questions: z.strictObject(numbers),
        passages: z.array(passage),
      }),
    ),
    /** How many characters of its id notation showed of a source. */
    shownIds: z.array(z.strictObject({ source: id, characters: count })),
  });
}
