import type { MapView } from '../../domain/map/map-view.js';
import { textWidth } from '../../domain/map/text-width.js';
import {
  arrow,
  bed,
  circle,
  type Label,
  levelIn,
  mapPicture,
  type Picture,
  type Shape,
  tick,
} from '../map-picture.js';
import { paperColours as colours } from '../paper-colours.js';
import { withRoomForWords } from './picture.js';

/** A map and its legend as one picture, as it is drawn on a broad page or on a narrow one. */
export function mapWithLegend(view: MapView, form: 'broad' | 'narrow'): Picture {
  const drawing = view[form];
  const { height, labels, shapes, width } = mapPicture(drawing);
  const items = legendItems(view.legend, view.legend.hasBands[form]);
  const isBeside = width <= widestBesideLegend;
  const key = legendOf(items, isBeside ? 0 : Math.max(width, narrowestLegend));
  const [x, y] = isBeside ? [width + gapBesideLegend, 0] : [0, height + gapAboveLegend];
  return withRoomForWords({
    width: Math.max(width, x + key.width),
    height: Math.max(height, y + key.height),
    shapes: [...shapes, ...key.shapes.map((shape) => shifted(shape, x, y))],
    labels: [
      ...labels,
      ...key.labels.map((label) => ({ ...label, x: label.x + x, y: label.y + y })),
    ],
  });
}

/** A map that is no wider has its legend beside it, a sign a row. */
const widestBesideLegend = 400;
const gapBesideLegend = 48;
const narrowestLegend = 560;
const gapAboveLegend = 14;

function shifted(shape: Shape, x: number, y: number): Shape {
  return { ...shape, x: (shape.x ?? 0) + x, y: (shape.y ?? 0) + y };
}

/** What a sign is drawn with, and how wide it is, beside its words. */
interface LegendItem {
  shapes: readonly Shape[];
  width: number;
  words: string;
}

const legendSize = 12;
const widestSample = 30;
const legendRow = 22;
const gapBetweenItems = 20;
const gapBeforeWords = 6;

/** The signs of the map in rows of a width, as many in each as there is room for; of none, one in each. */
function legendOf(items: readonly LegendItem[], width: number): Picture {
  const shapes: Shape[] = [];
  const labels: Label[] = [];
  let [x, y, widest] = [0, 0, 0];
  const isColumn = width === 0;
  for (const item of items) {
    const words = textWidth(item.words, legendSize);
    const whole = (isColumn ? widestSample : item.width) + gapBeforeWords + words;
    if (x > 0 && x + whole > width) [x, y] = [0, y + legendRow];
    shapes.push(...item.shapes.map((shape) => shifted(shape, x, y)));
    const before = isColumn ? widestSample : item.width;
    const at = { x: x + (item.width > 0 ? before + gapBeforeWords : 0), y: y + 12 };
    labels.push({
      ...{ ...at, words: item.words, anchor: 'start', size: legendSize },
      ...{ weight: 400, colour: colours.soft },
    });
    widest = Math.max(widest, x + whole);
    x += whole + gapBetweenItems;
  }
  return { width: widest, height: y + legendRow, shapes, labels };
}

/** A piece of line, `width` pixels wide, and what it means. */
function sample(width: number, stroke: string, words: string, more: Partial<Shape> = {}) {
  return { shapes: [{ d: `M1 8h${width - 2}`, stroke, width: 3.4, ...more }], width, words };
}

function lineItem({ kind, words }: MapView['legend']['lines'][number]): LegendItem {
  const look: Partial<Shape> =
    kind === 'trust' ? { dash: 'dots' } : kind === 'unsaid' ? { width: 1.8 } : {};
  const item = sample(30, colours.ink, words, look);
  const ticked = tick(colours.ink, 15, 8);
  return kind === 'confirmed' ? { ...item, shapes: [...item.shapes, ...ticked] } : item;
}

/** What stands in the legend, in order: levels, lines, signs, and what else is on the map. */
function legendItems(legend: MapView['legend'], hasBands: boolean): LegendItem[] {
  return [
    ...legend.levels.map(({ level, words }) =>
      sample(
        24,
        colours[levelIn(level)],
        level === 'none' ? `confidence ${words}` : `${words} confidence`,
      ),
    ),
    ...legend.lines.map(lineItem),
    ...legend.signs.map(({ markup, shape, words }) => ({
      shapes: signShapes(markup, shape === 'gap' ? colours.low : colours.ink),
      width: 16,
      words,
    })),
    ...(legend.hasCircles
      ? [{ shapes: [{ ...arrow, x: 6, y: 8 }], width: 14, words: 'round in a circle' }]
      : []),
    ...(legend.hasNecks
      ? [{ shapes: [bed('M7 8h16', 12, true)], width: 30, words: 'in every chain' }]
      : []),
    {
      shapes: [],
      width: 0,
      words: hasBands
        ? 'one line is one passage, a broad one as many as it says'
        : 'one line is one passage',
    },
  ];
}

/** A sign's own markup (see `sign-shapes.ts`) as shapes. */
function signShapes(markup: string, color: string): Shape[] {
  return [...markup.matchAll(/<(circle|path|rect) ([^>]*)\/>/gu)].map(
    ([, tag = '', inside = '']) => {
      const attributes = new Map(
        [...inside.matchAll(/([\w-]+)="([^"]*)"/gu)].map(([, name = '', value = '']) => [
          name,
          value,
        ]),
      );
      const number = (name: string) => Number(attributes.get(name) ?? 0);
      const outlines: Record<string, () => string> = {
        circle: () => circle(number('r'), number('cx'), number('cy')),
        rect: () =>
          `M${number('x')} ${number('y')}h${number('width')}v${number('height')}h${-number('width')}z`,
        path: () => attributes.get('d') ?? '',
      };
      return {
        d: outlines[tag]?.() ?? '',
        ...(attributes.get('fill') === 'currentColor' && { fill: color }),
        ...(attributes.has('stroke') && { stroke: color, width: number('stroke-width') }),
        ...(attributes.has('stroke-dasharray') && { dash: 'dashes' }),
      };
    },
  );
}
