import { expect, test } from 'vitest';
import { figuresKept } from '../../../src/desk/agreement/agreement-working.js';
import { figuresOn, type ObservedText } from '../../../src/domain/agreement/observation.js';

function text(passages: number): ObservedText {
  const found = (origins: readonly string[]) =>
    Array.from({ length: passages }, (_, at) => ({
      start: at * 20,
      end: at * 20 + 10,
      origin: origins[at % origins.length] ?? null,
      relations: [],
      confidence: null,
      credibility: null,
    }));
  const people = [
    { person: 'jonas', found: found(['vega', 'ledger']) },
    { person: 'nils', found: found(['vega', 'ledger', 'vega']) },
  ];
  return { article: 'harbour', round: null, length: passages * 20, people };
}

test.each([0, 3, 80])('figures on %i passages are those of the definitions', async (passages) => {
  expect(await figuresKept([text(passages)])).toEqual(figuresOn([text(passages)]));
});

test('figures on the same texts are worked out once', async () => {
  const [one, other] = [figuresKept([text(90)]), figuresKept([text(90)])];
  expect(other).toBe(one);
  expect(await figuresKept([text(91)])).not.toEqual(await one);
});
