/*
 * How wide words are in the tools' face: the server that draws a map has no fonts to ask. Latin letters are
 * as wide as Inter's (500); of other scripts an estimate that is rather too wide. In parts of the size.
 */

/** Letters by their width, in hundredths. */
const latin: readonly (readonly [width: number, letters: string])[] = [
  [28, ' Iijl'],
  [33, "!',.:;|·’‘"],
  [38, '()/[\\]frt`'],
  [46, '1{}-–^_'],
  [54, '"*“”'],
  [57, 'ksxz?'],
  [60, 'EFJLacehnouvy57'],
  [64, '23689#PZbdgpq'],
  [68, '04$&+<=>BRST~'],
  [73, 'ADKVXY'],
  [77, 'CGHNUOQ'],
  [84, 'w'],
  [92, 'Mm…—'],
  [100, 'W%@'],
];
const byLetter = new Map(
  latin.flatMap(([width, letters]) => [...letters].map((letter) => [letter, width / 100] as const)),
);

const byScript: readonly (readonly [pattern: RegExp, width: number])[] = [
  [/^\p{Extended_Pictographic}/u, 1.4],
  [/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\uff00-\uff60]/u, 1.05],
  [/^[жмшщюфы]/iu, 0.9],
  [/^\p{Script=Arabic}/u, 0.5],
  [/^\p{Script=Hebrew}/u, 0.58],
  [/^[\p{Lu}\p{Script=Devanagari}]/u, 0.85],
  [/^[\p{Script=Greek}\p{Script=Cyrillic}]/u, 0.62],
];
const otherLetter = 0.68;

const known = new Map(byLetter);
const maxKnown = 5000;

function letterWidth(letter: string): number {
  const width = known.get(letter);
  if (width !== undefined) return width;
  const plain = byLetter.get(letter.normalize('NFD').charAt(0));
  const found = plain ?? byScript.find(([pattern]) => pattern.test(letter))?.[1] ?? otherLetter;
  if (known.size < maxKnown) known.set(letter, found);
  return found;
}

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** How wide a line of text is, in pixels, at a size in pixels. */
export function textWidth(text: string, sizePx: number): number {
  let width = 0;
  for (const { segment } of letters.segment(text)) width += letterWidth(segment);
  return width * sizePx;
}

/** The text as it fits in a width: whole, or its beginning and an ellipsis. */
export function elided(text: string, sizePx: number, maxWidthPx: number): string {
  if (text.length * sizePx * 0.3 < maxWidthPx && textWidth(text, sizePx) <= maxWidthPx) return text;
  const room = maxWidthPx / sizePx - letterWidth('…');
  let width = 0;
  let end = 0;
  for (const { segment, index } of letters.segment(text)) {
    width += letterWidth(segment);
    if (width > room) break;
    end = index + segment.length;
  }
  return end === text.length ? text : `${text.slice(0, end).trimEnd()}…`;
}

/**
 * The text on as few lines as it fits on, two at the most: broken where both are about as long, or, where
 * one word is too long, on one line; cut where it does not fit.
 */
export function onTwoLines(text: string, sizePx: number, maxWidthPx: number): string[] {
  if (text.length <= maxOnTwoLines && textWidth(text, sizePx) <= maxWidthPx) return [text];
  const short = text.slice(0, maxOnTwoLines);
  const breaks = [...short.matchAll(/\s+/gu)].map(({ index, 0: space }) => {
    const [first, second] = [text.slice(0, index), text.slice(index + space.length)];
    const isWhole = index + space.length < maxOnTwoLines && text.length <= maxOnTwoLines;
    const widths = [textWidth(first, sizePx), isWhole ? textWidth(second, sizePx) : Infinity];
    return { first, second, widths };
  });
  const fitting = breaks.filter(({ widths }) => Math.max(...widths) <= maxWidthPx);
  const [best] = fitting.toSorted(
    (one, other) => Math.max(...one.widths) - Math.max(...other.widths),
  );
  if (best) return [best.first, best.second];
  const longest = breaks.filter(({ widths: [width = 0] }) => width <= maxWidthPx).at(-1);
  if (!longest || longest.first === '') return [elided(text, sizePx, maxWidthPx)];
  return [longest.first, elided(longest.second, sizePx, maxWidthPx)];
}

/** No two lines hold more letters. */
const maxOnTwoLines = 200;

/** The pieces between which a text may be broken: words with what follows them, the letters of a word that does not fit. */
export function wordsToBreak(text: string, fits: (piece: string) => boolean): string[] {
  return text
    .split(/(?<=[\s-])/u)
    .flatMap((word) =>
      fits(word) ? [word] : Array.from(letters.segment(word), ({ segment }) => segment),
    );
}
