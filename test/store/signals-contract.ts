import { describe, expect, test } from 'vitest';
import { maxSignalCharacters, type Signals } from '../../src/store/signals.js';

/** What signals promise within one process, asked of one kind of them. */
export function signalsContract(name: string, open: () => Promise<Signals>): void {
  const heard = (signals: Signals) => {
    const texts: string[] = [];
    return { texts, stop: signals.listen((text) => texts.push(text)) };
  };

  describe(`${name}: signals`, () => {
    test('all who listen hear at once, in order, what is said', async () => {
      const signals = await open();
      const [one, other] = [heard(signals), heard(signals)];
      for (const text of ['one', 'two', 'three']) signals.send(text);
      expect([one.texts, other.texts]).toEqual(Array(2).fill(['one', 'two', 'three']));
    });

    test('who listens no more, or not yet, does not hear', async () => {
      const signals = await open();
      const early = heard(signals);
      signals.send('one');
      early.stop();
      const late = heard(signals);
      signals.send('two');
      expect([early.texts, late.texts]).toEqual([['one'], ['two']]);
    });

    test('a listener that fails harms neither who speaks nor who else listens', async () => {
      const signals = await open();
      signals.listen(() => {
        throw new Error('It failed.');
      });
      const other = heard(signals);
      signals.send('one');
      expect(other.texts).toEqual(['one']);
    });

    test.each([
      ['longer than it may be', 'x'.repeat(maxSignalCharacters + 1)],
      ['with a letter beyond ASCII', 'é'],
      ['with a NUL', '\0'],
    ])('a text %s is refused', async (_what, text) => {
      const signals = await open();
      const { texts } = heard(signals);
      expect(() => signals.send(text)).toThrow(/short text/u);
      signals.send('x'.repeat(maxSignalCharacters));
      expect(texts).toHaveLength(1);
    });
  });
}
