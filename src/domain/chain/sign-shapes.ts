import type { Source } from '../register/source.js';
import type { SourceKind } from '../register/source-kind.js';

/*
 * How the signs of a chain are drawn, once for pages and for what a page's script draws: the inside of
 * an SVG of 16 × 16, in the colour of its text. See *Signs* in the legend of a report.
 */

/** What a sign stands for: a kind of source, one that is not said, a source that is masked, or nobody. */
export type SignShape = SourceKind | 'unsaid' | 'confidential' | 'gap';

/** What each sign looks like, for those who do not see it. */
export const shapesInWords: Readonly<Record<SignShape | 'unnamed', string>> = {
  person: 'ring',
  group: 'two rings',
  organisation: 'house',
  document: 'square',
  outlet: 'full disc',
  unnamed: 'dashed ring',
  confidential: 'ring with a bar across',
  unsaid: 'grey ring with a question mark',
  gap: 'heavy red ring',
};

/** A sign, dashed where its source is unnamed, with the inside of an SVG whose view box is 0 0 16 16. */
export interface DrawnSign {
  shape: SignShape;
  isDashed: boolean;
  markup: string;
}

/** The sign of a source; of nothing, the sign of a gap. */
export function drawnSign(
  source: Pick<Source, 'kind' | 'unnamed' | 'confidential'> | null | undefined,
): DrawnSign {
  if (!source) return signs.gap.plain;
  if (source.confidential) return signs.confidential.plain;
  // Of somebody unnamed the dashed ring says enough: the question mark would make two of one doubt.
  if (source.unnamed) return signs[source.kind ?? 'person'].dashed;
  return signs[source.kind ?? 'unsaid'].plain;
}

/** A sign by its shape, for whoever explains them. */
export function signOfShape(shape: SignShape, isDashed = false): DrawnSign {
  return isDashed ? signs[shape].dashed : signs[shape].plain;
}

type Dash = readonly [line: number, gap: number];

function dash(isDashed: boolean, [line, gap]: Dash): string {
  return isDashed ? ` stroke-dasharray="${line} ${gap}"` : '';
}

const lines = 'fill="none" stroke="currentColor"';

const drawings: Record<SignShape, (isDashed: boolean) => string> = {
  person: (isDashed) =>
    `<circle cx="8" cy="8" r="5.8" ${lines} stroke-width="2.1"${dash(isDashed, [2.6, 1.955])}/>`,
  group: (isDashed) =>
    `<path d="M9.4 3.3a4.9 4.9 0 1 1 0 9.4" ${lines} stroke-width="1.9"${dash(isDashed, [2.4, 1.7])}/>` +
    `<circle cx="5.6" cy="8" r="4.7" ${lines} stroke-width="2"${dash(isDashed, [2.2, 1.49])}/>`,
  organisation: (isDashed) =>
    `<path d="M2.4 7 8 2.2 13.6 7v6.8H2.4z" ${lines} stroke-width="2" stroke-linejoin="round"${dash(isDashed, [2.6, 1.8])}/>`,
  document: (isDashed) =>
    `<rect x="2.8" y="2.8" width="10.4" height="10.4" rx=".8" ${lines} stroke-width="2.1"${dash(isDashed, [2.6, 1.56])}/>`,
  outlet: (isDashed) =>
    isDashed
      ? `<circle cx="8" cy="8" r="3.6" fill="currentColor"/><circle cx="8" cy="8" r="6.4" ${lines} stroke-width="1.6"${dash(isDashed, [2.4, 1.62])}/>`
      : '<circle cx="8" cy="8" r="6.6" fill="currentColor"/>',
  confidential: () =>
    `<circle cx="8" cy="8" r="5.8" ${lines} stroke-width="2.1"/><path d="M0 8h16" stroke="currentColor" stroke-width="4.2"/>`,
  gap: () => `<circle cx="8" cy="8" r="5.4" ${lines} stroke-width="2.9"/>`,
  unsaid: () =>
    `<circle cx="8" cy="8" r="6.4" ${lines} stroke-width="1"/><path d="M6 6.3a2 2 0 1 1 2.7 1.9c-.5.2-.7.5-.7 1.1" ${lines} stroke-width="1.4" stroke-linecap="round"/><circle cx="8" cy="11.5" r=".9" fill="currentColor"/>`,
};

/** Each sign is drawn once: a page has thousands of them. */
const signs = Object.fromEntries(
  Object.entries(drawings).map(([shape, draw]) => [
    shape,
    {
      plain: { shape, isDashed: false, markup: draw(false) },
      dashed: { shape, isDashed: true, markup: draw(true) },
    },
  ]),
) as Record<SignShape, { plain: DrawnSign; dashed: DrawnSign }>;
