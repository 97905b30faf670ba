import type { Box, MapGeometry, Point } from './geometry.js';

/** From where to where a sheet goes down its map, in pixels. */
interface Extent {
  top: number;
  bottom: number;
}

/** So large a pixel of an upright map is on paper, in pixels; one that lies is as wide as paper at the most. */
const uprightScale = 0.77;
const paperWidthPx = 627;
/** How high a map can be on one page, and a part of one that fills pages, in pixels of the paper. */
const [maxPagePx, maxSheetPx] = [786, 254];
/** A node that is higher is a bar over many lanes, which goes on over several sheets as they do, in pixels of the map. */
const maxWholePx = 60;

/**
 * The sheets of a map that is higher on paper than a page; of another none. What lies so close that it can't be cut
 * comes as the sheets of its upright form.
 */
export function paperSheets(map: MapGeometry, upright: MapGeometry): MapGeometry[] {
  const scale = scaleOf(map);
  if (map.height * scale <= maxPagePx) return [];
  const sheets = sheetsOf(map, maxSheetPx / scale);
  const isCut = sheets.every(({ height }) => height * scale <= maxPagePx);
  return isCut ? sheets : sheetsOf(upright, maxSheetPx / uprightScale);
}

function scaleOf({ form, width }: MapGeometry): number {
  return form === 'upright' ? uprightScale : Math.min(1, paperWidthPx / width);
}

/**
 * A map in parts that follow one another down it, so that paper shows it over several pages: cut where lines alone run
 * on, or a bar over many of them, and each no higher than `maxHeightPx` but where no such place is nearer. Whoever draws a part leaves out what
 * stands above and below it.
 */
export function sheetsOf(map: MapGeometry, maxHeightPx: number): MapGeometry[] {
  const sheets: Extent[] = [];
  for (const row of rowsOf(map)) {
    const last = sheets.at(-1);
    if (last && row.bottom - last.top <= maxHeightPx) last.bottom = row.bottom;
    else sheets.push({ ...row });
  }
  return sheets.map((extent) => partOf(map, extent));
}

/** What stands beside each other, each to the middle of what is free between it and the next. */
function rowsOf(map: MapGeometry): Extent[] {
  const rows: Extent[] = [];
  for (const { top, bottom } of wholesOf(map)) {
    const last = rows.at(-1);
    if (last && top < last.bottom + 1) last.bottom = Math.max(last.bottom, bottom);
    else rows.push({ top, bottom });
  }
  const ends = rows.map(({ bottom }, at) => {
    const next = rows[at + 1];
    return next ? (bottom + next.top) / 2 : map.height;
  });
  return ends.map((bottom, at) => ({ top: ends[at - 1] ?? 0, bottom }));
}

/** What is not cut, from above: a node with its words, words on a line, and those beside a bar with what is next to them of it. */
function wholesOf({ nodes, labels }: MapGeometry): Extent[] {
  const extent = ({ y, height }: Box) => ({ top: y, bottom: y + height });
  const ofNodes = nodes.flatMap((node) => {
    const own = labels.filter(({ of, to }) => to === null && of === node.node.id).map(extent);
    const { top, bottom } = extent(node);
    if (node.height > maxWholePx)
      return own.map((words) => ({
        top: Math.min(words.top, bottom - 1),
        bottom: Math.max(words.bottom, top + 1),
      }));
    return [
      {
        top: Math.min(top, ...own.map((words) => words.top)),
        bottom: Math.max(bottom, ...own.map((words) => words.bottom)),
      },
    ];
  });
  const onLines = labels.filter(({ to }) => to !== null).map(extent);
  return [...ofNodes, ...onLines].toSorted((one, other) => one.top - other.top);
}

function partOf(map: MapGeometry, { top, bottom }: Extent): MapGeometry {
  const isIn = (ys: readonly number[]) => Math.max(...ys) >= top && Math.min(...ys) <= bottom;
  const up = <P extends Point>(point: P): P => ({ ...point, y: point.y - top });
  const isOn = ({ y, height }: { y: number; height: number }) => isIn([y, y + height]);
  const along = ({ points }: { points: readonly Point[] }) => isIn(points.map(({ y }) => y));
  const moved = <L extends { points: readonly Point[] }>(line: L): L => ({
    ...line,
    points: line.points.map(up),
  });
  return {
    ...{ form: map.form, width: map.width, height: bottom - top },
    nodes: map.nodes
      .filter(isOn)
      .map((node) => ({ ...up(node), loop: node.loop && moved(node.loop) })),
    lines: map.lines.filter(along).map(moved),
    labels: map.labels.filter(isOn).map((label) => ({ ...up(label), at: up(label.at) })),
    marks: map.marks.filter(({ y }) => isIn([y])).map(up),
    beds: map.beds.filter(along).map(moved),
  };
}
