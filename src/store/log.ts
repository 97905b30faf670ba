/** Where a store says what an administrator should know and nobody waits for. */
export interface Log {
  warn(message: string): void;
}
