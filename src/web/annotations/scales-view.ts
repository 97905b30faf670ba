import {
  confidences,
  confidenceWords,
  credibilities,
  credibilityLabel,
  notRated,
} from '../../domain/chain/scales.js';
import { stances } from '../../domain/claims/claim.js';
import type { LevelClass } from './level-view.js';

/** A level to choose in a form. */
export interface ConfidenceOption {
  value: string;
  class: LevelClass;
  label: string;
  /** One sentence without a full stop. */
  meaning: string;
}

/** The absence of a judgement, which is no end of the order, and then from low to high. */
export const confidenceOptions: readonly ConfidenceOption[] = [
  { value: '', class: 'none', label: confidenceWords(null), meaning: 'No level given' },
  ...confidences
    .map(({ code, words, meaning }) => ({
      value: code,
      class: code,
      label: words,
      meaning: meaning.replace(/^./u, (first) => first.toUpperCase()),
    }))
    .toReversed(),
];

export const credibilityOptions: readonly { value: string; label: string }[] = [
  { value: '', label: notRated },
  ...credibilities.map(({ code }) => ({ value: String(code), label: credibilityLabel(code) })),
];

export const stanceOptions = stances.map((stance) => ({ value: stance, label: `${stance} it` }));

/** A level's value in a form, in words. */
export function confidenceLabel(value: string): string {
  return confidenceOptions.find((option) => option.value === value)?.label ?? value;
}

/** A grade of credibility in words; a value that is none is given back as it is. */
export function labelOfCredibility(value: string): string {
  return credibilityOptions.find((option) => option.value === value)?.label ?? value;
}
