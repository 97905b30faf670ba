import type { MapDrawing } from '../domain/map/drawing.js';
import { paperColours as colours } from './paper-colours.js';

/*
 * A map as it is drawn where no style sheet is read, as `public/styles/map.css` draws it on a page: shapes with
 * every colour and width said, and words. Lengths are in pixels of the map.
 */

export interface Shape {
  /** A path's data (SVG 2, 9.3). */
  d: string;
  /** Where it is put, and how far it is turned clockwise, in degrees. */
  x?: number;
  y?: number;
  turn?: number;
  fill?: string;
  stroke?: string;
  width?: number;
  dash?: 'dots' | 'dashes';
  roundEnds?: boolean;
  /** In hundredths. */
  opacity?: number;
}

export interface Label {
  words: string;
  /** The left end, the middle or the right end of its base line. */
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
  size: number;
  weight: 400 | 500 | 600;
  colour: string;
}

export interface Picture {
  width: number;
  height: number;
  shapes: readonly Shape[];
  labels: readonly Label[];
}

type Level = 'high' | 'moderate' | 'low' | 'none';

/** A map without its legend. */
export function mapPicture(drawing: MapDrawing): Picture {
  const { height, width } = drawing;
  return { width, height, shapes: shapesOf(drawing), labels: labelsOf(drawing) };
}

/** The level that is among some classes. */
export function levelIn(classes: string): Level {
  const levels: readonly Level[] = ['high', 'moderate', 'low'];
  return levels.find((level) => classes.split(' ').includes(level)) ?? 'none';
}

function shapesOf({ beds, marks, nodes, ways }: MapDrawing): Shape[] {
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
      (kind === 'tick' ? tick(colours[levelIn(level)]) : [arrow]).map((shape) =>
        placed(shape, transform),
      ),
    ),
    ...nodes.flatMap(({ classes, labels, shapes }) => [
      ...shapes.map((shape) => nodeShape(shape, classes.split(' '))),
      ...labels.flatMap(({ letter }) => (letter ? [letterBox(letter)] : [])),
    ]),
  ];
}

/** What lies under lines that all go one way. */
export function bed(d: string, width: number, roundEnds: boolean): Shape {
  return { d, width, stroke: colours.accent, opacity: 10, roundEnds };
}

/** The path of a circle, in pixels. */
export function circle(r: number, cx = 0, cy = 0): string {
  return `M${cx - r} ${cy}a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0z`;
}

/** The sign of what was confirmed, on a line of a colour. */
export function tick(stroke: string, x = 0, y = 0): Shape[] {
  return [
    { d: circle(6, x, y), fill: colours.paper, stroke, width: 1 },
    { d: `M${x - 2.8} ${y + 0.3}l2 2 3.6 -4.4`, stroke, width: 1.5 },
  ];
}

/** The sign of a way that leads round in a circle. */
export const arrow: Shape = { d: 'M5.5 0L-3.5 -4.5v9z', fill: colours.low };

function placed(shape: Shape, transform: string): Shape {
  const [x = 0, y = 0, turn = 0] = (transform.match(/-?[\d.]+/gu) ?? []).map(Number);
  return { ...shape, x, y, turn };
}

function nodeShape({ d, classes }: { d: string; classes: string }, node: string[]): Shape {
  const has = (name: string) => node.includes(name);
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

/** A square of 17 with round corners. */
function letterBox({ x, y }: { x: number; y: number }): Shape {
  const corners = ['h9a4 4 0 0 1 4 4', 'v9a4 4 0 0 1 -4 4', 'h-9a4 4 0 0 1 -4 -4'];
  const d = `M${x + 4} ${y}${corners.join('')}v-9a4 4 0 0 1 4 -4z`;
  return { d, stroke: colours.edge, width: 1 };
}

function labelsOf({ nodes, words }: MapDrawing): Label[] {
  return [...nodes.flatMap(({ labels }) => labels), ...words].flatMap((label): Label[] => {
    const classes = label.classes.split(' ');
    const isSmall = classes.includes('small');
    const { anchor, letter, text, x, y } = label;
    return [
      {
        ...{ words: text, x, y, anchor, size: isSmall ? 11 : 13 },
        weight: classes.includes('strong') ? 600 : isSmall ? 400 : 500,
        colour: classes.includes('alarming') ? colours.low : isSmall ? colours.soft : colours.ink,
      },
      ...(letter ? [letterLabel(letter)] : []),
    ];
  });
}

function letterLabel({ letter, x, y }: { letter: string; x: number; y: number }): Label {
  const at = { x: x + 8.5, y: y + 12.5, anchor: 'middle' } as const;
  return { ...at, words: letter, size: 11, weight: 600, colour: colours.ink };
}
