import { kindInWords } from '../chain/hop-words.js';
import { type SignShape, shapesInWords, signOfShape } from '../chain/sign-shapes.js';
import { counted } from '../text/wording.js';
import { type MapDrawing, type MapLinks, mapDrawingInTurns } from './drawing.js';
import { kindOf, type LineKind, type MapGeometry } from './geometry.js';
import { type MapLayouts, paperRoom } from './map-layouts.js';
import { mirrored } from './mirroring.js';
import { paperSheets } from './sheets.js';
import type { SourceMap } from './source-map.js';
import { type WaySentence, waySentences } from './way-sentences.js';

/** Everything that a view shows of a map. */
export interface MapView {
  /** What the picture shows, for those who do not see it. */
  label: string;
  direction: 'ltr' | 'rtl';
  broad: MapDrawing;
  narrow: MapDrawing;
  /** Whether the broad one is large enough on paper to be read. */
  isForPaper: boolean;
  /** Of the one on paper that is higher than a page, the parts that follow one another over several; else none. */
  sheets: MapDrawing[];
  sentences: WaySentence[];
  legend: MapLegend;
  /** What of a very large map is not in it. */
  left: string | null;
}

/** What the signs of this map mean: only those that are in it. `drawn` is what one looks like, in words. */
interface MapLegend {
  lines: { kind: LineKind; words: string; drawn: string }[];
  levels: { level: string; words: string }[];
  signs: { markup: string; shape: string; words: string; drawn: string }[];
  hasBands: { broad: boolean; narrow: boolean };
  hasCircles: boolean;
  /** What stands in every chain. */
  hasNecks: boolean;
}

/** It yields between short pieces of work. */
export function* mapViewInTurns(
  map: SourceMap,
  { broad, narrow }: MapLayouts,
  links: MapLinks,
  { left, isRightToLeft }: { left: number; isRightToLeft: boolean },
): Generator<undefined, MapView> {
  const drawn = (form: MapGeometry) =>
    mapDrawingInTurns(isRightToLeft ? mirrored(form) : form, map, links, isRightToLeft);
  const isForPaper = broad.width <= paperRoom.broad;
  const sheets: MapDrawing[] = [];
  for (const sheet of paperSheets(isForPaper ? broad : narrow, narrow))
    sheets.push(yield* drawn(sheet));
  return {
    label: labelOf(map),
    direction: isRightToLeft ? 'rtl' : 'ltr',
    broad: yield* drawn(broad),
    narrow: yield* drawn(narrow),
    ...{ isForPaper, sheets },
    sentences: waySentences(map),
    legend: legendOf(map, { broad, narrow }),
    left: left === 0 ? null : `${counted(left, 'passage')} more are not on the map.`,
  };
}

function labelOf({ passages, nodes }: SourceMap): string {
  const necks = nodes.filter(({ isNeck }) => isNeck).map(({ name }) => name);
  const ways = `Map of ${counted(passages.length, 'passage')} and the ways by which they came, over ${counted(nodes.length, 'station')}`;
  return necks.length === 0 ? ways : `${ways}; in every chain: ${necks.join(', ')}`;
}

const lineWords: Record<LineKind, string> = {
  trust: 'taken on trust',
  seen: 'seen',
  confirmed: 'confirmed',
  unsaid: 'not said',
};
const linesDrawn: Record<LineKind, string> = {
  trust: 'dotted line',
  seen: 'solid line',
  confirmed: 'line with a tick',
  unsaid: 'thin line',
};
const levelWords = {
  high: 'high',
  moderate: 'moderate',
  low: 'low',
  none: 'not assessed',
} as const;
const shapeOrder: readonly SignShape[] = [
  ...(['person', 'group', 'organisation', 'document', 'outlet'] as const),
  ...(['confidential', 'unsaid', 'gap'] as const),
];

/** What each sign of a node means. */
export const allSigns: MapLegend['signs'] = [
  ...shapeOrder.map((shape) => ({
    shape,
    words: shapeWords(shape),
    drawn: shapesInWords[shape],
    markup: signOfShape(shape).markup,
  })),
  {
    ...{ shape: 'unnamed', words: 'unnamed', drawn: shapesInWords.unnamed },
    markup: signOfShape('person', true).markup,
  },
];

function legendOf({ nodes, edges }: SourceMap, layouts: MapLayouts): MapLegend {
  const strands = edges.flatMap((edge) => edge.strands);
  const kinds = new Set(strands.map(kindOf));
  const levels = new Set(strands.map(({ level }) => level ?? 'none'));
  const shapes = new Set<string>(nodes.map(({ shape }) => shape));
  if (nodes.some(({ isDashed }) => isDashed)) shapes.add('unnamed');
  const signs = allSigns.filter(({ shape }) => shapes.has(shape));
  return {
    lines: (['trust', 'seen', 'confirmed', 'unsaid'] as const)
      .filter((kind) => kinds.has(kind))
      .map((kind) => ({ kind, words: lineWords[kind], drawn: linesDrawn[kind] })),
    levels: (['high', 'moderate', 'low', 'none'] as const)
      .filter((level) => levels.has(level))
      .map((level) => ({ level, words: levelWords[level] })),
    signs,
    hasBands: { broad: hasBands(layouts.broad), narrow: hasBands(layouts.narrow) },
    hasCircles: edges.some(({ isCircular }) => isCircular),
    hasNecks: nodes.some(({ isNeck }) => isNeck),
  };
}

/** Whether a line in it is of several passages. */
function hasBands({ lines }: MapGeometry): boolean {
  return lines.some(({ from, strands }) => from === '' || strands.length > 1);
}

function shapeWords(shape: SignShape): string {
  if (shape === 'gap') return 'not known';
  if (shape === 'confidential') return 'confidential';
  const kind = shape === 'unsaid' ? null : shape;
  return kindInWords({ kind, unnamed: false, confidential: false });
}
