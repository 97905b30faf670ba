export const bases = [
  'not stated',
  'on the record',
  'background',
  'deep background',
  'off the record',
] as const;
/** On what terms a holder spoke (the Associated Press's ground rules). */
export type Basis = (typeof bases)[number];

export const checks = ['seen', 'confirmed', 'on trust'] as const;
/** What the desk itself did about a holder; null where it has not said. */
export type Check = (typeof checks)[number];

/** How many hops a chain may have, how many holders a hop, how many pieces of evidence a holder. */
export const maxHops = 40;
export const tooManyHops = `A chain has at most ${maxHops} hops.`;
export const maxHolders = 12;
export const maxEvidence = 20;
