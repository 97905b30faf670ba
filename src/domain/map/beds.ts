import { type Box, type DrawnBed, type DrawnNode, nodePx, type Point } from './geometry.js';

/** How far a bed comes beyond its nodes. */
export const bedAroundPx = 8;

/** An edge between two nodes, how thick it is, and the corners along which its bed would go. */
interface Joining {
  start: string;
  end: string;
  thickness: number;
  course: () => readonly Point[];
}

/**
 * Beneath the nodes that stand in every chain, and what joins two of them; `nodeOverPx` is how much
 * wider a node is than its lines.
 */
export function bedsBeneath(
  nodes: readonly DrawnNode[],
  joining: readonly Joining[],
  nodeOverPx: number,
): DrawnBed[] {
  const necks = nodes.filter(({ node }) => node.isNeck);
  const ids = new Set(necks.map(({ node }) => node.id));
  const between = joining.filter(({ start, end }) => ids.has(start) && ids.has(end));
  return [
    ...between.map(({ course, thickness }): DrawnBed => {
      const own = Math.max(nodePx, thickness + nodeOverPx);
      return { points: course(), width: own + 2 * bedAroundPx, cap: 'butt' };
    }),
    ...necks.map(
      (neck): DrawnBed => ({
        points: spine(neck),
        width: Math.min(neck.width, neck.height) + 2 * bedAroundPx,
        cap: 'round',
      }),
    ),
  ];
}

/** From one end of a capsule to the other, which a line with round ends fills. */
function spine({ x, y, width, height }: Box): Point[] {
  const half = Math.min(width, height) / 2 - 0.5;
  const [right, bottom] = [x + width, y + height];
  if (width > height) {
    return [x + half, right - half].map((at) => ({ x: at, y: y + height / 2 }));
  }
  return [y + half, bottom - half].map((at) => ({ x: x + width / 2, y: at }));
}
