import pg from 'pg';
import { onTestFinished, vi } from 'vitest';

/** What a desk asks of itself now and then, whoever works on it. */
const ofItself = /^(?:SET |SELECT 1$|DELETE FROM commits|LISTEN |SELECT quote_ident)/u;

/** With what the feed looks every few seconds whether its line is alive; then it reads on. */
const ofRounds = /^(?:SELECT 1$|DELETE FROM commits)/u;
const readingOn = /^\[\{"do":"commits"[^{}]*\}\]$/u;

/**
 * Counts the statements of this process, by name or text, for as long as a test runs; but for those of the feed's own
 * rounds, of which a slow machine sees more.
 */
export function countedStatements(): { taken(): string[] } {
  let statements: string[] = [];
  let isRound = false;
  const { query } = pg.Client.prototype;
  const counting = function (this: pg.Client, ...asked: unknown[]): unknown {
    const name = nameOf(asked[0]);
    const isReadingOn = isRound && readingOn.test(firstValueOf(asked[0]));
    if (!ofItself.test(name) && !isReadingOn) statements.push(name);
    isRound = ofRounds.test(name) || (isRound && !isReadingOn);
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

function firstValueOf(asked: unknown): string {
  const { values }: { values?: unknown[] } = Object(asked);
  return String(values?.[0]);
}

function nameOf(asked: unknown): string {
  if (typeof asked !== 'object' || asked === null) return String(asked);
  const { name, text }: { name?: unknown; text?: unknown } = asked;
  return String(name ?? text);
}
