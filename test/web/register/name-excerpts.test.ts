import { expect, test } from 'vitest';
import { wordsView } from '../../../src/web/register/masking-view.js';

test('a name is shown among whole words, wherever the text around it is cut', () => {
  const filler = 'Nobody believed the harbourmaster about the weather that night.';
  const text = `${filler} ${filler} Ida Brandt did. ${filler} ${filler} Ida Brandt left. ${filler}`;
  const found = [...text.matchAll(/Ida Brandt/gu)].map(({ index, 0: name }) => ({
    ...{ start: index, end: index + name.length },
    id: 'brandt',
    how: 'whole' as const,
  }));
  const { excerpt } = wordsView({
    key: '',
    text,
    found,
    places: [],
    isFixed: false,
    isAddress: false,
    isOfArticle: false,
    isSure: true,
  });
  const shown = excerpt.map((piece) => (piece.isName ? `[${piece.text}]` : piece.text)).join('');
  expect(shown).toBe(
    '… believed the harbourmaster about the weather that night. [Ida Brandt] … believed the harbourmaster about the weather that night. [Ida Brandt] left. Nobody believed the harbourmaster about the weather …',
  );
});
