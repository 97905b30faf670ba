export const stances = ['asserts', 'denies', 'questions'] as const;
/** How an annotation stands to its claim. */
export type Stance = (typeof stances)[number];

/** A statement that annotations, in one article or in many, assert, deny or question. */
export interface Claim {
  id: string;
  version: number;
  statement: string;
  state: 'open';
  created: string;
  creator: string;
  /** The open blind round in which it was entered: until it ends, its creator alone sees it. */
  round: string | null;
}
