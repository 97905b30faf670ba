import type { MapDrawing } from '../../domain/map/drawing.js';
import type { MapView } from '../../domain/map/map-view.js';
import type { PdfLegend, PdfMap, PdfMapLabel } from './pdf-document.js';
import { printable } from './printable.js';

/** So large a pixel of a map is on paper, in points, where there is room. */
const pointsPerPixel = 0.72;
const maxWidthPoints = 470;
const maxHeightPoints = 520;
/** One that stands upright is made smaller than that as far as its names stay easy to read: it is beside its legend. */
const [maxUprightPoints, leastUprightScale] = [290, 0.58];
/** Names below this share of their plain size cannot be read. */
const leastScale = 0.4;

/** A map as a picture with words on it, and what is said in its place where it is too large for a page. */
export function pdfMap(view: MapView): PdfMap {
  const drawing = view.broad.form === 'lying' ? view.broad : view.narrow;
  const scale = scaleOf(drawing);
  const alt = printable([view.label, view.left].filter(Boolean).join('. '));
  if (scale < leastScale) {
    const where = 'It is too large for a page: see it in the report as HTML.';
    return { svg: null, width: 0, height: 0, scale: 1, labels: [], alt: `${alt}. ${where}` };
  }
  return {
    svg: svgOf(drawing),
    ...{ width: drawing.width * scale, height: drawing.height * scale, scale, alt },
    labels: [...drawing.stations.flatMap(({ labels }) => labels), ...drawing.words].flatMap(
      labelOf,
    ),
  };
}

function scaleOf({ form, height, width }: MapDrawing): number {
  const upright = Math.max(maxUprightPoints / height, leastUprightScale);
  return Math.min(
    form === 'lying' ? pointsPerPixel : Math.min(pointsPerPixel, upright),
    maxWidthPoints / width,
    maxHeightPoints / height,
  );
}

/** What the signs of a report mean: only those that are in its map. */
export function pdfLegend({ legend }: MapView, graded: boolean): PdfLegend {
  return {
    levels: legend.levels.map(({ level, words }) => ({
      level: levelOf(level),
      words,
    })),
    lines: legend.lines,
    signs: legend.signs.map(({ shape, words }) => ({ shape, words })),
    graded,
  };
}

const ink = '#1d1b17';
const soft = '#655f55';
const edge = '#8d8779';
const accent = '#14566b';
const levelColours = { high: '#0b6b53', moderate: '#865700', low: '#a83a1e', none: soft } as const;

function levelOf(name: string): keyof typeof levelColours {
  return name === 'high' || name === 'moderate' || name === 'low' ? name : 'none';
}

/** The colour of what has such classes. */
function colourOf(classes: string): string {
  return levelColours[levelOf(classes.split(' ').find((name) => levelOf(name) !== 'none') ?? '')];
}

/** The drawing with every colour said at its place: what sets it reads no style sheet. */
function svgOf(drawing: MapDrawing): string {
  const { beds, height, marks, stations, ways, width } = drawing;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    ...beds.map(
      ({ cap, d, width }) =>
        `<path d="${d}" fill="none" stroke="${accent}" stroke-opacity="0.1" stroke-linecap="${cap}" stroke-width="${width}"/>`,
    ),
    ...ways.flatMap(({ lines }) => lines.map(lineOf)),
    ...marks.map(markOf),
    ...stations.flatMap((station) => [
      ...station.shapes.map((shape) => shapeOf(station.classes, shape)),
      ...station.labels.flatMap(boxOf),
    ]),
    '</svg>',
  ].join('\n');
}

type Line = MapDrawing['ways'][number]['lines'][number];

function lineOf({ classes, d, dash, width }: Line): string {
  const dashes = dash === null ? '' : ` stroke-dasharray="${dash}" stroke-linecap="round"`;
  return `<path d="${d}" fill="none" stroke="${colourOf(classes)}" stroke-linejoin="round" stroke-width="${width}"${dashes}/>`;
}

function markOf({ kind, level, transform }: MapDrawing['marks'][number]): string {
  if (kind === 'arrow') {
    return `<path transform="${transform}" fill="${levelColours.low}" d="M5.5 0-3.5-4.5v9z"/>`;
  }
  const colour = colourOf(level);
  return `<g transform="${transform}"><circle r="6" fill="#fff" stroke="${colour}"/><path d="m-2.8.3 2 2 3.6-4.4" fill="none" stroke="${colour}" stroke-width="1.5"/></g>`;
}

type Shape = MapDrawing['stations'][number]['shapes'][number];

function shapeOf(station: string, { classes, d }: Shape): string {
  const [shape, ...others] = station.split(' ').slice(1);
  const dashed = others.includes('unnamed');
  if (classes.startsWith('loop')) return stroked(d, colourOf(classes), 2.4);
  if (classes === 'bar') return stroked(d, ink, 4.6);
  if (classes === 'question') return stroked(d, soft, 1.4, ' stroke-linecap="round"');
  const fill = shape === 'outlet' && !dashed ? ink : '#fff';
  const dashes = dashed ? ' stroke-dasharray="3.2 2.6"' : '';
  if (shape === 'gap') return stroked(d, levelColours.low, 2.9, dashes, '#fff');
  if (shape === 'unsaid') return stroked(d, soft, 1.2, dashes, '#fff');
  return stroked(d, ink, others.includes('neck') ? 3.2 : 2, dashes, fill);
}

function stroked(d: string, colour: string, width: number, more = '', fill = 'none'): string {
  return `<path d="${d}" fill="${fill}" stroke="${colour}" stroke-width="${width}" stroke-linejoin="round"${more}/>`;
}

type Label = MapDrawing['words'][number];

/** Words are set as all others are, and not in the picture: what draws that knows no scripts but its own. */
function labelOf({ anchor, classes, letter, text, x, y }: Label): PdfMapLabel[] {
  const names = classes.split(' ');
  const isSmall = names.includes('small');
  const label: PdfMapLabel = {
    words: printable(text),
    ...{ x, y, anchor, size: isSmall ? 11 : 13 },
    weight: names.includes('strong') ? 600 : isSmall ? 400 : 500,
    colour: names.includes('alarming') ? levelColours.low : isSmall ? soft : ink,
  };
  if (!letter) return [label];
  const inBox = { x: letter.x + 8.5, y: letter.y + 12.5, anchor: 'middle' as const };
  return [label, { ...inBox, words: letter.letter, size: 11, weight: 600, colour: ink }];
}

function boxOf({ letter }: Label): string[] {
  if (!letter) return [];
  return [
    `<rect x="${letter.x}" y="${letter.y}" width="17" height="17" rx="4" fill="none" stroke="${edge}"/>`,
  ];
}
