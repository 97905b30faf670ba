/** What was set out to be reached: a figure that is not to be more than another. */
export interface Goal {
  what: string;
  figure: number;
  most: number;
  unit: '×' | 's' | 'ms';
}

export function goalLine({ what, figure, most, unit }: Goal): string {
  const over = (100 * (figure - most)) / most;
  const verdict = figure <= most ? 'met' : `missed by ${over.toFixed(0)} %`;
  return `${what}: ${figure.toFixed(2)} ${unit}, goal ${most} ${unit}: ${verdict}`;
}
