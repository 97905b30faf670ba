/** How a map is tried: the first for which there is room is taken. */
export interface LayoutAttempt {
  /** Longer names stand on two lines. */
  nameWidth: number;
  /** Lines turn behind the names of the nodes that they leave; the names of origins stand before them. */
  isLoose: boolean;
  isSteep: boolean;
  /** Names may stand beneath their nodes, where they are nearer to the next one's. */
  mayStandBelow: boolean;
}

/** Names that are longer have room for two lines. */
export const oneLinePx = 260;

const near = { isLoose: false, isSteep: false, mayStandBelow: false };
export const attempts: readonly LayoutAttempt[] = [
  { ...near, nameWidth: 260 },
  { ...near, nameWidth: 260, isLoose: true },
  { ...near, nameWidth: 190, isLoose: true },
  { ...near, nameWidth: 190, mayStandBelow: true },
  { nameWidth: 190, isLoose: true, isSteep: true, mayStandBelow: true },
  { nameWidth: 140, isLoose: true, isSteep: true, mayStandBelow: true },
  { nameWidth: 104, isLoose: true, isSteep: true, mayStandBelow: true },
];
