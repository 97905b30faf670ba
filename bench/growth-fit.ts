/** How a figure grows with the size of a desk. */
export interface Growth {
  /** By what it is multiplied, on the whole, when the desk becomes ten times as large. */
  tenfold: number;
  /** *e* in *figure ∝ size^e*: 0 is constant, 1 is linear; a logarithm looks like 0.1 or less here. */
  exponent: number;
}

/** The straight line through the logarithms that has the least squares of distances. */
export function growthOf(points: readonly (readonly [size: number, figure: number])[]): Growth {
  const logs = points.map(([size, figure]) => [Math.log10(size), Math.log10(figure)] as const);
  const mean = (of: (log: readonly [number, number]) => number) =>
    logs.reduce((sum, log) => sum + of(log), 0) / logs.length;
  const [x, y] = [mean((log) => log[0]), mean((log) => log[1])];
  const exponent = mean((log) => (log[0] - x) * (log[1] - y)) / mean((log) => (log[0] - x) ** 2);
  return { tenfold: 10 ** exponent, exponent };
}
