import { turningNothing } from '../text/direction.js';
import { inQuotes } from '../text/wording.js';

/*
 * What is typed about a holder that notation has no words for. Forms, the editor of a hop, changes
 * in words, what is sent and what is kept are made from these lists: a new text of a holder is
 * entered here and in `hop.ts`.
 */

/** A field of a hop's form. */
interface DetailField {
  /** The most that it takes, in UTF-16 code units; null where its kind bounds it. */
  maxCharacters: number | null;
  /** What the form without scripts asks. */
  label: string;
  /** What the editor of a hop asks. */
  editorLabel: string;
  /** Whether it takes several lines. */
  isLong?: boolean;
  /** What is typed in it, where that is not plain words. */
  inputMode?: 'url';
}

/** A text of a holder's own, and its words where it is told. */
interface TextWords extends DetailField {
  maxCharacters: number;
  /** On the page of the annotation. */
  heading: string;
  /** In two chains that are laid side by side, and what stands there where nothing was said. */
  difference: { what: string; none: string };
  /** In the history: "changed the … of hop 2". */
  noun: string;
  /** As a part of a line. */
  inLine: (text: string) => string;
}

/** The texts of a holder, by their fields; each is null where nothing was said. */
export const holderTexts = {
  as: {
    maxCharacters: 300,
    label: 'Described in the article as',
    editorLabel: 'How the article describes it',
    heading: 'Described as',
    difference: { what: 'described as', none: 'nothing' },
    noun: 'description',
    inLine: (text) => `described as ${inQuotes(text)}`,
  },
  terms: {
    maxCharacters: 1000,
    label: 'What was agreed, in the desk’s words',
    editorLabel: 'Terms, in our own words',
    heading: 'What was agreed',
    difference: { what: 'terms', none: 'none' },
    noun: 'agreed terms',
    inLine: (text) => `terms: ${turningNothing(text)}`,
  },
} as const satisfies Record<string, TextWords>;
export type HolderText = keyof typeof holderTexts;

/** The reason of a holder's rating, asked where the rating differs from the register's. */
export const reasonField = {
  maxCharacters: 1000,
  label: 'Why the rating differs from the register’s',
  editorLabel: 'Why this rating here',
} as const satisfies DetailField;

/** Those of the first piece of evidence: a form has no fields for more. */
export const evidenceFields = {
  url: {
    maxCharacters: null,
    label: 'Evidence: web address',
    editorLabel: 'Evidence: address',
    inputMode: 'url',
  },
  excerpt: {
    maxCharacters: 5000,
    label: 'Evidence: excerpt',
    editorLabel: 'Evidence: excerpt',
    isLong: true,
  },
  retrievedAt: {
    maxCharacters: null,
    label: 'Evidence: retrieved on (2011-03-20)',
    editorLabel: 'Evidence: retrieved on (2011-03-20)',
  },
  page: {
    maxCharacters: 60,
    label: 'Evidence: page',
    editorLabel: 'Evidence: page',
  },
  paragraph: {
    maxCharacters: 60,
    label: 'Evidence: paragraph',
    editorLabel: 'Evidence: paragraph',
  },
  time: {
    maxCharacters: 60,
    label: 'Evidence: time in a recording',
    editorLabel: 'Evidence: time in a recording',
  },
} as const satisfies Record<string, DetailField>;

/** All fields of a hop's form, in their order. */
export const detailFields: Readonly<Record<DetailName, DetailField>> = {
  ...holderTexts,
  reason: reasonField,
  ...evidenceFields,
};
export type EvidenceFieldName = keyof typeof evidenceFields;
export type DetailName = HolderText | 'reason' | EvidenceFieldName;

export const holderTextNames = keysOf(holderTexts);
export const evidenceFieldNames = keysOf(evidenceFields);
export const detailNames: readonly DetailName[] = keysOf(detailFields);

/** Something for each text of a holder. */
export function eachText<T>(make: (name: HolderText) => T): Record<HolderText, T> {
  return each(holderTextNames, make);
}

/** Something for each field of a hop's form. */
export function eachDetail<T>(make: (name: DetailName) => T): Record<DetailName, T> {
  return each(detailNames, make);
}

/** A holder of whom nothing was said in words of one's own. */
export const noTexts: Readonly<Record<HolderText, null>> = eachText(() => null);

/** Those texts of a holder, or of what is sent or drawn of one, by themselves. */
export function textsOf<T>(holder: Readonly<Record<HolderText, T>>): Record<HolderText, T> {
  return eachText((name) => holder[name]);
}

/** The words of what was said, as parts of a line. */
export function textsInLine(holder: Readonly<Record<HolderText, string | null>>): string[] {
  return holderTextNames.flatMap((name) => {
    const text = holder[name];
    return text ? [holderTexts[name].inLine(text)] : [];
  });
}

function each<K extends string, T>(names: readonly K[], make: (name: K) => T): Record<K, T> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<K, T>;
}

function keysOf<K extends string>(of: Readonly<Record<K, unknown>>): K[] {
  return Object.keys(of) as K[];
}
