import type { HolderDetails } from '../annotations/annotation-input.js';
import type { Identity, Source } from '../register/source.js';
import type { Hop } from './chain.js';
import type { NotationHop } from './notation/notation.js';

/** A holder (or a gap) as it was sent: what notation says, and what it does not say. */
export interface HopEntry extends NotationHop {
  /** The whole id of a source, where a program names one. */
  source: string | null;
  /** null: kept from the unchanged holder of the chain before. */
  details: HolderDetails | null;
}

/** A confidential source, and the id of the public entry of the same person. */
export interface KnownSource {
  source: Source;
  publicEntry: string | null;
}

/** The register, as far as a chain needs it. */
export interface Register {
  get(id: string): Source | undefined;
  /** The entries that bear a name or alias, compared as `nameKey` does. */
  named(name: string): readonly Source[];
  /**
   * The confidential sources that are known under this name to whoever is writing, each with the
   * public entry of the same person, where that is known.
   */
  known(name: string): readonly KnownSource[];
  /**
   * The unnamed sources that a description means in the article, oldest first: the public ones, or
   * the confidential ones, as far as whoever is writing knows them.
   */
  described(name: string, isConfidential: boolean): readonly Source[];
  /** The entry that stands for another: the end of its pointers, itself where it is not joined. */
  end(source: Source): Source;
}

/** What resolving hands in from outside, and what the writer may do. */
export interface ResolutionContext {
  at: string;
  by: string;
  newId: () => string;
  /** The next unused pseudonym. */
  newPseudonym: () => string;
  mayRate: boolean;
  /** The article's publisher: a new source of that name is an outlet. */
  publisher: string;
  /** The article, to which the descriptions of unnamed sources belong. */
  article: string;
}

/** A chain whose hops stand in the register, and what has to be written for that. */
export interface Resolution {
  chain: Hop[];
  added: { source: Source; identity: Identity | null }[];
  /** Entries whose kind is known now. */
  changed: Source[];
  warnings: string[];
}
