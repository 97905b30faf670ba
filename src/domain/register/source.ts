import { z } from 'zod';
import { reliabilityCodes } from '../chain/scales.js';
import { count, type Fields, ordinal, stampOf, stored } from '../fields.js';
import { sourceKinds } from './source-kind.js';

export { type SourceKind, sourceKinds } from './source-kind.js';

/**
 * An entry of the register. Everything here may be shown to anyone who may read: of a confidential
 * source it bears the pseudonym only, and who it is stands in the private collection `identities`
 * under the same id.
 */
export function sourceShape(fields: Fields) {
  const { id, list, moment, text } = fields;
  return z.strictObject({
    id,
    version: ordinal,
    name: text(200).min(1),
    /** null: nobody has said yet. It is never guessed from a name. */
    kind: z.enum(sourceKinds).nullable(),
    /** Known by description only; its name never resolves by itself. */
    unnamed: z.boolean(),
    confidential: z.boolean(),
    aliases: list(text(200), 50),
    /** The organisation or outlet to which it belongs, an entry of the register. */
    affiliation: id.nullable(),
    /** The register's judgement, each entry with its date; the last one holds. */
    ratings: z.array(
      z.strictObject({
        reliability: z.enum(reliabilityCodes),
        at: moment,
        by: id,
        reason: text(1000).nullable(),
        /** The entry whose rating this was until it was joined: it goes with that when they part. */
        from: id.optional(),
      }),
    ),
    created: moment,
    creator: id,
    /** The open blind round in which it was entered: until it ends, its creator alone sees it. */
    round: id.nullable().default(null),
    /** What the desk says of it. */
    description: text(2000).nullable().default(null),
    /** Of an unnamed source: the article whose description it is. */
    article: id.nullable().default(null),
    /** The entry with which it was found to be one; annotations keep naming this one. */
    joined: z
      .strictObject({ into: id, ...stampOf(fields) })
      .nullable()
      .default(null),
    /** The entries of which an editor has said that they are other sources, however alike they look. */
    differsFrom: list(id, 200).optional(),
    /** How many annotations name it; null: not kept yet. */
    uses: count.nullable().default(null),
  });
}

export const sourceStored = sourceShape(stored);
export interface Source extends z.output<typeof sourceStored> {}
export type SourceRating = Source['ratings'][number];

/** What an entry has beside what is said of it when it is made. */
export const newEntry = {
  version: 1,
  round: null,
  description: null,
  article: null,
  joined: null,
  uses: null,
} satisfies Partial<Source>;

/** Where people's words stand that everybody reads, or who shares reports. */
export const wordsCollection = z.enum([
  'articles',
  'editions',
  'wordings',
  'annotations',
  'sources',
  'claims',
  'events',
  'shares',
]);

/** Words that masking changed, wherever they stood: they come back when it is taken back. */
const replacedWords = z.strictObject({
  in: wordsCollection,
  id: stored.id,
  /** Where in the document. */
  path: z.array(z.union([z.string(), z.number()])),
  was: z.union([z.string(), z.array(z.string())]),
  /** null: nothing stands there any more. */
  now: z.string().nullable(),
});
export type ReplacedWords = z.output<typeof replacedWords>;

/** Who a confidential source is; its id is the source's. Loaded in `desk/register/identities/` alone. */
export const identityStored = z.strictObject({
  id: stored.id,
  version: ordinal,
  name: z.string().min(1),
  aliases: z.array(z.string()),
  /** The person who entered it: they, editors and admins may see it. */
  creator: stored.id,
  created: stored.moment,
  /** The id that it bore before it was masked. */
  formerId: stored.id.nullable().default(null),
  /** The public entry of the same person, where one was named when this was entered. */
  publicEntry: stored.id.nullable().default(null),
  /** Of an entry that was public: what its masking took out of words that everybody reads. */
  masked: z
    .strictObject({
      ...stampOf(stored),
      words: z.array(replacedWords),
      /** Who the unnamed source that it was is, as somebody had noted it. */
      noted: z
        .strictObject({ name: z.string(), creator: stored.id, created: stored.moment })
        .optional(),
    })
    .optional(),
});
export interface Identity extends z.output<typeof identityStored> {}

/** All by which somebody is known to those who may know, the note of who a masked unnamed source is among them. */
export function namesInIdentity({ name, aliases, masked }: Identity): string[] {
  return [name, ...aliases, ...(masked?.noted ? [masked.noted.name] : [])];
}

/** Whether it is known by a description only; a confidential one has a pseudonym. */
export function isUnnamed({ unnamed, confidential }: Source): boolean {
  return unnamed && !confidential;
}

/** The register's present rating of a source, or null where nobody has rated it. */
export function currentRating(source: Source): SourceRating | null {
  return source.ratings.at(-1) ?? null;
}
