import { type SourceKind, sourceKinds } from '../../domain/register/source-kind.js';

/** What a source that is not in the register may be said to be as it is named. */
export interface NewSource {
  words: string;
  kind: SourceKind | null;
  unnamed: boolean;
  confidential: boolean;
  /** By the place of its letter on the keyboard. */
  code: string;
}

/** The letter of each kind, in its menu and with Alt. */
export const kindKeys: Readonly<Record<SourceKind, string>> = {
  person: 'p',
  group: 'g',
  organisation: 'o',
  document: 'd',
  outlet: 'u',
};

const nothing = { kind: null, unnamed: false, confidential: false };

export const newSources: readonly NewSource[] = [
  ...sourceKinds.map((kind) => ({
    ...nothing,
    words: kind,
    kind,
    code: `Key${kindKeys[kind].toUpperCase()}`,
  })),
  { ...nothing, words: 'unnamed', unnamed: true, code: 'KeyN' },
];
