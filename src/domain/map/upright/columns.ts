import { bedAroundPx } from '../beds.js';
import { mapMarginPx } from '../geometry.js';
import { isWhole, letterRoomPx, nameLines, nameWidth } from '../labels.js';
import type { MapNode } from '../source-map.js';

/** How wide an upright map is at the least, names included, and how wide its names may make it. */
export interface UprightOptions {
  width: number;
  maxWidth?: number;
}

/** From one column to the next, and how wide names are at the least: what is too wide is drawn closer. */
const closest = { gap: 3, names: 108 };
const densities = [{ gap: 13, names: 180 }, { gap: 8, names: 150 }, closest];
/** What is too wide even so has narrower lanes, down to this share: a wider one would have smaller letters. */
const leastShare = 0.25;

/**
 * Where the columns of an upright map stand, from its left edge, where its names begin, and where its right edge is;
 * and what share of their widths lanes and nodes have.
 */
interface Columns {
  xs: number[];
  namesX: number;
  right: number;
  share: number;
}

/** As far apart as leaves all names whole, or as there is room. */
export function columnsOf(
  sides: readonly Sides[],
  nodes: readonly MapNode[],
  { width, maxWidth = width }: UprightOptions,
): Columns {
  const fitting = densities
    .map((density) => columnsAt(sides, density))
    .filter((columns) => columns.least <= maxWidth);
  const showsNames = fitting.find(({ namesX }) =>
    nodes.every((node) => fits(node, maxWidth - namesX - mapMarginPx)),
  );
  const whole = showsNames ?? fitting[0] ?? columnsAt(sides, closest);
  const share = Math.min(1, Math.max(leastShare, (maxWidth - closest.names) / whole.namesX));
  const namesX = whole.namesX * share;
  const least = namesX + whole.least - whole.namesX;
  const wanted = namesX + widestName(nodes) + mapMarginPx;
  const xs = whole.xs.map((x) => x * share);
  return { xs, namesX, share, right: Math.max(width, least, Math.min(wanted, maxWidth)) };
}

/** How far the nodes of a column come to each side of its middle, and how far the lanes of its trunks do. */
export interface Sides {
  node: { left: number; right: number };
  trunk: { left: number; right: number };
}

/** Where the columns stand so close, beside them the names, and how wide all of it is at the least. */
function columnsAt(sides: readonly Sides[], { gap, names }: typeof closest) {
  const xs: number[] = [];
  for (const [column, { node, trunk }] of sides.entries()) {
    const before = sides[column - 1];
    const from = xs[column - 1] ?? 0;
    // Two nodes never stand in one row, so that only lines have to keep clear of them.
    const apart = before
      ? gap + Math.max(before.node.right + trunk.left, before.trunk.right + node.left)
      : mapMarginPx + bedAroundPx + Math.max(node.left, trunk.left);
    xs.push(from + apart);
  }
  const rights = sides.map(({ node, trunk }, column) => {
    return (xs[column] ?? 0) + Math.max(node.right, trunk.right);
  });
  const namesX = Math.max(0, ...rights) + 12;
  return { xs, namesX, least: namesX + names };
}

/** Whether a name stands whole in some room, on two lines at the most. */
function fits(node: MapNode, roomPx: number): boolean {
  return isWhole(nameLines(node, roomPx - (node.letter === null ? 0 : letterRoomPx)), node);
}

/** How wide the widest name is on one line, in pixels. */
function widestName(nodes: readonly MapNode[]): number {
  return Math.max(...nodes.map((node) => Math.ceil(nameWidth(node, Number.POSITIVE_INFINITY))));
}
