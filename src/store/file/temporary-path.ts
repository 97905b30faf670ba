/** Where the next state of a file is written before it takes the file's place. */
export function temporaryPath(path: string): string {
  return `${path}.tmp`;
}
