import { counted } from '../text/wording.js';

/** What the filter of an article hides, in a sentence: "Hidden by the filter: 2 of 3 annotations." */
export function hiddenWords(hidden: number, all: number): string {
  return `Hidden by the filter: ${hidden.toLocaleString('en')} of ${counted(all, 'annotation')}.`;
}
