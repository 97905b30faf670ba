import { nameKey } from '../register/name.js';

/*
 * Labels: the desk's own words under which it sorts annotations. They say nothing of the passage that
 * a reviewer judges, so that they make no revision.
 */

export const maxLabels = 20;
/** In UTF-16 code units. */
export const maxLabelLength = 60;
/** As it may stand: a pseudonym in the place of a name may have made one longer than anybody may type. */
export const maxLabelKept = 10 * maxLabelLength;

/** The form under which labels are compared, which is that of names: case doesn't count. */
export function labelKey(label: string): string {
  return nameKey(label);
}

/** Whether two are one label. */
export function isSameLabel(one: string, other: string): boolean {
  return one === other || labelKey(one) === labelKey(other);
}

/** Commas of any script and line breaks: with them labels stand in one line. */
const parting = /[,\n\r\u060C\u3001\uFE50\uFE51\uFF0C\uFF64]/u;

/** Whether a text would be several labels where it is typed in a line. */
export function isSeveralLabels(text: string): boolean {
  return parting.test(text);
}

/** Whoever repeats labels may send more than there may be: what stands behind so many is not read. */
const maxInLine = 1000;

/** What stands between the commas of a line: the last may be half typed yet. */
export function labelsInLine(line: string): string[] {
  return line.split(parting, maxInLine);
}

/** Labels in one line, as they are typed. */
export function lineOfLabels(labels: readonly string[]): string {
  return labels.join(', ');
}
