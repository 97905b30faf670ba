import { confidences, credibilities } from '../../domain/chain/scales.js';
import type { LevelClass } from './level-view.js';

/** A level to choose in a form. */
export interface ConfidenceOption {
  value: string;
  class: LevelClass;
  label: string;
  brief: string;
}

/** From low to high, and then the absence of a judgement, which is no end of that order. */
export const confidenceOptions: readonly ConfidenceOption[] = [
  ...confidences
    .map(({ code, words, brief }) => ({ value: code, class: code, label: words, brief }))
    .toReversed(),
  { value: '', class: 'none', label: 'Not assessed', brief: '' },
];

export const credibilityOptions: readonly { value: string; label: string }[] = [
  { value: '', label: 'Not rated' },
  ...credibilities.map(({ code, words }) => ({ value: String(code), label: `${code} · ${words}` })),
];

export const stanceOptions = [
  { value: 'asserts', label: 'asserts it' },
  { value: 'denies', label: 'denies it' },
  { value: 'questions', label: 'questions it' },
] as const;

/** A level's value in a form, in words. */
export function confidenceLabel(value: string): string {
  return confidenceOptions.find((option) => option.value === value)?.label ?? value;
}

export function credibilityLabel(value: string): string {
  return credibilityOptions.find((option) => option.value === value)?.label ?? value;
}
