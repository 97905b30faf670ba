import type { Reliability } from '../chain/scales.js';
import { nameKey } from './name.js';

export const sourceKinds = ['person', 'group', 'organisation', 'document', 'outlet'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** One dated entry of the register's judgement of a source; the last one holds. */
export interface SourceRating {
  reliability: Reliability;
  /** RFC 3339, UTC. */
  at: string;
  by: string;
  reason: string | null;
}

/**
 * An entry of the register. Everything here may be shown to anyone who may read: of a confidential
 * source it bears the pseudonym only, and who it is stands in the private collection `identities`
 * under the same id.
 */
export interface Source {
  id: string;
  version: number;
  name: string;
  /** null: nobody has said yet. It is never guessed from a name. */
  kind: SourceKind | null;
  /** Known by description only; its name never resolves by itself. */
  unnamed: boolean;
  confidential: boolean;
  aliases: string[];
  /** The organisation or outlet to which it belongs, an entry of the register. */
  affiliation: string | null;
  ratings: SourceRating[];
  created: string;
  creator: string;
  /** The open blind round in which it was entered: until it ends, its creator alone sees it. */
  round: string | null;
  /** What the desk says of it. */
  description: string | null;
  /** Of an unnamed source: the article whose description it is. */
  article: string | null;
  /** The entry with which it was found to be one; chains keep naming this one. */
  joined: { into: string; at: string; by: string } | null;
}

/** What an entry has beside what is said of it when it is made. */
export const newEntry = { round: null, description: null, article: null, joined: null };

/** Who a confidential source is; its id is the source's. Loaded by `desk/register/identities.ts` alone. */
export interface Identity {
  id: string;
  version: number;
  name: string;
  aliases: string[];
  /** The person who entered it: they, editors and admins may see it. */
  creator: string;
  created: string;
}

/** The register's present rating of a source, or null where nobody has rated it. */
export function currentRating(source: Source): SourceRating | null {
  return source.ratings.at(-1) ?? null;
}

/** The pseudonym of the nth confidential source of a desk. */
export function pseudonym(n: number): string {
  return `Confidential source ${n}`;
}

/** The number in a pseudonym, or null for a name that is none. */
export function pseudonymNumber(name: string): number | null {
  const found = /^confidential source (\d+)$/u.exec(nameKey(name));
  return found ? Number(found[1]) : null;
}
