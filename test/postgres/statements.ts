import pg from 'pg';
import { onTestFinished, vi } from 'vitest';

/** What a desk asks of itself now and then, whoever works on it. */
const ofItself = /^(?:SET |SELECT 1$|DELETE FROM commits|LISTEN |SELECT quote_ident)/u;

/** Counts the statements of this process, by name or text, for as long as a test runs. */
export function countedStatements(): { taken(): string[] } {
  let statements: string[] = [];
  const { query } = pg.Client.prototype;
  const counting = function (this: pg.Client, ...asked: unknown[]): unknown {
    const name = nameOf(asked[0]);
    if (!ofItself.test(name)) statements.push(name);
    return Reflect.apply(query, this, asked);
  };
  const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(counting);
  onTestFinished(() => spy.mockRestore());
  return {
    taken() {
      const before = statements;
      statements = [];
      return before;
    },
  };
}

function nameOf(asked: unknown): string {
  if (typeof asked !== 'object' || asked === null) return String(asked);
  const { name, text }: { name?: unknown; text?: unknown } = asked;
  return String(name ?? text);
}
