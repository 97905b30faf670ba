import type { StyledWords } from './runs.js';
import type { Cell, CellLine } from './table.js';

/**
 * What a cell or a comment says, a paragraph each; what is absent leaves nothing. What somebody wrote is a string, in
 * its own direction; what a report says is a list, and runs as the report does.
 */
export type SaidLine = string | readonly StyledWords[] | null | false | undefined;

/** A cell of lines; one that is null is left out. */
export function said(...said: readonly SaidLine[]): Cell {
  return said.flatMap((line): CellLine[] => {
    if (typeof line === 'string') return paragraphsOf(line).map((words) => ({ words: [words] }));
    return line ? [{ words: line, rightToLeft: false }] : [];
  });
}

function paragraphsOf(words: string): string[] {
  return words.split(/\n\s*\n/u).filter((paragraph) => paragraph.trim() !== '');
}

/** Words in a lighter look. */
export const soft = (words: string): StyledWords[] => [{ words, look: { style: 'Soft' } }];
/** Words in bold. */
export const strong = (words: string): StyledWords => ({ words, look: { style: 'Strong' } });
/** Words as they are typed, all of one width. */
export const code = (words: string): StyledWords[] => [{ words, look: { style: 'Code' } }];
