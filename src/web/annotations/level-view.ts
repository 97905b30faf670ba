import { type Confidence, confidenceWords } from '../../domain/chain/scales.js';

/** The class under which a level of confidence is drawn: see the palette in base.css. */
export type LevelClass = Confidence | 'none';

/** A level of confidence as a view shows it. */
export interface LevelView {
  class: LevelClass;
  words: string;
}

/** The CSS class of a level of confidence; `none` where none was given. */
export function levelClass(confidence: Confidence | null): LevelClass {
  return confidence ?? 'none';
}

/** A level of confidence as a class and in words. */
export function levelView(confidence: Confidence | null): LevelView {
  return { class: levelClass(confidence), words: confidenceWords(confidence) };
}
