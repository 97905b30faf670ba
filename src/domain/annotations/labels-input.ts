import { z } from 'zod';
import { controlAt, tidy } from '../chain/notation/scan.js';
import { typed } from '../fields.js';
import { withoutTurning } from '../text/direction.js';
import { isSeveralLabels, labelKey, maxLabelLength, maxLabels } from './labels.js';

const badLabel = `A label is a few words without a comma, of at most ${maxLabelLength} characters.`;

const label = typed(maxLabelLength, badLabel)
  .refine((text) => !isSeveralLabels(text.trim()), badLabel)
  .transform((text) => tidy(withoutTurning(text)).normalize('NFC'))
  .refine((text) => text.length <= maxLabelLength && controlAt(text) === null, badLabel);

/**
 * Labels as they are sent, composed and without outer white space. Of those that are one the first
 * is kept; one in which nothing can be seen is none.
 */
export const labelsInput = z
  .array(label, 'Give the labels as a list of texts.')
  .transform(withoutRepeats)
  .refine(({ length }) => length <= maxLabels, `An annotation has at most ${maxLabels} labels.`);

function withoutRepeats(labels: readonly string[]): string[] {
  const byKey = new Map<string, string>();
  for (const each of labels) {
    const key = labelKey(each);
    if (key !== '' && !byKey.has(key)) byKey.set(key, each);
  }
  return [...byKey.values()];
}
