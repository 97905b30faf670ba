import type { MapDrawing } from '../../domain/map/drawing.js';
import type { MapView } from '../../domain/map/map-view.js';
import { type Label, levelIn, mapPicture, type Picture, type Shape } from '../map-picture.js';
import type { PdfLegend, PdfMap } from './pdf-document.js';
import { printable } from './printable.js';

/** So large a pixel of a map is on paper, in points, where there is room. */
const pointsPerPixel = 0.72;
const maxWidthPoints = 470;
const maxHeightPoints = 520;
/** One that stands upright is made smaller than that as far as its names stay easy to read: it is beside its legend. */
const [maxUprightPoints, leastUprightScale] = [290, 0.58];

/** A map as a picture with words on it; one that is higher than a page as its sheets. */
export function pdfMap(view: MapView): PdfMap {
  const parts = view.sheets.length > 0 ? view.sheets : [view.broad];
  const scale = Math.min(...parts.map(scaleOf));
  return {
    ...{ width: Math.max(...parts.map((part) => part.width)) * scale, scale },
    alt: printable([view.label, view.left].filter(Boolean).join('. ')),
    parts: parts.map((part) => {
      const picture = mapPicture(part);
      const labels = picture.labels.map(labelOf);
      return { svg: svgOf(picture), height: part.height * scale, labels };
    }),
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
    levels: legend.levels.map(({ level, words }) => ({ level: levelIn(level), words })),
    lines: legend.lines,
    signs: legend.signs.map(({ shape, words }) => ({ shape, words })),
    hasBands: legend.hasBands.broad,
    ...{ hasNecks: legend.hasNecks, hasCircles: legend.hasCircles },
    graded,
  };
}

/** The shapes alone: what draws the picture knows no scripts but its own, so words are set beside it. */
function svgOf({ height, shapes, width }: Picture): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    ...shapes.map(pathOf),
    '</svg>',
  ].join('\n');
}

function pathOf({ d, dash, fill = 'none', opacity, roundEnds, stroke, ...at }: Shape): string {
  const { turn = 0, width = 1, x = 0, y = 0 } = at;
  const isRound = roundEnds || dash === 'dots';
  const attributes = {
    d,
    fill,
    stroke,
    'stroke-width': stroke && width,
    'stroke-linejoin': stroke && 'round',
    'stroke-linecap': isRound && 'round',
    'stroke-opacity': opacity && opacity / 100,
    'stroke-dasharray': dash === 'dots' ? `0 ${width + 3}` : dash && '3.2 2.6',
    transform: (x || y || turn) && `translate(${x} ${y}) rotate(${turn})`,
  };
  const said = Object.entries(attributes).filter(([, value]) => value);
  return `<path${said.map(([name, value]) => ` ${name}="${value}"`).join('')}/>`;
}

function labelOf({ words, ...look }: Label): Label {
  return { words: printable(words), ...look };
}
