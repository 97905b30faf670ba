import type { MapDrawing } from '../../domain/map/drawing.js';
import type { MapView } from '../../domain/map/map-view.js';
import { textWidth } from '../../domain/map/text-width.js';
import type { Label, Picture, Shape } from './picture.js';
import { colours } from './styles.js';

/** A map and its legend as one picture, as it is drawn on a broad page or on a narrow one. */
export function mapPicture(view: MapView, form: 'broad' | 'narrow'): Picture {
  const drawing = view[form];
  const { height, width } = drawing;
  const items = legendItems(view.legend, view.legend.hasBands[form]);
  const isBeside = width <= widestBesideLegend;
  const key = legendOf(items, isBeside ? 0 : Math.max(width, narrowestLegend));
  const [x, y] = isBeside ? [width + gapBesideLegend, 0] : [0, height + gapAboveLegend];
  return {
    width: Math.max(width, x + key.width),
    height: Math.max(height, y + key.height),
    shapes: [...shapesOf(drawing), ...key.shapes.map((shape) => shifted(shape, x, y))],
    labels: [
      ...labelsOf(drawing),
      ...key.labels.map((label) => ({ ...label, x: label.x + x, y: label.y + y })),
    ],
  };
}

/** A map that is no wider has its legend beside it, a sign a row. */
const widestBesideLegend = 400;
const gapBesideLegend = 48;
const narrowestLegend = 560;
const gapAboveLegend = 14;

function shifted(shape: Shape, x: number, y: number): Shape {
  return { ...shape, x: (shape.x ?? 0) + x, y: (shape.y ?? 0) + y };
}

type Level = 'high' | 'moderate' | 'low' | 'none';

function levelIn(classes: string): Level {
  const levels: readonly Level[] = ['high', 'moderate', 'low'];
  return levels.find((level) => classes.split(' ').includes(level)) ?? 'none';
}

function shapesOf({ beds, marks, stations, ways }: MapDrawing): Shape[] {
  return [
    ...beds.map(({ cap, d, width }) => bed(d, width, cap === 'round')),
    ...ways.flatMap(({ lines }) =>
      lines.map(
        ({ classes, d, dash, width }): Shape => ({
          ...{ d, width, stroke: colours[levelIn(classes)] },
          ...(dash !== null && { dash: 'dots' }),
        }),
      ),
    ),
    ...marks.flatMap(({ kind, level, transform }) =>
      (kind === 'tick' ? tick(levelIn(level)) : [arrow]).map((shape) => placed(shape, transform)),
    ),
    ...stations.flatMap(({ classes, labels, shapes }) => [
      ...shapes.map((shape) => stationShape(shape, classes.split(' '))),
      ...labels.flatMap(({ letter }) => (letter ? [letterBox(letter)] : [])),
    ]),
  ];
}

function bed(d: string, width: number, roundEnds: boolean): Shape {
  return { d, width, stroke: colours.accent, opacity: 10, roundEnds };
}

const circle = (r: number, cx = 0, cy = 0) =>
  `M${cx - r} ${cy}a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0z`;

function tick(level: Level): Shape[] {
  const stroke = colours[level];
  return [
    { d: circle(6), fill: colours.paper, stroke, width: 1 },
    { d: 'm-2.8 .3 2 2 3.6 -4.4', stroke, width: 1.5 },
  ];
}

const arrow: Shape = { d: 'M5.5 0L-3.5 -4.5v9z', fill: colours.low };

function placed(shape: Shape, transform: string): Shape {
  const [x = 0, y = 0, turn = 0] = (transform.match(/-?[\d.]+/gu) ?? []).map(Number);
  return { ...shape, x, y, turn };
}

/** As map.css draws the parts of a station. */
function stationShape({ d, classes }: { d: string; classes: string }, station: string[]): Shape {
  const has = (name: string) => station.includes(name);
  const isDashed = has('unnamed');
  if (classes.startsWith('loop')) return { d, stroke: colours[levelIn(classes)], width: 2.4 };
  if (classes === 'bar') return { d, stroke: colours.ink, width: 4.6 };
  if (classes === 'question') return { d, stroke: colours.soft, width: 1.4, roundEnds: true };
  const line = has('gap')
    ? { stroke: colours.low, width: 2.9 }
    : has('unsaid')
      ? { stroke: colours.soft, width: 1.2 }
      : { stroke: colours.ink, width: has('neck') ? 3.2 : 2 };
  const fill = has('outlet') && !isDashed ? colours.ink : colours.paper;
  return { d, fill, ...line, ...(isDashed && { dash: 'dashes' }) };
}

function letterBox({ x, y }: { x: number; y: number }): Shape {
  return { d: `M${x} ${y}h17v17h-17z`, stroke: colours.edge, width: 1 };
}

function labelsOf({ stations, words }: MapDrawing): Label[] {
  return [...stations.flatMap(({ labels }) => labels), ...words].flatMap((label): Label[] => {
    const classes = label.classes.split(' ');
    const isSmall = classes.includes('small');
    const { anchor, letter, text, x, y } = label;
    return [
      {
        ...{ words: text, x, y, anchor, size: isSmall ? 11 : 13 },
        color: classes.includes('alarming') ? colours.low : isSmall ? colours.soft : colours.ink,
        bold: classes.includes('strong'),
      },
      ...(letter ? [letterLabel(letter)] : []),
    ];
  });
}

function letterLabel({ letter, x, y }: { letter: string; x: number; y: number }): Label {
  const at = { x: x + 8.5, y: y + 12.5, anchor: 'middle' } as const;
  return { ...at, words: letter, size: 11, color: colours.ink, bold: true };
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
      ...{ ...at, words: item.words, anchor: 'start', size: legendSize, color: colours.soft },
    });
    widest = Math.max(widest, x + whole);
    x += whole + gapBetweenItems;
  }
  return { width: widest, height: y + legendRow, shapes, labels };
}

function legendItems(legend: MapView['legend'], hasBands: boolean): LegendItem[] {
  const sample = (width: number, stroke: string, words: string, more: Partial<Shape> = {}) => ({
    shapes: [{ d: `M1 8h${width - 2}`, stroke, width: 3.4, ...more }],
    width,
    words,
  });
  const lines = legend.lines.map(({ kind, words }): LegendItem => {
    const look: Partial<Shape> =
      kind === 'trust' ? { dash: 'dots' } : kind === 'unsaid' ? { width: 1.8 } : {};
    const item = sample(30, colours.ink, words, look);
    const ticked = tickAt(15, 8);
    return kind === 'confirmed' ? { ...item, shapes: [...item.shapes, ...ticked] } : item;
  });
  return [
    ...legend.levels.map(({ level, words }) =>
      sample(
        24,
        colours[levelIn(level)],
        level === 'none' ? `confidence ${words}` : `${words} confidence`,
      ),
    ),
    ...lines,
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

function tickAt(x: number, y: number): Shape[] {
  return [
    { d: circle(6, x, y), fill: colours.paper, stroke: colours.ink, width: 1 },
    { d: `M${x - 2.8} ${y + 0.3}l2 2 3.6 -4.4`, stroke: colours.ink, width: 1.5 },
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
