/** The colours of all that is on paper, and of pictures that stand alone: those of the app where it is light. */
export const paperColours = {
  paper: '#ffffff',
  ink: '#1d1b17',
  soft: '#655f55',
  edge: '#8d8779',
  rule: '#dcd7ca',
  accent: '#14566b',
  high: '#0b6b53',
  moderate: '#865700',
  low: '#a83a1e',
  none: '#655f55',
} as const;

/** What lies behind the words of a passage, by its level. */
export const paperTints = {
  high: '#e1ede9',
  moderate: '#f1ebe0',
  low: '#f5e7e3',
  none: '#efedea',
} as const;
